#include "ingest/peeked_source.h"

#include <algorithm>

namespace qy {

Result<std::vector<SectionSample>> PeekedSource::peek(size_t count) {
  RawRow row;
  while (held_.size() < count && !end_) {
    Result<bool> more = source_->next(row);
    if (!more.ok() || !*more) {
      end_ = std::move(more);
      break;
    }
    HeldRow& held = held_.emplace_back(HeldRow{row.section, row.row_number, {}, row.broken});
    for (const RawCell& cell : row.cells)
      held.cells.push_back({std::string(cell.text), cell.kind, cell.repeated});
  }
  if (held_.empty() && end_ && !end_->ok()) return end_->error();
  std::vector<SectionSample> samples;
  for (const HeldRow& held : held_) {
    auto at = std::find_if(samples.begin(), samples.end(),
                           [&](const SectionSample& sample) { return sample.section == held.section; });
    if (at == samples.end()) {
      samples.emplace_back().section = held.section;
      at = samples.end() - 1;
    }
    ++at->rows;
    at->head.push_back(copy_of(raw(held)));
  }
  return samples;
}

RawRow PeekedSource::raw(const HeldRow& held) {
  RawRow row{held.section, held.row_number, {}, held.broken};
  for (const HeldCell& cell : held.cells) row.cells.push_back({cell.text, cell.kind, cell.repeated});
  return row;
}

Result<bool> PeekedSource::next(RawRow& row) {
  if (held_.empty()) return end_ ? *end_ : source_->next(row);
  given_ = std::move(held_.front());
  held_.pop_front();
  row = raw(given_);
  return true;
}

}  // namespace qy
