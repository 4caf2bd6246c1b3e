// Every firm, project and number here is made up.
#include <gtest/gtest.h>

#include "ingest/formats.h"
#include "ingest/notice_parties.h"
#include "ingest/notice_price.h"
#include "ingest/notice_term.h"
#include "lake/table.h"

namespace qy {
namespace {

std::string price(std::string_view text) {
  const NoticePrice read = read_notice_price(text);
  std::string out;
  if (read.amount_fen) out += std::to_string(*read.amount_fen);
  out += read.rate_kind;
  if (!read.rate_permille.empty()) out += " " + read.rate_permille;
  if (read.unit_price_fen) out += " " + std::to_string(*read.unit_price_fen) + " " + read.price_unit;
  return out;
}

TEST(NoticePrice, DoesNotMakeAnAmountOfARate) {
  EXPECT_EQ(price("下浮率20.5%"), "discount 205");
  EXPECT_EQ(price("下浮率：1.1％"), "discount 11");
  EXPECT_EQ(price("58%"), "unknown 580");
  EXPECT_EQ(price("折扣率80.00%"), "share 800");
  EXPECT_EQ(price("价格系数：0.98"), "share 980");
  EXPECT_EQ(price("73.00%（价格系数）"), "share 730");
  EXPECT_EQ(price("按《收费管理规定》（发改价格[2007]670号）收费标准的 48.8 %计取。"), "share 488");
  EXPECT_EQ(price("按《收费管理规定》（计价格〔2002〕10号文收费标准 43% 计取。"),
            "share 430");  // a bracket never closed
  EXPECT_EQ(price("收费标准×53%（复杂程度系数取1.2），最终结算总价不得超过176万元。"), "share 530");
  EXPECT_EQ(price("施工报价下浮率2%，设计报价下浮率2%"), "discount 20");
}

TEST(NoticePrice, DoesNotAddWhatCannotBeAdded) {
  EXPECT_EQ(price("设计费30万元，施工费下浮率5%"), "mixed");
  EXPECT_EQ(price("设计费下浮率50%；建安费下浮率6%"), "mixed");
  EXPECT_EQ(price("设计费下浮率50%；建安费下浮率6"), "mixed");  // a % was lost
  EXPECT_EQ(price("投标报价1：2505000.00元；投标报价2（折扣率）：55%。"), "mixed");
  EXPECT_EQ(price("投标报价1（管理费）折扣比例：59%、投标报价2（勘察费）折扣比例：38%"), "mixed");
  EXPECT_EQ(price("设计服务费报价为人民币叁佰万元整（￥3000000.00元）；勘察费折扣为59%"), "mixed");
  EXPECT_EQ(price("设计费折扣率70%；专项费为12元/㎡，总金额为1000元；工艺设计费（甲、乙两馆）报价3500元"),
            "mixed");
}

TEST(NoticePrice, KeepsUnitPricesApart) {
  EXPECT_EQ(price("6400元/吨"), "unit_price 640000 元/吨");
  EXPECT_EQ(price("162.98（元/公顷）"), "unit_price 16298 元/公顷");
  EXPECT_EQ(price("预计 2500 万元/年，后期费用据实结算。"), "unit_price 2500000000 元/年");
  EXPECT_EQ(price("运输报价13.95（元/吨），接驳价28.05（元/吨）"), "mixed");
}

TEST(NoticePrice, ReadsAmounts) {
  EXPECT_EQ(price("4188621.22"), "418862122");
  EXPECT_EQ(price("7.42万元"), "7420000");
  EXPECT_EQ(price("叁佰元整"), "30000");
  EXPECT_EQ(price("1200.00元（其中建安费：1000.00元，设计费：200.00元）"), "120000");
  EXPECT_EQ(price("1200.50（设计费200.50、建安费1000.00元）"), "120050");
  EXPECT_EQ(price("设计费：200元，建安工程费：1000元（其中暂列金100元）"), "120000");
  EXPECT_EQ(price("投标报价：900.00元；下浮率：9.9%"), "90000");
  EXPECT_EQ(price("下浮率（9.9%）投标总价：9.9万元"), "9900000");
  EXPECT_EQ(price("总价：100.00元；其中：（1）设计费（含税）：60.00元，适用税率：6%"), "10000");
}

TEST(NoticePrice, SaysWhenThereIsNone) {
  EXPECT_EQ(read_notice_price("未提供").text, "");
  EXPECT_EQ(read_notice_price("投标报价(元/%)").text, "");  // a header that slipped in
  EXPECT_EQ(read_notice_price("/").text, "");
  EXPECT_EQ(price("详见投标函附录说明"), "unknown");
  EXPECT_EQ(read_notice_percent("97.38").rate_permille, "973.8");
}

std::string firms(std::string_view text) {
  std::string out;
  for (const std::string& firm : read_notice_parties(text).firms) out += (out.empty() ? "" : " + ") + firm;
  return out;
}

TEST(NoticeParties, LeavesOneFirmWhole) {
  EXPECT_EQ(firms("甲乙联合建筑工程有限公司"), "甲乙联合建筑工程有限公司");
  EXPECT_EQ(firms("和平与发展咨询有限公司"), "和平与发展咨询有限公司");
  EXPECT_EQ(firms("南山建设（江北）有限公司"), "南山建设(江北)有限公司");
  EXPECT_EQ(firms(""), "");
}

TEST(NoticeParties, TakesConsortiaApart) {
  EXPECT_EQ(firms("甲建设有限公司、乙设计院联合体"), "甲建设有限公司 + 乙设计院");
  EXPECT_EQ(firms("甲建设有限公司（牵头人）与乙灯具厂组成的联合体"), "甲建设有限公司 + 乙灯具厂");
  EXPECT_EQ(firms("乙设计有限公司（成员）、甲建设有限公司（牵头人）"), "甲建设有限公司 + 乙设计有限公司");
  EXPECT_EQ(firms("联合体牵头人：甲建设有限公司；联合体成员：乙设计有限公司、丙勘察有限公司"),
            "甲建设有限公司 + 乙设计有限公司 + 丙勘察有限公司");
  EXPECT_EQ(firms("甲建设有限公司（联合体成员：乙设计有限公司）"), "甲建设有限公司 + 乙设计有限公司");
  EXPECT_EQ(firms("甲规划院有限公司联合乙岩土有限公司联合丙景观有限公司"),
            "甲规划院有限公司 + 乙岩土有限公司 + 丙景观有限公司");
  EXPECT_EQ(firms("甲有限公司、甲有限公司、乙有限公司联合体"), "甲有限公司 + 乙有限公司");
}

TEST(NoticeParties, KnowsANarrative) {
  EXPECT_TRUE(is_no_party("评标工作于2025年1月2日上午进行。评标过程如下：……"));
  EXPECT_FALSE(is_no_party("甲建设有限公司、乙设计院联合体"));
}

TEST(NoticeTerm, ReadsDurations) {
  const Date from = Date::from_ymd(2025, 1, 31).value();
  EXPECT_EQ(duration_days("420日历天", from), 420);
  EXPECT_EQ(duration_days("总工期90日历天。（以开工令为准）", from), 90);
  EXPECT_EQ(duration_days("120 天", from), 120);
  EXPECT_EQ(duration_days("合同签订后60日历天内完成。", from), 60);
  EXPECT_EQ(duration_days("1个月", from), 28);                // to 2025-02-28
  EXPECT_EQ(duration_days("3年（1095日历天）", from), 1095);  // to 2028-01-31
  EXPECT_EQ(duration_days("施工阶段监理服务期为施工工期的基础上再增加30天", from), std::nullopt);
  EXPECT_EQ(duration_days("2025年12月31日前完工", from), std::nullopt);
  EXPECT_EQ(duration_days("响应招标文件要求", from), std::nullopt);
}

TEST(NoticeTerm, ReadsPeriodsAndNumbers) {
  const NoticePeriod period = read_notice_period("2025年06月12日 19时30分至2025年06月16日 07时00分");
  EXPECT_EQ(period.from, "2025-06-12 19:30");
  EXPECT_EQ(period.to, "2025-06-16 07:00");
  EXPECT_EQ(read_notice_period("3个工作日").from, "");
  const SectionNumber again = read_section_number("XYA010001-202501-02(2)", "");
  EXPECT_EQ(again.base, "XYA010001-202501-02");
  EXPECT_EQ(again.project, "XYA010001-202501");
  EXPECT_EQ(again.attempt, 2);
  EXPECT_EQ(read_section_number("", "河堤监理（第3次招标）").attempt, 3);
  EXPECT_EQ(read_section_number("", "河堤监理（第二批）").attempt, std::nullopt);
}

std::string read(std::string bytes, std::string* remarks = nullptr) {
  Opening opening;
  opening.path = opening.name = "notices.json";
  opening.head = bytes.substr(0, 1 << 20);
  opening.bytes = in_memory(std::move(bytes));
  if (!claims_notice(opening)) return "NOT CLAIMED";
  auto source = open_notice(std::move(opening), {});
  std::string out;
  RawRow row;
  while (*(*source)->next(row)) {
    const Section& section = (*source)->sections()[row.section];
    out += std::to_string(row.row_number) + " " + section.name;
    for (size_t column = 0; column < row.cells.size(); ++column)
      if (!row.cells[column].text.empty())
        out += " " + section.columns[column] + "=" + std::string(row.cells[column].text);
    out += row.broken.empty() ? "\n" : " BROKEN\n";
  }
  if (remarks != nullptr)
    for (const Said& remark : (*source)->notes().remarks)
      *remarks += remark.english.substr(0, remark.english.find(' ')) + ";";
  return out;
}

TEST(Notice, LeavesOtherJsonAlone) {
  EXPECT_EQ(read(R"({"ocid":"a"})"), "NOT CLAIMED");
  EXPECT_EQ(read("中标人,金额\n甲,1\n"), "NOT CLAIMED");
}

TEST(Notice, RefusesWhatIsNoCandidate) {
  EXPECT_EQ(read(R"({"parsed_data":{"project_name":"河堤加固","publicity_period":"","bidders_and_prices":[
              {"bidder":"评标工作于2025年1月2日进行，评标过程如下","price":"未提供"},{"bidder":"某厂污水站项目","price":"未提供"}]}})"),
            "1 tender tender_id=河堤加固 title=河堤加固\n1 bid BROKEN\n1 bid BROKEN\n");
  EXPECT_EQ(read("{\"parsed_data\":{\"中标人\":\"甲公司\"}}\n{\"parsed_data\":\n"),
            "1 tender BROKEN\n2 tender BROKEN\n");
}

