#include <gtest/gtest.h>

#include "ingest/formats.h"
#include "lake/table.h"

namespace qy {
namespace {

Result<std::unique_ptr<Source>> ocds(std::string bytes, const SourceOptions& options = {}) {
  Opening opening;
  opening.path = opening.name = "test.json";
  opening.head = bytes.substr(0, 1 << 20);
  opening.bytes = in_memory(std::move(bytes));
  return open_ocds(std::move(opening), options);
}

// One line a row: "2 bid bid_id=b1 amount_fen=1250", empty cells and tender_id (always the ocid) left out.
std::string read(const std::string& bytes, std::string* remarks = nullptr) {
  auto source = ocds(bytes);
  if (!source.ok()) return "REFUSED: " + source.error().message;
  std::string out;
  RawRow row;
  while (true) {
    const auto more = (*source)->next(row);
    if (!more.ok()) return out + "STOPPED\n";
    if (!*more) break;
    const Section& section = (*source)->sections()[row.section];
    out += std::to_string(row.row_number) + " " + section.name;
    for (size_t column = 0; column < row.cells.size(); ++column) {
      if (row.cells[column].text.empty() || section.columns[column] == "tender_id") continue;
      out += " " + section.columns[column] + "=" + std::string(row.cells[column].text);
    }
    out += row.broken.empty() ? "\n" : " BROKEN\n";
  }
  if (remarks != nullptr) {
    for (const Said& remark : (*source)->notes().remarks) *remarks += remark.english.substr(0, 12) + "\n";
  }
  return out;
}

TEST(Ocds, RefusesOtherJson) {
  EXPECT_NE(read(R"({"name": "x"})").find("neither OCDS"), std::string::npos);
}

TEST(Ocds, ABrokenLineIsOneRefusedRow) {
  EXPECT_EQ(read("{\"ocid\":\"a\"}\n"
                 "{\"ocid\":\"b\",\"tender\":{\"title\":}}\n"
                 "{\"ocid\":\"c\"\n"
                 "{\"id\":\"no ocid\"}\n"
                 "{\"ocid\":\"d\"}\n"),
            "1 tender ocid=a\n"
            "2 tender BROKEN\n"
            "3 tender BROKEN\n"
            "4 tender BROKEN\n"
            "5 tender ocid=d\n");
}

TEST(Ocds, BadUtf8IsOneRefusedRow) {
  EXPECT_EQ(read("{\"ocid\":\"\xFF\"}\n{\"ocid\":\"b\"}\n"), "1 tender BROKEN\n2 tender ocid=b\n");
}

TEST(Ocds, EverySectionNamesFieldsOfItsTable) {
  const auto tables = TableSet::load(std::filesystem::path(QY_SOURCE_DIR) / "tables");
  ASSERT_TRUE(tables.ok()) << tables.error().message;
  const auto source = ocds(R"({"ocid":"a"})");
  for (const Section& section : (*source)->sections()) {
    const Table* table = tables->find(section.name);
    ASSERT_NE(table, nullptr) << section.name;
    for (const std::string& column : section.columns) {
      EXPECT_NE(table->field(column), nullptr) << section.name << "." << column;
    }
  }
}

TEST(Ocds, LaysOutARelease) {
  EXPECT_EQ(
      read(R"({"ocid":"p1","buyer":{"id":"B","name":"县教育局"},"planning":{"budget":{"projectID":"XM1"}},
 "tender":{"title":"校舍维修","status":"complete","procurementMethod":"open","procurementMethodDetails":"x",
  "mainProcurementCategory":"works","numberOfTenderers":2,"value":{"amount":1000000,"currency":"CNY"},
  "procuringEntity":{"id":"P"},"tenderPeriod":{"startDate":"2024-01-01T00:00:00Z","endDate":"2024-01-20T00:00:00Z"}},
 "parties":[{"id":"P","name":"采购中心"},{"id":"W","name":"甲公司"}],
 "contracts":[{"id":"c1","awardID":"a1","dateSigned":"2024-02-01","value":{"amount":8.5},"period":{"endDate":"2024-12-31"},
  "amendments":[{"id":"m1","rationale":"设计变更"}]}],
 "bids":{"details":[{"id":"b1","status":"valid","date":"2024-01-19T00:00:00Z","tenderers":[{"id":"W"}],"value":{"amount":8.5,"currency":"CNY"}},
  {"status":"disqualified","tenderers":[{"id":"L"},{"id":"M","name":"丙公司"}]}]},
 "awards":[{"id":"a1","status":"active","value":{"amount":8.5},"suppliers":[{"id":"W"}],
  "items":[{"id":1,"description":"瓦","quantity":2.5,"classification":{"scheme":"UNSPSC","id":"30131500"},"unit":{"name":"片","value":{"amount":3}}}]}]})"),
      "1 tender ocid=p1 project_code=XM1 buyer_code=B buyer_name=县教育局 procuring_entity_code=P "
      "procuring_entity_name=采购中心 title=校舍维修 category=works method=open method_details=x "
      "estimate_fen=100000000 "
      "currency=CNY tender_from_at=2024-01-01T00:00:00Z bids_due_at=2024-01-20T00:00:00Z "
      "number_of_tenderers=2 "
      "status=complete\n"
      "1 contract contract_no=c1 award_id=a1 buyer_code=B buyer_name=县教育局 supplier_code=W "
      "supplier_name=甲公司 "
      "amount_fen=850 signed_on=2024-02-01 to_on=2024-12-31 procurement_method=open category=works\n"
      "1 contract_change contract_no=c1 change_no=m1 reason=设计变更\n"
      "1 bid bid_id=b1 bidder_code=W bidder_name=甲公司 amount_fen=850 currency=CNY "
      "submitted_at=2024-01-19T00:00:00Z "
      "status=valid\n"
      "1 bid bid_id=#2 bidder_code=L consortium=#2 status=disqualified\n"
      "1 bid bid_id=#2 bidder_code=M bidder_name=丙公司 consortium=#2 status=disqualified\n"
      "1 award_item award_id=a1 item_id=1 supplier_code=W supplier_name=甲公司 item_scheme=UNSPSC "
      "item_code=30131500 "
      "item_name=瓦 quantity=2.5 unit=片 unit_price_fen=300\n"
      "1 award award_id=a1 supplier_code=W supplier_name=甲公司 amount_fen=850 status=active\n");
}

TEST(Ocds, KeepsAmountsExactAndLeavesWhatIsNone) {
  const auto amount = [](const std::string& written) {
    const std::string rows = read(R"({"ocid":"a","tender":{"value":{"amount":)" + written + "}}}");
    const size_t at = rows.find("estimate_fen=");
    return at == std::string::npos ? "" : rows.substr(at + 13, rows.find('\n') - at - 13);
  };
  EXPECT_EQ(amount("0.1"), "010");
  EXPECT_EQ(amount("-12"), "-1200");
  EXPECT_EQ(amount("180014035.01"), "18001403501");
  EXPECT_EQ(amount("1e6"), "100000000");
  EXPECT_EQ(amount("\"1,234.50\""), "123450");
  EXPECT_EQ(amount("\"on request\""), "on request");
  EXPECT_EQ(amount("null"), "");
}

TEST(Ocds, OpensPackagesAndCountsReleasesFromOne) {
  EXPECT_EQ(read(R"({"uri":"x","releases":[{"ocid":"a"},
                     {"ocid":"b"}]})"),
            "1 tender ocid=a\n2 tender ocid=b\n");
  EXPECT_EQ(read("{\"releases\":[{\"ocid\":\"a\"},{\"ocid\":\"b\"}]}\n{\"releases\":[{\"ocid\":\"c\"}]}\n"),
            "1 tender ocid=a\n2 tender ocid=b\n3 tender ocid=c\n");
}

