#include "entity/blocking.h"

#include <algorithm>

namespace qy {
namespace {

// Source: the finaliser of SplitMix64 (Steele, Lea, Flood, 2014): every bit of the input moves every bit out.
uint64_t mixed(uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

std::string text_of(const std::vector<Expression>& key) {
  std::string out;
  for (const Expression& part : key) out += (out.empty() ? "" : " + ") + part.text;
  return out;
}

}  // namespace

Result<Blocking> Blocking::prepare(const Records& records, const LinkConfig& config, Derived& derived) {
  Blocking out;
  out.records_ = &records;
  out.scope_ = config.scope;
  for (const ComparisonSpec& comparison : config.compare) {
    QY_TRY(const RecordColumn* column, derived.column(comparison.of));
    out.order_.push_back(column);
  }
  for (const auto& parts : config.block) {
    Key& key = out.keys_.emplace_back();
    KeyReport& report = out.reports_.emplace_back();
    report.text = text_of(parts);
    key.hashes.assign(records.size(), 1);
    for (const Expression& part : parts) {
      QY_TRY(const RecordColumn* column, derived.column(part));
      for (size_t i = 0; i < records.size(); ++i) {
        uint64_t& hash = key.hashes[i];
        hash = hash == 0 || column->codes[i] == kNothing
                   ? 0
                   : std::max<uint64_t>(1, mixed(hash ^ column->codes[i]));
      }
    }
    for (RecordIndex i = 0; i < records.size(); ++i)
      if (key.hashes[i] != 0) key.sorted.push_back(i);
    std::sort(key.sorted.begin(), key.sorted.end(), [&](RecordIndex a, RecordIndex b) {
      return key.hashes[a] != key.hashes[b] ? key.hashes[a] < key.hashes[b] : a < b;
    });
    report.records = int64_t(key.sorted.size());
    for (size_t begin = 0; begin < key.sorted.size();) {
      const size_t end = out.end_of(key, begin);
      if (end - begin > 1) key.groups.push_back(begin);
      report.largest = std::max(report.largest, int64_t(end - begin));
      if (end - begin > kMostInGroup) {
        ++report.crowded_groups;
        key.is_crowded.resize(records.size());
        for (size_t at = begin; at < end; ++at) key.is_crowded[key.sorted[at]] = true;
      }
      begin = end;
    }
    report.groups = int64_t(key.groups.size());
  }
  return out;
}

size_t Blocking::end_of(const Key& key, size_t begin) const {
  const uint64_t hash = key.hashes[key.sorted[begin]];
  size_t end = begin + 1;
  while (end < key.sorted.size() && key.hashes[key.sorted[end]] == hash) ++end;
  return end;
}

// A crowded group gives only neighbours, so what it has in common with a later key may be given twice;
// whoever keeps pairs drops the second.
bool Blocking::is_given_before(size_t key, RecordIndex a, RecordIndex b) const {
  for (size_t earlier = 0; earlier < key; ++earlier) {
    const Key& other = keys_[earlier];
    if (other.hashes[a] != 0 && other.hashes[a] == other.hashes[b] &&
        (other.is_crowded.empty() || !other.is_crowded[a]))
      return true;
  }
  return false;
}

bool Blocking::is_in_scope(RecordIndex a, RecordIndex b) const {
  if (scope_ == LinkScope::all) return true;
  return (records_->tables[a] == records_->tables[b]) == (scope_ == LinkScope::within);
}

void Blocking::visit(size_t index, size_t part, size_t parts, const Give& give) const {
  const Key& key = keys_[index];
  const auto meet = [&](RecordIndex a, RecordIndex b) {
    if (std::max(a, b) >= first_ && is_in_scope(a, b))
      give(std::min(a, b), std::max(a, b), !is_given_before(index, a, b));
  };
  std::vector<RecordIndex> group;
  for (size_t at = part; at < key.groups.size(); at += parts) {
    const size_t begin = key.groups[at];
    group.assign(key.sorted.begin() + std::ptrdiff_t(begin),
                 key.sorted.begin() + std::ptrdiff_t(end_of(key, begin)));
    if (group.back() < first_) continue;  // they lie by index
    size_t reach = group.size();
    if (group.size() > kMostInGroup) {
      reach = kNeighbours;
      std::sort(group.begin(), group.end(), [&](RecordIndex a, RecordIndex b) {
        for (const RecordColumn* column : order_) {
          const int order =
              column->values.text(column->codes[a]).compare(column->values.text(column->codes[b]));
          if (order != 0) return order < 0;
        }
        return a < b;
      });
    }
    for (size_t i = 0; i < group.size(); ++i)
      for (size_t j = i + 1; j < group.size() && j - i <= reach; ++j) meet(group[i], group[j]);
  }
}

}  // namespace qy