TEST(Notice, ReadsCandidatesInTheirOrder) {
  std::string remarks;
  EXPECT_EQ(read(R"j([{"infoid":"1","parsed_data":{"project_name":"河堤加固（一期）(第2次招标)",
              "publicity_period":"2025年06月12日 19时30分至2025年06月16日 07时00分","bidders_and_prices":[
              {"bidder":"甲建设有限公司、乙设计院联合体","price":"331200.00"},{"bidder":"丙建设有限公司","price":"下浮率3%"}]}}])j",
                 &remarks),
            "1 tender tender_id=河堤加固(一期)(第2次招标) attempt=2 title=河堤加固（一期）(第2次招标) "
            "publicity_from_at=2025-06-12 19:30 publicity_to_at=2025-06-16 07:00\n"
            "1 bid tender_id=河堤加固(一期)(第2次招标) bid_id=#1 bidder_name=甲建设有限公司 consortium=#1 "
            "consortium_lead=true "
            "amount_fen=33120000 price_text=331200.00 status=valid rank=1\n"
            "1 bid tender_id=河堤加固(一期)(第2次招标) bid_id=#1 bidder_name=乙设计院 consortium=#1 "
            "consortium_lead=false "
            "amount_fen=33120000 price_text=331200.00 status=valid rank=1\n"
            "1 bid tender_id=河堤加固(一期)(第2次招标) bid_id=#2 bidder_name=丙建设有限公司 "
            "price_text=下浮率3% rate_kind=discount "
            "rate_permille=30 status=valid rank=2\n");
  EXPECT_EQ(remarks, "1;1;1;");
}

