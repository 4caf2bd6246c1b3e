// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kStoreFull{
    "磁盘已满，这一步没有写入；此前的记录都在。请腾出空间后再办一次",
    "the disk is full: this act was not written, all before it are kept; make room and do it again"};
inline constexpr Message kStoreBusy{"另一个程序正在写入，这一步没有写入，请再办一次",
                                    "another program is writing: this act was not written, do it again"};
inline constexpr Message kStoreDamaged{
    "记录数据库已损坏，未作改动：请保留现场，从备份恢复",
    "the records' database is damaged ({0}); nothing was changed: keep it as it is and restore a backup"};
inline constexpr Message kStoreConstraint{"与已有的记录冲突，这一步没有写入",
                                          "it contradicts what is on record ({0}): the act was not written"};
inline constexpr Message kStoreFailed{
    "记录数据库没有答复或写不进去；此前的记录都在，请再办一次，不会重复登记",
    "the records' database failed ({0}); all before it is kept. Do it again: nothing is recorded twice"};
inline constexpr Message kStoreUrl{"记录数据库的地址应以 postgresql:// 开头",
                                   "the address of the records' database must begin with postgresql://"};
inline constexpr Message kStoreGone{
    "记录数据库 {0} 不在了，而日志还在：没有新建，日志未动。请从备份恢复这个文件",
    "the records' database {0} is gone and the log is there: none was made and the log was left alone. "
    "Restore the "
    "file from a backup"};
inline constexpr Message kLogGone{
    "日志检查点 {0} 不在了，而记录数据库还在：未作改动。请从备份恢复日志文件夹",
    "the log ({0}) is gone and the records are there; nothing was changed: restore the log from a backup"};
inline constexpr Message kNotOurStore{
    "{0} 不是清源的记录数据库，未作改动：请从备份恢复",
    "{0} is not a database of Qingyuan; nothing was changed: restore a backup"};
inline constexpr Message kStoreNewer{
    "记录数据库是第 {0} 版，本程序只认到第 {1} 版，未作改动：请改用新版程序",
    "the records are of version {0}, this program knows {1}; nothing was changed: use the newer program"};
inline constexpr Message kStoreOther{
    "记录数据库的 {0} 与本程序的不同，未作改动：请改用建立它的程序",
    "{0} of the records is not this program's; nothing was changed: use the program that made them"};
inline constexpr Message kStoreOlder{
    "记录数据库还没有升级到 {0}，未作改动：请先用本程序办理一步",
    "the records are older than {0}; nothing was changed: write with this program first"};
inline constexpr Message kMigrationGap{"迁移文件 {0} 编号不连续，请重新安装程序",
                                       "the migration {0} is out of order: install the program again"};
inline constexpr Message kNoMigrations{"{0} 里没有迁移文件，请重新安装程序",
                                       "no migrations in {0}: install the program again"};

inline constexpr Message kActForm{"未登记：{0} 的写法不对", "not recorded: {0} is of another form"};
inline constexpr Message kActEmpty{"未登记：这一步什么也没有写", "not recorded: the act says nothing"};
inline constexpr Message kActLong{"未登记：内容有 {0} 字节，最多 {1}",
                                  "not recorded: the record has {0} bytes, {1} at most"};
inline constexpr Message kNoTable{"未登记：没有可以办理的表 {0}",
                                  "not recorded: no table {0} that an act may change"};
inline constexpr Message kNoField{"未登记：{0} 没有字段 {1}", "not recorded: {0} has no field {1}"};
inline constexpr Message kRowMoved{
    "未登记：{0} {1} 已被他人改动（现为第 {2} 版，您看到的是第 {3} 版），请重新打开后再办",
    "not recorded: {0} {1} is at version {2} and you saw {3}: open it again"};
inline constexpr Message kNoRow{"没有 {0} {1}", "there is no {0} {1}"};
inline constexpr Message kKeyUsed{"未登记：办理编号 {0} 已用于另一步",
                                  "not recorded: the key {0} belongs to another act"};
inline constexpr Message kNoUser{"未登记：没有在用的账号 {0}", "not recorded: no account {0} in force"};
inline constexpr Message kNoRole{"未登记：{0} 没有 {1} 这一职责",
                                 "not recorded: {0} does not hold the role {1}"};
inline constexpr Message kOneAdministrator{
    "未登记：系统、安全、审计三类管理员不能由同一人担任（{0}）",
    "not recorded: one person ({0}) cannot be two of the system, security and audit administrators"};
inline constexpr Message kClockBack{
    "未登记：时钟 {0} 早于上一步的时间 {1}。记录都在，请先校准时钟",
    "not recorded: the clock says {0}, the act before it was at {1}. All is kept: set the clock"};
inline constexpr Message kClockAhead{
    "未登记：时钟 {0} 比上一步 {1} 晚了 {2} 天以上。记录都在；请核对时钟，无误的由系统管理员确认 (qingyuan "
    "records "
    "clock)",
    "not recorded: the clock says {0}, more than {2} days after the act before it, at {1}. All is kept; "
    "check the "
    "clock, and if it is right have the system administrator confirm it (qingyuan records clock)"};
inline constexpr Message kRecordsBehind{
    "记录数据库有 {0} 步，签署的日志有 {1} 步：数据库被退回过。未作改动，请保留现场，从备份恢复",
    "the records hold {0} acts, the signed log {1}: the database was rolled back. Nothing was changed; keep "
    "it as it "
    "is and restore a backup"};
inline constexpr Message kRecordsDiffer{
    "第 {0} 步的记录与日志不符：被改动过。未作改动，请保留现场，从备份恢复",
    "act {0} is not what the log says: it was changed. Nothing was done; keep it as it is and restore a "
    "backup"};
inline constexpr Message kRecordMissing{
    "第 {0} 步的记录缺失：被删除过。请保留现场，从备份恢复",
    "act {0} is missing: it was deleted. Keep it as it is and restore a backup"};
inline constexpr Message kStateDiffers{
    "{0} {1} 的现状与历次办理记录不符：绕过记录改动过。请保留现场，从备份恢复",
    "{0} {1} is not what the acts made of it: it was changed past them. Keep it as it is and restore a "
    "backup"};
inline constexpr Message kErasedByNobody{
    "第 {0} 步的内容不在了，而没有依法删除它的记录：被删除过。请保留现场，从备份恢复",
    "the record of act {0} is gone and no act erased it: it was deleted. Keep it as it is and restore a "
    "backup"};
inline constexpr Message kStoreClosed{"记录数据库正在关闭，这一步没有写入",
                                      "the records are being closed: not written"};
inline constexpr Message kNotErasable{"未登记：第 {0} 步没有可以删除的内容",
                                      "not recorded: act {0} has nothing to erase"};
inline constexpr Message kDumpCut{"备份里的记录残缺或被改动，没有恢复",
                                  "the records in the backup were cut or changed: nothing was restored"};
inline constexpr Message kDumpOther{
    "备份里的 {0} 与本程序的不同，没有恢复：请改用做备份的程序",
    "{0} of the backup is not this program's; nothing was restored: use the program "
    "that made it"};
inline constexpr Message kStoreThere{
    "目标数据库里已有内容，未作改动：请给一个空的数据库",
    "the database holds something already and was left as it is: give an empty one"};

}  // namespace qy