TEST(Ocds, ARecordIsItsCompiledRelease) {
  EXPECT_EQ(read(R"({"records":[{"ocid":"a","releases":[{"ocid":"a","tender":{"title":"old"}}],
                     "compiledRelease":{"ocid":"a","tag":["compiled"],"tender":{"title":"new"}}}]})"),
            "1 tender ocid=a title=new\n");
}

TEST(Ocds, AVersionedReleaseGivesTheNewestValue) {
  EXPECT_EQ(read(R"({"ocid":"a","versionedRelease":{"ocid":"a","tender":{"status":
                     [{"releaseDate":"2024-01-01","value":"active"},{"releaseDate":"2024-03-01","value":"complete"}]}}})"),
            "1 tender ocid=a status=complete\n");
}

TEST(Ocds, LaysReleasesOfARecordOverOneAnotherByDate) {
  std::string remarks;
  EXPECT_EQ(read(R"({"ocid":"a","releases":[
    {"ocid":"a","date":"2024-03-01","tag":["award"],"awards":[{"id":"1","status":"active","suppliers":[{"id":"W"}]}]},
    {"ocid":"a","date":"2024-01-01","tag":["tender"],"tender":{"title":"t","status":"active"}},
    {"ocid":"a","date":"2024-02-01","tag":["tenderUpdate"],"tender":{"status":"complete"},
     "awards":[{"id":"1","status":"pending","suppliers":[{"id":"W"}]}]}]})",
                 &remarks),
            "1 tender ocid=a title=t status=complete\n"
            "1 award award_id=1 supplier_code=W status=active\n");
  EXPECT_EQ(remarks, "1 records we\n");
}

TEST(Ocds, SaysWhenReleasesAreNotCompiled) {
  std::string remarks;
  read("{\"ocid\":\"a\",\"tag\":[\"tender\"]}\n{\"ocid\":\"a\",\"tag\":[\"award\"]}\n", &remarks);
  EXPECT_EQ(remarks, "2 releases a\n");
}

}  // namespace
}  // namespace qy