TEST(Notice, ReadsAnAwardWithItsCertificates) {
  EXPECT_EQ(
      read(
          R"j({"infoid":"f1","raw_data":{"title":"x","infodate":"2025-03-21"},"parsed_data":{"招标人":"某镇政府",
              "建设地点":"某镇","招标机构":"某咨询公司","标段(包)编号":"XYA010001-202501-01(2)","标段(包)名称":"村道硬化",
              "中标人":"甲建设有限公司","中标价(元)":"120000.50","履约期限(天)":"90日历天","公告发布日期":"2025-03-21"},
              "certificates_by_role":{"项目负责人":["鄂 2421234567"],"施工员":["04220001","12345****","/"]}})j"),
      "1 tender tender_id=村道硬化 section_code=XYA010001-202501-01(2) project_code=XYA010001-202501 "
      "attempt=2 "
      "buyer_name=某镇政府 agency_name=某咨询公司 title=村道硬化 place=某镇\n"
      "1 award tender_id=村道硬化 award_id=f1 supplier_name=甲建设有限公司 amount_fen=12000050 "
      "price_text=120000.50 "
      "duration_days=90 published_on=2025-03-21 status=active\n"
      "1 role_certificate tender_id=村道硬化 supplier_name=甲建设有限公司 role=项目负责人 "
      "certificate_no=鄂2421234567 "
      "title=村道硬化 from_on=2025-03-21 to_on=2025-06-19\n"
      "1 role_certificate tender_id=村道硬化 supplier_name=甲建设有限公司 role=施工员 "
      "certificate_no=04220001 "
      "title=村道硬化 from_on=2025-03-21 to_on=2025-06-19\n");
}

TEST(Notice, EverySectionNamesFieldsOfItsTable) {
  const auto tables = TableSet::load(std::filesystem::path(QY_SOURCE_DIR) / "tables");
  ASSERT_TRUE(tables.ok()) << tables.error().message;
  Opening opening;
  opening.head = R"({"parsed_data":{"中标人":""}})";
  opening.bytes = in_memory(opening.head);
  const auto source = open_notice(std::move(opening), {});
  for (const Section& section : (*source)->sections()) {
    const Table* table = tables->find(section.name);
    ASSERT_NE(table, nullptr) << section.name;
    for (const std::string& column : section.columns)
      EXPECT_NE(table->field(column), nullptr) << section.name << "." << column;
  }
}

}  // namespace
}  // namespace qy
