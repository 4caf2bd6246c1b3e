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
inline constexpr Message kPasswordFirst{
    "请先设置自己的密码：现在的密码是别人发放的，只能用来修改它",
    "set a password of your own first: the present one was handed out and serves for that alone"};
inline constexpr Message kPasswordSame{"新密码和原来的一样，请另设一个", "the same as before: take another"};
inline constexpr Message kPasswordNotChanged{
    "原密码或动态码不对，密码没有改动；动态码每个只能用一次，可等下一个再试",
    "the old password or the code is wrong and nothing was changed; a code is taken once: wait for the next "
    "one"};
inline constexpr Message kOwnAccount{"不能在这里办理自己的账号；密码在“我的账号”里修改",
                                     "not one's own account; the password is changed under “My account”"};
inline constexpr Message kNoAccountAct{
    "应写明 suspend 停用、resume 恢复使用、unlock 解除尝试过多或者 sign_out 结束全部登录",
    "must be suspend, resume, unlock or sign_out"};
inline constexpr Message kVerifyAtWork{"已在核验，请等它做完", "a verification is at work: wait for it"};
inline constexpr Message kAlreadySetUp{"机构和账号已经登记，请登录", "there are accounts already: sign in"};
inline constexpr Message kWrongSetupCode{
    "启用码不对：它显示在启动本程序的终端上，每次启动都不同",
    "not the code that the terminal of this server shows; it is another at each start"};
inline constexpr Message kThreeAdministrators{
    "系统管理员、安全管理员、审计管理员各一人，三人不能兼任",
    "one system, one security and one audit administrator, three different people"};
inline constexpr Message kAccountForm{"账号只用小写字母、数字、- 和 _", "an account is of a-z, 0-9, - and _"};
inline constexpr Message kNoRole{"没有角色 {0}", "there is no role {0}"};
inline constexpr Message kNotScreened{"还没有筛查过，没有疑点可看", "nothing has been screened yet"};
inline constexpr Message kScreeningAtWork{"已在筛查，请等它做完", "a screening is at work: wait for it"};
inline constexpr Message kTrialAtWork{"这条规则已在试算，请等它做完",
                                      "this rule is being tried already: wait for it"};
inline constexpr Message kTrialSame{"与现行的值相同，没有可比的",
                                    "as they are in force: there is nothing to compare"};
inline constexpr Message kNoPracticeHere{
    "这里已有数据：虚构的练习数据不和别的数据放在一起，请另建一个工作区",
    "there is data here: made-up rows never stand beside others; make another workspace"};
inline constexpr Message kNothingToScreen{"还没有入库的数据，请先导入文件",
                                          "nothing is in the lake yet: import files first"};
inline constexpr Message kDayAhead{"不能晚于今天：按将来的日期判断，会把还没到期的当成逾期",
                                   "not after today: what is not due yet would be taken for overdue"};
inline constexpr Message kBackupAtWork{"已在备份或演练，请等它做完",
                                       "a backup or a drill is at work: wait for it"};
inline constexpr Message kResolvingAtWork{"已在重新识别，请等它做完",
                                          "it is being worked out already: wait for it"};
inline constexpr Message kEntitiesOutdated{
    "还没有识别，或者数据在上次识别之后变了，代码和名称已不是那时的；请先重新识别",
    "who is who was not worked out yet, or codes and names have changed since: work it out anew first"};
inline constexpr Message kTwoNumbersJudged{
    "“{0}”和“{1}"
    "”，连同与它们判为同一家的，有两个不同的有效代码，或者一个是另一个的分支；两个不同的号码不会并成一个，分"
    "支也不并入总机构。请先核对，录错的在数据里更正。没有登记这条判断",
    "“{0}” and “{1}”, with those that are judged to be one with them, have two different valid codes, or one "
    "is another's branch: two different "
    "numbers are never joined, nor a branch with its head. Check first, and correct in the data what is "
    "wrong there. This judgement was not recorded"};
inline constexpr Message kVerdictForm{"应写明 yes 是同一个、no 不是或者 unsure 说不准",
                                      "must be yes, no or unsure"};
inline constexpr Message kTwoRecords{"应是两条不同的记录", "must be two different records"};
inline constexpr Message kJudgementBusy{
    "别人正在登记判断，没有登记您的；请再办一次",
    "somebody else is writing a judgement and yours was not taken: do it again"};
inline constexpr Message kJudgedForNextRun{
    "已登记，并记入日志。现在的结果不变；下次筛查或重新识别时照办，随时可以撤销",
    "on record and in the log. What stands now stays until the next screening or working out follows it; it "
    "can be undone at any time"};
