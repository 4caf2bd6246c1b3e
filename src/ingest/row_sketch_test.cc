#include "ingest/row_sketch.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "ingest/quality_remarks.h"
#include "ingest/quality_report.h"
#include "ingest/small_world_test.h"

namespace qy {
namespace {

// A report on payments numbered from .. to.
Quality report(const std::string& name, int from, int to) {
  const Table& table = *standard_tables().find("payment");
  const auto specs = table.columns();
  QualityCounter counter(table);
  ColumnBatch batch(specs);
  for (int number = from; number < to; ++number)
    for (size_t c = 0; c < specs.size(); ++c) {
      if (specs[c].name == "payment_no")
        batch.columns[c].append_text("P" + std::to_string(number));
      else if (specs[c].name == "source_id")
        batch.columns[c].append_text(name);
      else if (specs[c].name == "amount_fen")
        batch.columns[c].append_int(100 * number);
      else
        batch.columns[c].append_null();
    }
  counter.see(batch);
  Quality quality;
  quality.source_id = quality.name = name;
  quality.tables = {counter.result()};
  return quality;
}

// "b.csv<a.csv:5": rows of b that came before with a.
std::string elsewhere(std::vector<Quality> reports) {
  find_rows_elsewhere(reports);
  std::string text;
  for (const Quality& quality : reports)
    for (const auto& shared : quality.tables[0].elsewhere)
      text += (text.empty() ? "" : " ") + shared.name + "<" + shared.other + ":" +
              std::to_string(shared.rows) + (shared.is_estimate ? "~" : "");
  return text;
}

TEST(RowSketch, FilesThatShareNothingSayNothing) {
  EXPECT_EQ(elsewhere({report("a", 0, 100), report("b", 100, 200)}), "");
  EXPECT_EQ(elsewhere({report("a", 0, 100)}), "");
}

TEST(RowSketch, CountsAgainstWhoeverCameFirst) {
  EXPECT_EQ(elsewhere({report("a", 0, 100), report("b", 95, 200), report("c", 90, 110)}),
            "b<a:5 c<a:10 c<b:10");
}

TEST(RowSketch, EstimatesLargeFilesFromASample) {
  std::vector<Quality> reports = {report("year", 0, 200'000), report("month", 150'000, 160'000),
                                  report("copy", 100'000, 200'000)};
  EXPECT_LE(reports[0].tables[0].sketch.hashes.size(), kSketchRows);
  find_rows_elsewhere(reports);
  const auto& month = reports[1].tables[0].elsewhere.at(0);
  EXPECT_TRUE(month.is_estimate);
  EXPECT_NEAR(double(month.rows), 10'000, 1'200);  // one row in 16: 625 met, give or take three times 25
  const auto& copy = reports[2].tables[0].elsewhere.at(0);
  EXPECT_EQ(copy.other, "year");
  EXPECT_NEAR(double(copy.rows), 100'000, 4'000);
}

TEST(RowSketch, IsKeptInTheReportAndDamageIsFound) {
  const Quality whole = report("a", 0, 40'000);
  const auto again = quality_from_json(to_json(whole).dump(), "a.json");
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(again->tables[0].sketch.hashes, whole.tables[0].sketch.hashes);
  EXPECT_EQ(again->tables[0].sketch.mask, whole.tables[0].sketch.mask);
  EXPECT_EQ(RowSketch::from(0, "00000000000000zz").error().code, Code::damaged);
  EXPECT_EQ(RowSketch::from(0, "0000").error().code, Code::damaged);
}

TEST(RowSketch, TheReportSaysSoAndHoldsNoHashes) {
  std::vector<Quality> reports = {report("a.csv", 0, 100), report("b.csv", 50, 150)};
  find_rows_elsewhere(reports);
  std::string chinese;
  for (const Remark& remark : remarks_on(reports[1]))
    if (remark.kind == RemarkKind::rows_elsewhere) chinese += remark.chinese;
  EXPECT_EQ(chinese, "50 行已随“a.csv”入库，内容完全相同，请核实是否重复报送");
  const std::string document = quality_document(reports).dump();
  EXPECT_EQ(document.find("sketch"), std::string::npos);
  EXPECT_NE(document.find("\"elsewhere\""), std::string::npos);
}

}  // namespace
}  // namespace qy
