#include "ingest/row_screen.h"

#include <algorithm>
#include <array>

#include "ingest/sample.h"
#include "text/normalize.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 22> kTotals = {"合计",       "小计",
                                                      "总计",       "共计",
                                                      "累计",       "总合计",
                                                      "本页合计",   "本页小计",
                                                      "本月合计",   "本年累计",
                                                      "金额合计",   "合计金额",
                                                      "总额",       "总数",
                                                      "total",      "totals",
                                                      "grandtotal", "subtotal",
                                                      "sum",        "overalltotal",
                                                      "totalspend", "totalexpenditure"};

// A word that may begin a total: looked at before anything is folded.
bool may_be_total(std::string_view text) {
  if (text.empty() || text.size() > 48) return false;
  const char c = text[0];
  return static_cast<unsigned char>(c) >= 0xE3 || c == 't' || c == 'T' || c == 'g' || c == 'G' || c == 's' ||
         c == 'S' || c == 'o' || c == 'O';
}

bool starts_remark(std::string_view text) {
  constexpr std::array<std::string_view, 16> kStarts = {
      "注：",   "注:",    "备注", "说明", "制表",   "填表", "审核",        "单位负责人",
      "负责人", "经办人", "Note", "NOTE", "Source", "*",    "Please note", "1."};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view s) { return text.starts_with(s); });
}

}  // namespace

bool is_total_word(std::string_view text) {
  if (!may_be_total(text)) return false;
  const std::string folded = fold_key(text);
  return std::find(kTotals.begin(), kTotals.end(), folded) != kTotals.end();
}

RowScreen::RowScreen(std::vector<std::string> header_names, std::vector<std::string> skip)
    : header_names_(std::move(header_names)), skip_(std::move(skip)) {}

std::optional<Trouble> RowScreen::judge(const RawRow& row) const {
  if (!row.broken.empty()) return Trouble::broken_row;
  size_t first = 0;
  std::string_view text;
  for (; first < row.cells.size(); ++first)
    if (text = trimmed(row.cells[first].text); !text.empty() || row.cells[first].kind != CellKind::text)
      break;
  if (first == row.cells.size()) return Trouble::blank_row;
  if (is_total_word(text)) return Trouble::total_row;
  if (std::find(skip_.begin(), skip_.end(), text) != skip_.end()) return Trouble::skipped;
  if (first < header_names_.size() && text == header_names_[first]) {
    size_t same = 0, filled = 0;
    for (size_t i = first; i < row.cells.size(); ++i) {
      const std::string_view cell = trimmed(row.cells[i].text);
      if (cell.empty()) continue;
      ++filled;
      same += i < header_names_.size() && cell == header_names_[i] ? 1 : 0;
    }
    if (filled > 1 && same == filled) return Trouble::repeated_header;
  }
  return std::nullopt;
}

// Most cells are header names, though spelt a little otherwise: the header of a second file pasted below.
bool RowScreen::is_like_header(const RawRow& row) const {
  size_t filled = 0, alike = 0;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const std::string_view text = trimmed(row.cells[i].text);
    if (text.empty()) continue;
    ++filled;
    alike += i < header_names_.size() && fold_key(text) == fold_key(header_names_[i]) ? 1 : 0;
  }
  return filled > 2 && 2 * alike > filled;
}

Trouble RowScreen::explain(const RawRow& row) const {
  if (is_like_header(row)) return Trouble::repeated_header;
  size_t filled = 0;
  std::string_view first;
  bool total = false, says_something = false;
  for (const RawCell& cell : row.cells) {
    const std::string_view text = trimmed(cell.text);
    if (text.empty()) continue;
    if (filled++ == 0) first = text;
    says_something |= !is_placeholder(text);
    total |= is_total_word(text);
  }
  if (total) return Trouble::total_row;
  if (!says_something) return Trouble::blank_row;  // a formula's "-" dragged far down
  const bool sparse = 4 * filled <= std::max<size_t>(row.cells.size(), header_names_.size()) || filled == 1;
  if (sparse && (starts_remark(first) || (filled == 1 && row.cells.size() > 2))) return Trouble::remark;
  if (sparse && may_be_total(first) && fold_key(first).starts_with("total")) return Trouble::total_row;
  return Trouble::missing;
}

}  // namespace qy
