// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/messages.h"

namespace qy {

inline constexpr Message kSealNotWritten{"密封的原件写不进去：{0}", "cannot write the sealed original: {0}"};
inline constexpr Message kNoSealed{"没有密封文件 {0}，请从备份恢复",
                                   "no sealed file at {0}: restore it from a backup"};
inline constexpr Message kSealBroken{
    "密封文件 {0} 被改动、不完整，或是用别的密钥密封的：请从备份恢复",
    "the sealed file {0} was changed, cut or sealed with other keys: restore it from "
    "a backup"};
inline constexpr Message kKeysThere{"{0} 里已有密钥，未作改动",
                                    "there are keys already in {0}: they were left as they are"};
inline constexpr Message kKeyFileBroken{"{0} 里的密钥文件已损坏，请从备份恢复",
                                        "the key file in {0} is damaged: restore it from its backup"};
inline constexpr Message kValueOfOther{"密文不属于这个工作区的密码体系",
                                       "a sealed value is not of this workspace's profile"};
inline constexpr Message kValueBroken{
    "密文解不开：被改动，或是用别的密钥密封的",
    "a sealed value does not open: it was changed, or sealed with other keys"};

inline constexpr Message kNotBase64{"不是 Base64 文本", "not base64"};
inline constexpr Message kNotInLog{"日志里没有第 {0} 条（共 {1} 条）", "entry {0} is not in a log of {1}"};
inline constexpr Message kNotOlder{"{0} 不是不大于 {1} 的条数", "{0} is not a size up to {1}"};
inline constexpr Message kNoLogKey{
    "日志签名密钥 {0} 不在了。已有的记录和日志都在，可以查阅核对，不能再写入：请从密钥备份恢复这个文件",
    "the log's key {0} is gone. All records and the log are kept and can be read and verified, nothing can "
    "be "
    "added: restore the file from the backup of keys"};
inline constexpr Message kNoLogPublicKey{
    "日志公钥 {0} 不在了，请从密钥备份或打印件恢复",
    "the log's public key {0} is gone: restore it from a backup or from print"};
inline constexpr Message kLogPublicKeyBroken{"日志公钥有误，请从密钥备份或打印件恢复",
                                             "the log's public key is not sound: restore it from a backup"};
inline constexpr Message kLogKeyOfOther{"{0} 里的日志签名密钥与公钥不是一对，请从密钥备份恢复",
                                        "the log's keys in {0} are not a pair: restore them from a backup"};
inline constexpr Message kCheckpointBroken{"检查点不是本日志签署的，或被改动过",
                                           "the checkpoint is not signed by this log, or was changed"};
inline constexpr Message kNoCheckpoint{
    "日志检查点 {0} 不在了。记录仍在 records.db 里：请从备份恢复日志文件夹",
    "the log's checkpoint {0} is gone. The records are kept in records.db: restore the log's folder from a "
    "backup"};
inline constexpr Message kTileTorn{
    "日志文件 {0} 缺失、不完整或被改动。记录仍在 records.db 里，未作改动：请从备份恢复日志文件夹",
    "the log's file {0} is missing, cut or changed. The records are kept in records.db and nothing was "
    "changed: "
    "restore the log's folder from a backup"};
inline constexpr Message kRootDiffers{
    "日志算出的根与签署的检查点不符：有记录被改动、删除、调换或伪造。请保留现场，从备份恢复",
    "the root of the log is not the one that was signed: entries were changed, deleted, swapped or forged. "
    "Keep "
    "everything as it is, and restore from a backup"};
inline constexpr Message kRolledBack{
    "日志只有 {0} 条，见证过的检查点有 {1} 条：日志被退回或截断。请保留现场，从备份恢复",
    "the log has {0} entries, a checkpoint that was seen has {1}: it was rolled back or cut. Keep everything "
    "as it "
    "is, and restore from a backup"};
inline constexpr Message kForked{
    "日志与见证过的检查点（{0} 条）不是同一部：历史被改写。请保留现场，从备份恢复",
    "the log does not continue the checkpoint of {0} entries that was seen: history was rewritten. Keep "
    "everything "
    "as it is, and restore from a backup"};
inline constexpr Message kReceiptBroken{
    "回执不成立：条目、证明或检查点被改动过，或不属于本日志",
    "the receipt does not hold: its entry, proof or checkpoint was changed, or is of another log"};
inline constexpr Message kEntryLong{"日志条目有 {0} 字节，最多 65535",
                                    "an entry of the log has {0} bytes, 65535 at most"};

inline constexpr Message kPassphraseShort{"口令至少 {0} 个字节", "a passphrase has {0} bytes at least"};
inline constexpr Message kWrongPassphrase{
    "口令不对，或文件被改动过：没有打开",
    "the passphrase is not the one, or the file was changed: it was not opened"};
inline constexpr Message kLockedBroken{"不是用口令锁住的那种密钥文件，或已残缺：请从备份恢复",
                                       "not a key file of that kind, or cut: restore it from its backup"};
inline constexpr Message kHolderKeyBroken{"密钥保管人的密钥有误，请从备份恢复",
                                          "the holder's key is not sound: restore it from its backup"};
inline constexpr Message kShareOfOther{
    "密封的身份里没有保管人 {0} 能打开的一份：没有打开",
    "no share in the sealed identity opens with the key of {0}: it was not opened"};
inline constexpr Message kThreeHolders{"要有三位不同的密钥保管人，密码体系与工作区相同",
                                       "three different holders of the workspace's profile are needed"};
inline constexpr Message kTwoHolders{"要两位不同的密钥保管人同时在场：没有打开",
                                     "two different holders are needed together: it was not opened"};
inline constexpr Message kEnvelopeBroken{
    "密封的身份被改动、残缺，或不属于这份记录：没有打开，请从备份恢复",
    "the sealed identity was changed, cut or is of another record: it was not "
    "opened; restore a backup"};

inline constexpr Message kRequestBroken{"不是见证请求，或已残缺", "not a request to be witnessed, or cut"};
inline constexpr Message kWitnessKeyBroken{"见证方的公钥有误，请向其重新索取",
                                           "the witness's public key is not sound: ask for it again"};
inline constexpr Message kWitnessName{"见证方名称不能为空，也不能有空格和加号",
                                      "a witness's name has no blanks and no plus, and is not empty"};
inline constexpr Message kCosignatureBroken{
    "{0} 在检查点下的见证不成立：检查点或签名被改动过",
    "what {0} signed under the checkpoint does not hold: it was changed"};
inline constexpr Message kNoCosignature{"检查点下没有 {0} 的见证",
                                        "no line of {0} stands under the checkpoint"};
inline constexpr Message kLogNotWatched{"没有认下日志 {0}，未签署：先用 witness watch 认下",
                                        "the log {0} is not watched and was not signed: watch it first"};
inline constexpr Message kLogOfOtherKey{
    "日志 {0} 的公钥与认下时的不同，未作改动：请向对方核实",
    "the log {0} has another key than when it was first watched; nothing was "
    "changed: ask its owner"};
inline constexpr Message kSeenOther{
    "未签署：请求接的不是上次见证的条数，上次是 {0}",
    "not signed: the request does not go on from the size that was seen last, {0}"};

}  // namespace qy
