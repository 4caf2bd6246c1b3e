// The engine in process: SQL over the lake, one statement after another. A whole screening is not asked of it
// but of an Executor (lake/plan.h), behind which Spark stands too.
//
// An engine belongs to one thread, except cancel() and progress(), which any thread may call.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace qy {

// A cell of a small result: nothing, a truth, a whole number, a fraction, text, or a list of texts. Dates and
// timestamps come as ISO text, decimals as double.
using Value = std::variant<std::monostate, bool, int64_t, double, std::string, std::vector<std::string>>;

struct Rows {
  std::vector<std::string> names;
  std::vector<std::vector<Value>> cells;    // row by row
  int column(std::string_view name) const;  // -1 when there is none
};

std::string to_text(const Value& value);  // empty for nothing

struct EngineOptions {
  std::string database = ":memory:";
  std::filesystem::path spill_folder;  // empty: no spilling
  int64_t memory_bytes = 0;            // 0: the engine's own default
  int threads = 0;                     // 0: all cores
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual Result<void> execute(std::string_view sql) = 0;
  virtual Result<Rows> query(std::string_view sql) = 0;
  // A second session on the same data, for another thread.
  virtual Result<std::unique_ptr<Engine>> session() = 0;
  virtual void cancel() = 0;
  virtual double progress() = 0;  // 0..1, negative when unknown

  // "'it''s'": a text as an SQL literal.
  static std::string literal(std::string_view text);
};

// Opens DuckDB with the prelude (rules/prelude/duckdb.sql's qy_ macros) not yet loaded and a function
// qy_<kernel>(a, b) for each kernel (lake/kernel.h) in place.
Result<std::unique_ptr<Engine>> open_duckdb(const EngineOptions& options);

}  // namespace qy
