#include "ingest/row_sketch.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>

#include "ingest/messages.h"
#include "ingest/quality.h"

namespace qy {
namespace {

constexpr size_t kDigits = 16;
constexpr size_t kMostEntries = size_t(4) << 20;

struct Entry {
  uint64_t hash;
  uint32_t report;
  bool operator<(const Entry& other) const {
    return hash != other.hash ? hash < other.hash : report < other.report;
  }
};

uint64_t mixed(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9FB21C651E98DF25ULL;
  return hash ^ (hash >> 32);
}

TableQuality* table_of(Quality& report, const std::string& name) {
  const auto at = std::find_if(report.tables.begin(), report.tables.end(),
                               [&](const auto& t) { return t.table == name; });
  return at == report.tables.end() ? nullptr : &*at;
}

// One table of all reports.
class Comparison {
 public:
  Comparison(std::vector<Quality>& reports, std::string table)
      : reports_(reports), table_(std::move(table)) {}

  void run() {
    choose_thinning();
    gather();
    count();
    tell();
  }

 private:
  void choose_thinning() {
    while (true) {
      size_t entries = 0;
      for (Quality& report : reports_)
        if (const TableQuality* table = table_of(report, table_))
          entries += table->sketch.hashes.size() >> bits_beyond(table->sketch.mask);
      if (entries <= kMostEntries) return;
      thinning_ = thinning_ * 2 + 1;
    }
  }

  int bits_beyond(uint64_t mask) const { return std::max(0, width(thinning_) - width(mask)); }
  static int width(uint64_t mask) {
    int bits = 0;
    for (; mask != 0; mask >>= 1) ++bits;
    return bits;
  }

  void gather() {
    for (size_t i = 0; i < reports_.size(); ++i)
      if (const TableQuality* table = table_of(reports_[i], table_))
        for (const uint64_t hash : table->sketch.hashes)
          if ((hash & thinning_) == 0) entries_.push_back({hash, uint32_t(i)});
    std::sort(entries_.begin(), entries_.end());
  }

  // A row is counted where it comes again, against the source that had it first.
  void count() {
    for (size_t i = 0; i < entries_.size();) {
      const uint32_t first = entries_[i].report;
      size_t j = i + 1;
      for (; j < entries_.size() && entries_[j].hash == entries_[i].hash; ++j)
        ++shared_[{entries_[j].report, first}];
      i = j;
    }
  }

  void tell() {
    for (const auto& [pair, count] : shared_) {
      const auto& [later, first] = pair;
      TableQuality& table = *table_of(reports_[later], table_);
      const uint64_t mask = table.sketch.mask | table_of(reports_[first], table_)->sketch.mask | thinning_;
      table.elsewhere.push_back({reports_[later].name, reports_[first].name,
                                 std::min(int64_t(count * (mask + 1)), table.rows), mask != 0});
    }
  }

  std::vector<Quality>& reports_;
  std::string table_;
  uint64_t thinning_ = 0;
  std::vector<Entry> entries_;
  std::map<std::pair<uint32_t, uint32_t>, uint64_t> shared_;  // by (later, first)
};

}  // namespace

uint64_t hash_of_bytes(std::string_view bytes) {
  uint64_t hash = 0x2545F4914F6CDD1DULL + bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    uint64_t word;
    std::memcpy(&word, bytes.data(), 8);
    hash = mixed(hash, word);
  }
  uint64_t rest = 0;
  std::memcpy(&rest, bytes.data(), bytes.size());
  return mixed(hash, rest);
}

std::string RowSketch::text() const {
  std::string text(hashes.size() * kDigits, '0');
  for (size_t i = 0; i < hashes.size(); ++i)
    for (size_t d = 0; d < kDigits; ++d)
      text[i * kDigits + d] = "0123456789abcdef"[hashes[i] >> (60 - 4 * d) & 15];
  return text;
}

Result<RowSketch> RowSketch::from(uint64_t mask, std::string_view text) {
  RowSketch sketch{mask, {}};
  for (; text.size() >= kDigits; text.remove_prefix(kDigits)) {
    uint64_t hash = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + kDigits, hash, 16);
    if (code != std::errc() || end != text.data() + kDigits) return damaged(say(kSketchDamaged));
    sketch.hashes.push_back(hash);
  }
  if (!text.empty()) return damaged(say(kSketchDamaged));
  return sketch;
}

void find_rows_elsewhere(std::vector<Quality>& reports) {
  std::map<std::string, int> tables;
  for (const Quality& report : reports)
    for (const TableQuality& table : report.tables) ++tables[table.table];
  for (const auto& [table, files] : tables)
    if (files > 1) Comparison(reports, table).run();
}

}  // namespace qy