inline constexpr Message kNoBackupFolder{
    "还没有写明备份放在哪里：请在 qingyuan.yaml 里写 backups: 目录，然后重新启动",
    "no place for backups is named: write backups: FOLDER in qingyuan.yaml and start anew"};
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
inline constexpr Message kFieldList{"应为列表", "must be a list"};
inline constexpr Message kFieldLong{"过长，最多 {0} 字节", "too long: at most {0} bytes"};
inline constexpr Message kFieldDay{"日期应写成 YYYY-MM-DD", "must be a day, YYYY-MM-DD"};
inline constexpr Message kFieldLater{"不能晚于今天", "must not be after today"};
inline constexpr Message kFieldBefore{"不能早于开始日期", "must not be before the first day"};
inline constexpr Message kFieldFen{"金额应为整数（分）", "an amount is a whole number of fen"};
inline constexpr Message kNoLeadSource{"没有这一种线索来源", "there is no such source"};
inline constexpr Message kNoSuchUnit{"没有这个部门", "there is no such room"};
inline constexpr Message kNoSuchReport{"没有这一件检举控告，或者您无权知悉",
                                       "there is no such report, or it is not for you to know of"};
inline constexpr Message kFieldBlank{"应为一个词，中间不能有空格", "must be one word without blanks"};
inline constexpr Message kFieldNumber{"应为 {0} 到 {1} 之间的整数", "must be a whole number from {0} to {1}"};
inline constexpr Message kFieldItems{"最多 {0} 项", "at most {0} of them"};
inline constexpr Message kFieldAgain{"列了两次", "stands there twice"};
inline constexpr Message kFieldFlag{"应为 true 或 false", "must be true or false"};
inline constexpr Message kFieldUnknown{"没有这一项", "no such field"};
inline constexpr Message kReadsOnly{"您可以查阅这个案卷，但不办理它",
                                    "you may read this file and do not work on it"};
inline constexpr Message kHasContent{
    "《{0}》已存有内容，没有替换；另有一份的，作为新的文书登记",
    "{0} has its content already and it was not replaced: another version is "
    "another document"};
inline constexpr Message kOnPaper{"《{0}》在卷内只有纸质，没有存入内容；请调阅纸质卷",
                                  "{0} is in the file on paper alone: see the paper"};
inline constexpr Message kTakesOut{"取出 {0} 的内容", "takes out what {0} contains"};
inline constexpr Message kContentGone{
    "{0} "
    "的内容已不在（依法销毁，或者丢失）；登记、校验值和经手记录都在。需要核实的，请系统管理员核验并从备份恢"
    "复",
    "what {0} contained is no longer here, erased by law or lost; its entry, hash and hands are kept: have "
    "the "
    "system administrator verify, and restore it from a backup"};
inline constexpr Message kContentDamaged{
    "{0} 的内容与登记的校验值不符，没有给出；登记和经手记录都在。请系统管理员从备份恢复后再取",
    "what is kept of {0} does not match the hash on record and was not given; its entry and hands are kept: "
    "have the system administrator restore it from a backup"};
inline constexpr Message kUploadChanged{
    "收到的文件 {0} 在存入前变了，没有登记；请重新选择文件",
    "the file {0} changed between coming and being kept: nothing was recorded, choose it again"};
inline constexpr Message kNotDone{"未办理：{0}。依据：{1}", "not done: {0}. Under {1}"};
inline constexpr Message kNoFact{"没有情形 {0}", "there is no fact {0}"};
inline constexpr Message kNoMatterHere{"卷内没有“{0}”", "the file holds no matter {0}"};
inline constexpr Message kNoWay{
    "应写明 phone 电话、reminder 提醒函、supervision_letter 督办函或者 interview 约谈",
    "must be phone, reminder, supervision_letter or interview"};
inline constexpr Message kReminded{"{0}（{1}）：{2}", "{0} ({1}): {2}"};
inline constexpr Message kByPhone{"电话督办", "by phone"};
inline constexpr Message kByReminder{"提醒函", "reminder letter"};
inline constexpr Message kByLetter{"督办函", "supervision letter"};
inline constexpr Message kByInterview{"约谈", "interview"};
inline constexpr Message kNoColours{"没有这套督办颜色规则：{0}", "no such set of colours: {0}"};
inline constexpr Message kNoOutcome{"请写 keeps_out（应当回避）或 takes_part（不需回避）",
                                    "write keeps_out or takes_part"};
