// What this folder says: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kBadExpression{
    "看不懂表达式 {0}：写列名，或函数（{1}），如 prefix3(surname)、first_name + surname",
    "the expression {0} cannot be read: write a column, or a function ({1}), as in prefix3(surname), "
    "first_name + surname"};
inline constexpr Message kNoSuchColumn{"数据里没有列 {0}", "the data have no column {0}"};
inline constexpr Message kUnknownLevel{"不认识的比较档次 {0}：可写 {1}",
                                       "the level {0} is not known: write one of {1}"};
inline constexpr Message kUnknownWord{"{0} 后面可写 {1}", "{0} takes one of {1}"};
inline constexpr Message kTooManyLevels{"一项比较最多 {0} 档", "a comparison has at most {0} levels"};
inline constexpr Message kTooManyComparisons{"最多 {0} 项比较", "there can be at most {0} comparisons"};
inline constexpr Message kNoComparisons{"至少写一项 compare", "at least one compare is needed"};
inline constexpr Message kNoKeys{"至少写一个 block（分块键）",
                                 "at least one block (a key to find pairs by) is needed"};
inline constexpr Message kTooManyKeys{"最多 {0} 个分块键", "there can be at most {0} keys"};
inline constexpr Message kNearOrLike{"分块键写 near（相邻）或 like（相似）其中一个，可加 same",
                                     "a key is near or like, one of them, with same beside it"};
inline constexpr Message kBadShare{"{0} 应在 {1} 与 {2} 之间", "{0} must lie between {1} and {2}"};
inline constexpr Message kSharesByLevel{"{0} 应是 {1} 个数，每档一个，合计小于 1",
                                        "{0} wants {1} numbers, one a level, of a sum below 1"};
inline constexpr Message kBadLink{"link 应是 {0}，不能是 {1}", "link is one of {0}, not {1}"};
inline constexpr Message kNoId{
    "{0}：{1} 是空的；给每条记录一个编号，或去掉 id，改用文件名和行号；没有写出结果",
    "{0}: {1} is empty; give every record a number, or leave id out: file and row serve then. "
    "Nothing was written"};
inline constexpr Message kIdTwice{
    "{0}：编号 {1} 出现过；一个编号只能是一条记录；没有写出结果",
    "{0}: the number {1} stood before; one number is one record. Nothing was written"};
inline constexpr Message kTwoColumns{"{0} 第 {1} 行：应有记录编号和实体两列",
                                     "{0}, line {1}: a record and its entity are wanted"};
inline constexpr Message kLinkageStopped{"已按要求停止，没有写出结果",
                                         "stopped as asked; nothing was written"};

inline constexpr Message kBadPairTask{
    "交给工作节点的一行看不懂：各节点的程序应是同一版本",
    "a line given to the worker cannot be read: the program must be of one version everywhere"};

inline constexpr Message kInputGone{"打不开数据文件 {0}：要用到当时的文件，请放回原处",
                                    "{0} cannot be opened: the files of that run are needed where they were"};
inline constexpr Message kInputChanged{
    "数据文件 {0} 在那次比对之后改过，说的不再是同一批记录；请放回原文件，或重新比对",
    "{0} has changed since that run: put the old file back, or resolve anew"};
inline constexpr Message kModelOfAnother{
    "{0} 里的 model.json 不是按 run.json 里的方案得出的",
    "the model.json in {0} was not learned for the configuration in run.json"};
inline constexpr Message kNoResult{"{0} 不是完整的比对结果（{1}）；请重新比对",
                                   "{0} is not a whole result ({1}): resolve anew"};
inline constexpr Message kUnknownRecord{"{0}：数据里没有记录 {1}", "{0}: the data have no record {1}"};
inline constexpr Message kNoSuchRecord{"没有记录 {0}：写数据里的记录编号",
                                       "there is no record {0}: write a record's own key"};
inline constexpr Message kSameRecord{"{0} 是同一条记录；写两条不同的", "{0} is one record: write two"};

inline constexpr Message kBadVerdict{"判断应是 yes（是同一个）、no（不是）或 unsure（说不准），不能是 {0}",
                                     "a judgement is yes, no or unsure, not {0}"};
inline constexpr Message kJudgeWhoAndWhy{"判断要写明谁判的（--by）和理由（--reason）；没有记下",
                                         "say who judges (--by) and why (--reason). Nothing was recorded"};
inline constexpr Message kNothingJudged{"{0} 和 {1} 没有判断可撤销",
                                        "nothing was said of {0} and {1}: nothing to undo"};
inline constexpr Message kJudgementsContradict{
    "判断互相矛盾：{0}；而 {1} 连起来是同一个；原有判断不变，先撤销其中一条",
    "judgements contradict each other: {0}; but one entity by {1}. What stood stands: undo one of them "
    "first"};
