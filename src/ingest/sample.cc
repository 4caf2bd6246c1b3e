#include "ingest/sample.h"

#include <algorithm>

namespace qy {
namespace {

// Keeps one row in `stride`, and every second of them once there are too many.
class Spread {
 public:
  explicit Spread(size_t wanted) : wanted_(wanted) {}

  void offer(const RawRow& row, std::vector<SampleRow>& kept) {
    if (seen_++ % stride_ != 0) return;
    kept.push_back(copy_of(row));
    if (kept.size() < 2 * wanted_) return;
    for (size_t i = 0; 2 * i < kept.size(); ++i) kept[i] = std::move(kept[2 * i]);
    kept.resize((kept.size() + 1) / 2);
    stride_ *= 2;
  }

 private:
  size_t wanted_;
  size_t seen_ = 0, stride_ = 1;
};

size_t blank_bytes_before(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) <= ' ') return 1;
  if (text.size() >= 2 && byte(0) == 0xC2 && byte(1) == 0xA0) return 2;
  if (text.size() >= 3 && byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return 3;
  if (text.size() >= 3 && byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return 3;
  return 0;
}

size_t blank_bytes_after(std::string_view text) {
  if (text.empty()) return 0;
  const auto tail = [&](std::string_view end) { return text.ends_with(end) ? end.size() : 0; };
  if (static_cast<unsigned char>(text.back()) <= ' ') return 1;
  return std::max(tail("\xC2\xA0"), tail("\xE3\x80\x80"));
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const size_t n = blank_bytes_before(text)) text.remove_prefix(n);
  while (const size_t n = blank_bytes_after(text)) text.remove_suffix(n);
  return text;
}

const std::string& SampleRow::text(size_t column) const {
  static const std::string kNothing;
  return column < cells.size() ? cells[column].text : kNothing;
}

size_t SampleRow::filled() const {
  return size_t(
      std::count_if(cells.begin(), cells.end(), [](const SampleCell& c) { return !c.text.empty(); }));
}

SampleRow copy_of(const RawRow& row) {
  SampleRow copy;
  copy.row_number = row.row_number;
  copy.broken = row.broken;
  copy.cells.reserve(row.cells.size());
  for (const RawCell& cell : row.cells)
    copy.cells.push_back({std::string(trimmed(cell.text)), cell.kind, cell.repeated});
  return copy;
}

Result<std::vector<SectionSample>> take_sample(Source& source, const SampleLimits& limits) {
  std::vector<SectionSample> samples;
  std::vector<Spread> spreads;
  RawRow row;
  size_t cells = 0;
  for (int64_t read = 0; read < limits.rows && cells < limits.cells; ++read) {
    QY_TRY(const bool there, source.next(row));
    if (!there) break;
    cells += row.cells.size();
    auto at =
        std::find_if(samples.begin(), samples.end(), [&](const auto& s) { return s.section == row.section; });
    if (at == samples.end()) {
      samples.push_back({});
      samples.back().section = row.section;
      spreads.emplace_back(limits.tail);
      at = samples.end() - 1;
    }
    ++at->rows;
    if (at->head.size() < limits.head)
      at->head.push_back(copy_of(row));
    else
      spreads[size_t(at - samples.begin())].offer(row, at->tail);
  }
  return samples;
}

}  // namespace qy