inline constexpr Message kNoGrounds{
    "应写明 near_relative 近亲属、witness 证人、interest 利害关系或者 other 其他",
    "must be near_relative, witness, interest or other"};
inline constexpr Message kNoBasisOfJurisdiction{"应写明 designated 指定、raised 提级或者 crossed 异地",
                                                "must be designated, raised or crossed"};
inline constexpr Message kNoFootingGiven{
    "应写明 need_to_know 知情、assistant 协办、reviewer 审理或者 leader_in_charge 分管",
    "must be need_to_know, assistant, reviewer or leader_in_charge"};
inline constexpr Message kNobodyOfThatName{"没有在用的账号 {0}", "no account {0} in force"};
inline constexpr Message kRecusedIsNotLetIn{"{0} 须回避，不能准予知悉", "{0} is recused and is not let in"};
inline constexpr Message kNoAccessHere{"本卷没有这一项知悉",
                                       "nobody was let in to this file under that number"};
inline constexpr Message kWatchForm{"watch 应写 case_file/编号 或者 lead/编号，最多两项，用逗号分开",
                                    "watch names case_file/NUMBER or lead/NUMBER, two at most, with a comma"};
inline constexpr Message kTooManyStreams{"这次登录打开的页面太多，不再逐页通知变化",
                                         "too many pages are open in this session to tell each what changes"};
inline constexpr Message kReadsAllRegisters{"查阅登记簿", "reads the registers of the house"};
inline constexpr Message kNoSuchRegister{"应写 interference、contact、data_query 或者 unsealing",
                                         "must be interference, contact, data_query or unsealing"};
inline constexpr Message kReadsRegisters{"查阅本卷的登记簿", "reads the registers of this file"};
inline constexpr Message kNoRegisterHere{
    "应写明 interference 打听过问、contact 未经批准接触或者 data_query 数据查询",
    "must be interference, contact or data_query"};
inline constexpr Message kFieldMoment{"时间应写成 YYYY-MM-DDTHH:MM", "must be a time, YYYY-MM-DDTHH:MM"};
inline constexpr Message kReadsToApprove{"审批呈批件 {0}", "to decide on submission {0}"};
inline constexpr Message kApprovalWhole{"批准人和批准文号要一并写明",
                                        "an approval names who approved it and its number"};
inline constexpr Message kApprovalNeeded{"没有查询：{0}涉及公职人员个人，须经批准，请写明批准人和批准文号",
                                         "not asked: {0} is about officials as persons; write down who "
                                         "approved it and the number of the approval"};
inline constexpr Message kNodeGone{
    "关系数据已经更新，没有这个对象了；图上已有的内容还在，请从起点重新查询",
    "the relations have changed and this is no longer there; what is on the chart stays: "
    "ask again from the start"};
inline constexpr Message kViewsDamaged{"保存的视图读不出来（{0}：{1}）",
                                       "the saved views cannot be read ({0}: {1})"};
inline constexpr Message kViewsFull{"最多保存 {0} 个视图，没有保存；请先删除不用的",
                                    "at most {0} views: not saved, remove some first"};
inline constexpr Message kNotFilters{"视图里只能是疑点的筛选条件", "a view holds filters of findings alone"};
inline constexpr Message kNoExit{"没有出口 {0}", "no exit {0}"};

inline constexpr Message kNoUpload{"没有这份上传的文件，或者不是您上传的；请重新选择文件",
                                   "there is no such file, or it is not yours: choose it again"};
inline constexpr Message kUploadNamePath{"文件名里不能有文件夹（/ 或 \\），未接收",
                                         "a file name has no folders in it (/ or \\): not taken"};
inline constexpr Message kUploadNameLong{"文件名过长，请改短后再上传；未接收",
                                         "the file name is too long: shorten it; not taken"};
inline constexpr Message kUploadNameEmpty{"文件没有名字，未接收", "the file has no name: not taken"};
inline constexpr Message kUploadId{"上传编号应为 8 至 64 个小写字母、数字、-",
                                   "the number of an upload is 8 to 64 of small letters, digits, -"};
inline constexpr Message kUploadEmpty{"文件是空的，未接收", "the file is empty: not taken"};
inline constexpr Message kUploadLarge{
    "文件有 {0} MiB，超过每份 {1} MiB 的限度，未接收；可以压缩成 zip、拆成几份，或请管理员用 qingyuan ingest "
    "导入，也可在 qingyuan.yaml 里调整 upload_mib",
    "the file has {0} MiB and the limit is {1} MiB: not taken; zip it, cut it into parts, have it brought in "
    "with "
    "qingyuan ingest, or set upload_mib in qingyuan.yaml"};
