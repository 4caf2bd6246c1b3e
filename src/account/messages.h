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
inline constexpr Message kPasswordShort{
    "密码至少 {0} 个字符，可以是一句好记的话",
    "at least {0} characters: a sentence that is easy to remember will do"};
inline constexpr Message kPasswordLong{"密码最多 {0} 字节", "at most {0} bytes"};
inline constexpr Message kPasswordHis{"密码里不能有自己的账号、姓名或部门",
                                      "must not hold your account, your name or your room"};
inline constexpr Message kPasswordRuns{"密码里连续或重复的字符太多，请换一个",
                                       "too many letters in a row or repeated: take another"};
inline constexpr Message kPasswordCommon{"这个密码太常见，容易被猜到，请换一个",
                                         "this one is common and guessed soon: take another"};
inline constexpr Message kNoSession{"没有这次登录，或者已经结束", "there is no such session, or it is over"};
inline constexpr Message kSessionIsThis{"这是您正在用的这次登录，请用“退出”结束",
                                        "this is the session that you are in: sign out instead"};

inline constexpr Message kEndedAnew{"又一次登录", "signed in anew"};
inline constexpr Message kEndedOver{"到时，或同时登录过多", "its time was up, or there were too many"};
inline constexpr Message kEndedChanged{"密码已修改或重设", "the password was changed or set anew"};
inline constexpr Message kEndedOut{"退出", "signed out"};
inline constexpr Message kEndedGone{"账号已停用", "the account is no longer in force"};
inline constexpr Message kEndedByAdministrator{"安全管理员结束", "ended by the security administrator"};
inline constexpr Message kEndedByOfficer{"本人结束", "ended by its officer"};

}  // namespace qy
