// What this folder says to whoever writes or runs rules: see base/message.h. The file and its line stand
// before.
#pragma once

#include "base/message.h"

namespace qy {

// Cards.
inline constexpr Message kParameterParts{"参数 {0} 要写 value、unit 和 source",
                                         "the parameter {0} needs value, unit and source"};
inline constexpr Message kParameterNumber{"{0}：参数 {1} 应是数字，不能是 {2}",
                                          "{0}: the parameter {1} takes a number, not {2}"};
inline constexpr Message kParameterDay{"{0}：参数 {1} 应是日期 YYYY-MM-DD，不能是 {2}",
                                       "{0}: the parameter {1} takes a day, YYYY-MM-DD, not {2}"};
inline constexpr Message kParameterBounds{"{0}：参数 {1} = {2} 超出允许的范围",
                                          "{0}: the parameter {1} = {2} is outside its bounds"};
inline constexpr Message kNoParameter{"{0} 没有参数 {1}", "{0} has no parameter {1}"};
inline constexpr Message kNoCases{"{0}：规则没有 cases.yaml，不予加载",
                                  "{0}: a rule without cases.yaml does not load"};
inline constexpr Message kSubjectTwice{"规则对同一对象 {0} 给出不止一个结果",
                                       "the rule gives the subject {0} more than once"};
inline constexpr Message kRuleTwice{"{0}：规则 {1} 已在 {2}", "{0}: the rule {1} is already in {2}"};
inline constexpr Message kPackTwice{
    "规则包 {0} 已经定义，本地只能增加，不能改写",
    "the pack {0} is defined already; a county adds packs, it redefines none"};
inline constexpr Message kNoRules{"{0} 里没有规则", "no rules were found in {0}"};
inline constexpr Message kBraceOpen{"有一个 { 没有闭合：{0}", "a { is never closed: {0}"};
inline constexpr Message kUnknownForm{"写法 {0} 不认识（可写 money、percent、number、aside）：{1}",
                                      "the form {0} is not known (money, percent, number, aside): {1}"};

// The life of a rule.
inline constexpr Message kUnsignedAct{"未登记：写明由谁办理（--by）和理由（--reason）",
                                      "not recorded: say who decides (--by) and why (--reason)"};
inline constexpr Message kNoSuchAct{"没有 {0} 这种处理", "there is no act {0}"};
inline constexpr Message kNoSuchState{"status 应是 draft、shadow 或 in_force，不能是 {0}",
                                      "status is draft, shadow or in_force, not {0}"};
inline constexpr Message kNotTriedRestricted{
    "{0} 是受限规则，要有经批准的用途才运行，不试算",
    "{0} is restricted: it runs for an approved purpose alone and is not tried"};
inline constexpr Message kNotInForce{
    "{0} 没有施行，没有疑点可比；先影子运行并发布（rules shadow、rules publish）",
    "{0} is not in force and there is nothing to compare with: put it in shadow and publish it first"};

// What `qingyuan rules test` finds wrong with a card.
inline constexpr Message kAccuses{"“{0}”是在指控，请改为说明记录显示了什么：{1}",
                                  "the word {0} accuses; say what the records show: {1}"};
inline constexpr Message kSeverityRange{"severity 应是 1 到 5", "severity must be 1 to 5"};
inline constexpr Message kPriorRange{"precision_prior 应在 0 与 1 之间",
                                     "precision_prior must lie between 0 and 1"};
inline constexpr Message kVersionRange{"version 应从 1 起", "version must be 1 or more"};
inline constexpr Message kNoInnocent{"至少写一条无辜的解释（innocent）",
                                     "at least one innocent explanation is needed"};
inline constexpr Message kNoBlindSpot{"至少写一条看不到的情况（blind_spots）",
                                      "at least one blind spot is needed"};
inline constexpr Message kNoBasis{"至少写一条法律依据或方法来源（legal_basis）",
                                  "at least one legal basis (or source of the method) is needed"};
inline constexpr Message kNoExit{"usual_exit: {0} 不在四个出口之中",
                                 "usual_exit {0} is none of the four exits"};
inline constexpr Message kBasisDate{"legal_basis 中的日期不对：{0}", "not a date in legal_basis: {0}"};
inline constexpr Message kSubjectTable{"subject：没有标准表 {0}", "subject: there is no table {0}"};
inline constexpr Message kNeedsTable{"needs：没有标准表 {0}", "needs: there is no table {0}"};
inline constexpr Message kNeedsField{"needs：{0} 没有字段 {1}", "needs: {0} has no field {1}"};
inline constexpr Message kNoPrepared{"prepared：没有共用关系 {0}",
                                     "prepared: there is no shared relation {0}"};
inline constexpr Message kUnnamedNeed{"SQL 读了 {0}，而 needs 没有写",
                                      "the SQL reads {0}, which needs does not name"};
inline constexpr Message kNoPack{"规则包 {0} 没有在 rules/packs.yaml 中登记，规则不予运行",
                                 "the pack {0} is not in rules/packs.yaml: the rule does not run"};
inline constexpr Message kForbiddenTable{
    "{0}:{1}：规则包 {2} 无权读取 {3}，规则不予运行；可读的表见 rules/packs.yaml",
    "{0}:{1}: the pack {2} may not read {3}: the rule does not run; "
    "rules/packs.yaml says what it may"};
inline constexpr Message kCaseOutcome{"案例期望的结果 {0} 不在 hit、clear、excluded、not_computable 之中",
                                      "a case expects {0}: hit, clear, excluded or not_computable"};
inline constexpr Message kCaseClause{
    "案例期望按 {0} 排除，而卡片的 exclusions 没有这一条",
    "a case expects the clause {0}, which the card's exclusions do not have"};
inline constexpr Message kCaseBand{"案例期望的级别 {0} 不在 red、yellow、blue 之中",
                                   "a case expects the band {0}: red, yellow or blue"};
inline constexpr Message kSqlRefused{"{0}：SQL 有误", "{0}: {1}"};
inline constexpr Message kNoColumn{"{0}：没有给出列 {1}", "{0}: gives no column {1}"};

// Cases.
inline constexpr Message kFewCases{
    "至少要有 {0} 个案例：一个命中、一个无辜、一个恰在界上、一个缺字段",
    "a rule needs at least {0} cases: one that fires, one innocent, one on the "
    "threshold, one with a missing field"};
inline constexpr Message kGivenColumn{"标准表 {0} 没有字段 {1}", "{0} has no column {1}"};
inline constexpr Message kGivenTable{"规则不读表 {0}；要读请写进 needs",
                                     "the rule does not read the table {0}; name it under needs"};
inline constexpr Message kGivesNoColumn{"SQL 没有给出列 {0}", "the rule gives no column {0}"};
inline constexpr Message kSentenceColumn{"句子里写了 {0}，SQL 没有给出这一列",
                                         "the sentence names {0}, which the SQL does not give"};
inline constexpr Message kCaseUnexpected{"没有预期到：{1} 得到 {0}（{2}）；想清楚之后改案例或 SQL",
                                         "not expected: {0} for {1} ({2})"};
inline constexpr Message kCaseGotNone{"预期 {1} 为 {0}，没有得到；规则给出的是 {2}",
                                      "expected {0} for {1}, got none but {2}"};
inline constexpr Message kRuleDoesNotRun{"SQL 运行不了，原因见后：{0}", "the rule does not run: {0}"};

inline constexpr Message kScreeningFails{"照筛查的办法再问一遍，失败：{0}",
                                         "a screening of these rows fails: {0}"};

// Typologies.
inline constexpr Message kConditionStops{"when 在“{0}”处读不下去：{1}",
                                         "`when` cannot be read at \"{0}\": {1}"};
inline constexpr Message kNoPart{"parts 里没有 {0}", "there is no part {0}"};
inline constexpr Message kWeightRange{"部分 {0} 的 weight 应大于 0",
                                      "the weight of part {0} must be above 0"};
inline constexpr Message kPartRule{"部分 {0}：没有规则 {1}", "part {0}: there is no rule {1}"};
inline constexpr Message kPartFamily{"部分 {0}：没有属于 {1} 的规则",
                                     "part {0}: no rule is of the family {1}"};
inline constexpr Message kPartEmpty{"部分 {0} 没有写 rules 或 families",
                                    "part {0} names neither rules nor families"};
inline constexpr Message kPartTwice{"规则 {0} 同时在 {1} 和 {2} 里，会算两次",
                                    "the rule {0} stands in {1} and in {2} and would count twice"};
inline constexpr Message kFewParts{"组合至少要有两个部分；只有一个就是一条规则",
                                   "a typology has two parts or more; one alone is a rule"};
inline constexpr Message kLeadAlone{
    "lead 不高于某一个部分的权重：单独一部分不能成为线索",
    "lead is not above the weight of one part: a part alone must not reach it"};
inline constexpr Message kUrgentBelowLead{"urgent_lead 应高于 lead", "urgent_lead must be above lead"};
inline constexpr Message kUrgentOutOfReach{"urgent_lead 高于全部权重之和，永远达不到",
                                           "urgent_lead is above the sum of all weights and out of reach"};
inline constexpr Message kTypologyFigure{"句子里只能用 parts、count、amount，没有 {0}",
                                         "a sentence has parts, count and amount; not {0}"};
inline constexpr Message kTypologySubject{"subject：没有 {0} 这种对象", "subject: there is no kind {0}"};
inline constexpr Message kTopicName{"{0}：没有规则叫 {1}", "{0}: no rule bears the name {1}"};
inline constexpr Message kNoTopic{"没有专题 {0}", "there is no topic {0}"};
inline constexpr Message kTypologyCases{"组合至少要有四个案例（cases）",
                                        "a typology needs at least four cases"};
inline constexpr Message kNoBand{"没有级别 {0}（red、yellow、blue）",
                                 "there is no band {0} (red, yellow, blue)"};
inline constexpr Message kCaseDiffers{"{0} 应为 {1}，得到 {2}", "{0} expected {1}, got {2}"};
inline constexpr Message kNoExpect{
    "案例没有写 expect；不应出现组合时写 expect: []",
    "the case has no expect; write expect: [] where nothing should be gathered"};
inline constexpr Message kNotGathered{"{0} 应当形成组合，没有形成",
                                      "{0} should have been gathered and was not"};
inline constexpr Message kGatheredTooMuch{"{0} 不应形成组合，却形成了",
                                          "{0} was gathered and should not have been"};

// What `qingyuan rules test` finds in SQL that the two engines would not answer alike
// (docs/rules/subset.md).
inline constexpr Message kSubsetAt{"{0}:{1}：{2}", "{0}:{1}: {2}"};
inline constexpr Message kOutsideSubset{"{0} 不在共同子集之内，请改用 {1}",
                                        "{0} is outside the common subset, use {1}"};
inline constexpr Message kNoCommonFunction{
    "函数 {0} 不在共同子集之内：docs/rules/subset.md 列出可用的，没有的请在 rules/prelude 加一个 qy_ 宏",
    "the function {0} is outside the common subset: docs/rules/subset.md lists those within; add a qy_ macro "
    "to rules/prelude for what is missing"};
inline constexpr Message kNoMacro{"rules/prelude/duckdb.sql 里没有宏 {0}",
                                  "there is no macro {0} in rules/prelude/duckdb.sql"};
inline constexpr Message kOneSelect{"一条规则只写一个 SELECT，分号之后不能再有内容",
                                    "a rule is one SELECT: nothing may follow the semicolon"};
inline constexpr Message kTrailingComma{"逗号之后没有内容，请删去这个逗号",
                                        "nothing follows the comma: take it away"};
inline constexpr Message kDateArithmetic{
    "日期不能用 {0} 加减，请改用 qy_add_days(d, n)、qy_add_months(d, n) 或 qy_days(a, b)",
    "{0} does not add to dates alike: use qy_add_days(d, n), qy_add_months(d, n) or qy_days(a, b)"};
inline constexpr Message kTextWithNumber{"数字与文本相接，请先用 qy_text(x) 转成文本",
                                         "a number is joined to a text: make it a text by qy_text(x) first"};
inline constexpr Message kTextAgainstNumber{
    "文本与数字相比较，请把一方转成另一方的类型：qy_text(x) 或 CAST(x AS BIGINT)",
    "a text is compared with a number: make one like the other by qy_text(x) or CAST(x AS BIGINT)"};
inline constexpr Message kNamelessTable{"FROM 或 JOIN 之后的 (SELECT …) 要有名字：写 AS t",
                                        "a (SELECT …) after FROM or JOIN needs a name: AS t"};
inline constexpr Message kNamelessColumn{"输出的列要有名字：写 AS 列名",
                                         "a column that is worked out needs a name: AS name"};
inline constexpr Message kWithTakesName{
    "WITH {0} 与标准表或共用关系同名，请换一个名字",
    "WITH {0} takes the name of a table or shared relation: give it another"};
inline constexpr Message kWithTwice{"WITH {0} 出现两次，请换一个名字", "WITH {0} comes twice: rename one"};
inline constexpr Message kAliasReused{
    "{0} 是同一个 SELECT 里刚起的列名，此处不能用：请写出原式，或放进 (SELECT …) AS t",
    "{0} is named by this very SELECT and cannot be used here: repeat what it stands for, or put it into a "
    "(SELECT …) AS t"};

}  // namespace qy
