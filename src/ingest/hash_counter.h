// How many of the values that went by were there before, in bounded memory: 64-bit hashes in an open table.
// When it is full, only hashes that end in one, two, three … zero bits are remembered, and the count becomes
// an estimate.
//
//   4 million distinct keys: exact, 64 MB      100 million: a sample of 1 in 32
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace qy {

class HashCounter {
 public:
  explicit HashCounter(size_t capacity = size_t(1) << 22) : capacity_(capacity), slots_(1 << 12) {}

  void add(uint64_t hash) {
    ++seen_;
    hash = hash == 0 ? 1 : hash;
    // The low bits choose the sample, the high ones the slot.
    if ((hash & sample_mask_) != 0) return;
    if (!insert(hash)) {
      ++repeated_;
      return;
    }
    if (++used_ * 2 > slots_.size()) grow();
  }

  int64_t seen() const { return seen_; }
  // The hashes remembered, thinned until no more than `most` are left; `mask` says how.
  std::vector<uint64_t> sample(size_t most, uint64_t& mask) const {
    std::vector<uint64_t> hashes;
    for (mask = sample_mask_;; mask = mask * 2 + 1) {
      hashes.clear();
      for (const uint64_t hash : slots_)
        if (hash != 0 && (hash & mask) == 0) hashes.push_back(hash);
      if (hashes.size() <= most) break;
    }
    std::sort(hashes.begin(), hashes.end());
    return hashes;
  }
  int64_t repeated() const { return repeated_ * int64_t(sample_mask_ + 1); }
  bool is_estimate() const { return sample_mask_ != 0; }

 private:
  bool insert(uint64_t hash) {
    const size_t mask = slots_.size() - 1;
    for (size_t at = size_t((hash * 0x9E3779B97F4A7C15ULL) >> 20) & mask;; at = (at + 1) & mask) {
      if (slots_[at] == hash) return false;
      if (slots_[at] != 0) continue;
      slots_[at] = hash;
      return true;
    }
  }

  void grow() {
    if (used_ >= capacity_) {
      sample_mask_ = sample_mask_ * 2 + 1;
      repeated_ /= 2;
    }
    std::vector<uint64_t> old(used_ >= capacity_ ? slots_.size() : slots_.size() * 2);
    old.swap(slots_);
    used_ = 0;
    for (const uint64_t hash : old)
      if (hash != 0 && (hash & sample_mask_) == 0 && insert(hash)) ++used_;
  }

  size_t capacity_;
  std::vector<uint64_t> slots_;
  size_t used_ = 0;
  uint64_t sample_mask_ = 0;
  int64_t seen_ = 0, repeated_ = 0;
};

}  // namespace qy
