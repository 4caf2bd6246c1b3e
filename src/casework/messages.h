// What this folder says to an officer: see base/message.h. What a guard says lies in
// procedures/shared/guards.yaml.
#pragma once

#include "base/messages.h"

namespace qy {

inline constexpr Message kRefusedUnder{"{0}。依据：{1}", "{0}. Under {1}"};
inline constexpr Message kWithParticular{"{0}：{1}", "{0}: {1}"};
inline constexpr Message kNoArticleThatDay{"当日没有生效的条文", "no provision in force on that day"};

// The particulars of a refusal.
inline constexpr Message kStandsIn{"现为“{0}”，这一步始于“{1}”",
                                   "it stands in '{0}', the step begins in '{1}'"};
inline constexpr Message kBeginsAnew{"这一步用于开始，此件已经开始",
                                     "the step begins a matter, and this one has begun"};
inline constexpr Message kNotBegun{"此件还没有开始", "the matter has not begun"};
inline constexpr Message kNoSuchStepHere{"“{0}”没有“{1}”这一步", "'{0}' has no step '{1}'"};
inline constexpr Message kNeedsRole{"{0} 不是{1}", "{0} is no {1}"};
inline constexpr Message kNeedsApproval{"应经{0}审批", "the approval of the {0} is needed"};
inline constexpr Message kWho{"{0}", "{0}"};
inline constexpr Message kNeedsPersons{"需要 {0} 人，现有 {1} 人", "{0} are needed, there are {1}"};
inline constexpr Message kDocumentNeeded{"《{0}》", "{0}"};
inline constexpr Message kBeforeLastAct{"行为时间 {0} 早于上一步的 {1}",
                                        "the act of {0} lies before the last one of {1}"};
inline constexpr Message kAfterEntry{"行为时间 {0} 晚于登记时间 {1}",
                                     "the act of {0} lies after its entry on {1}"};
inline constexpr Message kApprovedAfter{"审批时间 {0} 晚于行为时间 {1}",
                                        "it was approved on {0}, after the act of {1}"};
inline constexpr Message kApprovedOutOfOrder{"上级审批的时间早于下级",
                                             "the higher level approved before the lower one"};
inline constexpr Message kDocumentAfterAct{"《{0}》的日期 {1} 晚于行为当日",
                                           "{0} is dated {1}, after the act"};
inline constexpr Message kDecisionOtherDay{"《{0}》的日期应为批准之日 {1}",
                                           "{0} must bear the day of its approval, {1}"};
inline constexpr Message kEntryBackwards{"登记时间 {0} 早于卷内上一次登记 {1}",
                                         "the entry of {0} lies before the last one in the file, {1}"};
inline constexpr Message kLimitRunsNot{"期限“{0}”没有在计算", "the limit '{0}' is not running"};
inline constexpr Message kLengthUnsaid{"没有写明延长多久", "how much longer is not said"};
inline constexpr Message kNoGroundNow{"现有情形没有可以延长的依据", "what is known is no ground for it"};
inline constexpr Message kAtMost{"最多延长{0}", "{0} at the most"};
inline constexpr Message kRanOutOn{"期限已于 {0} 届满", "the limit ran out on {0}"};
inline constexpr Message kActedIn{"{0} 经办过“{1}”", "{0} acted in '{1}'"};
inline constexpr Message kTimesAlready{"已有 {0} 次", "there have been {0}"};
inline constexpr Message kNotFact{"不符合：{0}", "not so: {0}"};

// A request that names what is not there; nothing was done.
inline constexpr Message kNoSuchMatter{"卷内没有“{0}”", "the file holds no '{0}'"};
inline constexpr Message kNoSuchOfficer{"卷内没有“{0}”这个人", "the file knows nobody called '{0}'"};
inline constexpr Message kNoSuchWordHere{"没有“{0}”这个词", "there is no word '{0}'"};

inline constexpr Message kQuantityForm{"数量写成 12000.00元 或者 3件，不能是 {0}",
                                       "a quantity reads 12000.00元 or 3件, not {0}"};

// Files on record; what was refused is not written.
inline constexpr Message kNoAccount{"没有在用的账号 {0}，或者它没有职责",
                                    "no account {0} in force that holds a role"};
inline constexpr Message kNoCaseFile{"没有案卷 {0}", "there is no file {0}"};
inline constexpr Message kNoDocument{"案卷 {0} 没有文书 {1}", "file {0} holds no document {1}"};
inline constexpr Message kScannedAlready{"文书 {0} 已有扫描件，未作改动",
                                         "document {0} has its scan already: nothing was changed"};
inline constexpr Message kLeadHasFile{"线索 {0} 已有案卷 {1}，未另建卷",
                                      "lead {0} has the file {1} already: no other was opened"};
inline constexpr Message kActWithoutMatter{
    "案卷 {0} 有一步不属于卷内任何一件（{1}），请从备份恢复",
    "file {0} holds an act of a matter that it does not hold ({1}): restore a backup"};
inline constexpr Message kKeyOfOtherAct{"编号 {0} 已用于另一步办理，未登记",
                                        "the key {0} was used for another act: nothing was recorded"};
inline constexpr Message kRecusedAlready{"{0} 已经回避", "{0} is recused already"};
inline constexpr Message kSuccessorRecused{"不能移交给 {0}：本人须回避",
                                           "it cannot go to {0}, who is recused"};
inline constexpr Message kGroundFound{
    "{0} 申报的“{1}”（{2}第 {3} 行，{4} 申报）涉及本件",
    "what {0} declared as '{1}' ({2}, row {3}, declared on {4}) is concerned here"};
inline constexpr Message kTieUnknown{"第 {0} 行：没有“{1}”这种关系", "row {0}: there is no tie '{1}'"};
inline constexpr Message kTieNeeds{"第 {0} 行：应写且只写 {1}",
                                   "row {0}: this tie asks for {1} and no other"};
inline constexpr Message kTieDays{
    "第 {0} 行：近亲属和企业只申报现有的，不写起止日期",
    "row {0}: near relatives and firms are declared while they are so, without days"};
inline constexpr Message kTieSource{"没有写明是哪一份申报", "which declaration it is, is not said"};
inline constexpr Message kTieLater{"申报日期 {0} 晚于今天", "it was declared on {0}, after today"};
inline constexpr Message kTieOver{"申报事项 {0} 已经结束", "the tie {0} is over"};
inline constexpr Message kOwnTie{"{0} 不能决定自己的申报事项", "{0} does not decide about his own"};
inline constexpr Message kNothingToClear{"{0} 没有待决定的回避情形",
                                         "nothing is to be decided on a recusal of {0}"};
inline constexpr Message kNobodyConcerned{"写明涉及人员或单位的编号",
                                          "say which person or unit is concerned"};
inline constexpr Message kNeedsSuccessor{"{0} 手中还有“{1}”，请写明移交给谁",
                                         "{0} still holds '{1}': say to whom it goes"};

inline constexpr Message kNotEntered{"未登记：{0}", "not entered: {0}"};

// Evidence, registers, joint cases.
inline constexpr Message kEvidenceOrigin{"没有写明证据的来源", "the origin of the evidence is not said"};
inline constexpr Message kEvidenceKind{"没有证据种类 {0}，应为 {1}",
                                       "there is no kind of evidence {0}: take {1}"};
inline constexpr Message kEvidenceHash{"没有证据内容的校验值",
                                       "there is no hash of what the evidence contains"};
inline constexpr Message kEvidenceThere{"内容相同的证据已登记为 {0}",
                                        "the same bytes are evidence {0} already"};
inline constexpr Message kTwoCollectors{"收集证据应当由二人以上进行，两名收集人须为不同的人",
                                        "evidence is collected by two officers: two different ones"};
inline constexpr Message kCollectorRecused{"收集人 {0} 应当回避", "{0}, who collected it, is recused"};
inline constexpr Message kCollectorUnknown{"收集人 {0} 没有在用的账号",
                                           "{0}, who collected it, has no account in force"};
inline constexpr Message kCollectedLater{"收集日期 {0} 晚于今天", "it was collected on {0}, after today"};
inline constexpr Message kSpeaks{"应写明 against 不利、for 有利或者 neither，不能是 {0}",
                                 "say whether it speaks against the person, for him or neither, not {0}"};
inline constexpr Message kNoEvidence{"没有证据 {0}", "there is no evidence {0}"};
inline constexpr Message kHasItAlready{"{0} 已在 {1} 手中", "{1} has {0} already"};
inline constexpr Message kNotYourHands{"{0} 在 {1} 手中，由保管人移交", "{0} is with {1}, who hands it over"};
inline constexpr Message kSayWhy{"没有写明事由", "the reason is not said"};
inline constexpr Message kNoRegister{"没有登记簿 {0}：interference、contact、unsealing、data_query",
                                     "no register {0}: interference, contact, unsealing, data_query"};
inline constexpr Message kRegisterNeeds{"这一项登记应写明 {0}", "this register asks for {0}"};
inline constexpr Message kRegisterApprover{
    "批准人 {0} 不能是登记人本人，且应当是部门负责人以上",
    "the approver {0} is another person, head of a department or above"};
inline constexpr Message kShares{"各单位计分之和应为 1000‰，现为 {0}‰",
                                 "the credit shares make {0} of 1000 permille"};
inline constexpr Message kOneLead{"牵头单位应当是一个，现有 {0} 个", "one unit leads, not {0}"};
inline constexpr Message kJointAlready{"案卷 {0} 已是联合办案", "file {0} is a joint case already"};
inline constexpr Message kJointNeeds{"联合办案应写明 {0}", "a joint case asks for {0}"};
inline constexpr Message kNotJoint{"案卷 {0} 现在不是联合办案", "file {0} is no joint case now"};
inline constexpr Message kNoJurisdictionBasis{
    "管辖依据应为 designated 指定、raised 提级、crossed 异地，不能是 {0}",
    "the basis of jurisdiction is designated, raised or crossed, not {0}"};
inline constexpr Message kUnitTwice{"单位 {0} 写了两次", "the unit {0} is written twice"};
inline constexpr Message kNoUnit{"没有单位 {0}", "there is no unit {0}"};
inline constexpr Message kSecondmentNeeds{
    "借调应当有书面决定和回避声明，写明 {0}",
    "a secondment needs a written decision and a statement on recusal: {0}"};
inline constexpr Message kSecondmentDays{"借调起止日期不对：{0} 至 {1}",
                                         "a secondment from {0} to {1} is none"};
inline constexpr Message kNotSecondedBySelf{"不能由本人登记借调自己，由有权决定的另一人办理",
                                            "nobody seconds himself: another who may decide does it"};
inline constexpr Message kNotOfThatUnit{"{0} 不是 {1} 的人员", "{0} does not belong to {1}"};
inline constexpr Message kOfTheSameUnit{"{0} 就在承办部门 {1}，不用借调",
                                        "{0} belongs to {1}, which handles it: nobody is seconded there"};
inline constexpr Message kSecondedAlready{"{0} 已借调到本件，{1} 至 {2}",
                                          "{0} is seconded to this file already, from {1} to {2}"};
inline constexpr Message kNoSecondment{"本件没有在期的借调 {0}",
                                       "no secondment {0} is in force in this file"};
inline constexpr Message kNotSecondedThen{"{0} 的借调期为 {1} 至 {2}，行为日不在其内",
                                          "{0} is seconded from {1} to {2}, not on the day of the act"};

// Submissions.
inline constexpr Message kApprovalUnread{"审批记录读不出：{0}，请从备份恢复",
                                         "an approval cannot be read: {0}; restore a backup"};
inline constexpr Message kProposedApproved{
    "呈批的一步不写 批 和 于：由审批人各自审批，末一级批准时办理",
    "a submission says neither approvals nor another time: each approver approves it "
    "himself, and it is done with the last approval"};
inline constexpr Message kNeedsNoApproval{"“{0}”依职责办理，不需要审批，请用 cases do",
                                          "'{0}' needs no approval: use cases do"};
inline constexpr Message kSubmittedAlready{
    "这一步已经呈批（{0}），正在等待审批：请等待、催办，或者先撤回",
    "this step has been submitted ({0}) and waits: wait, ask, or withdraw it first"};
inline constexpr Message kNoSubmission{"没有呈批件 {0}", "there is no submission {0}"};
inline constexpr Message kSubmissionOver{"呈批件 {0} 已办理或者已退回",
                                         "submission {0} is done or was returned"};
inline constexpr Message kOthersWriteItDown{
    "{0} 的书面批准由没有呈批、没有审批、不须回避的人员登记",
    "what {0} approved on paper is written down by an officer who neither proposed nor "
    "approved it and is not recused"};
inline constexpr Message kOtherDepartment{
    "{0} 不是这件事承办部门的负责人或者分管领导",
    "{0} neither heads nor is in charge of the department that handles this"};
inline constexpr Message kOtherShown{
    "校验码不符：请先查看呈批件 {0} 的内容，再写明所看到的校验码（至少 8 位）",
    "that is not what submission {0} shows: look at it, and name its hash (8 digits or more)"};

// What a file lacks.
inline constexpr Message kGapDocument{"{0}“{1}”缺少《{2}》", "{0}, '{1}' lacks {2}"};
inline constexpr Message kGapPaper{"{0}《{1}》（{2}）只有纸质，没有扫描件",
                                   "{0}: {1} of {2} is on paper, not scanned"};
inline constexpr Message kGapPlace{"证据 {0} {1} 没有写明保管地点",
                                   "{1} ({0}): where it is kept is not said"};
inline constexpr Message kGapExculpatory{
    "没有一件有利于被调查人的证据：请补入，或者写明经查没有",
    "no evidence speaks for the person: add it, or note that none was found"};
inline constexpr Message kGapProperty{"{0} 账上还有 {1}（分或件）没有处置",
                                      "{0}: {1} (fen or pieces) not disposed of"};
inline constexpr Message kGapMatter{"{0}（{1}）还没有办结，现为“{2}”",
                                    "{0} ({1}) has not ended, it stands in '{2}'"};
inline constexpr Message kGapLimit{"{0} 期限“{1}”仍在计算", "{0}: the limit '{1}' still runs"};
inline constexpr Message kGapLate{"{0} 期限“{1}”曾超期，应附说明",
                                  "{0}: the limit '{1}' was missed; a note belongs here"};

// Scenes; the file and line stand before.
inline constexpr Message kSceneLine{"{0}:{1}: {2}", "{0}:{1}: {2}"};
inline constexpr Message kSceneShort{
    "这一行应写：经办人 事项 步骤，后面可有 附、批、明、于、延、拒 等",
    "a line reads: officers, matter, step, and then with, approved, knowing, at, longer, refused"};
inline constexpr Message kSceneNoTime{"前面没有写明时间，如 2025-07-01 09:00",
                                      "no time stands before it, such as 2025-07-01 09:00"};
inline constexpr Message kSceneNoMatter{
    "没有介绍过事项“{0}”，先写：事项 {0} 程序名",
    "nothing introduced the matter '{0}': write first: matter {0} PROCEDURE"};
inline constexpr Message kSceneTwice{"“{0}”介绍了两次", "'{0}' is introduced twice"};
inline constexpr Message kSceneNobodyHolds{"没有人是“{0}”，不能逐级审批",
                                           "nobody here is a {0}: the chain cannot be walked"};
inline constexpr Message kSceneNobodyThere{"没有一个有账号的人员，不能登记",
                                           "nobody here has an account: nothing can be recorded"};
inline constexpr Message kSceneNotRefused{"应当被拒绝（{0}），却被接受",
                                          "it should have been refused ({0}) and was accepted"};
inline constexpr Message kSceneOtherRefusal{"应当因 {0} 被拒绝，却因 {1}：{2}",
                                            "it should have been refused for {0}, not {1}: {2}"};

// What a played scene prints.
inline constexpr Message kApprovedBy{"批准：{0}", "approved by {0}"};
inline constexpr Message kLogEntry{"[日志第 {0} 条]", "[entry {0} of the log]"};
inline constexpr Message kLimitStarted{"起算", "starts"};
inline constexpr Message kLimitEnded{"终了", "ends"};
inline constexpr Message kLimitPaused{"中止", "stands still"};
inline constexpr Message kLimitResumed{"恢复计算", "goes on"};
inline constexpr Message kLimitRestarted{"重新计算", "begins anew"};
inline constexpr Message kLimitExtended{"延长", "is extended"};
inline constexpr Message kLate{"已超期", "late"};
inline constexpr Message kLastDay{"{0} 届满", "last moment {0}"};
inline constexpr Message kLenientDay{"，从宽读法为 {0}，以较早者为准",
                                     ", {0} by the lenient reading; the earlier one locks"};
inline constexpr Message kUnrolledDay{"，最后一日 {0} 是休息日，提前办结总是可以",
                                      ", the last day {0} is a day off; earlier is always lawful"};
inline constexpr Message kProvisional{"，该年放假安排尚未导入，暂不顺延",
                                      ", the calendar of that year is missing, so no holiday moved it"};
inline constexpr Message kNoLimitRuns{"没有正在计算或者超期的期限", "no limit is running or was missed"};

}  // namespace qy
