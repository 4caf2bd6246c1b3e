// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/messages.h"

namespace qy {

inline constexpr Message kCalendarUnread{"读不出工作日历目录 {0}：{1}",
                                         "the folder of calendars {0} cannot be read: {1}"};
inline constexpr Message kTwoCalendars{"{1} 里有两份 {0} 年的日历，请只留一份",
                                       "two calendars of {0} lie in {1}: keep one"};
inline constexpr Message kNoCalendar{"{0} 里没有工作日历", "no calendar lies in {0}"};
inline constexpr Message kNoticesDisagree{
    "两年的放假通知对 {0} 的说法不一致，其中一份是 {1} 年的，请核对原文",
    "the notices of two years disagree about {0}, one of them that of {1}: look at "
    "the originals"};
inline constexpr Message kYearNotImported{
    "还没有 {0} 年的放假安排，请运行 qingyuan calendar import 文件",
    "the calendar of {0} has not been imported: run qingyuan calendar import FILE"};
inline constexpr Message kTooManyWorkdays{"要数的工作日太多：{0}", "too many work days to count: {0}"};
inline constexpr Message kTooLongWorkdays{"{0} 至 {1} 太长，不数其间的工作日",
                                          "too long to count its work days: {0} to {1}"};

// A notice as it is imported; its file and line, or its year, stand before.
inline constexpr Message kInNotice{"{0} 年的放假通知：{1}", "the notice of {0}: {1}"};
inline constexpr Message kNoticeForm{
    "应写成 {\"year\", \"papers\", \"days\": [{\"name\", \"date\", \"isOffDay\"}]}",
    "expected {\"year\", \"papers\", \"days\": [{\"name\", \"date\", \"isOffDay\"}]}"};
inline constexpr Message kDayKind{"“类型”应是 放假 或 上班，不能是 {0}",
                                  "类型 must be 放假 or 上班, not {0}"};
inline constexpr Message kThreeColumns{"应有三列：日期,类型,名称",
                                       "three columns are expected: 日期,类型,名称"};
inline constexpr Message kDayMissing{"日期缺了日：{0}", "the day is missing: {0}"};
inline constexpr Message kFirstLine{"第一行应是 日期,类型,名称", "the first line must be 日期,类型,名称"};
inline constexpr Message kWantsList{"`{0}` 应是若干项", "`{0}` must be a list"};
inline constexpr Message kKindWord{"`kind` 应是 holiday 或 makeup_workday",
                                   "`kind` must be holiday or makeup_workday"};
inline constexpr Message kOutsideYear{"{0} 不在这一年，也不在上一年 12 月",
                                      "{0} lies outside the year and the December before"};
inline constexpr Message kNamedTwice{"{0} 写了两次", "{0} is named twice"};
inline constexpr Message kMadeWeekday{"{0} 本来就是工作日，不能写作补班，请删去",
                                      "{0} is a weekday and cannot be made a work day: leave it out"};
inline constexpr Message kDayWithoutName{"{0} 没有名称", "{0} has no name"};
inline constexpr Message kTooFewOrManyHolidays{"没有哪一年放假 {0} 天，请核对",
                                               "no year has {0} days off: look at it again"};
inline constexpr Message kTooManyMakeups{"没有哪一年补班 {0} 天，请核对",
                                         "no year has {0} made work days: look at it again"};
inline constexpr Message kOddWorkdays{"没有哪一年有 {0} 个工作日，请核对",
                                      "no year has {0} work days: look at it again"};
inline constexpr Message kOddYear{"不像是一个年份", "not a year it could be for"};
inline constexpr Message kHolidayMissing{"缺少{0}", "{0} is missing"};
inline constexpr Message kYearThere{
    "已有 {0} 年的放假安排，未作改动；如有新通知，请用 --replace 替换",
    "the calendar of {0} is there already and was left as it is: use --replace if a later "
    "notice changed it"};

// Time.
inline constexpr Message kNoMoment{"“{0}”不是时间，应写成 2025-07-01 09:30",
                                   "'{0}' is no time: write it as 2025-07-01 09:30"};
inline constexpr Message kSpanForm{
    "“{0}”不是期限，应写成 12 hours、15 days、5 workdays、3 months 或 1 years",
    "'{0}' is no length of time: write 12 hours, 15 days, 5 workdays, 3 months or 1 years"};
inline constexpr Message kHours{"{0}小时", "{0} hours"};
inline constexpr Message kDays{"{0}日", "{0} days"};
inline constexpr Message kWorkdays{"{0}个工作日", "{0} working days"};
inline constexpr Message kMonths{"{0}个月", "{0} months"};
inline constexpr Message kYears{"{0}年", "{0} years"};
inline constexpr Message kNotResumed{"期限在 {0} 中止，之后没有恢复，不能计算届满之日",
                                     "the time stopped on {0} and has not been resumed: it has no end yet"};
inline constexpr Message kPeriodic{"定期事项没有届满之日，请按季查看", "what recurs has no single last day"};

// Procedures as data; the file and line stand before.
inline constexpr Message kWholeLaw{"《{0}》", "the {0}"};
inline constexpr Message kArticle{"《{0}》第{1}条", "art. {1} of the {0}"};
inline constexpr Message kNextArticle{"第{0}条", "art. {0}"};
inline constexpr Message kNoBasis{"缺少依据 `basis`，没有依据的步骤不能写入",
                                  "`basis` is missing: nothing stands here without an article"};
inline constexpr Message kBasisForm{
    "“{0}”不是依据，应写成 法规简称 条号 标记，如 条例 215 F；没有条号写 -",
    "'{0}' is no basis: write law, article and mark, as in 条例 215 F, with - for no article"};
inline constexpr Message kNoSuchLaw{"laws.yaml 里没有“{0}”", "laws.yaml holds no '{0}'"};
inline constexpr Message kEndsBeforeBegins{"失效日 {0} 早于施行日", "it ends on {0}, before it begins"};
inline constexpr Message kGivenTwice{"“{0}”写了两次", "'{0}' is given twice"};
inline constexpr Message kExtensionWithoutApprover{"延长期限没有写明由谁批准（`by`）",
                                                   "an extension must say who approves it (`by`)"};
inline constexpr Message kLimitWithoutStart{
    "期限没有写明从哪一步起算（`starts` 或 `before`）",
    "the limit does not say which step starts it (`starts` or `before`)"};
inline constexpr Message kNoSuchWord{"这里不能写“{0}”，可写：{1}",
                                     "'{0}' cannot stand here; choose from: {1}"};

inline constexpr Message kChainWithoutApprover{"审批链没有写明由谁批准（`roles`）",
                                               "the chain names nobody who approves (`roles`)"};
inline constexpr Message kChainOpen{
    "审批链最后一项不能带条件，否则有人没有审批人",
    "the last option of a chain has no condition, or someone is left without an approver"};
inline constexpr Message kExtensionApproval{
    "延长的批准人写在期限里（time-limits.yaml），这里不写 `approval`",
    "who approves an extension stands with the limit (time-limits.yaml), not here"};
inline constexpr Message kApprovalUnsaid{
    "没有写明由谁批准；依职责自行办理的，写 `approval: none`",
    "who approves is not said; for an act of one's own duty write `approval: none`"};
inline constexpr Message kNobodyProposes{"没有写明由谁经办（`by`）", "nobody proposes the step (`by`)"};
inline constexpr Message kNoSuchState{"没有“{0}”这个状态", "there is no state '{0}'"};
inline constexpr Message kFileOtherName{"程序名“{0}”与文件名不同",
                                        "the procedure is called '{0}' and its file is not"};
inline constexpr Message kProceduresUnread{"读不出程序目录 {0}：{1}",
                                           "the folder of procedures {0} cannot be read: {1}"};

// What the checker of procedures finds; the procedure, step or limit stands before.
inline constexpr Message kNoSuchRole{"没有“{0}”这个角色或者审批链", "there is no role or chain '{0}'"};
inline constexpr Message kNoSuchFact{"没有“{0}”这个事实", "there is no fact '{0}'"};
inline constexpr Message kNoSuchDocument{"没有“{0}”这种文书", "there is no document '{0}'"};
inline constexpr Message kNoSuchGuard{"没有“{0}”这个条件", "there is no guard '{0}'"};
inline constexpr Message kNoSuchStep{"没有“{0}”这一步", "there is no step '{0}'"};
inline constexpr Message kNoSuchProcedure{"没有“{0}”这个程序", "there is no procedure '{0}'"};
inline constexpr Message kNotExtendable{"期限“{0}”不存在或者不能延长",
                                        "the limit '{0}' is not there or cannot be extended"};
inline constexpr Message kLimitNeverEnds{"没有写明哪一步使期限终了（`ends`）",
                                         "no step ends the limit (`ends`)"};
inline constexpr Message kLimitWithoutStep{"自 {0} 的规则起，起算的步骤都没有依据",
                                           "no step that starts it stands in the rule set of {0}"};
inline constexpr Message kNoEnd{"自 {0} 的规则起，从这里走不到终点",
                                "no end is reached from here in the rule set of {0}"};
inline constexpr Message kNeverReached{"没有一步走到这里", "no step ever leads here"};

}  // namespace qy
