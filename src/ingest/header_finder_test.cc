#include "ingest/header_finder.h"

#include <gtest/gtest.h>

#include "ingest/small_world_test.h"

namespace qy {
namespace {

std::string found(const std::vector<std::string>& lines) {
  const Header header = find_header(sample_rows(lines), standard_words());
  std::string text = std::to_string(header.first) + "+" + std::to_string(header.rows) + ":";
  for (const std::string& name : header.names) text += " " + name + ";";
  return text;
}

TEST(HeaderFinder, FindsNoneWhereThereIsNone) {
  EXPECT_EQ(found({"张三|420525199001011234|100.00|2024-01-05", "李四|420525199001011235|200.00|2024-01-05",
                   "王五|420525199001011236|300.00|2024-01-06"}),
            "0+0: #1; #2; #3; #4;");
  EXPECT_EQ(found({}), "0+0:");
}

TEST(HeaderFinder, TakesTheFirstRowOfAPlainLedger) {
  EXPECT_EQ(found({"Body Name|Payment Date|Supplier Name|Net Amount", "X|01/02/2011|ACME LTD|12.50",
                   "X|01/02/2011|B LTD|13"}),
            "0+1: Body Name; Payment Date; Supplier Name; Net Amount;");
}

TEST(HeaderFinder, PassesTitlesAndJunk) {
  EXPECT_EQ(found({"sql select t.apar_id, t.amount, t.account from agltransact t",
                   "sql inner join aglaccounts a on t.client = a.client", "",
                   "||Directotate|Service|Supplier|Invoice Line Value (net of VAT)|Account",
                   "INSERTED DETAIL||Resources|ICT|ACME LTD|1199.96|MARKETING",
                   "INSERTED DETAIL||Resources|ICT|B LTD|3000.00|BOOKS"}),
            "3+1: ; ; Directotate; Service; Supplier; Invoice Line Value (net of VAT); Account;");
}

TEST(HeaderFinder, JoinsTwoRowsToPaths) {
  const std::vector<std::string> sheet = {"某县2024年耕地地力保护补贴发放表（单位：元）|||||",
                                          "姓名|身份证号|补贴金额|||发放日期", "||合计|其中:中央|其中:县级|",
                                          "张三|420525199001011234|100.00|60.00|40.00|2024-01-05",
                                          "李四|420525199001011235|200.00|120.00|80.00|2024-01-05"};
  EXPECT_EQ(found(sheet),
            "1+2: 姓名; 身份证号; 补贴金额/合计; 补贴金额/其中:中央; 补贴金额/其中:县级; 发放日期;");
  EXPECT_NE(find_header(sample_rows(sheet), standard_words()).title.find("单位：元"), std::string::npos);
}

TEST(HeaderFinder, ReadsMergedCellsThatTheReaderRepeated) {
  EXPECT_EQ(found({"发放表|发放表+|发放表+|发放表+", "姓名|身份证号|补贴金额|补贴金额+",
                   "姓名+|身份证号+|中央|县级", "张三|420525199001011234|60.00|40.00",
                   "李四|420525199001011235|120.00|80.00"}),
            "1+2: 姓名; 身份证号; 补贴金额/中央; 补贴金额/县级;");
}

TEST(HeaderFinder, TakesASecondRowOfWesternLedgers) {
  EXPECT_EQ(found({"Authority Name|Date of Payment|SAP Document Number|Amount|||Supplier Name",
                   "|||Gross|VAT|Net|", "Salford City Council|2018-04-02|1001|3540|0|3540|Adobe"}),
            "0+2: Authority Name; Date of Payment; SAP Document Number; Amount/Gross; Amount/VAT; "
            "Amount/Net; Supplier Name;");
}

TEST(HeaderFinder, NumbersASecondColumnOfOneName) {
  const Header header = find_header(
      sample_rows({"Date|Supplier Name|Supplier Name|Amount", "01/02/2011|200227|ACME LTD|12.50"}),
      standard_words());
  EXPECT_EQ(header.distinct_names(),
            (std::vector<std::string>{"Date", "Supplier Name", "Supplier Name#2", "Amount"}));
}

TEST(HeaderWords, ForgiveOneSlipInALongWordAndNoMore) {
  const HeaderForm word("Supplier Name");
  for (const char* header :
       {"Suplxier Name", "Suppli Name", "Supplierrr Name", "Spupleir Name", "Supplier Nmae"})
    EXPECT_EQ(likeness(HeaderForm(header), word), 0) << header;
  for (const char* header : {"Suplier Name", "Supplierr Name", "Suppller Name", "Suppleir Name"})
    EXPECT_EQ(likeness(HeaderForm(header), word), 0.92) << header;
}

}  // namespace
}  // namespace qy
