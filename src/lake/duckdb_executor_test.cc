#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <mutex>

#include "lake/plan.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMiB = int64_t{1} << 20;

// Answers by question, and what was built, in order.
struct Heard {
  std::map<std::string, Rows> answers;
  std::vector<std::string> failed;
};

Heard carried_out(const Plan& plan, int64_t memory_bytes) {
  const fs::path spill = fs::path(::testing::TempDir()) / "executor-spill";
  auto executor = duckdb_executor(
      "", {.engine = {.spill_folder = spill, .memory_bytes = memory_bytes, .threads = 2}, .side_by_side = 2});
  EXPECT_TRUE(executor.ok());
  Heard heard;
  std::mutex mutex;
  const PlanEvents events{.built =
                              [&](const std::string& name, double, const Result<void>& built) {
                                const std::lock_guard lock(mutex);
                                if (!built.ok()) heard.failed.push_back(name + ": " + built.error().message);
                              },
                          .answered =
                              [&](const std::string& name, double, Result<Rows> answer) {
                                const std::lock_guard lock(mutex);
                                if (answer.ok())
                                  heard.answers[name] = std::move(answer).value();
                                else
                                  heard.failed.push_back(name + ": " + answer.error().message);
                              }};
  const auto done = (*executor)->carry_out({plan}, events);
  EXPECT_TRUE(done.ok()) << done.error().message;
  fs::remove_all(spill);
  return heard;
}

// Three relations, each built on the last, of some 100 MB as they are built.
Plan three_wide_relations() {
  return {
      .relations =
          {{"wide",
            "SELECT i, i % 7 AS day, 'unit ' || CAST(i % 1000 AS VARCHAR) || ' of the county' AS unit FROM "
            "range(2000000) t(i)"},
           {"wider", "SELECT i, day, unit, unit || ' paid' AS said FROM wide"},
           {"widest", "SELECT i, day, unit, said || ' again' AS said FROM wider WHERE i % 2 = 0"}},
      .questions = {{"rows", "SELECT CAST(count(*) AS BIGINT) AS n, CAST(sum(i) AS BIGINT) AS s FROM widest"},
                    {"text", "SELECT max(said) AS said FROM widest WHERE day = 3"}}};
}

// 1,000,000 even numbers below two million; their sum is 1,000,000 × 999,999.
TEST(DuckDbExecutorTest, RelationsThatWereCompressedAnswerAsBefore) {
  for (const int64_t memory : {256 * kMiB, 4096 * kMiB, int64_t{0}}) {
    const Heard heard = carried_out(three_wide_relations(), memory);
    EXPECT_TRUE(heard.failed.empty()) << heard.failed.front();
    ASSERT_EQ(heard.answers.size(), 2U) << memory;
    EXPECT_EQ(std::get<int64_t>(heard.answers.at("rows").cells[0][0]), 1'000'000);
    EXPECT_EQ(std::get<int64_t>(heard.answers.at("rows").cells[0][1]), 999'999'000'000);
    EXPECT_EQ(to_text(heard.answers.at("text").cells[0][0]), "unit 998 of the county paid again");
  }
}

TEST(DuckDbExecutorTest, ARelationThatFailsFailsAlone) {
  const Plan plan{
      .relations = {{"broken", "SELECT nothing_of_the_kind FROM range(3)"}, {"sound", "SELECT 1 AS n"}},
      .questions = {{"of_broken", "SELECT * FROM broken"}, {"of_sound", "SELECT n FROM sound"}}};
  const Heard heard = carried_out(plan, 256 * kMiB);
  EXPECT_EQ(heard.failed.size(), 2U);
  EXPECT_EQ(heard.answers.count("of_sound"), 1U);
}

}  // namespace
}  // namespace qy