inline constexpr Message kUploadBoxFull{
    "待导入的文件已有 {0} MiB，合计不能超过 {1} MiB，未接收；请先导入或清除已上传的文件",
    "files that wait to be imported have {0} MiB of {1} MiB: not taken; import or drop some first"};
inline constexpr Message kUploadDiskFull{"磁盘剩余空间不足，未接收；请联系系统管理员",
                                         "the disk is nearly full: not taken; tell the system administrator"};
inline constexpr Message kUploadAtWork{"另一份文件正在上传，请等它传完",
                                       "another file is on its way: let it come first"};
inline constexpr Message kUploadTaken{"这个编号已经用过，请重新选择文件",
                                      "this number was used already: choose the file again"};
inline constexpr Message kUploadShort{"收到的与声明的长度不符，未接收",
                                      "the file is not as long as it said: not taken"};
inline constexpr Message kNotBytes{"上传的内容类型应为 application/octet-stream",
                                   "a file comes as application/octet-stream"};
inline constexpr Message kLookStopped{"已停止识别；文件还在，没有写入任何数据",
                                      "stopped looking; the file is kept, nothing was written"};
inline constexpr Message kLookFirst{
    "这份文件还没有识别好，没有导入；请先识别，并回答全部待确认的问题",
    "this file was not looked at, or questions are left: nothing was imported"};
inline constexpr Message kUndoneAlone{
    "{0} 份的导入已经撤销，没有再次入库；确要再次入库的，请逐份选定",
    "the import of {0} was undone and nothing was taken in again: choose those that are to be"};
inline constexpr Message kNoSource{"这份文件里没有它", "there is no such source in this file"};
inline constexpr Message kImportStopped{
    "已停止导入：此前的 {0} 份已完整入库，其余没有留下任何数据；文件还在，可以再次导入",
    "stopped: {0} files before are in whole, of the rest nothing was kept; the file is here and can be "
    "imported again"};
inline constexpr Message kSomeNotImported{
    "{1} 份中有 {0} 份没有入库，没有留下它们的任何数据，原因见各份；文件还在，改好后可以再次导入",
    "{0} of {1} were not imported and nothing of them was kept; each says why. The file is here: mend it and "
    "import again"};
inline constexpr Message kSectionForm{"应写明 section、table、columns（每列 at、field）",
                                      "needs section, table and columns, each with at and field"};
inline constexpr Message kHeaderForm{
    "表头应写明从文件第几行起（row，1 到 {0}）、共几行（rows，0 到 9，0 表示没有表头，数据从这一行起）",
    "a header is row, from 1 to {0}, and rows, 0 to 9; 0: there is none and data begin in that row"};
inline constexpr Message kNoTable{"没有标准表 {0}", "there is no standard table {0}"};
inline constexpr Message kNoField{"标准表“{1}”没有字段 {0}", "there is no field {0} in the table {1}"};
inline constexpr Message kFieldTwice{"“{0}”已有另一列，一个字段只能对一列",
                                     "{0} has another column already: one field, one column"};
inline constexpr Message kNoUnit{"没有单位 {0}", "no unit {0}"};
inline constexpr Message kNothingChosen{"没有选要导入的表，请至少选一张",
                                        "nothing is to be imported: choose a table"};
inline constexpr Message kNoDateOrder{"日期顺序应为 ymd、dmy 或 mdy",
                                      "the order of dates is ymd, dmy or mdy"};
inline constexpr Message kNoEncoding{"编码应为 utf8、gb18030、utf16le、utf16be 或 windows1252",
                                     "the encoding is utf8, gb18030, utf16le, utf16be or windows1252"};
inline constexpr Message kNoProfileName{"名称最多 80 字节，不能有 / * ? 引号 # :",
                                        "a name has at most 80 bytes and none of / * ? quotes # :"};
inline constexpr Message kRefusedCut{"其余拒收行太多，未列出；全部在工作区 batches 文件夹里",
                                     "more rows than are shown: all of them lie in the folder batches"};
inline constexpr Message kUploadBusy{"这份文件正在识别或导入，请等它办完，或先停止",
                                     "this file is being looked at or imported: let that end, or stop it"};
inline constexpr Message kSourceUndone{
    "这个文件的导入已经撤销，原文不再显示；重新筛查之后，疑点随之更新",
    "the import of this file was undone and its words are no longer shown; findings follow at the next "
    "screening"};
inline constexpr Message kRowsBusy{"正在为别人打开原件，请稍候再查阅",
                                   "an original is being opened for somebody else: try again in a moment"};

}  // namespace qy