inline constexpr Message kJudgedOverNumbers{
    "判断与号码矛盾：{0} 把 {1} 和 {2} 连成同一个，而两条记录的 {3} 不同；两个不同的号码不会并成一个；"
    "撤销判断，或更正号码；没有写出结果",
    "{0} makes {1} and {2} one, but their {3} differ, and two different numbers are never joined: undo a "
    "judgement or correct the number. Nothing was written"};
inline constexpr Message kJudgementsNeedIds{
    "判断按记录编号记；方案里没有 id，文件名和行号会变，不能用",
    "judgements are kept by record id: the configuration needs an id, file and row change"};

inline constexpr Message kJudged{"已记下对 {0} 和 {1} 的判断，下次比对起照办",
                                 "what was said of {0} and {1} is kept; the next run follows it"};
inline constexpr Message kUndone{"已撤销对 {0} 和 {1} 的判断；原判断仍留在簿上",
                                 "what was said of {0} and {1} no longer counts; the book still shows it"};
inline constexpr Message kJudgementsNotHere{"{0} 条判断涉及的记录这次不在数据里，没有用到",
                                            "{0} judgements are of records that are not among these"};
inline constexpr Message kOntoItself{"{0}：新结果要写到另一个文件夹，原结果不动",
                                     "{0}: write the new result to another folder; the old one stays"};
inline constexpr Message kOntoAnother{
    "{0} 的比较项与 {1} 当时的不同，那时得出的分量用不上；用原方案，或整体重新比对",
    "what {0} compares is not what {1} was learned for: use the old configuration or resolve anew"};
inline constexpr Message kJudgedAnew{
    "有判断撤销了，或者说不准：全部重新比对，原有实体编号不变",
    "a judgement was undone or is unsure: all pairs were looked at anew, entities keep their ids"};
inline constexpr Message kResolved{"{0} 条记录，{1} 个实体；比较了 {2} 对，其中 {3} 对相连",
                                   "{0} records, {1} entities; {2} pairs compared, {3} links"};
inline constexpr Message kGuessed{
    "比较项 {0} 没有数据可学（同一个的记录对太少，或只有这一项），分量是按经验给的；加一项比较或一个分块键，"
    "或先抽查再用",
    "nothing could be learned of {0} (too few matches, or it is the only comparison): its weights are a "
    "guess; "
    "add a comparison or a key, or check a sample first"};
inline constexpr Message kEntitiesChanged{"原有实体有 {0} 处合并或拆分，见 changes.csv",
                                          "{0} earlier entities were merged or parted: see changes.csv"};

inline constexpr Message kLakeResolved{
    "{0}：{1} 条不同的代码和名称，{2} 个实体；{3} 个名称按另一名称的同一家看",
    "{0}: {1} codes and names, {2} entities; {3} names are taken for another's"};
inline constexpr Message kPersonsResolved{
    "{0}：{1} 条没有有效号码的记录，{2} 条认得出是谁，{3} 条有疑问、不认",
    "{0}: {1} records without a valid number, {2} known, {3} in doubt and left out"};
inline constexpr Message kPlacesResolved{
    "{0}：{1} 种写明门牌的写法，{2} 种与另一种写法是同一处，{3} 种有疑问、不认",
    "{0}: {1} spellings that name a house, {2} are one place with another spelling, {3} in doubt and left "
    "out"};
inline constexpr Message kPlacesUnread{
    "{0}：{1} 种写法是以前的版本导入的，还没有逐项的令牌，只按所写全文比较；撤销后重新导入才认得出另一种写法",
    "{0}: {1} spellings were imported by an earlier version and are compared as written; undo and import "
    "them again to have other "
    "spellings met"};
inline constexpr Message kLakeStands{
    "数据、方案和判断都没有变，沿用上次的结果",
    "data, definitions and judgements are what they were: the earlier result stands"};

// Why a code or a name is of its entity, where it is not for how two records are alike.
inline constexpr Message kBasisItself{"本身", "itself"};
inline constexpr Message kBasisOneRow{"代码和名称写在同一行", "code and name stand in one row"};
inline constexpr Message kBasisJudged{"经人判断为同一家", "judged to be one"};

// Of an analysis.
inline constexpr Message kMostlyEmptyColumn{"{0} 有 {1} 没有写", "{0} is empty in {1} of the records"};
inline constexpr Message kOneValueColumn{"{0} 几乎只有一个值，比不出什么；不要用它作唯一的分块键",
                                         "{0} is all one value and tells nothing: not a key by itself"};
inline constexpr Message kCommonValueColumn{"{0} 里一个值占 {1}，可能是默认值，不是真填的",
                                            "one value is {1} of {0}: perhaps a default and no answer"};
