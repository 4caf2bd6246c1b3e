// What this folder says: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kBadExpression{
    "看不懂表达式 {0}：写列名，或函数（{1}），如 prefix3(surname)、first_name + surname",
    "the expression {0} cannot be read: write a column, or a function ({1}), as in prefix3(surname), "
    "first_name + surname"};
inline constexpr Message kNoSuchColumn{"数据里没有列 {0}", "the data have no column {0}"};
inline constexpr Message kUnknownLevel{"不认识的比较档次 {0}：可写 {1}",
                                       "the level {0} is not known: write one of {1}"};
inline constexpr Message kTooManyLevels{"一项比较最多 {0} 档", "a comparison has at most {0} levels"};
inline constexpr Message kTooManyComparisons{"最多 {0} 项比较", "there can be at most {0} comparisons"};
inline constexpr Message kNoComparisons{"至少写一项 compare", "at least one compare is needed"};
inline constexpr Message kNoKeys{"至少写一个 block（分块键）",
                                 "at least one block (a key to find pairs by) is needed"};
inline constexpr Message kBadShare{"{0} 应在 {1} 与 {2} 之间", "{0} must lie between {1} and {2}"};
inline constexpr Message kBadLink{"link 应是 {0}，不能是 {1}", "link is one of {0}, not {1}"};
inline constexpr Message kNoId{
    "{0}：{1} 是空的；给每条记录一个编号，或去掉 id，改用文件名和行号；没有写出结果",
    "{0}: {1} is empty; give every record a number, or leave id out: file and row serve then. "
    "Nothing was written"};
inline constexpr Message kIdTwice{
    "{0}：编号 {1} 出现过；一个编号只能是一条记录；没有写出结果",
    "{0}: the number {1} stood before; one number is one record. Nothing was written"};
inline constexpr Message kTwoColumns{"{0} 第 {1} 行：应有记录编号和实体两列",
                                     "{0}, line {1}: a record and its entity are wanted"};
inline constexpr Message kStopped{"已按要求停止，没有写出结果", "stopped as asked; nothing was written"};

}  // namespace qy
