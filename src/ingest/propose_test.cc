#include "ingest/propose.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "ingest/small_world_test.h"

namespace qy {
namespace {

Proposal proposed(const std::vector<std::string>& lines, const ProposeHints& hints = {"file.csv", {}, ""}) {
  PaperSource source;
  source.sheet("", lines);
  const auto samples = take_sample(source).value();
  return propose(source.sections(), samples, standard_tables(), standard_words(), hints);
}

// "姓名->name 身份证号->citizen_no? …": a question mark where it must be confirmed.
std::string mapping(const Proposal& proposal) {
  std::string text;
  for (const SectionProposal& section : proposal.sections) {
    text += section.table == nullptr ? "-:" : section.table->name + ":";
    for (const ProposedColumn& column : section.columns)
      if (column.field != nullptr)
        text += " " + (column.header.empty() ? "#" + std::to_string(column.column + 1) : column.header) +
                "->" + column.field->name + (column.must_confirm ? "?" : "");
  }
  return text;
}

std::optional<AmountUnit> unit_of(const Proposal& proposal, std::string_view field) {
  for (const ColumnRule& column : proposal.profile.tables[0].columns)
    if (column.field == field) return column.unit;
  return std::nullopt;
}

const std::vector<std::string> kLedger = {
    "Body Name|Payment Date|Supplier Name|Transaction No.|Net Amount|Narrative",
    "Harrogate|25/03/2011|ACME LTD|3578819|25.99|fuel", "Harrogate|26/03/2011|B LTD|3578820|327.61|"};

TEST(Propose, NeverGuessesTheOrderOfDayAndMonth) {
  std::vector<std::string> lines = kLedger;
  lines[1] = "Harrogate|05/03/2011|ACME LTD|3578819|25.99|fuel";
  lines[2] = "Harrogate|06/03/2011|B LTD|3578820|327.61|";
  const Proposal unsure = proposed(lines);
  EXPECT_FALSE(unsure.is_sure());
  ASSERT_EQ(unsure.questions.size(), 1U);
  EXPECT_NE(unsure.questions[0].find("date_order"), std::string::npos);
  EXPECT_FALSE(unsure.profile.date_order.has_value());
  const Proposal told = proposed(lines, {"file.csv", DateOrder::dmy, ""});
  EXPECT_TRUE(told.is_sure());
  EXPECT_EQ(told.profile.date_order, DateOrder::dmy);
}

TEST(Propose, TakesAColumnOfMonthsForTheMonth) {
  const Proposal proposal =
      proposed({"学校代码|统计月份|在校生数|寄宿生数", "X101|2024-03|722|209", "X101|2024-04|721|209"});
  EXPECT_EQ(mapping(proposal),
            "school_roll: 学校代码->school_code 统计月份->month 在校生数->students 寄宿生数->boarders");
}

TEST(Propose, TakesMoneyInCapitalsForMoney) {
  const Proposal proposal =
      proposed({"学校代码|学生身份证号|资助项目|资助金额", "X101|599021197905265051|助学金|壹仟贰佰元整",
                "X101|599021198512069978|助学金|捌佰圆整"});
  EXPECT_NE(mapping(proposal).find("资助金额->amount_fen"), std::string::npos) << mapping(proposal);
}

TEST(Propose, AsksWhenTheColumnsOfDatesContradictThemselves) {
  std::vector<std::string> lines = kLedger;
  lines.push_back("Harrogate|03/26/2011|C LTD|3578821|1.00|");
  EXPECT_FALSE(proposed(lines).is_sure());
}

TEST(Propose, AsksWhenNothingFits) {
  const Proposal proposal = proposed({"Colour|Weather", "red|rain", "blue|sun"});
  EXPECT_FALSE(proposal.is_sure());
  EXPECT_TRUE(proposal.profile.tables.empty());
}

TEST(Propose, MapsAWesternLedger) {
  const Proposal proposal = proposed(kLedger);
  EXPECT_TRUE(proposal.is_sure()) << proposal.questions[0];
  EXPECT_EQ(
      mapping(proposal),
      "payment: Body Name->payer_name Payment Date->on Supplier Name->payee_name Transaction No.->payment_no "
      "Net Amount->amount_fen Narrative->summary");
  EXPECT_EQ(proposal.profile.date_order, DateOrder::dmy);
}

TEST(Propose, ReadsHeadersWithALetterWrong) {
  const Proposal proposal = proposed(
      {"Departmental Family|Entity|Date|Expence Type|Expense Area|Suplier|Transation Number| Amount (£) ",
       "Health|NHS|21/02/2016|Grants|DG|ACME LTD|9900016659|£500,000.00",
       "Health|NHS|22/02/2016|Fees|DG|B TRUST|9900016660|£15.00"});
  EXPECT_EQ(
      mapping(proposal),
      "payment: Departmental Family->supervising_department Entity->payer_name Date->on Expence "
      "Type->subject_name "
      "Expense Area->department Suplier->payee_name Transation Number->payment_no Amount (£)->amount_fen");
  const auto& columns = proposal.profile.tables[0].columns;
  EXPECT_EQ(columns.back().field, "currency");
  EXPECT_EQ(columns.back().constant, "GBP");
}

const std::vector<std::string> kSubsidies = {
    "某县2024年耕地地力保护补贴发放表（单位：万元）|||||",
    "姓名|身份证号码|补贴面积|补贴金额|一卡通账号|发放时间",
    "张三|11010519491231002X|3.5|0.0350|6222021234567890128|2024.1.5",
    "李四|440524188001010014|2|0.0200|6222021234567890128|2024.1.5"};

TEST(Propose, MapsASubsidyListAndTakesTheUnitFromTheTitle) {
  const Proposal proposal = proposed(kSubsidies);
  EXPECT_TRUE(proposal.is_sure()) << proposal.questions[0];
  EXPECT_EQ(mapping(proposal),
            "subsidy_payment: 姓名->name 身份证号码->citizen_no 补贴面积->quantity 补贴金额->paid_fen "
            "一卡通账号->account_no 发放时间->paid_on");
  EXPECT_EQ(unit_of(proposal, "paid_fen"), AmountUnit::wan_yuan);
}

TEST(Propose, AColumnOfMonthsIsAMonth) {
  const Proposal proposal =
      proposed({"定点机构代码|医保目录编码|统计月份|期初库存|采购数量|使用数量|计量单位",
                "12599021700001362G|XB05BAY001B002010|2023-01|59|682|670|袋",
                "12599021700001362G|XB05BAY001B002010|2023-02|71|532|520|袋"});
  EXPECT_NE(mapping(proposal).find("统计月份->month "), std::string::npos) << mapping(proposal);
}

TEST(Propose, TheUnitOfAHeaderWinsOverTheTitle) {
  std::vector<std::string> lines = kSubsidies;
  lines[1] = "姓名|身份证号码|补贴面积|补贴金额（元）|一卡通账号|发放时间";
  EXPECT_EQ(unit_of(proposed(lines), "paid_fen"), AmountUnit::yuan);
}

TEST(Propose, KnowsACitizenNumberByItsCheckDigitUnderAnyHeader) {
  std::vector<std::string> lines = kSubsidies;
  lines[1] = "姓名|备用一|补贴面积|补贴金额|一卡通账号|发放时间";
  const Proposal proposal = proposed(lines);
  EXPECT_NE(mapping(proposal).find("备用一->citizen_no?"), std::string::npos) << mapping(proposal);
  EXPECT_FALSE(proposal.is_sure()) << "a required field found by its values alone is confirmed by a person";
}

TEST(Propose, AsksWithoutAHeader) {
  const Proposal proposal =
      proposed({"张三|11010519491231002X|35.00|2024-01-05", "李四|440524188001010014|20.00|2024-01-06",
                "王五|11010519491231002X|31.00|2024-01-07"});
  EXPECT_FALSE(proposal.is_sure());
}

TEST(Propose, AProposalIsAProfileThatLoads) {
  for (const auto& lines : {kLedger, kSubsidies}) {
    const Proposal proposal = proposed(lines);
    const auto profile = read_profile(to_yaml(proposal.profile), "p.yaml", standard_tables());
    ASSERT_TRUE(profile.ok()) << profile.error().message;
    EXPECT_EQ(profile_hash(*profile), profile_hash(proposal.profile));
    EXPECT_GT(profile->fit(proposal.sections[0].header.names, "next.csv", "csv"), 0);
  }
}

TEST(Propose, ARegisterOfTendersCarriesTheAwardToo) {
  const Proposal proposal =
      proposed({"标段编号|项目名称|招标人|招标方式|控制价（万元）|中标人|中标金额（万元）",
                "YC0001|某道路工程|某建设投资公司|公开招标|4980.4042|甲建筑有限公司|4900.00",
                "YC0002|某桥梁工程|某建设投资公司|公开招标|3447.7448|乙建筑有限公司|3300.50"});
  EXPECT_EQ(mapping(proposal),
            "tender: 标段编号->tender_id 项目名称->title 招标人->buyer_name 招标方式->method "
            "控制价（万元）->control_price_fenaward: 标段编号->tender_id 中标人->supplier_name "
            "中标金额（万元）->amount_fen");
  EXPECT_TRUE(proposal.is_sure());
}

TEST(Propose, SheetsOfOneKindShareARule) {
  PaperSource source;
  source.sheet("一", kSubsidies);
  source.sheet("二", kSubsidies);
  source.sheet("说明", {"编制说明|", "本表由财政所填报|"});
  const auto samples = take_sample(source).value();
  const Proposal proposal =
      propose(source.sections(), samples, standard_tables(), standard_words(), {"f.xlsx", {}, ""});
  ASSERT_EQ(proposal.profile.tables.size(), 2U);
  EXPECT_EQ(proposal.profile.tables[0].section, "一");
  EXPECT_TRUE(proposal.is_sure());
}

TEST(DateOrder, IsToldByADayPastTwelveOnly) {
  const auto order = [](const std::vector<std::string_view>& texts) {
    const auto evidence = weigh_dates(texts);
    return evidence.order ? std::string(name_of(*evidence.order)) + (evidence.irrelevant ? "=" : "") : "?";
  };
  EXPECT_EQ(order({"05/06/2024", "13/06/2024"}), "dmy");
  EXPECT_EQ(order({"05/06/2024", "06/13/2024"}), "mdy");
  EXPECT_EQ(order({"05/06/2024", "06/07/2024"}), "?");
  EXPECT_EQ(order({"13/06/2024", "06/13/2024"}), "?");
  EXPECT_EQ(order({"2024-06-05", "5-Jun-24"}), "ymd=");
  EXPECT_EQ(order({"24/05/13", "24/06/20"}), "?") << "2024 or 2013: not ours to say";
  EXPECT_EQ(
      order({"25/06/12", "21/06/12", "20/06/12", "19/06/12", "28/06/12", "27/06/12", "26/06/12", "18/06/12"}),
      "dmy")
      << "as years these would run from 2018 to 2028, always on the twelfth";
}

}  // namespace
}  // namespace qy
