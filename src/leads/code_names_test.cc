#include "leads/code_names.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

const std::map<std::string, std::string> kNames = {{"12990100MB00000015", "青岚县第一中学"},
                                                   {"599021100203", "云岭乡新荣村"}};

Screening saying(const std::string& label, const std::string& zh, const std::string& en) {
  Screening s;
  s.findings.push_back({.rule = "X", .subject_label = label, .sentence = zh, .sentence_en = en});
  return s;
}

TEST(CodeNames, AUnitAndAVillageReadByTheirNames) {
  Screening s = saying("单位12990100MB00000015，2025年", "单位12990100MB00000015在村599021100203支付3笔。",
                       "Unit 12990100MB00000015 made 3 payments in village 599021100203.");
  EXPECT_EQ(codes_to_name(s), (std::set<std::string>{"12990100MB00000015", "599021100203"}));
  name_codes(s, kNames);
  EXPECT_EQ(s.findings[0].subject_label, "青岚县第一中学，2025年");
  EXPECT_EQ(s.findings[0].sentence, "青岚县第一中学在云岭乡新荣村支付3笔。");
  EXPECT_EQ(s.findings[0].sentence_en, "Unit 青岚县第一中学 made 3 payments in village 云岭乡新荣村.");
}

TEST(CodeNames, ACodeWithoutANameStays) {
  Screening s = saying("村599021100999", "村代码599021100999。", "");
  name_codes(s, kNames);
  EXPECT_EQ(s.findings[0].subject_label, "村599021100999");
  EXPECT_EQ(s.findings[0].sentence, "村代码599021100999。");
}

TEST(CodeNames, NumbersOfOtherThingsAreNotLookedUp) {
  // An invoice, a tender and a citizen's number (18 digits) are no units, whatever their length.
  Screening s = saying("发票599021100203", "标段QL202300335-01，证件990101195001010011。", "");
  EXPECT_TRUE(codes_to_name(s).empty());
  name_codes(s, {{"599021100203", "云岭乡新荣村"}, {"990101195001010011", "甲"}});
  EXPECT_EQ(s.findings[0].subject_label, "发票599021100203");
  EXPECT_EQ(s.findings[0].sentence, "标段QL202300335-01，证件990101195001010011。");
}

}  // namespace
}  // namespace qy
