#include "ingest/transform.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "ingest/cell_reader.h"
#include "ingest/small_world_test.h"

namespace qy {
namespace {

const RowOrigin kOrigin{"2014-06.csv", "", "b1", Date::from_days(20'000)};  // 2024-10-04

// Copies the sheet through the profile and shows what was kept and refused.
class Play {
 public:
  Play(const std::string& yaml, const std::vector<std::string>& lines) { run(yaml, lines); }
  NotebookBatch batch;
  CopyOutcome outcome;
  std::string error;

 private:
  void run(const std::string& yaml, const std::vector<std::string>& lines) {
    const auto profile = read_profile(yaml, "p.yaml", standard_tables());
    if (!profile.ok()) {
      error = profile.error().message;
      return;
    }
    PaperSource source;
    source.sheet("", lines);
    Sealer sealer = Sealer::for_tests(SealProfile::intl, "seed");
    const CopyJob job{*profile, standard_tables(), standard_words(), sealer, kOrigin, known_id("s1")};
    auto copied = copy_rows(source, batch, job, {});
    if (copied.ok())
      outcome = std::move(copied).value();
    else
      error = copied.error().message;
  }
};

constexpr std::string_view kPayments = R"(profile: p
date_order: dmy
tables:
  - table: payment
    columns:
      amount_fen: {from: [Net, Amount], unit: yuan}
      payee_name: Supplier
      payment_no: {from: Ref}
      "on": Date
      currency: {constant: GBP}
)";
const std::string kPaymentsText(kPayments);

TEST(Transform, RefusesARowWithoutARequiredField) {
  Play play(kPaymentsText, {"Date|Supplier|Ref|Amount", "01/02/2011|ACME|R1|", "01/02/2011|ACME|R2|see note",
                            "02/02/2011|ACME|R3|7"});
  EXPECT_EQ(play.error, "");
  ASSERT_EQ(play.batch.kept.size(), 1U);
  ASSERT_EQ(play.batch.refused.size(), 4U);  // the columns' names, the header, two rows
  EXPECT_EQ(play.batch.refused[2],
            "2014-06.csv,,2,missing,必填字段缺失：amount_fen 支付金额 (required field "
            "missing),\"01/02/2011\tACME\tR1\t\"");
  EXPECT_NE(play.batch.refused[3].find(",3,bad_amount,"), std::string::npos);
  EXPECT_EQ(play.outcome.rows_read, 4);
  EXPECT_EQ(play.outcome.rows_kept + play.outcome.rows_refused, 4);
}

TEST(Transform, RefusesAFileThatLacksARequiredColumn) {
  Play play(kPaymentsText, {"Date|Supplier|Ref|Betrag", "01/02/2011|ACME|R1|12.50"});
  EXPECT_NE(play.error.find("amount_fen"), std::string::npos);
  EXPECT_NE(play.error.find("Net, Amount"), std::string::npos);
  EXPECT_TRUE(play.batch.kept.empty());
}

TEST(Transform, DropsWhatIsNoRowOfDataAndSaysSo) {
  Play play(kPaymentsText, {"Spending over 500 pounds", "Date|Supplier|Ref|Amount",
                            "01/02/2011|TOTAL GAS & POWER LTD|R1|12.50", "Date|Supplier|Ref|Amount", "||",
                            "Total|||12.50", "合 计|||12.50", "注：以上为全部支出"});
  std::string reasons;
  for (const RefusedCount& count : play.outcome.refused)
    reasons += std::string(name_of(count.trouble)) + std::to_string(count.count) + " ";
  EXPECT_EQ(reasons, "title_row1 header_row1 repeated_header1 blank_row1 total_row2 remark1 ");
  EXPECT_EQ(
      play.batch.kept,
      std::vector<std::string>{
          "payment: payee_name=TOTAL GAS & POWER LTD amount_fen=1250 on=15006 payment_no=R1 currency=GBP"});
}

TEST(Transform, LeavesAnOptionalFieldEmptyAndCountsIt) {
  Play play(kPaymentsText, {"Date|Supplier|Ref|Amount", "31/02/2011|N/A|4.72E+21|(1,234.50)"});
  EXPECT_EQ(play.batch.kept, std::vector<std::string>{"payment: amount_fen=-123450 currency=GBP"});
  ASSERT_EQ(play.outcome.warnings.size(), 2U);
  EXPECT_EQ(play.outcome.warnings[0].field, "on");
  EXPECT_EQ(play.outcome.warnings[0].trouble, Trouble::bad_date);
  EXPECT_EQ(play.outcome.warnings[1].trouble, Trouble::damaged_number);
}

TEST(Transform, NeverGuessesDayAndMonth) {
  std::string yaml = kPaymentsText;
  yaml.erase(yaml.find("date_order: dmy\n"), 16);
  Play play(yaml, {"Date|Supplier|Ref|Amount", "05/06/2011|A|1|1", "2011-06-05|B|2|2", "5-Jun-11|C|3|3",
                   "06/06/2011|D|4|4"});
  ASSERT_EQ(play.batch.kept.size(), 4U);
  EXPECT_EQ(play.batch.kept[0], "payment: payee_name=A amount_fen=100 payment_no=1 currency=GBP");
  EXPECT_EQ(play.batch.kept[1], "payment: payee_name=B amount_fen=200 on=15130 payment_no=2 currency=GBP");
  EXPECT_EQ(play.batch.kept[2], "payment: payee_name=C amount_fen=300 on=15130 payment_no=3 currency=GBP");
  EXPECT_EQ(play.outcome.warnings[0].trouble, Trouble::unclear_date);
}

TEST(Transform, TakesTheMonthFromTheFilesName) {
  Play play(
      "profile: p\ntables:\n  - table: payment\n    columns:\n      amount_fen: Amount\n      payee_name: "
      "Supplier\n"
      "      \"on\": {from: \"@file_name\", transform: month_in_text}\n",
      {"Supplier|Amount", "A|1"});
  EXPECT_EQ(play.batch.kept,
            std::vector<std::string>{"payment: payee_name=A amount_fen=100 on=16222"});  // 2014-06-01
}

TEST(Transform, WritesAMonthInOneSpelling) {
  Play play(
      "profile: p\ntables:\n  - table: school_roll\n    columns:\n      school_code: 学校\n      month: "
      "月份\n",
      {"学校|月份", "X1|2024年3月", "X1|2024-4", "X1|202405", "X1|2024-06-30", "X1|上学期"});
  EXPECT_EQ(play.batch.kept,
            (std::vector<std::string>{
                "school_roll: school_code=X1 month=2024-03", "school_roll: school_code=X1 month=2024-04",
                "school_roll: school_code=X1 month=2024-05", "school_roll: school_code=X1 month=2024-06",
                "school_roll: school_code=X1 month=上学期"}));
}

constexpr std::string_view kSubsidies = R"(profile: s
date_order: ymd
tables:
  - table: subsidy_payment
    columns:
      citizen_no: 身份证号
      name: 姓名
      paid_fen: {from: 金额（万元）, unit: wan_yuan}
      status: {from: 结果, map: {好了: paid}}
)";
const std::string kSubsidiesText(kSubsidies);

// 11010519491231002X is the example of GB 11643-1999.
TEST(Transform, TurnsACitizenNumberIntoFactsAndATokenOnly) {
  Play play(kSubsidiesText, {"姓名|身份证号|金额（万元）|结果", "张三|11010519491231002x|0.5|打卡成功",
                             "张三|110105491231002|0.5|好了"});
  ASSERT_EQ(play.batch.kept.size(), 2U);
  const std::string& row = play.batch.kept[0];
  EXPECT_EQ(row.find("11010519491231002"), std::string::npos);
  EXPECT_NE(
      row.find(
          "citizen_no_check=valid citizen_no_born_on=-7306 citizen_no_sex=female citizen_no_division=110105"),
      std::string::npos)
      << row;
  EXPECT_NE(row.find("paid_fen=500000 status=paid"), std::string::npos) << row;
  const auto token = [](const std::string& text) { return text.substr(text.find("citizen_no="), 43); };
  EXPECT_EQ(token(play.batch.kept[1]), token(row)) << "fifteen and eighteen digits are one person";
  EXPECT_NE(play.batch.kept[1].find("status=paid"), std::string::npos);
}

// 3rd: hidden, with what is to be the sex hidden too; 4th: too short to say which digit is which; 5th: a slip of a clerk's, which shows nothing.
TEST(Transform, AMaskedNumberTellsWhatItShowsAndNoMore) {
  Play play(kSubsidiesText, {"姓名|身份证号|金额（万元）|结果", "张三|110105********0021|0.5|",
                             "张三|1101**********0031|0.5|", "张三|110105************|0.5|",
                             "张三|110105***0021|0.5|", "张三|110105194912310021|0.5|"});
  ASSERT_EQ(play.batch.kept.size(), 5U);
  const auto shown = [&](size_t row) {
    const std::string& text = play.batch.kept[row];
    const size_t from = text.find("citizen_no_check="), to = text.find(" citizen_no_sealed");
    return text.substr(from, to - from);
  };
  EXPECT_EQ(shown(0), "citizen_no_check=wrong_character citizen_no_sex=female citizen_no_division=110105");
  EXPECT_EQ(shown(1), "citizen_no_check=wrong_character citizen_no_sex=male");
  EXPECT_EQ(shown(2), "citizen_no_check=wrong_character citizen_no_division=110105");
  EXPECT_EQ(shown(3), "citizen_no_check=wrong_length");
  EXPECT_EQ(shown(4), "citizen_no_check=wrong_check_digit");
}

// One place in two spellings has one token beside two; a town that is not said is not guessed; a village is no house.
TEST(Transform, AnAddressIsKeptAsItIsWrittenAndAsAPlace) {
  Play play(
      "profile: p\ntables:\n  - table: company\n    columns:\n      uscc: 代码\n      name: 名称\n      "
      "address: 住所\n",
      {"代码|名称|住所", "91420506MA4900001X|甲公司|湖北省宜昌市夷陵区东城路12号3幢",
       "91420506MA4900002X|乙公司|宜昌市夷陵区东城路十二号3栋", "91420506MA4900003X|丙公司|东城路12号3栋",
       "91420506MA4900004X|丁公司|宜昌市夷陵区分乡镇高场村"});
  ASSERT_EQ(play.batch.kept.size(), 4U);
  const auto said = [&](size_t row, const std::string& column) {
    const std::string& text = play.batch.kept[row];
    const size_t from = text.find(" " + column + "=");
    if (from == text.npos) return std::string("-");
    return text.substr(from + column.size() + 2, text.find(' ', from + 1) - from - column.size() - 2);
  };
  EXPECT_NE(said(0, "address"), said(1, "address"));
  EXPECT_EQ(said(0, "address_place"), said(1, "address_place"));
  EXPECT_EQ(said(0, "address_place"), said(2, "address_place"));
  EXPECT_EQ(said(0, "address_place").size(), 32U);
  EXPECT_EQ(said(0, "address_division"), "420506");
  EXPECT_EQ(said(2, "address_division"), "-");
  EXPECT_EQ(said(0, "address_extent"), "house");
  EXPECT_EQ(said(3, "address_extent"), "area");
  for (const std::string& row : play.batch.kept) EXPECT_EQ(row.find("东城路"), row.npos);
}

TEST(Transform, NeverTakesAnEatenNumberForAnIdentity) {
  Play play(kSubsidiesText, {"姓名|身份证号|金额（万元）|结果", "张三|5.1E+17|0.5|",
                             "李四|110105194912310000#|0.5|", "王五|5.1E+17|1|"});
  ASSERT_EQ(play.batch.kept.size(), 3U);
  for (const std::string& row : play.batch.kept) {
    EXPECT_EQ(row.find("citizen_no="), std::string::npos) << row;
    EXPECT_NE(row.find("citizen_no_check=damaged citizen_no_sealed=***"), std::string::npos) << row;
  }
  ASSERT_EQ(play.outcome.warnings.size(), 1U);
  EXPECT_EQ(play.outcome.warnings[0].count, 3);
  EXPECT_EQ(play.outcome.warnings[0].examples[1].row, 3);
  EXPECT_EQ(play.outcome.warnings[0].examples[1].text, "") << "personal text is not shown";
}

TEST(Transform, SealsTheTextOfRefusedRowsBesidePersonalData) {
  Play play(kSubsidiesText, {"姓名|身份证号|金额（万元）|结果", "张三|11010519491231002X||"});
  ASSERT_EQ(play.batch.refused.size(), 3U);
  EXPECT_EQ(play.batch.refused[2].find("11010519491231002"), std::string::npos);
  EXPECT_NE(play.batch.refused[2].find(",sealed:"), std::string::npos);
}

constexpr std::string_view kLeases = R"(profile: l
date_order: ymd
tables:
  - table: lease
    columns: {contract_no: 合同, tenant_no: 代码, tenant_citizen_no: 身份证号}
)";

TEST(Transform, KeepsTheNumberOfAFirmAndTakesAPersonsForAToken) {
  Play play(std::string(kLeases), {"合同|代码|身份证号", "H1|91350100M000100Y43|", "H2|11010519491231002X|",
                                   "H3||11010519491231002X"});
  ASSERT_EQ(play.batch.kept.size(), 3U) << play.error;
  EXPECT_EQ(play.batch.kept[0], "lease: contract_no=H1 tenant_no=91350100M000100Y43");
  const auto token = [](const std::string& row, const std::string& field) {
    return row.substr(row.find(" " + field + "=") + field.size() + 2, 32);
  };
  EXPECT_EQ(play.batch.kept[1], "lease: contract_no=H2 tenant_no=" +
                                    token(play.batch.kept[2], "tenant_citizen_no") + " tenant_no_sealed=***");
}

// A value that suits the field, and in whatever may hold words or numbers a citizen's number.
std::string with_a_citizen_number(const Field& field) {
  switch (field.type) {
    case FieldType::date:
    case FieldType::timestamp:
      return "2024-01-05";
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money:
    case FieldType::boolean:
      return "1";
    case FieldType::text:
    case FieldType::address:
      return field.values.empty() ? "张三11010519491231002X" : field.values.front();
    default:
      return "11010519491231002X";
  }
}

TEST(Transform, NoTableEverHoldsACitizenNumberAsItIs) {
  for (const auto& [name, table] : standard_tables().all()) {
    std::string line;
    std::vector<std::string> columns;
    for (const Field& field : table.fields) {
      line += (columns.empty() ? "" : "|") + with_a_citizen_number(field);
      columns.push_back(field.name);
    }
    PaperSource source;
    source.sheet(name, {line, "|||11010519491231002X"}, columns);
    Profile profile;
    profile.by_name = true;
    Sealer sealer = Sealer::for_tests(SealProfile::intl, "seed");
    NotebookBatch batch;
    const CopyJob job{profile, standard_tables(), standard_words(), sealer, kOrigin, known_id("s1")};
    ASSERT_TRUE(copy_rows(source, batch, job, {}).ok()) << name;
    EXPECT_FALSE(batch.kept.empty()) << name;
    for (const auto* rows : {&batch.kept, &batch.refused})
      for (const std::string& row : *rows) EXPECT_EQ(row.find("11010519491231002"), std::string::npos) << row;
  }
}

TEST(Transform, TurnsMuIntoSquareMetres) {
  Play play(
      "profile: l\ntables:\n  - table: lease\n    columns:\n      contract_no: 合同编号\n      area_m2: "
      "{from: 面积（亩）, unit: mu}\n",
      {"合同编号|面积（亩）", "H1|1.5", "H2|0.01"});
  EXPECT_EQ(play.batch.kept,
            (std::vector<std::string>{"lease: contract_no=H1 area_m2=10000000",  // 1.5 亩 = 1000 m²
                                      "lease: contract_no=H2 area_m2=66667"}))
      << play.error;
}

TEST(CellReader, PlainAmountsReadAsTheTextLibraryReadsThem) {
  rc::check([] {
    const auto whole = *rc::gen::inRange<int64_t>(0, 1'000'000'000);
    const int cents = *rc::gen::inRange(0, 100);
    const bool negative = *rc::gen::arbitrary<bool>();
    char text[64];
    std::snprintf(text, sizeof text, "%s%lld.%02d", negative ? "-" : "", static_cast<long long>(whole),
                  cents);
    const auto plain = AmountReader::plain(text, 100);
    RC_ASSERT(plain.has_value());
    RC_ASSERT(*plain == read_amount(text, AmountUnit::yuan).value());
  });
  rc::check([](const std::string& text) {
    if (const auto plain = AmountReader::plain(text, 100))
      RC_ASSERT(*plain == read_amount(text, AmountUnit::yuan).value());
  });
  for (const char* odd : {"", "-", "1,23", "12,34,567", "1.234", "1 2", "1e3", "£5", "1,234,5", ",123", "."})
    EXPECT_FALSE(AmountReader::plain(odd, 100).has_value()) << odd;
  EXPECT_EQ(AmountReader::plain("1,234,567.8", 100), 123456780);
  EXPECT_EQ(AmountReader::plain("-12345", 1), -12345);
  EXPECT_EQ(AmountReader::plain("12.5", 1), std::nullopt);
}

TEST(CellReader, FindsTheMonthInAName) {
  const auto iso = [](std::string_view text) {
    const auto days = month_in_text(text);
    return days ? Date::from_days(*days).iso() : "none";
  };
  EXPECT_EQ(iso("2014-06.csv"), "2014-06-01");
  EXPECT_EQ(iso("DCCSpendingOver500_201703.csv"), "2017-03-01");
  EXPECT_EQ(iso("2024年6月发放表.xlsx"), "2024-06-01");
  EXPECT_EQ(iso("spend June 2014 final.csv"), "2014-06-01");
  EXPECT_EQ(iso("spend 25000.csv"), "none");
  EXPECT_EQ(iso("3053440.csv"), "none");
}

TEST(CellReader, DecimalsKeepFourPlaces) {
  EXPECT_EQ(read_decimal("12.5"), 125'000);
  EXPECT_EQ(read_decimal("-0.00005"), -1);
  EXPECT_EQ(read_decimal("1,234"), 12'340'000);
  EXPECT_EQ(read_decimal("1.2.3"), std::nullopt);
  EXPECT_EQ(read_decimal("亩"), std::nullopt);
  EXPECT_EQ(read_integer("3.0"), 3);
  EXPECT_EQ(read_integer("3.5"), std::nullopt);
}

}  // namespace
}  // namespace qy
