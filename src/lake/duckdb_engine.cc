#include <duckdb.h>

#include <atomic>
#include <mutex>

#include "lake/duckdb_functions.h"
#include "lake/duckdb_value.h"
#include "lake/engine.h"
#include "lake/messages.h"

namespace qy {
namespace {

struct Database {
  duckdb_database handle = nullptr;
  ~Database() { duckdb_close(&handle); }
};

Code code_of(duckdb_error_type type) {
  switch (type) {
    case DUCKDB_ERROR_INTERRUPT:
      return Code::cancelled;
    case DUCKDB_ERROR_OUT_OF_MEMORY:
      return Code::limit;
    case DUCKDB_ERROR_IO:
      return Code::io;
    case DUCKDB_ERROR_INVALID:  // what a reader of files throws and DuckDB has no name for: stored data that
                                // make no sense
      return Code::damaged;
    default:
      return Code::invalid;
  }
}

// What ran short is told in words; the engine's own advice is for who runs an engine.
Error error_of(duckdb_result& result) {
  const Code code = code_of(duckdb_result_error_type(&result));
  const char* text = duckdb_result_error(&result);
  if (code == Code::limit) return {code, say(kEngineMemory)};
  if (code == Code::io && std::string_view(text).find("No space left") != std::string_view::npos)
    return {code, say(kScratchFull)};
  return {code, text};
}

class DuckDb : public Engine {
 public:
  explicit DuckDb(std::shared_ptr<Database> database) : database_(std::move(database)) {}
  ~DuckDb() override { duckdb_disconnect(&connection_); }

  Result<void> connect() {
    if (duckdb_connect(database_->handle, &connection_) != DuckDBSuccess)
      return Error{Code::internal, "DuckDB gives no connection"};
    return {};
  }
  duckdb_connection connection() const { return connection_; }

  Result<void> execute(std::string_view sql) override {
    duckdb_result result;
    QY_CHECK(run(sql, result));
    duckdb_destroy_result(&result);
    return {};
  }

  Result<Rows> query(std::string_view sql) override {
    duckdb_result result;
    QY_CHECK(run(sql, result));
    return rows_of(result);
  }

  Result<void> stream(std::string_view sql, const TakeRows& take) {
    duckdb_prepared_statement statement = nullptr;
    duckdb_pending_result pending = nullptr;
    duckdb_result result{};
    Result<void> outcome;
    if (duckdb_prepare(connection_, std::string(sql).c_str(), &statement) != DuckDBSuccess)
      outcome = invalid(duckdb_prepare_error(statement));
    else if (duckdb_pending_prepared_streaming(statement, &pending) != DuckDBSuccess)
      outcome = invalid(duckdb_pending_error(pending));
    else if (duckdb_execute_pending(pending, &result) != DuckDBSuccess)
      outcome = error_of(result);
    duckdb_destroy_pending(&pending);
    if (outcome.ok())
      outcome = stream_of(result, take);
    else
      duckdb_destroy_result(&result);
    duckdb_destroy_prepare(&statement);
    return outcome;
  }

  Result<std::unique_ptr<Engine>> session() override {
    auto other = std::make_unique<DuckDb>(database_);
    QY_CHECK(other->connect());
    return std::unique_ptr<Engine>(std::move(other));
  }

  void cancel() override { duckdb_interrupt(connection_); }

  double progress() override {
    const double percentage = duckdb_query_progress(connection_).percentage;
    return percentage < 0 ? -1 : percentage / 100;
  }

 private:
  Result<void> run(std::string_view sql, duckdb_result& result) {
    if (duckdb_query(connection_, std::string(sql).c_str(), &result) == DuckDBSuccess) return {};
    Error error = error_of(result);
    duckdb_destroy_result(&result);
    return error;
  }

  std::shared_ptr<Database> database_;
  duckdb_connection connection_ = nullptr;
};

// Nothing may reach the network or load code: the program runs offline, and rules come from files.
constexpr std::string_view kSettings[][2] = {
    {"autoinstall_known_extensions", "false"},
    {"autoload_known_extensions", "false"},
    {"allow_community_extensions", "false"},
};

Result<std::shared_ptr<Database>> open_database(const EngineOptions& options) {
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  for (const auto& [name, value] : kSettings)
    duckdb_set_config(config, std::string(name).c_str(), std::string(value).c_str());
  if (options.threads > 0) duckdb_set_config(config, "threads", std::to_string(options.threads).c_str());
  if (options.memory_bytes > 0)
    duckdb_set_config(config, "memory_limit",
                      (std::to_string(options.memory_bytes / 1'000'000) + "MB").c_str());
  if (!options.spill_folder.empty())
    duckdb_set_config(config, "temp_directory", options.spill_folder.c_str());

  auto database = std::make_shared<Database>();
  char* message = nullptr;
  const bool opened =
      duckdb_open_ext(options.database.c_str(), &database->handle, config, &message) == DuckDBSuccess;
  duckdb_destroy_config(&config);
  if (opened) return database;
  Error error = io_error(say(kNoDatabase, options.database, message ? message : "?"));
  duckdb_free(message);
  return error;
}

}  // namespace

Result<std::unique_ptr<Engine>> open_duckdb(const EngineOptions& options) {
  QY_TRY(auto database, open_database(options));
  auto engine = std::make_unique<DuckDb>(std::move(database));
  QY_CHECK(engine->connect());
  QY_CHECK(register_functions(engine->connection()));
  return std::unique_ptr<Engine>(std::move(engine));
}

// Behind Engine stands DuckDb and nothing else.
Result<void> stream(Engine& duckdb, std::string_view sql, const TakeRows& take) {
  return static_cast<DuckDb&>(duckdb).stream(sql, take);
}

std::string Engine::literal(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'";
}

int Rows::column(std::string_view name) const {
  for (size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return int(i);
  return -1;
}

std::string to_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* fraction = std::get_if<double>(&value)) {
    char text[40];
    const int n = std::snprintf(text, sizeof text, "%.10g", *fraction + 0.0);  // + 0.0: a nought has no sign
    return {text, size_t(n)};
  }
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    std::string joined;
    for (const std::string& item : *list) joined += (joined.empty() ? "" : "、") + item;
    return joined;
  }
  return {};
}

}  // namespace qy
