// The pairs of a group of records, compared: what `qingyuan filter pairs` does on a worker, with the comparer of
// this process.
//
//   {"k": 1, "r": [["17", "0", "5", "12", "王伟", "1950-01-01"], …]}   a line: a key, and its group's records
//   1 17 42 4660 1                                                    a line a pair: key, a < b, pattern, fresh
//
// A record is its number, its file, its group by each key (and its place, for near), its columns, and by comparison
// of rare words its text weighed. Texts all, or null where it says nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "entity/link_config.h"
#include "entity/pair_scorer.h"
#include "text/rare_words.h"

namespace qy {

// What a worker is told once, on its command line.
struct PairTask {
  std::string config;  // the YAML
  RecordIndex first = 0;
  struct Key {
    bool is_there = false;  // its groups are among the record's cells
    uint32_t window = 0;
  };
  std::vector<Key> keys;

  std::string words() const;  // in letters and digits alone: no shell takes them for anything else
  static Result<PairTask> of(std::string_view words);
};

// The columns of which the configuration's comparisons are made, and the comparisons that weigh words, in the
// order of a record's cells.
std::vector<std::string> compared_columns(const LinkConfig& config);
std::vector<size_t> weighing_comparisons(const LinkConfig& config);

// What is given out of each record.
class RecordCells {
 public:
  // All must outlive this, `derived` too.
  static Result<RecordCells> prepare(const Records& records, const LinkConfig& config, Derived& derived,
                                     const std::vector<KeyOut>& keys);
  const std::vector<std::string>& names() const { return names_; }  // letters and digits
  // In their order; empty where the record says nothing.
  std::vector<std::string> of(RecordIndex record) const;

 private:
  struct Weighing {
    const RecordColumn* column;
    WordWeights weights;
  };
  const Records* records_ = nullptr;
  const std::vector<KeyOut>* keys_ = nullptr;
  std::vector<const RecordColumn*> columns_;
  std::vector<Weighing> weighing_;
  std::vector<std::string> names_;
};

PairTask pair_task(const std::string& config, const std::vector<KeyOut>& keys, RecordIndex first);

class PairFilter {
 public:
  static Result<PairFilter> prepare(const PairTask& task);
  // Lines, each with its end; none for a group without pairs.
  Result<std::string> answer(std::string_view line) const;

 private:
  LinkConfig config_;
  PairTask task_;
  std::vector<std::string> columns_;
  std::vector<size_t> weighing_;
};

}  // namespace qy
