#include "ingest/merged_cells.h"

#include <algorithm>

namespace qy {
namespace {

constexpr int kHeaderRows = 10;
constexpr int64_t kLastRow = 1'048'576;
constexpr size_t kColumns = 16'384;
constexpr size_t kMaxRanges = 10'000;
constexpr size_t kWidestFill = 512;  // a title merged over all 16,384 columns heads no column beyond these
constexpr std::string_view kMark = "mergeCell ref=\"";
constexpr size_t kOverlap = 64;  // longer than the mark with its reference

// "A1:C2" or "A1"
std::optional<MergedRange> parse_range(std::string_view text) {
  const size_t colon = text.find(':');
  MergedRange range;
  if (!parse_reference(text.substr(0, colon), range.first_column, range.first_row)) return std::nullopt;
  range.last_column = range.first_column;
  range.last_row = range.first_row;
  if (colon != std::string_view::npos &&
      !parse_reference(text.substr(colon + 1), range.last_column, range.last_row))
    return std::nullopt;
  return range.last_row >= range.first_row && range.last_column >= range.first_column ? std::optional(range)
                                                                                      : std::nullopt;
}

}  // namespace

bool parse_reference(std::string_view reference, size_t& column, int64_t& row) {
  size_t at = 0, letters = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && letters <= kColumns; ++at) {
    letters = letters * 26 + size_t(reference[at] - 'A' + 1);
  }
  int64_t digits = 0;
  const size_t first_digit = at;
  for (; at < reference.size() && reference[at] >= '0' && reference[at] <= '9' && digits <= kLastRow; ++at) {
    digits = digits * 10 + (reference[at] - '0');
  }
  if (at != reference.size() || letters == 0 || letters > kColumns || at == first_digit || digits < 1 ||
      digits > kLastRow)
    return false;
  column = letters - 1;
  row = digits;
  return true;
}

Result<std::vector<MergedRange>> find_merged_ranges(ByteStream& sheet) {
  std::vector<MergedRange> ranges;
  std::string window;
  for (;;) {
    const size_t kept = window.size();
    window.resize(kept + (128 << 10));
    QY_TRY(const size_t got, sheet.read(window.data() + kept, window.size() - kept));
    window.resize(kept + got);
    size_t at = 0, done = 0;
    while (ranges.size() < kMaxRanges && (at = window.find(kMark, done)) != std::string::npos) {
      const size_t begin = at + kMark.size(), end = window.find('"', begin);
      if (end == std::string::npos && got > 0) break;
      done = begin;
      if (end == std::string::npos) break;
      const auto range = parse_range(std::string_view(window).substr(begin, end - begin));
      if (range) ranges.push_back(*range);
    }
    if (got == 0) return ranges;
    window.erase(0, std::max(done, window.size() - std::min(window.size(), kOverlap)));
  }
}

void MergeFill::fill(int64_t row, std::vector<RawCell>& cells) {
  if (ranges_.empty() || ++rows_ > kHeaderRows) return;
  for (size_t i = 0; i < ranges_.size(); ++i) {
    const MergedRange& range = ranges_[i];
    if (row < range.first_row || row > range.last_row) continue;
    if (row == range.first_row && range.first_column < cells.size()) {
      values_[i] = {std::string(cells[range.first_column].text), cells[range.first_column].kind};
    }
    if (!values_[i] || values_[i]->text.empty()) continue;
    const size_t last = std::min(range.last_column, range.first_column + kWidestFill);
    if (cells.size() <= last) cells.resize(last + 1);
    for (size_t column = range.first_column; column <= last; ++column) {
      if (cells[column].text.empty()) cells[column] = {values_[i]->text, values_[i]->kind, true};
    }
  }
}

}  // namespace qy
