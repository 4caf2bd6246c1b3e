// What this folder says: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kNoRelations{"{0} 里没有关系定义（relations/*.yaml）",
                                      "{0} holds no relations (relations/*.yaml)"};
inline constexpr Message kRelationTwice{"关系 {0} 定义了两次", "the relation {0} is defined twice"};
inline constexpr Message kTooManyRelations{"最多 {0} 种关系", "there can be at most {0} relations"};
inline constexpr Message kNodeKindUnknown{"不认识的节点 {0}：可写 {1}",
                                          "the node {0} is not known: write one of {1}"};
inline constexpr Message kOneEnd{"{0} 要写一种节点和它的字段，如 {organisation: uscc}",
                                 "{0} names one kind of node and its field, as in {organisation: uscc}"};
inline constexpr Message kStrengthUnknown{"strength 应是 confirmed 或 tentative，不能是 {0}",
                                          "strength is confirmed or tentative, not {0}"};
inline constexpr Message kRelationNoTable{"{0}：没有标准表 {1}", "{0}: there is no table {1}"};
inline constexpr Message kRelationNoField{"{0}：表 {1} 没有字段 {2}", "{0}: the table {1} has no field {2}"};
inline constexpr Message kRelationType{"{0}：字段 {1} 的类型应是 {2}",
                                       "{0}: the field {1} should be of type {2}"};
inline constexpr Message kRelationPurpose{"{0}：没有用途 {1}（relations/purposes.yaml）",
                                          "{0}: there is no purpose {1} (relations/purposes.yaml)"};
inline constexpr Message kRelationSays{"{0}：句子里应有 {from} 和 {to}",
                                       "{0}: the sentence should hold {from} and {to}"};
inline constexpr Message kRelationNoPurpose{"{0}：至少写一个用途", "{0}: at least one purpose is needed"};
inline constexpr Message kKinWide{"{0}：两端都是个人的关系只能用于受限的用途",
                                  "{0}: a relation of two persons may serve restricted purposes only"};
inline constexpr Message kTooManyNodes{"节点或关系超过 {0}，这台机器上不再计算",
                                       "more than {0} nodes or edges: not worked out here"};

inline constexpr Message kRelateStopped{"已按要求停止，没有写出结果",
                                        "stopped as asked; nothing was written"};

// Questions that cannot be asked, or not like this.
inline constexpr Message kNoSuchEnd{
    "关系数据里没有 {0}：可写统一社会信用代码、单位代码、标段编号、单位全称，或公职人员的身份证号",
    "nothing called {0} is in the relations: write a credit code, a unit's code, a tender's number, a full "
    "name, "
    "or the citizen number of an official"};
inline constexpr Message kNoSuchPerson{"关系数据里没有这个证件号的人，证件号没有保存",
                                       "nobody of this number is in the relations; the number was not kept"};
inline constexpr Message kSeveralEnds{"叫 {0} 的有 {1} 个，请写代码：{2}",
                                      "{1} go by the name {0}: write a code ({2})"};
inline constexpr Message kSameEnds{"两端是同一个节点", "both ends are one and the same"};
inline constexpr Message kPrivatePersons{
    "没有查询：一端是不担任公职的个人，另一端也不是单位、企业或公职人员。关系查询只为公权力和公共资金服务",
    "not asked: both ends are private persons. Relations are followed for public office and public money "
    "alone"};
inline constexpr Message kPrivateAlone{
    "没有查询：不担任公职的个人（及其户、账户、电话等）不单独查询，只能从单位、企业、标段或公职人员一步步查"
    "到",
    "not asked: a private person (or a household, account, phone …) is not looked at alone, but met step by "
    "step from a "
    "unit, a firm, a tender or an official"};
inline constexpr Message kWithinRange{"步数应在 1 到 {0} 之间", "the steps must lie between 1 and {0}"};
inline constexpr Message kPurposeUnknown{"没有用途 {0}：可写 {1}",
                                         "there is no purpose {0}: write one of {1}"};
inline constexpr Message kPurposeRestricted{
    "没有查询：{0}涉及公职人员个人，须经批准，请加上 --purpose --approved-by --approval-no",
    "not asked: {0} is about officials as persons and needs an approval: --purpose --approved-by "
    "--approval-no"};
inline constexpr Message kRelationsUnsound{"关系定义有 {0} 处问题，见上",
                                           "{0} problems in the relations, see above"};

// What an answer says.
inline constexpr Message kPathsFound{"{0} 与 {1}：{2} 步以内有 {3} 条路径",
                                     "{0} and {1}: {3} path(s) within {2} steps"};
