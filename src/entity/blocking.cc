#include "entity/blocking.h"

#include <algorithm>
#include <numeric>

#include "entity/messages.h"

namespace qy {
namespace {

// Source: the finaliser of SplitMix64 (Steele, Lea, Flood, 2014): every bit of the input moves every bit out.
uint64_t mixed(uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

int64_t pairs_of(int64_t n) {
  return n * (n - 1) / 2;
}

// By code: the place of its text among all texts.
std::vector<uint32_t> ranks_of(const Values& values) {
  std::vector<ValueCode> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](ValueCode a, ValueCode b) { return values.text(a) < values.text(b); });
  std::vector<uint32_t> rank(order.size());
  for (size_t i = 0; i < order.size(); ++i) rank[order[i]] = uint32_t(i);
  return rank;
}

}  // namespace

Said crowded(const KeyReport& report) {
  return say(kCrowdedKey, report.text, report.largest, report.crowded_groups, report.passed_over);
}

// What a key's records are sorted by. Equal `group`: they stand in one group.
struct Blocking::Entry {
  uint64_t group;   // hash of `same`; for like, the value, then a hash of `same`
  uint32_t within;  // for near, the place of the text
  RecordIndex record;

  auto operator<=>(const Entry&) const = default;
};

Result<Blocking> Blocking::prepare(const Records& records, const LinkConfig& config, Derived& derived) {
  Blocking out;
  out.records_ = &records;
  out.scope_ = config.scope;
  for (const ComparisonSpec& comparison : config.compare) {
    QY_TRY(const RecordColumn* column, derived.column(comparison.of));
    out.compared_.push_back(column);
  }
  for (const KeySpec& spec : config.block) {
    Key& key = out.keys_.emplace_back();
    key.report.text = spec.text;
    key.window = uint32_t(spec.window);
    for (const Expression& part : spec.same) {
      QY_TRY(const RecordColumn* column, derived.column(part));
      key.same.push_back(column);
    }
    if (spec.near) {
      QY_TRY(key.near, derived.column(*spec.near));
    }
    if (spec.like) {
      QY_TRY(key.like, derived.column(*spec.like));
      key.alike = alike_values(key.like->values, spec.at_least);
    }
  }
  return out;
}

std::vector<Blocking::Entry> Blocking::entries_of(const Key& key) const {
  std::vector<Entry> out;
  const std::vector<uint32_t> ranks =
      key.near != nullptr ? ranks_of(key.near->values) : std::vector<uint32_t>();
  for (RecordIndex i = 0; i < records_->size(); ++i) {
    uint64_t hash = 1;
    bool has_all = true;
    for (const RecordColumn* column : key.same) {
      hash = mixed(hash ^ column->codes[i]);
      has_all = has_all && column->codes[i] != kNothing;
    }
    const ValueCode near = key.near != nullptr ? key.near->codes[i] : 1;
    const ValueCode like = key.like != nullptr ? key.like->codes[i] : 1;
    if (!has_all || near == kNothing || like == kNothing) continue;
    if (key.like != nullptr) hash = uint64_t(like) << 32 | hash >> 32;
    out.push_back({hash, key.near != nullptr ? ranks[near] : 0, i});
  }
  std::sort(out.begin(), out.end());
  return out;
}

void Blocking::sort_by_what_is_compared(RecordIndex* begin, RecordIndex* end) const {
  std::sort(begin, end, [&](RecordIndex a, RecordIndex b) {
    for (const RecordColumn* column : compared_) {
      if (column->codes[a] == column->codes[b]) continue;
      return column->values.text(column->codes[a]) < column->values.text(column->codes[b]);
    }
    return a < b;
  });
}

Blocking::Walk Blocking::open(size_t index) {
  Key& key = keys_[index];
  Walk out;
  out.blocking_ = this;
  out.key_ = index;
  const std::vector<Entry> entries = entries_of(key);
  out.order_.reserve(entries.size());
  for (const Entry& entry : entries) out.order_.push_back(entry.record);
  KeyReport& report = key.report = {.text = key.report.text, .records = int64_t(entries.size())};
  if (key.near != nullptr) {
    key.place.assign(records_->size(), 0);
    for (size_t i = 0; i < entries.size(); ++i) key.place[entries[i].record] = uint32_t(i);
  }
  if (key.like != nullptr) {
    for (const Entry& entry : entries) out.hashes_.push_back(uint32_t(entry.group));
    out.first_.assign(key.like->values.size() + 1, 0);
    for (const Entry& entry : entries) ++out.first_[(entry.group >> 32) + 1];
    std::partial_sum(out.first_.begin(), out.first_.end(), out.first_.begin());
  }
  for (size_t begin = 0, end; begin < entries.size(); begin = end) {
    end = begin + 1;
    while (end < entries.size() && entries[end].group == entries[begin].group) ++end;
    const size_t size = end - begin;
    // Across two values, a crowd is half a group: see visit_alike.
    if (key.like != nullptr && size > kMostInGroup / 2) {
      key.is_crowded.resize(records_->size());
      for (size_t at = begin; at < end; ++at) key.is_crowded[out.order_[at]] = true;
    }
    if (size == 1) continue;
    Walk::Group group{uint32_t(begin), uint32_t(end), uint32_t(size)};
    report.largest = std::max(report.largest, int64_t(size));
    if (key.near != nullptr) {
      group.reach = key.window;
    } else if (size > kMostInGroup) {
      group.reach = kNeighbours;
      group.is_crowded = true;
      ++report.crowded_groups;
      report.passed_over += pairs_of(int64_t(size)) - int64_t(size) * int64_t(kNeighbours);
      sort_by_what_is_compared(out.order_.data() + begin, out.order_.data() + end);
      key.is_crowded.resize(records_->size());
      for (size_t at = begin; at < end; ++at) key.is_crowded[out.order_[at]] = true;
    }
    out.groups_.push_back(group);
  }
  report.groups = int64_t(out.groups_.size());
  return out;
}

