// What this folder says to an officer: see message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kDiskFull{"磁盘已满或超出配额，请腾出空间后重新运行",
                                   "the disk is full: make room and run it again"};
inline constexpr Message kNoRight{"没有读写权限，请换用有权限的账户或目录",
                                  "permission denied: use an account or a folder that has it"};
inline constexpr Message kNotThere{"没有这个文件或目录，请核对路径",
                                   "no such file or folder: check the path"};

inline constexpr Message kCannotStart{"程序 {0} 启动不了：{1}", "cannot start {0}: {1}"};
inline constexpr Message kCannotOpen{"打不开 {0}：{1}", "cannot open {0}: {1}"};
inline constexpr Message kCannotRead{"读不出 {0}：{1}", "cannot read {0}: {1}"};
inline constexpr Message kCannotWrite{"写不进 {0}：{1}", "cannot write {0}: {1}"};
inline constexpr Message kCannotSync{"{0} 没有确实写到磁盘：{1}", "cannot sync {0}: {1}"};
inline constexpr Message kCannotMove{"不能移到 {0}：{1}", "cannot move to {0}: {1}"};
inline constexpr Message kCannotMakeFolder{"建不了目录 {0}：{1}", "cannot make the folder {0}: {1}"};
inline constexpr Message kAnotherRun{"另一个程序正在写这个工作区（{0}），未作任何改动，请等它结束后再试",
                                     "another run is writing here ({0}): nothing was changed, try again when "
                                     "it has ended"};
inline constexpr Message kNotADate{"不是日期：{0}-{1}-{2}", "not a date: {0}-{1}-{2}"};
inline constexpr Message kNoSuchDay{"没有这一天：{0}-{1}-{2}", "no such day: {0}-{1}-{2}"};
inline constexpr Message kNotIsoDate{"日期应写成 YYYY-MM-DD，不能是 {0}",
                                     "not a date of the form YYYY-MM-DD: {0}"};
inline constexpr Message kUnsoundJson{"{0} 不是完好的 JSON，请从备份恢复",
                                      "{0} is not sound JSON ({1}): restore it from a backup"};

inline constexpr Message kNoWholeRecord{"{0}：不是完整的记录，请从备份恢复",
                                        "{0}: no whole record ({1}): restore it from a backup"};
inline constexpr Message kNotUtf8{"未登记：文字不是有效的 UTF-8",
                                  "not recorded: the text is not valid UTF-8"};

}  // namespace qy
