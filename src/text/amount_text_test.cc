#include "text/amount_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace qy {
namespace {

constexpr AmountUnit kYuan = AmountUnit::yuan, kWan = AmountUnit::wan_yuan;

TEST(ReadAmount, RefusesWhatIsNoExactAmount) {
  for (const char* text : {"",
                           " ",
                           "-",
                           "/",
                           "详见公告",
                           "下浮率20.5%",
                           "20.5%",
                           "6400元/吨",
                           "约100万元",
                           "100-200",
                           "1,23.00",
                           "1,2345",
                           "12,34,567",
                           "1.234,50",
                           "1 234.50",
                           "1.2.3",
                           "--5",
                           "(-5)",
                           "-5-",
                           "1E",
                           "1E+",
                           "12abc",
                           "abc",
                           "￥",
                           "元",
                           "100000000000001",
                           "99999999999999999999",
                           "1E300",
                           "1亿2000万元",
                           "十二元半",
                           "2024-01-05",
                           "0x10",
                           "NaN",
                           "inf",
                           "5 m",
                           "壹元贰",
                           "叁佰伍元"})
    EXPECT_FALSE(read_amount(text, kYuan).ok()) << text;
}

TEST(ReadAmount, ReadsFiguresExactly) {
  struct Row {
    const char* text;
    AmountUnit unit;
    Fen fen;
  };
  for (const Row& row : std::vector<Row>{
           {"0", kYuan, 0},
           {"5", kYuan, 500},
           {"1234.5", kYuan, 123450},
           {"1,234.50", kYuan, 123450},
           {"1,234,567.89", kYuan, 123456789},
           {".5", kYuan, 50},
           {"12.", kYuan, 1200},
           {"￥1234.5元", kYuan, 123450},
           {"¥1,234.50", kYuan, 123450},
           {"人民币 1234.5 元", kYuan, 123450},
           {"12.3万元", kYuan, 12300000},
           {"12.3 万", kYuan, 12300000},
           {"0.5亿元", kYuan, 5000000000},
           {"3.5千元", kYuan, 350000},
           {"2百万元", kYuan, 200000000},
           {"1234元", kWan, 123400},  // the unit beside the figure wins
           {"12.3", kWan, 12300000},
           {"12.345678", kWan, 12345678},
           {"12", AmountUnit::fen, 12},
           {"1.5", AmountUnit::yi_yuan, 15000000000},
           {"12.5", AmountUnit::thousand_yuan, 1250000},
           {"100元整", kYuan, 10000},
           {"(1,234.00)", kYuan, -123400},
           {"（1,234.00）", kYuan, -123400},
           {"1234.00-", kYuan, -123400},
           {"-1234", kYuan, -123400},
           {"－1234", kYuan, -123400},
           {"£1,234.50", kYuan, 123450},
           {"-£1,234.50", kYuan, -123450},
           {"£-1,234.50", kYuan, -123450},
           {"+5", kYuan, 500},
           {"$5", kYuan, 500},
           {"5 EUR", kYuan, 500},
           {"1.2E6", kYuan, 120000000},
           {"1.2e+06", kYuan, 120000000},
           {"5E-1", kYuan, 50},
           {"１，２３４．５０", kYuan, 123450},
           {"　1234.5　", kYuan, 123450},
           // Half a fen goes away from zero; so does its negative.
           {"0.005", kYuan, 1},
           {"-0.005", kYuan, -1},
           {"0.0049999999999999999999999999", kYuan, 0},
           {"123.44999999999999", kYuan, 12345},
           {"0.1000000000000000055511151231257827", kYuan, 10},
           {"100000000000000", kYuan, 10'000'000'000'000'000},
           {"叁佰玖拾万零伍仟壹佰壹拾元整", kYuan, 390511000},
       })
    if (const Result<Fen> read = read_amount(row.text, row.unit); read.ok())
      EXPECT_EQ(*read, row.fen) << row.text;
    else
      ADD_FAILURE() << row.text << ": " << read.error().message;
}

TEST(UnitIn, ReadsTheHeadersWord) {
  struct Row {
    const char* header;
    const char* unit;  // "" when none is named
  };
  for (const Row& row : std::vector<Row>{
           {"金额", ""},
           {"单元", ""},
           {"公分", ""},
           {"得分", ""},
           {"所属分公司", ""},
           {"Amount", ""},
           {"Net Amount", ""},
           {"", ""},
           {"金额（万元/百万元）", ""},
           {"金额（元）", "yuan"},
           {"金额(元)", "yuan"},
           {"金额元", "yuan"},
           {"单价（元/吨）", "yuan"},
           {"单位：元", "yuan"},
           {"单位:人民币元", "yuan"},
           {"金额（分）", "fen"},
           {"金额（万元）", "wan_yuan"},
           {"中标价（人民币：万元）", "wan_yuan"},
           {"金额（千元）", "thousand_yuan"},
           {"投资额（百万元）", "million_yuan"},
           {"投资额（亿元）", "yi_yuan"},
           {"£'000", "thousand_yuan"},
           {"Spend £’000", "thousand_yuan"},
           {"Amount (£)", "yuan"},
           {"Amount £", "yuan"},
           {"Amount (GBP)", "yuan"},
           {"Amount £m", "million_yuan"},
           {"£ million", "million_yuan"},
       }) {
    const Result<AmountUnit> unit = unit_in(row.header);
    EXPECT_EQ(unit.ok() ? name_of(*unit) : "", row.unit) << row.header;
  }
}

TEST(UppercaseAmount, WritesTheRegulationsExamples) {
  // 《正确填写票据和结算凭证的基本规定》第二条, with 整 behind 角.
  EXPECT_EQ(uppercase_amount(140950), "壹仟肆佰零玖元伍角整");
  EXPECT_EQ(uppercase_amount(600714), "陆仟零柒元壹角肆分");
  EXPECT_EQ(uppercase_amount(168032), "壹仟陆佰捌拾元零叁角贰分");
  EXPECT_EQ(uppercase_amount(10700053), "壹拾万柒仟元零伍角叁分");
  EXPECT_EQ(uppercase_amount(1640902), "壹万陆仟肆佰零玖元零贰分");
  EXPECT_EQ(uppercase_amount(32504), "叁佰贰拾伍元零肆分");
  EXPECT_EQ(uppercase_amount(0), "零元整");
  EXPECT_EQ(uppercase_amount(5), "伍分");
  EXPECT_EQ(uppercase_amount(30), "叁角整");
  EXPECT_EQ(uppercase_amount(30000), "叁佰元整");
  EXPECT_EQ(uppercase_amount(-30000), "负叁佰元整");
  EXPECT_EQ(uppercase_amount(1'0000'0001'00), "壹亿零壹元整");
  EXPECT_EQ(uppercase_amount(1'0001'0000'00), "壹亿零壹万元整");
}

TEST(ReadUppercaseAmount, ReadsAllTheRegulationAllows) {
  struct Row {
    const char* text;
    Fen fen;
  };
  for (const Row& row : std::vector<Row>{
           {"叁佰元整", 30000},
           {"叁佰元正", 30000},
           {"人民币叁佰元整", 30000},
           {"人民币（大写）：叁佰元整", 30000},
           {"叁佰圆", 30000},
           {"三百元", 30000},
           {"拾元整", 1000},
           {"壹拾伍元", 1500},
           {"壹仟肆佰零玖元伍角", 140950},
           {"壹仟肆佰零玖元伍角整", 140950},
           {"壹仟陆佰捌拾元叁角贰分", 168032},
           {"壹仟陆佰捌拾元零叁角贰分", 168032},
           {"壹拾万零柒仟元伍角叁分", 10700053},
           {"壹拾万柒仟元零伍角叁分", 10700053},
           {"叁佰玖拾万零伍仟壹佰壹拾元整", 390511000},
           {"壹亿贰仟万元整", 12'000'000'000},
           {"壹万亿元整", 100'000'000'000'000},
           {"伍分", 5},
           {"叁角整", 30},
           {"零元整", 0},
           {"负叁佰元整", -30000},
       })
    if (const Result<Fen> read = read_uppercase_amount(row.text); read.ok())
      EXPECT_EQ(*read, row.fen) << row.text;
    else
      ADD_FAILURE() << row.text;
}

TEST(ReadUppercaseAmount, RefusesWhatCanBeReadTwoWays) {
  for (const char* text : {"",         "元",        "整",       "叁佰",     "叁伍元",           "叁佰伍元",
                           "叁万伍元", "佰元",      "叁拾佰元", "叁元元",   "叁佰元整元",       "叁佰元伍",
                           "叁分伍角", "万元",      "壹万万元", "壹亿亿元", "叁佰元整（含税）", "大写叁佰",
                           "角",       "壹仟万亿元"})
    EXPECT_FALSE(read_uppercase_amount(text).ok()) << text;
}

RC_GTEST_PROP(UppercaseAmount, ReadsBackAsWritten, ()) {
  const Fen most =
      *rc::gen::elementOf(std::vector<Fen>{1'000, 1'000'000, 10'000'000'000, 10'000'000'000'000'000});
  const Fen fen = *rc::gen::inRange<Fen>(-most, most + 1);
  const Result<Fen> read = read_uppercase_amount(uppercase_amount(fen));
  if (!read.ok()) RC_FAIL(uppercase_amount(fen));
  RC_ASSERT(*read == fen);
}

RC_GTEST_PROP(UppercaseAmount, RoundNumbersReadBack, ()) {
  // Where zeros sit is where mistakes sit.
  Fen fen = 0;
  for (int i = 0; i < 16; ++i) fen = fen * 10 + (*rc::gen::inRange(0, 3) == 0 ? *rc::gen::inRange(1, 10) : 0);
  RC_ASSERT(*read_uppercase_amount(uppercase_amount(fen)) == fen);
}

RC_GTEST_PROP(ReadAmount, FormattedMoneyReadsBack, ()) {
  const Fen fen = *rc::gen::inRange<Fen>(-10'000'000'000'000'000, 10'000'000'000'000'001);
  RC_ASSERT(*read_amount(format_money(fen), AmountUnit::yuan) == fen);
}

RC_GTEST_PROP(ReadAmount, NeverFailsBadlyOnAnyBytes, (const std::string& text)) {
  (void)read_amount(text, AmountUnit::yuan);
  (void)read_uppercase_amount(text);
  (void)unit_in(text);
}

}  // namespace
}  // namespace qy
