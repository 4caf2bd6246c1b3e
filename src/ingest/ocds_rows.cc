#include "ingest/ocds_rows.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "ingest/messages.h"
#include "ingest/ocds_walk.h"

namespace qy::ocds {

void TextArena::clear() {
  block_ = 0;
  used_ = blocks_.empty() ? kBlock : 0;
}

std::string_view TextArena::keep(std::string_view text) {
  if (used_ + text.size() > kBlock) {
    if (!blocks_.empty()) ++block_;
    // A text longer than a block gets a block of its own size, and that block is not used further.
    if (block_ >= blocks_.size() || text.size() > kBlock) {
      block_ = blocks_.size();
      blocks_.push_back(std::make_unique<char[]>(std::max(kBlock, text.size())));
    }
    used_ = 0;
  }
  char* to = blocks_[block_].get() + used_;
  std::memcpy(to, text.data(), text.size());
  used_ = std::min(kBlock, used_ + text.size());
  return {to, text.size()};
}

OcdsRows::OcdsRows() : walk_(std::make_unique<Walk>(*this)) {}
OcdsRows::~OcdsRows() = default;

Result<void> OcdsRows::read(const JsonPiece& piece) {
  drop_from(0);
  if (piece.cut) return invalid(say(kJsonCut));
  QY_CHECK(walk_->read(piece.text));
  if (rows_.empty()) return invalid(say(kNoRelease));
  return {};
}

size_t OcdsRows::add(Part part) {
  const size_t first = cells_.size();
  cells_.resize(first + shape_of(part).columns.size());
  rows_.push_back({part, first});
  return rows_.size() - 1;
}

size_t OcdsRows::add_copy(size_t row) {
  const size_t copy = add(rows_[row].part);
  const size_t columns = shape_of(rows_[row].part).columns.size();
  std::copy_n(cells_.begin() + int64_t(rows_[row].first), columns,
              cells_.begin() + int64_t(rows_[copy].first));
  return copy;
}

void OcdsRows::drop_from(size_t row) {
  if (row >= rows_.size()) return;
  cells_.resize(rows_[row].first);
  rows_.resize(row);
}

// Lays the rows of later releases over the same rows of earlier ones: a value given later replaces, a value
// not given stays. Source: OCDS 1.1, "Merging",
// https://standard.open-contracting.org/1.1/en/guidance/map/release_list_and_merging/
void OcdsRows::merge_from(size_t first_row, const std::vector<Dated>& releases) {
  std::vector<std::pair<std::string_view, std::pair<size_t, size_t>>> in_order;  // date, rows from … to
  for (size_t index = 0; index < releases.size(); ++index) {
    const size_t end = index + 1 < releases.size() ? releases[index + 1].first_row : rows_.size();
    in_order.push_back({releases[index].date, {releases[index].first_row, end}});
  }
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });

  const std::vector<Row> old_rows(rows_.begin() + int64_t(first_row), rows_.end());
  const std::vector<RawCell> old_cells(cells_.begin() + int64_t(rows_[first_row].first), cells_.end());
  const size_t base = rows_[first_row].first;
  drop_from(first_row);
  std::unordered_map<std::string, size_t> known;
  for (const auto& [date, range] : in_order) {
    for (size_t index = range.first; index < range.second; ++index) {
      const Row& old = old_rows[index - first_row];
      const RawCell* cells = old_cells.data() + (old.first - base);
      std::string key(1, char('0' + int(old.part)));
      for (const size_t column : shape_of(old.part).key) key.append(cells[column].text).push_back('\0');
      const auto [place, is_new] = known.try_emplace(key, rows_.size());
      if (is_new) add(old.part);
      for (size_t column = 0; column < shape_of(old.part).columns.size(); ++column) {
        if (!cells[column].text.empty()) cell(place->second, column) = cells[column].text;
      }
    }
  }
}

}  // namespace qy::ocds
