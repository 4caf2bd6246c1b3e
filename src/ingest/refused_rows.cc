#include "ingest/refused_rows.h"

#include <algorithm>

#include "text/party_no.h"

namespace qy {
namespace {

constexpr size_t kLongestText = 10'000;

std::string joined(const RawRow& row) {
  std::string text;
  for (size_t i = 0; i < row.cells.size() && text.size() < kLongestText; ++i) {
    if (i > 0) text += '\t';
    text += row.cells[i].text;
  }
  return text;
}

std::string csv_quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n\t") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

RefusedRows::RefusedRows(Batch& batch, Sealer& sealer, std::string file_name, Date received_on)
    : batch_(batch), sealer_(sealer), file_name_(std::move(file_name)), received_on_(received_on) {}

Result<void> RefusedRows::add(const std::string& sheet, const RawRow& row, const Refused& refused,
                              std::string_view field_label) {
  count(sheet, row, refused);
  if (refused.trouble != Trouble::blank_row)
    return write(sheet, std::to_string(row.row_number), refused, field_label, joined(row));
  // A sheet may end in a million of them.
  if (blank_first_ > 0 && blank_sheet_ == sheet && blank_last_ + 1 == row.row_number) {
    blank_last_ = row.row_number;
    return {};
  }
  QY_CHECK(finish());
  blank_sheet_ = sheet;
  blank_first_ = blank_last_ = row.row_number;
  return {};
}

Result<void> RefusedRows::finish() {
  if (blank_first_ == 0) return {};
  std::string rows = std::to_string(blank_first_);
  if (blank_last_ > blank_first_) rows += "-" + std::to_string(blank_last_);
  blank_first_ = 0;
  return write(blank_sheet_, rows, {Trouble::blank_row, {}, {}}, "", "");
}

Result<void> RefusedRows::write(const std::string& sheet, const std::string& rows, const Refused& refused,
                                std::string_view field_label, const std::string& text) {
  if (!has_header_) QY_CHECK(batch_.refuse("file,sheet,row,reason,explanation,text"));
  has_header_ = true;
  std::string shown = seals_ && !text.empty() ? sealed(text) : hide_citizen_numbers(text, received_on_);
  // A spreadsheet must not take a cell of a stranger's file for a formula.
  if (!shown.empty() && std::string_view("=+-@").find(shown[0]) != std::string_view::npos)
    shown.insert(0, "'");
  return batch_.refuse(csv_quoted(file_name_) + "," + csv_quoted(sheet) + "," + rows + "," +
                       std::string(name_of(refused.trouble)) + "," +
                       csv_quoted(sentence_of(refused, field_label)) + "," + csv_quoted(shown));
}

std::string RefusedRows::sealed(const std::string& text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string hex = "sealed:";
  for (const char c : sealer_.seal_value("refused_row", text)) {
    hex += kHex[static_cast<unsigned char>(c) >> 4];
    hex += kHex[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

void RefusedRows::count(const std::string& sheet, const RawRow& row, const Refused& refused) {
  auto at = std::find_if(counts_.begin(), counts_.end(), [&](const RefusedCount& c) {
    return c.trouble == refused.trouble && c.field == refused.field;
  });
  if (at == counts_.end())
    at = counts_.insert(counts_.end(), RefusedCount{refused.trouble, refused.field, 0, {}});
  ++at->count;
  if (at->examples.size() < kExamples)
    at->examples.push_back({sheet, row.row_number, seals_ ? std::string() : refused.detail});
}

}  // namespace qy
