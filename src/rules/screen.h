// Screening: the rules of a set over the lake, side by side within a memory limit, a failing one failing
// alone.
//
//   lake + rules ──▶ one plan (lake/plan.h) ──executor──▶ rows of each rule as they are ready ──▶ hits +
//   coverage
//                                                        └─▶ each rule's outcome saved as it ends: a killed
//                                                        run goes on from there
//
// DuckDB in process and Spark are executors of the same plan; what becomes of the rows is one code.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "lake/lake.h"
#include "rules/program.h"
#include "rules/rule_set.h"
#include "rules/sentence.h"

namespace qy {

struct EvidenceRef {
  std::string table, source_id, sheet;
  int64_t row = 0;
  auto operator<=>(const EvidenceRef&) const = default;
};

struct Hit {
  const Rule* rule = nullptr;
  std::string band;  // red, yellow, blue
  std::string subject_key, subject_label, stack_key;
  std::string sentence, sentence_en;
  std::optional<Fen> amount_fen;
  std::string currency;  // empty: CNY
  std::vector<EvidenceRef> evidence;
  Figures figures;
};

struct CoverageRow {
  std::string rule_id, source_id, outcome,
      detail;  // outcome: hit, clear, excluded, not_computable, failed, no_data
  int64_t records = 0;
};

struct RuleTiming {
  std::string rule_id;
  double seconds = 0;
  int64_t hits = 0;
  bool reused = false;  // taken from a run over the same data that was cut off, or repeated
  std::string failure;  // empty when it ran
};

struct ScreenOptions {
  Date as_of;
  Overrides overrides;
  Executor* executor = nullptr;  // none: DuckDB in process, within the limits below
  int64_t memory_bytes = int64_t(3) << 30;
  int threads = 0;
  int side_by_side = 2;
  bool fresh = false;  // do not reuse saved outcomes
  bool share =
      true;  // false: the plain engine, every rule on its own with nothing prepared (for the benchmark)
  // What the program itself knows: standard table -> a SELECT that stands in where the lake has no row of it
  // (the working-day calendar, say).
  std::map<std::string, std::string> supplied;
  // Tables worked out from others (those of the domain `derived`): called once, before the rules run, with
  // the names that they read, to set the files of those tables. `derived_from` is what the result depends on
  // beside the data.
  std::function<Result<void>(const std::set<std::string>& names, std::vector<PlanTable>& tables)> derive;
  std::set<std::string> derived;
  std::string derived_from;
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(const std::string& what, size_t done, size_t of)> progress;
};

struct ScreenResult {
  std::vector<Hit> hits;
  std::vector<CoverageRow> coverage;
  std::vector<RuleTiming> runs;
  std::map<std::string, double> prepared_seconds;
  double seconds = 0;
};

// `rules` must outlive the result: hits point at them. Saved outcomes lie in <workspace>/screening/.
Result<ScreenResult> screen(const Lake& lake, const RuleSet& set, const std::vector<const Rule*>& rules,
                            const ScreenOptions& options);

// Tables that a rule needs and that hold no row, those it can do without left out.
std::vector<std::string> missing_tables(const Rule& rule, const std::vector<std::string>& filled);

// Why a rule cannot be asked of this lake at all: the first table it needs that holds no row. Empty when it
// can.
std::string missing_table(const Rule& rule, const std::vector<std::string>& filled);

}  // namespace qy
