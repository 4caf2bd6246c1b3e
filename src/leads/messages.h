// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kPersonName{"没有写明姓名", "the name is not said"};
inline constexpr Message kPersonThere{"这个证件号已登记为 {0}，未作改动",
                                      "that citizen number is on record as {0}: nothing was changed"};

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

inline constexpr Message kFindingAsked{
    "疑点 {0} 已经问过或已办理（{1}），未作改动",
    "the finding {0} was asked or dealt with already ({1}): nothing changed"};
inline constexpr Message kDuePast{"未登记：答复期限 {0} 已经过去", "not recorded: {0} is in the past"};
inline constexpr Message kNotAsked{"未登记：疑点 {0} 没有待答复的询问",
                                   "not recorded: nobody was asked about {0}"};
inline constexpr Message kExitWhy{"未登记：写明理由", "not recorded: say why"};
inline constexpr Message kExitDecided{"疑点 {0} 的出口已定（{1}），未作改动",
                                      "the exit of {0} is decided ({1}): nothing changed"};
inline constexpr Message kBureauFirst{
    "未登记：移送线索之前，先请主管单位说明疑点 {0}（findings ask），收到答复或期限届满后再办",
    "not recorded: before {0} becomes a lead the bureau concerned is asked (findings ask), and answers or "
    "lets the "
    "day pass"};
inline constexpr Message kReadingWhy{"未查阅：请写明用途（--purpose）",
                                     "nothing was shown: say what for (--purpose)"};
inline constexpr Message kNothingScreened{"这里还没有筛查结果，请先运行 qingyuan screen -w {0}",
                                          "nothing has been screened yet in {0}: run qingyuan screen"};
inline constexpr Message kNothingApproved{"{0} 没有经批准的筛查",
                                          "{0}: no screening for an approved purpose"};
inline constexpr Message kAnotherApproval{
    "用途、批准人、文号与最近一次经批准的筛查不符，受限规则的疑点不显示",
    "this is not the approval of the last approved screening: what restricted rules found is not shown"};
inline constexpr Message kNotProposed{"疑点 {0} 没有待受理的移送，未作改动",
                                      "no transfer of {0} is waiting: nothing changed"};
inline constexpr Message kCaseManagementOnly{"未登记：这一步由案件监督管理部门办理",
                                             "not recorded: this is for case management to do"};
inline constexpr Message kTransferFourEyes{"未登记：提出移送的人不能自己受理",
                                           "not recorded: whoever proposed the transfer cannot accept it"};
inline constexpr Message kNoSuchExit{"疑点 {0} 的出口 {1} 不在四个出口之中，请从备份恢复",
                                     "the exit {1} of {0} is none of the exits: restore a backup"};
inline constexpr Message kNoSuchSource{"未登记：没有线索来源 {0}，qingyuan leads sources 列出全部",
                                       "not recorded: no source {0}, qingyuan leads sources lists them"};
inline constexpr Message kLeadNeeds{"未登记：来源为{0}的线索要写明 {1}",
                                    "not recorded: a lead by {0} needs {1}"};
inline constexpr Message kLeadThere{"这件线索已登记为 {0}，没有重复登记",
                                    "this lead is on record as {0}: it was not registered again"};
inline constexpr Message kNotMergeable{
    "未登记：{0} 与 {1} 不能并案（同一件、已并案或已了结）",
    "not recorded: {0} and {1} cannot be merged (the same, merged or closed)"};
inline constexpr Message kNotMerged{"未登记：线索 {0} 没有并入别的线索",
                                    "not recorded: the lead {0} is not merged"};
inline constexpr Message kNoSuchOutcome{
    "未登记：没有结果 {0}（confirmed 属实、unfounded 失实、data_error 数据有误）",
    "not recorded: no outcome {0} (confirmed, unfounded, data_error)"};
inline constexpr Message kLeadClosed{"未登记：线索 {0} 已了结或已并案",
                                     "not recorded: the lead {0} is closed or merged"};

inline constexpr Message kNoChannel{
    "未登记：没有来信来访渠道 {0}（letter 来信、visit 来访、phone 电话、network 网络、other 其他）",
    "not recorded: no channel {0} (letter, visit, phone, network, other)"};
inline constexpr Message kNoReportKind{
    "未登记：没有类别 {0}（accusation 检举控告、complaint 批评、appeal 申诉、suggestion 建议）",
    "not recorded: no kind {0} (accusation, complaint, appeal, suggestion)"};
inline constexpr Message kReportEmpty{"未登记：没有写反映的内容", "not recorded: it says nothing"};
inline constexpr Message kUnsealWhy{"未登记：写明依据和理由", "not recorded: give the basis and the reason"};
inline constexpr Message kNothingSealed{
    "未登记：{0} 没有密封的身份（匿名件不查找检举人，检规 29）",
    "not recorded: {0} has no sealed identity (nobody looks for an anonymous "
    "reporter)"};
inline constexpr Message kUnsealState{"未办理：启封 {0} 现在是 {1}",
                                      "not done: the unsealing {0} stands at {1}"};
inline constexpr Message kUnsealFourEyes{
    "未办理：申请人、批准人、开启人要由不同的人担任",
    "not done: who asks, who approves and who opens are different persons"};
inline constexpr Message kUnsealTwo{"未办理：要两位密钥保管人同时在场",
                                    "not done: two holders are needed together"};
inline constexpr Message kUnsealLate{"未办理：启封 {0} 的批准已过 24 小时，请重新申请",
                                     "not done: the approval of {0} is more than 24 hours old: ask again"};

inline constexpr Message kNoTrial{
    "没有这次试算（只保留最近的），或者不是您发起的；可以重新试算",
    "there is no such trial (the newest are kept alone), or it is not yours: try again"};
inline constexpr Message kTrialDamaged{"试算结果 {0} 读不出来，请重新试算",
                                       "the trial {0} cannot be read: try again"};

}  // namespace qy
