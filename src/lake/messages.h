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
inline constexpr Message kPartDamaged{
    "数据文件 {0} 已损坏，读不出来；它属于批次 "
    "{1}。其余批次和封存的原件都在，未作改动。请撤销该批次（qingyuan ingest undo -w "
    "工作区 {1}），再把它的原文件重新入库",
    "the data file {0} of batch {1} is damaged and cannot be read. All other batches and the sealed "
    "originals are kept as they "
    "are: undo that batch (qingyuan ingest undo -w DIR {1}) and ingest its file again"};
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

// Rules as an engine takes them.
inline constexpr Message kMacroForm{"{0}:{1}：应写成 CREATE OR REPLACE MACRO 名(…) AS …;",
                                    "{0}:{1}: expected CREATE OR REPLACE MACRO name(…) AS …;"};
inline constexpr Message kMacroCircle{"前置宏互相调用成了圈",
                                      "the macros of the prelude call each other in a circle"};
inline constexpr Message kMacroOpen{"{0} 后面的括号没有闭合", "the bracket after {0} is never closed"};
inline constexpr Message kMacroArguments{"{0} 要 {1} 个参数，不是 {2} 个",
                                         "{0} takes {1} arguments, not {2}"};
inline constexpr Message kFilterOnSpark{"{0} 要经过工作节点上的程序，只能在 Spark 上算",
                                        "{0} goes through a program on the workers: it is for Spark alone"};
inline constexpr Message kKernelForm{"第一行应写成 -- kernel: 名(a, b)，不能是 {0}",
                                     "expected -- kernel: name(a, b), found {0}"};
inline constexpr Message kNoKernel{"没有名为 {0} 的算子", "there is no kernel {0}"};
inline constexpr Message kKernelRow{"算子 {0} 比较两个文本，不能是 {1}",
                                    "the kernel {0} compares two texts, not {1}"};
inline constexpr Message kStopped{"已停止", "stopped"};
inline constexpr Message kEngineMemory{
    "内存上限不够，这一步没有算完，其余照常：请用 --memory-mib 或 qingyuan.yaml 的 memory 调高上限后重新运行",
    "the memory limit was not enough for this step, the rest stands: raise --memory-mib or `memory` in "
    "qingyuan.yaml and run again"};
inline constexpr Message kScratchFull{
    "磁盘已满，放不下暂存文件，这一步没有算完，其余照常：请在工作区 spill 文件夹所在的盘腾出空间后重新运行",
    "the disk is full and takes no more scratch files, the rest stands: make room where the "
    "workspace's spill folder lies and run again"};
inline constexpr Message kNoAnswer{"引擎没有回答", "the engine did not answer"};

// Spark.
inline constexpr Message kNoSparkHome{"没有设置 SPARK_HOME：请设为 Spark 4 的安装目录后重试",
                                      "set SPARK_HOME to where Spark 4 is installed"};
inline constexpr Message kNoSpark{"SPARK_HOME（{0}）下没有 bin/spark-submit：请设为 Spark 4 的安装目录后重试",
                                  "no bin/spark-submit under SPARK_HOME ({0})"};
inline constexpr Message kNoJava{
    "没有找到 Java：Spark 4 需要 Java 17 或更新的版本，请安装或设置 JAVA_HOME 后重试",
    "no Java was found; Spark 4 needs 17 or newer: install it or set JAVA_HOME"};
inline constexpr Message kOldSpark{"这里的 Spark 是 {0}，需要 4.0 或更新的版本；数据未作改动",
                                   "this Spark is {0}, 4.0 or newer is needed; nothing was changed"};
inline constexpr Message kNoMaster{
    "连不上 Spark 主节点 {0}：{1}。请确认地址、端口和集群状态后重试；数据未作改动",
    "the master {0} cannot be reached: check address, port and cluster; nothing was changed"};
inline constexpr Message kNoResults{
    "Spark 不能在 {0} 写入结果：{1}。请给运行 Spark 的账户写权限后重试；数据未作改动",
    "Spark may not write its results to {0}; nothing was changed"};
inline constexpr Message kLakeUnseen{
    "Spark 读不到数据湖 {0}：{1}。每个工作节点都要能读这个位置，见 --lake-url；数据未作改动",
    "the lake cannot be read at {0}: every worker must see it there (--lake-url); nothing was changed"};
inline constexpr Message kSparkEnded{
    "Spark 中途退出（{0}）：{1}。已回答的规则已保存，再次运行将从这里继续；全部日志在 {2}",
    "Spark ended early ({0}); what was answered is kept, run again to go on; the log is {2}"};

}  // namespace qy
