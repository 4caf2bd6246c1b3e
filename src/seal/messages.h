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

}  // namespace qy
