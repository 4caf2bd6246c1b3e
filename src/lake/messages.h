// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/messages.h"

namespace qy {

inline constexpr Message kNoWorkspace{"没有工作区 {0}，请先运行 qingyuan init {0}",
                                      "there is no workspace at {0}: make one with qingyuan init {0}"};
inline constexpr Message kNoBatch{"没有批次 {0}，qingyuan ingest list -w 工作区 列出全部",
                                  "there is no batch {0}: qingyuan ingest list shows those there are"};
inline constexpr Message kBatchLacksFiles{
    "批次 {0} 缺少 {1} 的数据文件（{2}）：请从备份恢复，或撤销该批次后重新入库",
    "batch {0} lacks its {1} files in {2}: restore them from a backup, or undo "
    "the batch and ingest its files again"};
inline constexpr Message kManifestLacks{"批次清单 {0} 不完整，请从备份恢复",
                                        "the manifest {0} lacks something ({1}): restore it from a backup"};
inline constexpr Message kRefusedNotWritten{"批次 {0} 的拒收行写不进去：{1}",
                                            "cannot write the refused rows of batch {0}: {1}"};
inline constexpr Message kLakeNotWritten{"数据写不进去：{0}", "writing the lake failed: {0}"};
inline constexpr Message kLakeNotWrittenBecause{"数据写不进去，原因见后", "writing the lake failed: {0}"};
inline constexpr Message kCannotList{"列不出 {0} 的内容：{1}", "cannot list {0}: {1}"};
inline constexpr Message kNoDatabase{"打不开数据库 {0}", "cannot open the database {0}: {1}"};
inline constexpr Message kTablesUnread{"读不出标准表 {0}：{1}",
                                       "cannot read the standard tables in {0}: {1}"};
inline constexpr Message kNoTables{"{0} 里没有标准表", "no standard table in {0}"};
inline constexpr Message kUnknownValue{"`{0}: {1}` 不认识", "`{0}: {1}` is not known"};
inline constexpr Message kFieldTwice{"字段 {0} 写了两次", "the field {0} stands here twice"};
inline constexpr Message kTablePlace{"标准表 {0} 应写在 {0}.yaml", "the table {0} must lie in {0}.yaml"};

}  // namespace qy
