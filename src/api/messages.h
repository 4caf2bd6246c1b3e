// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kTitleSignIn{"请先登录", "sign in first"};
inline constexpr Message kTitleForbidden{"不允许", "not allowed"};
inline constexpr Message kTitleNotFound{"没有找到", "not found"};
inline constexpr Message kTitleConflict{"当前状态不允许", "the state does not allow it"};
inline constexpr Message kTitleMoved{"内容已被他人更新", "changed by somebody else"};
inline constexpr Message kTitleInvalid{"填写有误", "not filled in rightly"};
inline constexpr Message kTitleTooMany{"请求过多", "too many requests"};
inline constexpr Message kTitleFailed{"程序出错", "the program failed"};
inline constexpr Message kTitleRefused{"未受理", "refused"};

inline constexpr Message kDetailDisk{"读写失败，未作改动；此前的记录都在。请联系系统管理员，然后再办一次",
                                     "reading or writing failed and nothing was changed; tell the system "
                                     "administrator, then do it again"};
inline constexpr Message kDetailFailed{
    "程序内部错误，未作改动；原因已记入服务器日志，请联系系统管理员",
    "an internal error, nothing was changed; the reason is in the server's "
    "log: tell the system administrator"};
inline constexpr Message kNothingHere{"没有这一项，或者您无权知悉",
                                      "there is no such thing, or it is not for you"};
inline constexpr Message kWrongHost{"请用本机登记的地址访问", "this host name is not answered here"};
inline constexpr Message kWrongMethod{"这个地址不能这样用", "this method is not for this address"};
inline constexpr Message kWrongOrigin{
    "请求不是从本系统的页面发出的，未作改动",
    "the request does not come from a page of this program: nothing changed"};
inline constexpr Message kSignIn{"登录已失效或尚未登录；页面上填写的内容还在，登录后继续",
                                 "not signed in, or no longer; what you typed is kept: sign in and go on"};
inline constexpr Message kWrongCsrf{"页面已过期，请刷新后再办；未作改动",
                                    "the page is stale: reload it; nothing changed"};
inline constexpr Message kNotYourRole{"您的职责不办理这一项", "none of your roles does this"};
inline constexpr Message kNoKey{"请求缺少 Idempotency-Key（8 至 64 个字母、数字、._-）",
                                "an Idempotency-Key is missing (8 to 64 of letters, digits, ._-)"};
inline constexpr Message kKeyAtWork{"同一请求正在办理，请稍候", "the same request is at work: wait for it"};
inline constexpr Message kKeyOfAnother{"这个 Idempotency-Key 已用于另一请求，未作改动",
                                       "this Idempotency-Key was used for another request: nothing changed"};
inline constexpr Message kNoIfMatch{"请求缺少 If-Match：先看再办",
                                    "If-Match is missing: look before you act"};
inline constexpr Message kMovedSince{"您看过之后，别人已办理过；未作改动，请看最新内容再定",
                                     "somebody acted on it since you looked: nothing changed, look again"};
inline constexpr Message kNotJson{"请求内容不是 JSON", "the body is not JSON"};
inline constexpr Message kUnknownQuery{"没有查询条件 {0}", "no query parameter {0}"};
inline constexpr Message kCursorStale{
    "列表已更新，或翻页标记不对：请从第一页看起",
    "the list has changed, or the cursor is wrong: start from the first page"};
inline constexpr Message kPurposeMissing{"请先写明查阅用途（X-Purpose）；用途会登记在案",
                                         "say what for (X-Purpose); it goes on record"};

inline constexpr Message kBodyFaulty{"有 {0} 处需要改正，未作改动",
                                     "{0} things need mending: nothing changed"};
inline constexpr Message kFieldMissing{"必须填写", "must be filled in"};
inline constexpr Message kFieldText{"应为文字", "must be text"};
inline constexpr Message kFieldLong{"过长，最多 {0} 字节", "too long: at most {0} bytes"};
inline constexpr Message kFieldDay{"日期应写成 YYYY-MM-DD", "must be a day, YYYY-MM-DD"};
inline constexpr Message kFieldUnknown{"没有这一项", "no such field"};
inline constexpr Message kNoExit{"没有出口 {0}", "no exit {0}"};

}  // namespace qy
