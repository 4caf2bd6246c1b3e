#include "leads/report_xlsx.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/disk.h"
#include "leads/compare.h"
#include "leads/made_up_screening.h"
#include "leads/rank.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

Screening ranked(Screening s) {
  merge_same(s);
  compare(s, nullptr);
  rank(s, {}, {});
  return s;
}

TEST(ReportXlsx, AFailureLeavesTheOlderReport) {
  const auto folder = fs::temp_directory_path() / "qy_xlsx_test";
  fs::remove_all(folder);
  EXPECT_FALSE(write_report_xlsx(Screening{}, folder / "missing" / "report.xlsx").ok());
  ASSERT_TRUE(make_folder(folder).ok());
  ASSERT_TRUE(write_file(folder / "report.xlsx", "old").ok());
  ASSERT_TRUE(make_folder(folder / "report.xlsx.part").ok());  // the place where it would be written is taken
  EXPECT_FALSE(write_report_xlsx(Screening{}, folder / "report.xlsx").ok());
  EXPECT_EQ(*read_file(folder / "report.xlsx"), "old");
  fs::remove_all(folder);
}

TEST(ReportXlsx, HasItsFourSheets) {
  const auto path = fs::temp_directory_path() / "qy_xlsx_test.xlsx";
  ASSERT_TRUE(write_report_xlsx(ranked(made_up_screening()), path).ok());
  const auto bytes = *read_file(path);
  EXPECT_TRUE(bytes.starts_with("PK"));
  EXPECT_NE(bytes.find("xl/worksheets/sheet4.xml"), std::string::npos);
  EXPECT_EQ(bytes.find("xl/worksheets/sheet5.xml"), std::string::npos);
  ASSERT_TRUE(write_report_xlsx(Screening{}, path).ok());
  fs::remove(path);
}

// Not a check: QY_REPORT_SAMPLES=folder leaves workbooks there, to be looked at.
TEST(ReportXlsx, LeavesSamplesToLookAt) {
  const char* folder = std::getenv("QY_REPORT_SAMPLES");
  if (folder == nullptr) GTEST_SKIP();
  auto s = made_up_screening();
  s.findings[0].subject_label = "=HYPERLINK(\"http://evil.example\",\"看\")";
  s.findings[1].sentence = "＠SUM(1+1)*cmd|' /C calc'!A0";
  ASSERT_TRUE(write_report_xlsx(ranked(s), fs::path(folder) / "report.xlsx").ok());
  ASSERT_TRUE(
      write_report_xlsx(ranked(made_up_screening(5'000)), fs::path(folder) / "report-5000.xlsx").ok());
}

}  // namespace
}  // namespace qy