inline constexpr Message kCrowdedKey{
    "分块键 {0}：最大一组 {1} 条，{2} 组过大，组内只比相邻的，{3} 对没有比；加一个条件把组分小",
    "key {0}: a group of {1} records, {2} groups too large: only neighbours were compared there, {3} pairs "
    "were not; "
    "add a part to the key"};
inline constexpr Message kWithoutKey{"{1} 条记录里有 {0} 条任何分块键都不全，找不到与谁相同",
                                     "{0} of {1} records have no key and cannot be found"};
inline constexpr Message kAllKeys{"全部分块键", "all keys"};
inline constexpr Message kNoThreshold{"没有门槛能达到准确率 {0}；看看比较项是否够用",
                                      "no threshold reaches a precision of {0}: compare more"};
inline constexpr Message kThresholdByTruth{
    "按真值（95% 置信下限），准确率要到 {0}，门槛取 {1}",
    "by the truth (lower end of 95 %), a precision of {0} takes the threshold {1}"};
inline constexpr Message kThresholdByModel{
    "按模型推算，准确率要到 {0}，门槛取 {1}；有真值或判断时应实测",
    "by the model, a precision of {0} takes the threshold {1}; measure it where the truth is known"};
inline constexpr Message kAnalysisTitle{"实体识别分析", "analysis of a linkage"};
inline constexpr Message kWeightsTitle{"分量的分布", "how the weights are distributed"};
inline constexpr Message kWeightAxis{
    "横轴：含先验的分量，比特；浅色：记录对（对数），深色：其中同一个的；红线：门槛",
    "bits with the prior; light: pairs (logarithmic), dark: matches; red: the threshold"};
inline constexpr Message kKeysTitle{"分块键", "keys"};
inline constexpr Message kKeyColumn{"键", "key"};
inline constexpr Message kPairsColumn{"记录对", "pairs"};
inline constexpr Message kMatchesColumn{"其中同一个的", "matches"};
inline constexpr Message kRecallColumn{"找到的比例", "recall"};
inline constexpr Message kAloneColumn{"只有它找到的", "found by no other"};
inline constexpr Message kLargestColumn{"最大一组", "largest group"};
inline constexpr Message kPassedOverColumn{"没有比的对", "pairs passed over"};
inline constexpr Message kEstimateNote{
    "没有真值：同一个的对数由模型推算，全部键都没找到的按无共同列的两键互证估计（Lincoln–Petersen），是下限",
    "no truth: matches are expected by the model; those that no key finds are estimated from keys without a "
    "column in "
    "common (Lincoln-Petersen), a lower bound"};
inline constexpr Message kColumnsTitle{"列", "columns"};
inline constexpr Message kColumnColumn{"列", "column"};
inline constexpr Message kFilledColumn{"写了的", "filled"};
inline constexpr Message kDistinctColumn{"不同的值", "distinct"};
inline constexpr Message kCommonestColumn{"最常见的值占", "commonest value"};

// The lines of an explanation.
inline constexpr Message kPriorStep{"先验：全部记录对里，同一个的很少",
                                    "prior: of all pairs, few are of one entity"};
inline constexpr Message kNothingStep{"一方没有写", "a side says nothing"};
inline constexpr Message kRarityStep{"这个值有多少见", "how rare this value is"};
inline constexpr Message kProbability{"是同一个的概率 {0}，门槛 {1}", "probability {0}, threshold {1}"};
inline constexpr Message kApartBy{"{0} 两边都写了而不同：不会并成一个",
                                  "{0} differs: these are never joined"};
inline constexpr Message kPairJudged{"有人判过这一对：{0}（{1}，{2}）：{3}",
                                     "judged: {0} by {1} on {2}: {3}"};
inline constexpr Message kNotTogether{"不在一起：分属 {0} 和 {1}", "apart: of {0} and of {1}"};
inline constexpr Message kLinkedNotJoined{
    "这一对过了门槛，但两组没有并在一起（两组之间过门槛的太少，或有不同的号码、有人判为不是）：分属 {0} 和 "
    "{1}",
    "this pair is above the threshold, but the two groups were not joined (too few such pairs between them, "
    "two "
    "different numbers, or a judgement of no): of {0} and of {1}"};
inline constexpr Message kTogether{"同属实体 {0}，共 {1} 条记录", "both of {0}, which has {1} records"};
inline constexpr Message kTiedBy{"由这些对连起来：{0}", "tied by: {0}"};
inline constexpr Message kHeldByJudgement{"由人的判断连在一起", "held together by a person's judgement"};
inline constexpr Message kWeakestEdge{"实体 {0} 最弱的一环：{1}", "the weakest edge of {0}: {1}"};

}  // namespace qy
