// The small parts that a request passes: cursors, repetition, the body.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "api/body.h"
#include "api/cursor.h"
#include "api/etag.h"
#include "api/problem.h"
#include "api/repeated.h"

namespace qy {
namespace {

using namespace std::string_literals;

TEST(Cursors, OfAnotherListOrMadeByHandIsRefused) {
  Sealer sealer = Sealer::for_tests(SealProfile::intl, "x");
  Cursors cursors(sealer);
  const std::string cursor = cursors.make("findings/red", 200);
  EXPECT_EQ(cursors.read("findings/red", cursor), 200);
  EXPECT_FALSE(cursors.read("findings/blue", cursor));
  EXPECT_FALSE(cursors.read("findings/red", "300" + cursor.substr(3)));
  for (const char* bad : {"", "200", "200.", "-1.x", "x.y", "99999999999999999999.z"})
    EXPECT_FALSE(cursors.read("findings/red", bad)) << bad;
  EXPECT_FALSE(page_of(cursors, "l", 10, "0", ""));
  EXPECT_FALSE(page_of(cursors, "l", 10, "501", ""));
  EXPECT_FALSE(page_of(cursors, "l", 10, "a", ""));
  const auto first = page_of(cursors, "l", 10, "4", "");
  const auto last = page_of(cursors, "l", 10, "500", first->next);
  EXPECT_EQ(std::pair(last->from, last->to), std::pair(int64_t(4), int64_t(10)));
  EXPECT_EQ(last->next, "");
}

TEST(Repeated, DoesAThingOnceAndTellsTheAnswerAgain) {
  Repeated repeated;
  EXPECT_EQ(repeated.begin("an\nkey", "ask", 0).what, Repetition::first);
  EXPECT_EQ(repeated.begin("an\nkey", "ask", 0).what, Repetition::at_work);
  repeated.end("an\nkey", {.status = 200, .body = "done"});
  EXPECT_EQ(repeated.begin("an\nkey", "ask", 0).answer.body, "done");
  EXPECT_EQ(repeated.begin("an\nkey", "another", 0).what, Repetition::other);
  EXPECT_EQ(repeated.begin("cm\nkey", "ask", 0).what, Repetition::first);  // of another account
  repeated.end("cm\nkey", {.status = 503});
  EXPECT_EQ(repeated.begin("cm\nkey", "ask", 0).what, Repetition::first);  // worth another try
}

TEST(Body, GathersEveryFault) {
  const Json body = Json::parse(R"({"unit": "  ", "due_on": "2026-02-30", "number": 1, "more": "x"})");
  BodyReader reader(body);
  reader.text("unit", 1, 10);
  reader.day("due_on");
  reader.text("number", 1, 10);
  const auto refused = reader.refusal();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 422);
  std::set<std::string> pointers;
  const Json told = Json::parse(refused->body);
  for (const Json& one : told.at("errors")) pointers.insert(one.at("pointer").get<std::string>());
  EXPECT_EQ(pointers, (std::set<std::string>{"/unit", "/due_on", "/number", "/more"}));
}

// The page shows the one or the other, never both.
TEST(Problem, AnErrorIsToldInEachLanguage) {
  const auto told = [](const std::string& message) {
    const Json body = problem_json(Error{Code::invalid, message});
    return std::pair<std::string, std::string>(body["detail"], body["detail_en"]);
  };
  EXPECT_EQ(told("没有这个文件，请核对路径 (there is no such file: check the path)"),
            std::pair("没有这个文件，请核对路径"s, "there is no such file: check the path"s));
  EXPECT_EQ(told("一月.csv：压缩包已损坏 (the zip is damaged (no directory): copy it again)"),
            std::pair("一月.csv：压缩包已损坏"s, "the zip is damaged (no directory): copy it again"s));
  for (const std::string both :
       {"金额不对 (100)", "只有中文", "only English (with a bracket)", "", ")", "行号（3）"})
    EXPECT_EQ(told(both), std::pair(both, both));
}

TEST(Etag, MovesWithTheRowAndWithTheScreening) {
  EXPECT_EQ(etag_of("run", "a", 1), etag_of("run", "a", 1));
  EXPECT_NE(etag_of("run", "a", 1), etag_of("run", "a", 2));
  EXPECT_NE(etag_of("run", "a", 1), etag_of("later", "a", 1));
  EXPECT_NE(etag_of("run", "a", 1), etag_of("run", "b", 1));
}

}  // namespace
}  // namespace qy
