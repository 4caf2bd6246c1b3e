// What this folder says to an officer: see base/message.h. Whoever may not read a record learns nothing of it: it is
// "not found", as one that never was.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kNoRights{"{0} 里没有权限文件，请重新安装程序",
                                   "no rights in {0}: install the program again"};
inline constexpr Message kNoOperation{"没有操作 {0}", "no operation {0}"};
inline constexpr Message kNoFooting{"没有关系 {0}", "no such way to stand to a record: {0}"};
inline constexpr Message kNoRoles{"没有写 roles", "roles are missing"};
inline constexpr Message kSaidTwice{"{0} 写了两次", "{0} is written twice"};
inline constexpr Message kAnyAct{"办理行为要一一列名，不能用 *：没有列出的一律拒绝",
                                 "acts are named one by one, never by *: what is not named is refused"};
inline constexpr Message kStepsNeed{"steps 要写明 needs 和 of", "steps must say needs and of"};
inline constexpr Message kGoesInCircles{"{0} 的 recused_with 提到 {1}，而 {1} 自己也有 recused_with",
                                        "{0} goes with {1}, which goes with another: one step is enough"};
inline constexpr Message kNoKind{"{1} 提到的 {0} 没有权限文件", "{1} names {0}, for which there is no file"};

inline constexpr Message kNotFoundHere{"没有 {0} {1}", "there is no {0} {1}"};
inline constexpr Message kMayNot{"未登记：以 {0} 的职责对 {1} 没有“{2}”的权限",
                                 "not recorded: as {0} you may not {2} on {1}"};
inline constexpr Message kNoActRight{"未登记：没有人有权办理 {0}（权限文件没有列出）",
                                     "not recorded: nobody may do {0} (no file of rights names it)"};
inline constexpr Message kTableShut{"权限文件没有开放表 {0}", "no file of rights opens the table {0}"};
inline constexpr Message kAccountGone{"没有在用的账号 {0}", "no account {0} in force"};
inline constexpr Message kRoleNotHeld{"{0} 没有 {1} 这一职责", "{0} does not hold the role {1}"};

inline constexpr Message kAccessWhy{"未登记：写明理由", "not recorded: say why"};
inline constexpr Message kAccessPast{"未登记：截止时间已经过去", "not recorded: it would be over already"};
inline constexpr Message kNotOneself{
    "未登记：不能由本人批准、审核或解除自己的",
    "not recorded: nobody lets himself in, reviews himself or ends his own recusal"};
inline constexpr Message kRecusalByChief{
    "未登记：本人可以自行申报回避；决定他人回避或解除回避由主要负责人办理（条例 296）",
    "not recorded: one may declare one's own recusal; that of others, and its end, "
    "is the chief's to decide"};
inline constexpr Message kAccessOver{"未登记：{0} 已办理过或已结束",
                                     "not recorded: {0} was dealt with or is over"};

}  // namespace qy
