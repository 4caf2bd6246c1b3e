// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kBackupThere{"{0} 里已有内容，未作改动：请给一个新的目录",
                                      "{0} holds something already and was left as it is: give a new folder"};
inline constexpr Message kBackupMoved{
    "备份时文件 {0} 被移走或改动，这份备份没有完成，已清除：请再做一次",
    "{0} went away while it was copied; this backup was not finished and is gone: make "
    "it again"};
inline constexpr Message kNoBackup{
    "{0} 不是备份，或没有做完：没有恢复，现有数据未动",
    "{0} is no backup, or an unfinished one: nothing was restored, what there is was left "
    "alone"};
inline constexpr Message kBackupOther{
    "备份是另一版程序做的：没有恢复，现有数据未动；请用做备份的程序",
    "the backup is of another form: nothing was restored, what there is was left alone; "
    "use the program that made it"};
inline constexpr Message kBackupUnsigned{
    "备份清单不是这部日志签署的，或被改动过：没有恢复，现有数据未动；请换一份备份",
    "the backup's manifest is not signed by this log, or was changed: nothing was "
    "restored, what there is was left alone; take another backup"};
inline constexpr Message kBackupFile{
    "备份里的 {0} 缺失、残缺或被改动：没有恢复，现有数据未动；请换一份备份",
    "{0} of the backup is missing, cut or changed: nothing was restored, what there is "
    "was left alone; take another backup"};
inline constexpr Message kKeysOther{
    "给出的密钥不是这份备份的：没有恢复，现有数据未动",
    "the keys are not those of this backup: nothing was restored, what there is was left "
    "alone"};
inline constexpr Message kKeyCopyBroken{"密钥备份的内容残缺，请换一份",
                                        "the copy of the keys is not whole: take another"};
inline constexpr Message kActsDiffer{
    "恢复后有 {0} 步办理记录，清单上是 {1} 步：备份不可用，请换一份",
    "{0} acts came back, the manifest has {1}: this backup is of no use, take another"};

}  // namespace qy
