// A linkage's pairs scored on an existing Spark (entity/pair_scorer.h): the records' cells lie below a folder as
// Parquet while it runs, groups of equal keys go through this program on the workers (`qingyuan filter pairs`), and
// what comes back is first how many pairs there are of each pattern, then those of the patterns that may be links.
//
//   record-0.parquet ──▶ groups, a line each ──▶ filter pairs ──▶ counted by pattern          first job
//                                                         ──▶ pairs of wanted patterns     second job
//
// Pairs are not kept, as they are not in one process: the second job compares anew.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>

#include "entity/pair_filter.h"
#include "lake/plan.h"

namespace qy {

class SparkPairs : public PairScorer {
 public:
  struct Place {
    std::filesystem::path folder;  // which the executor's workers see
    const std::atomic<bool>* cancelled = nullptr;
  };
  // All but the text must outlive this; `config_text` is what `config` was read from.
  SparkPairs(Executor& spark, const Records& records, const LinkConfig& config, std::string config_text,
             Place place)
      : spark_(spark),
        records_(records),
        config_(config),
        config_text_(std::move(config_text)),
        place_(std::move(place)) {}
  ~SparkPairs() override;  // the cells are gone with it

  Result<std::vector<KeyTallies>> tallies(const std::vector<KeyOut>& keys, RecordIndex first) override;
  Result<void> links(const std::vector<Pattern>& wanted, const Take& take) override;

 private:
  Result<void> write_cells(const std::vector<KeyOut>& keys);
  Plan plan_of(std::string where) const;
  Result<void> carry_out(const Plan& plan, const std::function<Result<void>(const Rows&)>& take);

  Executor& spark_;
  const Records& records_;
  const LinkConfig& config_;
  std::string config_text_;
  Place place_;
  PairTask task_;
  std::vector<size_t> out_;  // the keys that are given out
  PlanTable cells_;
};

}  // namespace qy