inline constexpr Message kPathsCut{
    "{0} 与 {1}：{2} 步以内的路径超过 {4} 条，只列出不足 {5} 步的 {3} 条；请减少步数，或写明日期",
    "{0} and {1}: more than {4} paths within {2} steps; the {3} of fewer than {5} steps are shown. Ask for "
    "fewer "
    "steps, or name a day"};
inline constexpr Message kNoPath{
    "{0} 与 {1}：{2} 步以内没有路径。这是对现有登记的如实回答，不说明登记之外没有关系",
    "{0} and {1}: no path within {2} steps. That is a true answer about these registers, "
    "and says nothing of what they do not hold"};
inline constexpr Message kNeighbours{"{0}：{1} 个有关系的对象", "{0}: tied to {1}"};
inline constexpr Message kNeighboursCut{"{0}：{1} 个有关系的对象，先列出关系最确实的 {2} 个",
                                        "{0}: tied to {1}, the {2} with the firmest ties shown"};
inline constexpr Message kNoNeighbour{
    "{0}：没有可以显示的关系。这是对现有登记的如实回答，不说明登记之外没有关系",
    "{0}: no tie to be shown. That is a true answer about these registers, and says nothing of what they do "
    "not "
    "hold"};
inline constexpr Message kAskedFor{"用途：{0}；时点：{1}", "for: {0}; day: {1}"};
inline constexpr Message kAnyDay{"曾经同时成立即算", "any on which all of it held"};
inline constexpr Message kHubsPassedBy{
    "两端都连到 {0} 个连接面很广的节点（如代办电话、集群住所、同一单位），不据此算作关系：{1}",
    "both ends reach {0} hubs (an agent's phone, a block of offices, one employer), which tie nobody: {1}"};
inline constexpr Message kStepsAndStrength{"{0} 步，{1}，{2}", "{0} step(s), {1}, {2}"};
inline constexpr Message kAllConfirmed{"每一步都有登记或申报", "every step registered or declared"};
inline constexpr Message kSomeTentative{"其中 {0} 步只是线索", "{0} of them only tentative"};
inline constexpr Message kEvidenceLine{"依据：{0} 第 {1} 行（{2}）", "source: {0}, row {1} ({2})"};
inline constexpr Message kEvidenceLines{"依据：{0} 第 {1} 行等 {3} 行（{2}）",
                                        "source: {0}, row {1} and {3} in all ({2})"};

inline constexpr Message kOwnersOfFirms{"只能查询企业的最终持有人",
                                        "only the owners of a firm can be asked for"};
inline constexpr Message kOwnersHeading{
    "{0} 在 {1} 的最终持有人 {2} 个，各层股权连乘、各条路径相加",
    "{0}, {1}: {2} ultimate owners, shares multiplied along chains and added over them"};
inline constexpr Message kOwnerLine{"  {0}  {1}，最短 {2} 层", "  {0}  {1}, {2} step(s) at least"};
inline constexpr Message kOwnerCircling{"  {0} 在循环持股中，没有最终持有人",
                                        "  {0} goes round in a circle and has no owner"};
inline constexpr Message kOwnerUnknown{"  {0} 登记中没有说明", "  {0} no row accounts for"};
inline constexpr Message kCirclesHeading{"{0} 有 {1} 组循环持股", "{0}: {1} circles of holdings"};

// How nodes are called where they have no name, or must not be called by it.
inline constexpr Message kOfficialLabel{"{0}人员{1}", "a member of staff of {0}{1}"};
inline constexpr Message kPersonLabel{"某自然人{0}", "a private person{0}"};
inline constexpr Message kTenderLabel{"标段{0}（{1}）", "tender {0} ({1})"};
inline constexpr Message kTenderNoTitle{"标段{0}", "tender {0}"};
inline constexpr Message kHouseholdLabel{"同一户{0}", "one household{0}"};
inline constexpr Message kAccountLabel{"同一账户{0}", "one account{0}"};
inline constexpr Message kPhoneLabel{"同一电话{0}", "one phone{0}"};
inline constexpr Message kAddressLabel{"同一地址{0}", "one address{0}"};
inline constexpr Message kDeviceLabel{"同一设备{0}", "one device{0}"};
inline constexpr Message kCertificateLabel{"同一证书{0}", "one certificate{0}"};
inline constexpr Message kHeldBetween{"{0}至{1}同时成立", "all in force from {0} to {1}"};
inline constexpr Message kHeldSince{"{0}起同时成立", "all in force since {0}"};
inline constexpr Message kHeldUntil{"{0}之前同时成立", "all in force until {0}"};
inline constexpr Message kHeldUndated{"登记没有起止日期", "the registers give no days"};

}  // namespace qy
