// Which records are together so far: union by size with halved paths.
#pragma once

#include <numeric>
#include <utility>
#include <vector>

#include "entity/comparer.h"

namespace qy {

class Groups {
 public:
  explicit Groups(size_t records) : parent_(records), size_(records, 1) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  RecordIndex of(RecordIndex record) {
    while (parent_[record] != record) record = parent_[record] = parent_[parent_[record]];
    return record;
  }
  size_t records() const { return parent_.size(); }
  size_t size(RecordIndex group) const { return size_[group]; }
  // Two groups' names in; the joined group's name out, which is that of the larger.
  RecordIndex join(RecordIndex a, RecordIndex b) {
    if (size_[a] < size_[b]) std::swap(a, b);
    parent_[b] = a;
    size_[a] += size_[b];
    return a;
  }

 private:
  std::vector<RecordIndex> parent_;
  std::vector<uint32_t> size_;
};

}  // namespace qy
