// What a person says of the columns, and what she is shown before: nothing is asked of her again, and nobody is shown.
#include <gtest/gtest.h>

#include "ingest/section_view.h"
#include "ingest/small_world_test.h"

namespace qy {
namespace {

struct Seen {
  Proposal proposal;
  std::vector<SectionView> views;
};

Seen seen(PaperSource source, const std::vector<SectionTold>& told = {}) {
  const auto samples = take_sample(source).value();
  ProposeHints hints{.file_name = "file.csv"};
  hints.told = told;
  Seen result{propose(source.sections(), samples, standard_tables(), standard_words(), hints), {}};
  const std::optional<Proposal> proposal = result.proposal;
  result.views = views_of(samples, {source.sections(), result.proposal.profile, proposal, standard_tables(),
                                    standard_words(), Date::from_ymd(2024, 12, 31).value()});
  return result;
}

PaperSource paper(const std::vector<std::string>& lines) {
  PaperSource source;
  source.sheet("", lines);
  return source;
}

const std::vector<std::string> kStrange = {"付款单位|日子|收款人|数", "清源县示范局|2024-05-11|示范公司|12",
                                           "清源县示范局|2024-05-12|示范公司|13"};

// An example stands above the table, the header has two rows, and remarks end it.
const std::vector<std::string> kHostile = {"清源县示范局2024年支付情况表|||",
                                           "付款单位|付款日期|收款人|金额",
                                           "填写示例|2024-01-01|示例公司|100.00",
                                           "以下为正式数据|||",
                                           "支付信息||收款信息|",
                                           "付款单位|付款日期|收款人|金额（元）",
                                           "清源县示范局|2024-05-11|示范公司|12.00",
                                           "清源县示范局|2024-05-12|示范公司|13.00",
                                           "备注：以上数据来自财务系统|||"};

SectionTold header_told(size_t row, size_t rows, const std::string& table = "payment") {
  return {.section = "", .table = table, .columns = std::nullopt, .header = HeaderPlace{row, rows}};
}

TEST(Told, AHeaderOutsideTheSheetOrOverDataIsAskedAboutLikeAnyOther) {
  EXPECT_FALSE(seen(paper(kHostile), {header_told(300, 1)}).proposal.is_sure());
  const Seen over_data = seen(paper(kHostile), {header_told(7, 1, "")});
  EXPECT_TRUE(
      over_data.views.at(0).is_header_told);  // the correction is shown, also where no table is like it
  EXPECT_EQ(over_data.views.at(0).header_row, 7);
}

TEST(Told, TheHeaderLiesWhereAPersonSays) {
  const Seen found = seen(paper(kHostile));
  EXPECT_EQ(found.views.at(0).header_row, 6);  // the upper row of it is lost
  EXPECT_FALSE(found.views.at(0).is_header_told);
  ASSERT_GE(found.views.at(0).first_lines.size(), 6u);
  EXPECT_EQ(found.views.at(0).first_lines[4].row, 5);
  EXPECT_EQ(found.views.at(0).first_lines[4].cells.at(2), "收款信息");

  for (const char* table : {"payment", ""}) {
    const Seen told = seen(paper(kHostile), {header_told(5, 2, table)});
    EXPECT_TRUE(told.proposal.is_sure()) << told.proposal.questions.front();
    const SectionView& view = told.views.at(0);
    EXPECT_EQ(view.header_row, 5);
    EXPECT_EQ(view.header_rows, 2u);
    EXPECT_EQ(view.columns.at(0).name, "支付信息/付款单位");
    EXPECT_EQ(view.columns.at(3).field->name, "amount_fen");
    EXPECT_EQ(told.proposal.profile.header_of("x"), (HeaderPlace{5, 2}));
    const Profile again =
        read_profile(to_yaml(told.proposal.profile), "again.yaml", standard_tables()).value();
    EXPECT_EQ(again.header_of("x"), (HeaderPlace{5, 2}));
  }
  const Seen none = seen(paper(kHostile), {header_told(7, 0)});
  EXPECT_EQ(none.views.at(0).columns.at(0).name, "#1");
  EXPECT_EQ(none.views.at(0).columns.at(0).rows, 3u);
}

TEST(Told, WhatIsMissingIsStillAskedFor) {
  const Seen unknown = seen(paper(kStrange));
  EXPECT_FALSE(unknown.proposal.is_sure());
  const Seen half = seen(paper(kStrange), {{"", "payment", {{{0, {"payer_name", ""}}, {1, {"on", ""}}}}}});
  EXPECT_FALSE(half.proposal.is_sure());
  ASSERT_EQ(half.views.size(), 1u);
  ASSERT_EQ(half.views[0].missing.size(), 1u);
  EXPECT_EQ(half.views[0].missing[0]->name, "amount_fen");
  // Sections of which nothing was said are left out, even where they look like a table.
  EXPECT_TRUE(seen(paper(kStrange), {{"another", "payment", {}}}).proposal.profile.tables.empty());
}

TEST(Told, ColumnsBecomeWhatWasSaidAndNothingIsAskedAgain) {
  const Seen told = seen(paper(kStrange), {{"",
                                            "payment",
                                            {{{0, {"payer_name", ""}},
                                              {1, {"on", ""}},
                                              {2, {"payee_name", ""}},
                                              {3, {"amount_fen", "wan_yuan"}}}}}});
  EXPECT_TRUE(told.proposal.is_sure()) << told.proposal.questions.front();
  const auto& columns = told.proposal.profile.tables.at(0).columns;
  ASSERT_EQ(columns.size(), 4u);
  EXPECT_EQ(columns[3].from, std::vector<std::string>{"数"});
  EXPECT_EQ(columns[3].unit, AmountUnit::wan_yuan);
  EXPECT_EQ(told.views.at(0).columns.at(3).field->name, "amount_fen");
  EXPECT_EQ(told.views.at(0).columns.at(3).unit, "wan_yuan");
  EXPECT_EQ(told.views.at(0).columns.at(3).filled, 2u);
}

TEST(Told, SheetsThatWereLeftOutStayOut) {
  PaperSource source;
  source.sheet("一月", kStrange);
  source.sheet("二月", kStrange);
  const Seen told = seen(std::move(source), {{"一月", "payment", {{{3, {"amount_fen", ""}}}}}});
  ASSERT_EQ(told.proposal.profile.tables.size(), 1u);
  EXPECT_EQ(told.proposal.profile.tables[0].section, "一月");  // not "*"
  EXPECT_EQ(told.views.at(1).table, nullptr);
}

TEST(SectionView, PersonsAreNotShownWhateverTheColumnFeeds) {
  const Seen subsidies =
      seen(paper({"姓名|身份证号|补贴项目|实发金额|发放日期|备注",
                  "张示范|11010519491231002X|耕地补贴|100|2024-05-01|11010519491231002X",
                  "李示范|11010519491231002X|耕地补贴|101|2024-05-02|11010519491231002X"}));
  std::string shown;
  for (const SectionView& view : subsidies.views)
    for (const ColumnView& column : view.columns)
      for (const std::string& sample : column.samples) shown += sample + "\n";
  for (const char* secret : {"张示范", "李示范", "19491231"})
    EXPECT_EQ(shown.find(secret), shown.npos) << shown;
  EXPECT_NE(shown.find("耕地补贴"), shown.npos);
}

}  // namespace
}  // namespace qy
