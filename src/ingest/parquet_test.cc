#include <gtest/gtest.h>

#include "ingest/shown_test.h"
#include "lake/engine.h"

namespace qy {
namespace {

class Parquet : public testing::Test {
 protected:
  // A name that the engine would take for a pattern.
  Parquet() : file_("a[1]*.parquet", "") {}

  void write(const std::string& select) {
    auto engine = open_duckdb({});
    ASSERT_TRUE(engine.ok());
    const auto copied = (*engine)->execute("COPY (" + select + ") TO " +
                                           Engine::literal(file_.path().string()) + " (FORMAT parquet)");
    ASSERT_TRUE(copied.ok()) << copied.error().message;
  }

  WrittenFile file_;
};

TEST_F(Parquet, RefusesAFileThatOnlyBeginsLikeOne) {
  const WrittenFile cut("cut.parquet", "PAR1 and nothing else");
  const auto source = open_source(cut.path(), {});
  ASSERT_FALSE(source.ok());
  EXPECT_TRUE(source.error().message.starts_with("cut.parquet: 不能按 Parquet 读取"))
      << source.error().message;
  EXPECT_EQ(source.error().message.find("/proc/"), std::string::npos) << source.error().message;
  EXPECT_EQ(source.error().message.find("SELECT"), std::string::npos) << source.error().message;
}

TEST_F(Parquet, WritesEveryTypeAsTextWithItsKind) {
  write(
      "SELECT '甲' AS \"姓 \"\"名\", 510101199001010017 AS id, CAST(12.50 AS DECIMAL(9,2)) AS paid, "
      "CAST(5.1e17 AS DOUBLE) AS eaten, "
      "true AS ok, DATE '2024-01-05' AS day, TIMESTAMP '2024-01-05 08:30:00' AS at, NULL AS nothing");
  auto source = open_source(file_.path(), {});
  EXPECT_EQ(shown(source),
            "1: 甲 | 510101199001010017 | 12.50 | 510000000000000000# | TRUE? | 2024-01-05@ | "
            "2024-01-05T08:30:00@ | \n");
  EXPECT_EQ((*source)->sections()[0].columns,
            (std::vector<std::string>{"姓 \"名", "id", "paid", "eaten", "ok", "day", "at", "nothing"}));
}

TEST_F(Parquet, GivesEveryRowOnceInFileOrder) {
  write("SELECT range AS n FROM range(500001)");
  auto source = open_source(file_.path(), {});
  ASSERT_TRUE(source.ok());
  RawRow row;
  int64_t rows = 0;
  while (*(*source)->next(row)) {
    ASSERT_EQ(row.cells[0].text, std::to_string(rows));
    ASSERT_EQ(row.row_number, ++rows);
  }
  EXPECT_EQ(rows, 500001);
}

}  // namespace
}  // namespace qy
