// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kCredentialsBroken{
    "账号密码文件 {0} 已损坏，请从备份恢复，或由安全管理员重新设置",
    "the passwords in {0} are damaged: restore a backup or set them again"};
inline constexpr Message kCredentialsOpen{"不能限制 {0} 的读取权限，请检查目录",
                                          "cannot keep {0} from other readers: check the folder"};
inline constexpr Message kNotLetIn{
    "账号、密码或动态码不对；动态码每个只能用一次，可等下一个再试",
    "account, password or code is wrong; a code is taken once: wait for the next one"};
inline constexpr Message kTooManyTries{
    "一小时内尝试次数过多，请一小时后再试，或联系安全管理员",
    "too many tries within the hour: wait an hour, or ask the security administrator"};

}  // namespace qy