bool Blocking::Key::agree(RecordIndex a, RecordIndex b) const {
  return std::all_of(same.begin(), same.end(), [&](const RecordColumn* column) {
    return column->codes[a] != kNothing && column->codes[a] == column->codes[b];
  });
}

// A crowded group gives only neighbours, so what it has in common with a later key may be given twice;
// whoever keeps pairs drops the second.
bool Blocking::Key::gives(RecordIndex a, RecordIndex b) const {
  if (!agree(a, b) || (!is_crowded.empty() && (is_crowded[a] || is_crowded[b]))) return false;
  if (near != nullptr) {
    if (near->codes[a] == kNothing || near->codes[b] == kNothing) return false;
    return std::max(place[a], place[b]) - std::min(place[a], place[b]) <= window;
  }
  if (like == nullptr) return true;
  const ValueCode of_a = like->codes[a], of_b = like->codes[b];
  return of_a != kNothing && of_b != kNothing && (of_a == of_b || alike.contains(of_a, of_b));
}

bool Blocking::is_given_before(size_t key, RecordIndex a, RecordIndex b) const {
  return std::any_of(keys_.begin(), keys_.begin() + std::ptrdiff_t(key),
                     [&](const Key& earlier) { return earlier.gives(a, b); });
}

uint64_t Blocking::keys_giving(RecordIndex a, RecordIndex b) const {
  uint64_t out = 0;
  for (size_t key = 0; key < keys_.size(); ++key) out |= uint64_t(keys_[key].gives(a, b) ? 1 : 0) << key;
  return out;
}

bool Blocking::is_wanted(RecordIndex a, RecordIndex b) const {
  if (std::max(a, b) < first_) return false;
  if (scope_ == LinkScope::all) return true;
  return (records_->tables[a] == records_->tables[b]) == (scope_ == LinkScope::within);
}

void Blocking::Walk::give(RecordIndex a, RecordIndex b, const Give& give) const {
  if (blocking_->is_wanted(a, b))
    give(std::min(a, b), std::max(a, b), !blocking_->is_given_before(key_, a, b));
}

KeyGroups Blocking::Walk::groups() const {
  const Key& key = blocking_->keys_[key_];
  KeyGroups out{.window = key.window, .group = std::vector<uint32_t>(blocking_->records_->size())};
  uint32_t number = 0;
  for (const Group& group : groups_) {
    ++number;
    for (uint32_t at = group.begin; !group.is_crowded && at < group.end; ++at) out.group[order_[at]] = number;
  }
  if (key.near != nullptr) out.place = key.place;
  return out;
}

void Blocking::Walk::keep_crowded() {
  std::erase_if(groups_, [](const Group& group) { return !group.is_crowded; });
}

void Blocking::Walk::visit(size_t part, size_t parts, const Give& give) const {
  for (size_t at = part; at < groups_.size(); at += parts) {
    const Group& group = groups_[at];
    for (uint32_t i = group.begin; i < group.end; ++i)
      for (uint32_t j = i + 1; j < group.end && j - i <= group.reach; ++j)
        this->give(order_[i], order_[j], give);
  }
  const auto& alike = blocking_->keys_[key_].alike.pairs;
  for (size_t at = part; at < alike.size(); at += parts) visit_alike(alike[at].first, alike[at].second, give);
}

// The records of two values that are alike, where they agree in `same`; past the limit a record meets only
// the first few of the other value.
void Blocking::Walk::visit_alike(ValueCode a, ValueCode b, const Give& give) const {
  uint32_t i = first_[a], j = first_[b];
  while (i < first_[a + 1] && j < first_[b + 1]) {
    if (hashes_[i] != hashes_[j]) {
      ++(hashes_[i] < hashes_[j] ? i : j);
      continue;
    }
    uint32_t i_end = i, j_end = j;
    while (i_end < first_[a + 1] && hashes_[i_end] == hashes_[i]) ++i_end;
    while (j_end < first_[b + 1] && hashes_[j_end] == hashes_[j]) ++j_end;
    const bool is_crowd = std::max(i_end - i, j_end - j) > kMostInGroup / 2;
    for (uint32_t x = i; x < i_end; ++x)
      for (uint32_t y = j; y < j_end && (!is_crowd || y - j < kNeighbours); ++y)
        this->give(order_[x], order_[y], give);
    i = i_end;
    j = j_end;
  }
}

}  // namespace qy
