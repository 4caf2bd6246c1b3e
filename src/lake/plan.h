// Work on the lake as a whole, whichever engine does it: tables, what is built from them once, and questions,
// each of which is answered, or fails, on its own.
//
//   tables ──▶ relations, once, in order ──▶ questions, a few at a time ──▶ rows, one by one as they are
//   ready
//
// The SQL is the common subset with qy_ macros (rules/prelude); the executor puts it into its engine's
// spelling.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lake/engine.h"
#include "lake/table.h"

namespace qy {

struct PlanTable {
  std::string name;
  std::vector<ColumnSpec> columns;
  std::vector<std::filesystem::path> files;  // Parquet; a file may lack columns, which are NULL then
  std::string select;                        // where it is not empty, it stands in for the files
  bool is_here_only =
      false;  // the files are on this machine: they go where the workers see them, and go again
};

// What a relation's rows go through on the workers: `sql` gives them as a column `line`, `qingyuan filter <words>`
// reads them and writes lines of its own, as many as it likes, of whole numbers parted by blanks. For Spark alone.
struct LineFilter {
  std::string words;                 // letters, digits and blanks
  std::vector<std::string> columns;  // of the answers, BIGINT
  std::string where;                 // which of them; empty: all
};

// A SELECT that several questions read. A first comment line `-- kernel: edits(a, b)` adds a column that SQL
// cannot say (lake/kernel.h).
struct PlanRelation {
  std::string name, sql;
  std::optional<LineFilter> filter = {};
};

struct Question {
  std::string id;  // letters, digits, - and _
  std::string sql;
};

struct Plan {
  std::vector<PlanTable> tables;
  std::vector<PlanRelation> relations;
  std::vector<Question> questions;
  bool share = true;  // false: relations are worked out anew by every question
};

// What the caller hears while a plan is carried out. Any thread may call, several at once.
struct PlanEvents {
  std::function<void(const std::string& name)> started;  // a relation or a question
  std::function<void(const std::string& relation, double seconds, const Result<void>& built)> built;
  std::function<void(const std::string& question, double seconds, Result<Rows> answer)> answered;
  const std::atomic<bool>* cancelled = nullptr;
  bool stop() const { return cancelled != nullptr && *cancelled; }
};

class Executor {
 public:
  virtual ~Executor() = default;
  // The macros that stand behind this executor's SQL: an outcome depends on them.
  virtual const std::string& prelude() const = 0;
  // Carries out plan after plan; the next one's tables take the place of the last one's. Fails as a whole
  // only when the engine itself does (Code::cancelled when it was stopped); what was answered by then has
  // been handed over.
  virtual Result<void> carry_out(const std::vector<Plan>& plans, const PlanEvents& events) = 0;
};

struct DuckDbOptions {
  EngineOptions engine;
  int side_by_side = 2;
};

Result<std::unique_ptr<Executor>> duckdb_executor(const std::string& prelude, const DuckDbOptions& options);

// Makes one table of a plan in DuckDB: a view over its files, empty but with every column where there is
// none. Code::damaged names the first file that cannot be opened.
Result<void> attach(Engine& duckdb, const PlanTable& table);

}  // namespace qy
