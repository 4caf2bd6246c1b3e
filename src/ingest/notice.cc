// Award and candidate notices of Chinese public-resource trading platforms, parsed to JSON field by field
// (one notice a line, or a list):
//
//   award      {"infoid", "raw_data": {"title", "infodate"}, "parsed_data": {"标段(包)编号", "标段(包)名称",
//   "招标人", "中标人",
//               "中标价(元)" | "中标价(报价承诺)" | "中标价(%)", "履约期限(天)", "公告发布日期", …},
//               "certificates_by_role": {"项目负责人": ["…"], …}}
//   candidate  {"infoid", "raw_data", "parsed_data": {"project_name", "publicity_period",
//   "bidders_and_prices": [{"bidder", "price"}]}}
//
// A candidate notice has no section number, only the section's name: that name is the tender_id of both, so
// that a tender's candidates and its award meet. The number stands in section_code.
#include <simdjson.h>

#include <array>

#include "ingest/formats.h"
#include "ingest/json_pieces.h"
#include "ingest/messages.h"
#include "ingest/notice_rows.h"

namespace qy {
namespace {

class NoticeSource : public Source {
 public:
  NoticeSource(std::unique_ptr<ByteStream> bytes, std::string_view head, int64_t max_bytes)
      : pieces_(std::move(bytes), head, max_bytes), sections_(notice_sections()) {
    notes_.format = "notice";
    notes_.encoding = name_of(Encoding::utf8);
  }

  const std::vector<Section>& sections() const override { return sections_; }
  const SourceNotes& notes() const override { return notes_; }
  double progress() const override { return pieces_.progress(); }

  Result<bool> next(RawRow& row) override {
    while (at_ == rows_.size()) {
      QY_TRY(const bool there, pieces_.next(piece_));
      if (!there) {
        finish();
        return false;
      }
      at_ = 0;
      rows_ = read();
    }
    const NoticeRow& given = rows_[at_++];
    row.section = given.section;
    row.row_number = piece_.number;
    row.broken = given.broken;
    row.cells.clear();
    for (const std::string& cell : given.cells) row.cells.push_back({cell, CellKind::text, false});
    return true;
  }

 private:
  std::vector<NoticeRow> read() {
    if (piece_.cut) return {refused_notice(say(kJsonCut))};
    simdjson::dom::element document;
    const auto error = parser_.parse(piece_.text.data(), piece_.text.size(), false).get(document);
    if (error != simdjson::SUCCESS)
      return {refused_notice(say(kJsonUnsound, simdjson::error_message(error)))};
    return rows_of_notice(document, counts_);
  }

  void finish() {
    if (finished_) return;
    finished_ = true;
    notes_.blank_lines = pieces_.blank_lines();
    const auto remark = [this](int64_t count, const Message& message) {
      if (count > 0) notes_.remarks.push_back(say(message, count));
    };
    remark(counts_.amounts, kPricesAmounts);
    remark(counts_.rates, kPricesRates);
    remark(counts_.mixed, kPricesMixed);
    remark(counts_.without, kPricesMissing);
    remark(counts_.consortia, kConsortia);
  }

  JsonPieces pieces_;
  JsonPiece piece_;
  simdjson::dom::parser parser_;
  std::vector<NoticeRow> rows_;
  size_t at_ = 0;
  NoticeCounts counts_;
  bool finished_ = false;
  std::vector<Section> sections_;
  SourceNotes notes_;
};

}  // namespace

bool claims_notice(const Opening& opening) {
  const std::string_view head = opening.head;
  return looks_like_json(head) && head.find("\"parsed_data\"") != std::string_view::npos &&
         (head.find("\"bidders_and_prices\"") != std::string_view::npos ||
          head.find("\"中标人\"") != std::string_view::npos);
}

Result<std::unique_ptr<Source>> open_notice(Opening&& opening, const SourceOptions& options) {
  return std::unique_ptr<Source>(
      std::make_unique<NoticeSource>(std::move(opening.bytes), opening.head, options.max_row_bytes));
}

}  // namespace qy
