// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kSuppressWhat{
    "未登记：压制要么针对一条疑点，要么针对一条规则下的一个单位；整条规则请用 rules retire 或 rules shadow",
    "not recorded: a suppression covers one finding, or one unit under one rule; for a whole rule there are "
    "rules "
    "retire and rules shadow"};
inline constexpr Message kSuppressWhy{"未登记：写明由谁办理和理由", "not recorded: say who decides and why"};
inline constexpr Message kSuppressWho{"未登记：写明提出人（--by）和批准人（--approved-by）",
                                      "not recorded: say who asks (--by) and who agrees (--approved-by)"};
inline constexpr Message kFourEyes{"未登记：提出人和批准人不能是同一人",
                                   "not recorded: whoever asks cannot be the one who agrees"};
inline constexpr Message kSuppressPast{"未登记：到期日 {0} 已经过去", "not recorded: {0} is in the past"};
inline constexpr Message kSuppressLong{
    "未登记：压制最长 {0} 天，到期仍有需要时重新提出",
    "not recorded: a suppression lasts {0} days at most; ask again when it ends"};
inline constexpr Message kNoSuppression{"没有压制 {0}，qingyuan suppress list 列出全部",
                                        "there is no suppression {0}: qingyuan suppress list shows all"};
inline constexpr Message kSuppressionEnded{"压制 {0} 已于 {1} 结束，未作改动",
                                           "the suppression {0} ended at {1}: nothing changed"};

}  // namespace qy
