#include "law/notice.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/disk.h"
#include "text/encoding.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

// A plausible year that never was: 2030, with its New Year's weekend in the December before.
std::string csv_2030() {
  std::string csv =
      "日期,类型,名称\n2029-12-30,放假,元旦\n2029-12-31,放假,元旦\n2030-01-01,放假,元旦\n2029-12-29,上班,"
      "元旦\n";
  for (const char* d : {"02-02", "02-03", "02-04", "02-05", "02-06", "02-07", "02-08", "02-09"})
    csv += "2030-" + std::string(d) + ",放假,春节\n";
  csv += "2030-01-27,上班,春节\n2030-02-10,上班,春节\n";
  for (const char* d : {"04-05", "04-06", "04-07"}) csv += "2030-" + std::string(d) + ",放假,清明节\n";
  for (const char* d : {"05-01", "05-02", "05-03", "05-04", "05-05"})
    csv += "2030-" + std::string(d) + ",放假,劳动节\n";
  for (const char* d : {"10-01", "10-02", "10-03", "10-04", "10-05", "10-06", "10-07"})
    csv += "2030-" + std::string(d) + ",放假,国庆节\n";
  return csv + "2030-09-29,上班,国庆节\n2030-10-12,上班,国庆节\n";
}

class ImportNotice : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(make_folder(folder).ok()); }
  void TearDown() override { fs::remove_all(folder); }

  std::string import(const std::string& text, const char* name = "notice.csv",
                     IfKept if_kept = IfKept::refuse) {
    (void)write_file(folder / name, text);
    const Result<Notice> notice = import_notice(folder / name, folder / "kept", if_kept);
    return notice.ok() ? "kept" : notice.error().message;
  }
  static std::string without(std::string text, const std::string& line) {
    text.erase(text.find(line), line.size());
    return text;
  }

  fs::path folder = fs::temp_directory_path() / ("qy_notice_" + std::to_string(getpid()));
};

TEST_F(ImportNotice, RefusesWhatNoYearLooksLike) {
  const std::string good = csv_2030();
  struct Row {
    std::string text;
    const char* message;
  };
  for (const Row& row : std::vector<Row>{
           {"", "not a year it could be for"},
           {"a,b,c\n", "the first line must be 日期,类型,名称"},
           {"日期,类型,名称\n2030-01-01,放假\n", "three columns are expected"},
           {"日期,类型,名称\n2030-02-30,放假,元旦\n", "not a date"},
           {"日期,类型,名称\n2030-01,放假,元旦\n", "the day is missing"},
           {"日期,类型,名称\n2030-01-01,开会,元旦\n", "类型 must be 放假 or 上班"},
           {good + "2028-12-31,放假,元旦\n", "2028-12-31 lies outside the year"},
           {good + "2029-11-30,放假,元旦\n", "2029-11-30 lies outside the year"},
           {good + "2030-01-01,放假,元旦\n", "2030-01-01 is named twice"},
           {good + "2030-03-11,上班,元旦\n", "2030-03-11 is a weekday"},
           {good + "2030-03-09,上班,\n", "2030-03-09 has no name"},
           {"日期,类型,名称\n2030-01-01,放假,元旦\n", "春节 is missing"},
           {"日期,类型,名称\n2030-01-01,放假,元旦\n2030-02-03,放假,春节\n2030-05-01,放假,劳动节\n2030-10-01,"
            "放假,国庆节\n",
            "no year has 4 days off"},
       })
    EXPECT_NE(import(row.text).find(row.message), std::string::npos)
        << row.message << " / " << import(row.text);
  EXPECT_FALSE(fs::exists(folder / "kept"));
}

TEST_F(ImportNotice, RefusesHalfAYearOff) {
  std::string much = csv_2030();
  for (int d = 1; d <= 31; ++d)
    much += "2030-07-" + std::string(d < 10 ? "0" : "") + std::to_string(d) + ",放假,暑假\n";
  EXPECT_NE(import(much).find("days off"), std::string::npos);
}

TEST_F(ImportNotice, KeepsAYearAndTheDecemberBefore) {
  ASSERT_EQ(import(csv_2030()), "kept");
  Calendar calendar = *Calendar::load(fs::path(QY_SOURCE_DIR) / "procedures/workdays");
  EXPECT_FALSE(calendar.kind_of(*Date::from_iso("2030-02-04")).ok());
  ASSERT_TRUE(calendar.lay_over(folder / "absent").ok());
  ASSERT_TRUE(calendar.lay_over(folder / "kept").ok());
  EXPECT_EQ(*calendar.kind_of(*Date::from_iso("2030-02-04")), DayKind::holiday);
  EXPECT_EQ(*calendar.kind_of(*Date::from_iso("2030-02-10")), DayKind::makeup_workday);
  EXPECT_EQ(*calendar.kind_of(*Date::from_iso("2030-12-25")), DayKind::workday);
  EXPECT_EQ(calendar.kind_of(*Date::from_iso("2029-12-31")).error().code, Code::not_found);
  EXPECT_EQ(calendar.years().back(), 2030);
}

TEST_F(ImportNotice, ReadsGb18030AndQuotes) {
  std::string quoted = csv_2030();
  quoted.replace(quoted.find("2030-01-01,放假"), std::string("2030-01-01,放假").size(),
                 "2030年1月1日,\"休\"");
  EXPECT_EQ(import(*to_gb18030(quoted)), "kept");
}

TEST_F(ImportNotice, AKeptYearIsReplacedOnlyOnDemand) {
  ASSERT_EQ(import(csv_2030()), "kept");
  const std::string changed = csv_2030() + "2030-10-08,放假,国庆节\n";
  EXPECT_NE(import(changed).find("is there already"), std::string::npos);
  EXPECT_EQ(read_notice(folder / "kept/2030.yaml")->days.size(),
            read_notice(folder / "notice.csv")->days.size() - 1);
  EXPECT_EQ(import(changed, "notice.csv", IfKept::replace), "kept");
}

TEST_F(ImportNotice, ReadsTheCommunitysJson) {
  const Notice shipped = *read_notice(fs::path(QY_SOURCE_DIR) / "procedures/workdays/2024.yaml");
  std::string json = R"({"year": 2024, "papers": ["https://example.org/notice?a=1#x"], "days": [)";
  for (const NoticeDay& d : shipped.days)
    json += std::string(d.date == shipped.days.front().date ? "" : ",") + R"({"name": ")" + d.name +
            R"(", "date": ")" + d.date.iso() + R"(", "isOffDay": )" +
            (d.kind == DayKind::holiday ? "true" : "false") + "}";
  EXPECT_EQ(import(json + "]}", "2024.json"), "kept");
  const Notice kept = *read_notice(folder / "kept/2024.yaml");
  EXPECT_EQ(kept.sources, std::vector<std::string>{"https://example.org/notice?a=1#x"});
  ASSERT_EQ(kept.days.size(), shipped.days.size());
  for (size_t i = 0; i < kept.days.size(); ++i) {
    EXPECT_EQ(kept.days[i].date, shipped.days[i].date);
    EXPECT_EQ(kept.days[i].kind, shipped.days[i].kind);
    EXPECT_EQ(kept.days[i].name, shipped.days[i].name);
  }
  EXPECT_NE(import(json, "broken.json").find("not sound JSON"), std::string::npos);
  EXPECT_NE(import("{}", "empty.json").find("expected"), std::string::npos);
  EXPECT_NE(import(R"({"year": 2024, "days": [{"name": 1}]})", "odd.json").find("expected"),
            std::string::npos);
}

}  // namespace
}  // namespace qy
