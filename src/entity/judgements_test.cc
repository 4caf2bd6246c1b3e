#include "entity/judgements.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/disk.h"

namespace qy {
namespace {

class JudgementBookTest : public testing::Test {
 protected:
  Result<void> judge(const std::string& a, const std::string& b, Verdict verdict) {
    return book.judge({a, b, verdict, "li", "same hand", "2026-03-01"});
  }
  ScratchFolder folder = ScratchFolder::make("qy-judgements").value();
  std::filesystem::path file = folder.path() / "judgements.jsonl";
  JudgementBook book{file};
};

TEST_F(JudgementBookTest, RefusesWhatSaysNothingOrContradicts) {
  EXPECT_FALSE(book.judge({"r1", "r2", Verdict::yes, "", "why", "2026-03-01"}).ok());
  EXPECT_FALSE(book.judge({"r1", "r2", Verdict::yes, "li", " ", "2026-03-01"}).ok());
  EXPECT_FALSE(judge("r1", "r1", Verdict::yes).ok());
  EXPECT_FALSE(book.undo({"r1", "r2", Verdict::yes, "li", "why", "2026-03-01"}).ok());
  EXPECT_FALSE(verdict_of("maybe").ok());
  ASSERT_TRUE(judge("r1", "r2", Verdict::yes).ok());
  ASSERT_TRUE(judge("r3", "r2", Verdict::yes).ok());
  // No against a chain of yes, and yes that closes a chain against a no: both name every step.
  const auto no = judge("r1", "r3", Verdict::no);
  ASSERT_FALSE(no.ok());
  for (const char* part : {"r1 ≠ r3", "r1 = r2", "r3 = r2", "li"})
    EXPECT_NE(no.error().message.find(part), std::string::npos) << no.error().message;
  ASSERT_TRUE(judge("r3", "r9", Verdict::no).ok());
  const auto yes = judge("r9", "r1", Verdict::yes);
  ASSERT_FALSE(yes.ok());
  for (const char* part : {"r3 ≠ r9", "r9 = r1", "r1 = r2", "r3 = r2"})
    EXPECT_NE(yes.error().message.find(part), std::string::npos) << yes.error().message;
  // What was refused was not written.
  EXPECT_EQ(book.load()->all().size(), 3U);
}

TEST_F(JudgementBookTest, TheLastWordCountsAndUndoingGivesItBack) {
  ASSERT_TRUE(judge("r2", "r1", Verdict::unsure).ok());
  ASSERT_TRUE(judge("r1", "r2", Verdict::yes).ok());
  EXPECT_EQ(book.load()->find("r2", "r1")->verdict, Verdict::yes);
  ASSERT_TRUE(book.undo({"r2", "r1", Verdict::yes, "wang", "another person", "2026-03-02"}).ok());
  EXPECT_EQ(JudgementBook(file).load()->find("r1", "r2"), nullptr);
  ASSERT_TRUE(judge("r1", "r2", Verdict::no).ok());
  std::ifstream lines(file);
  EXPECT_EQ(std::count(std::istreambuf_iterator<char>(lines), {}, '\n'), 4);  // nothing is ever taken out
}

// What is new parts and joins what stood; what was undone or is unsure now must be looked at from the start.
TEST_F(JudgementBookTest, WhatWasUndoneOrIsUnsureIsNoAddition) {
  const auto of = [](const std::vector<Judgement>& all) {
    Judgements out;
    for (const Judgement& one : all) out.put(one);
    return out;
  };
  const Judgement yes{"r1", "r2", Verdict::yes}, no{"r3", "r2", Verdict::no},
      unsure{"r5", "r4", Verdict::unsure}, turned{"r2", "r1", Verdict::no};
  EXPECT_FALSE(only_adds(of({}), of({yes})));
  EXPECT_FALSE(only_adds(of({turned}), of({yes})));
  EXPECT_FALSE(only_adds(of({yes, unsure}), of({yes})));
  EXPECT_TRUE(only_adds(of({}), of({})));
  EXPECT_TRUE(only_adds(of({yes, no}), of({yes})));
  EXPECT_TRUE(only_adds(of({unsure, no}), of({unsure})));
}

TEST_F(JudgementBookTest, ABookChangedByHandIsCheckedToo) {
  std::ofstream(file) << R"({"act":"judge","a":"1","b":"2","verdict":"yes","by":"x","reason":"y","at":"z"})"
                      << "\n"
                      << R"({"act":"judge","a":"2","b":"1","verdict":"like","by":"x","reason":"y","at":"z"})"
                      << "\n";
  const auto loaded = book.load();
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().message.find("like"), std::string::npos);
}

// Whatever is judged in whatever order: what was taken never holds a no inside a chain of yes.
RC_GTEST_PROP(JudgementsProperty, WhatIsTakenNeverContradicts, ()) {
  Judgements judgements;
  const int acts = *rc::gen::inRange(1, 25);
  for (int i = 0; i < acts; ++i) {
    const int a = *rc::gen::inRange(0, 6), b = *rc::gen::inRange(0, 6);
    if (a == b) continue;
    Judgements next = judgements;
    next.put({std::to_string(a), std::to_string(b),
              *rc::gen::element(Verdict::yes, Verdict::no, Verdict::unsure)});
    if (next.check().ok()) judgements = next;
  }
  for (const Judgement& j : judgements.all())
    if (j.verdict == Verdict::no) RC_ASSERT(judgements.chain(j.a, j.b).empty());
}

}  // namespace
}  // namespace qy
