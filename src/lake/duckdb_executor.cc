#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/disk.h"
#include "lake/damaged_part.h"
#include "lake/kernel.h"
#include "lake/messages.h"
#include "lake/plan.h"

namespace qy {
namespace {

constexpr double kRoomy = 0.5;  // of the memory limit: so much may lie uncompressed

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string column_list(const PlanTable& table) {
  std::string columns;
  for (const ColumnSpec& column : table.columns)
    columns += (columns.empty() ? "" : ", ") + ("CAST(NULL AS " + std::string(sql_type(column.type))) +
               ") AS \"" + column.name + "\"";
  return columns;
}

// A view with the table's columns whose rows are an error.
std::string refusing_view(const PlanTable& table, const std::string& why) {
  std::string columns;
  for (const ColumnSpec& column : table.columns)
    columns += (columns.empty() ? "" : ", ") + ("CAST(why AS " + std::string(sql_type(column.type))) +
               ") AS \"" + column.name + "\"";
  return "CREATE OR REPLACE VIEW \"" + table.name + "\" AS SELECT " + columns + " FROM (SELECT error(" +
         Engine::literal(why) + ") AS why) AS refused WHERE why IS NULL";
}

Result<std::string> relation_select(const PlanRelation& relation) {
  QY_TRY(const auto call, kernel_call_of(relation.sql));
  if (!call) return relation.sql;
  return "SELECT *, qy_" + std::string(call->kernel->name) + "(" + call->a + ", " + call->b + ") AS " +
         std::string(call->kernel->name) + " FROM (\n" + relation.sql + "\n) AS given";
}

// Passes a cancellation on to the queries that are running, for as long as it lives.
class Watch {
 public:
  Watch(const std::vector<Engine*>& engines, const PlanEvents& events)
      : thread_([this, engines, &events] {
          std::unique_lock lock(mutex_);
          while (!ended_.wait_for(lock, std::chrono::milliseconds(50), [this] { return done_; }))
            if (events.stop())
              for (Engine* engine : engines) engine->cancel();
        }) {}
  ~Watch() {
    {
      std::lock_guard lock(mutex_);
      done_ = true;
    }
    ended_.notify_all();
    thread_.join();
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::thread thread_;  // last: it begins when the others are there
};

class DuckDbExecutor : public Executor {
 public:
  DuckDbExecutor(std::string prelude, const DuckDbOptions& options)
      : prelude_(std::move(prelude)), options_(options) {}

  Result<void> open() {
    if (!options_.engine.spill_folder.empty()) QY_CHECK(make_folder(options_.engine.spill_folder));
    QY_TRY(engine_, open_duckdb(options_.engine));
    QY_CHECK(engine_->execute("SET preserve_insertion_order = false"));
    QY_CHECK(engine_->execute("ATTACH ':memory:' AS shared (COMPRESS)"));
    return engine_->execute(prelude_);
  }

  const std::string& prelude() const override { return prelude_; }

  Result<void> carry_out(const std::vector<Plan>& plans, const PlanEvents& events) override {
    for (const Plan& plan : plans) {
      QY_CHECK(attach_all(plan.tables));
      QY_CHECK(build(plan, events));
      QY_CHECK(answer(plan.questions, events));
    }
    return {};
  }

 private:
  // A table with a damaged part is not read without it: whoever asks for its rows is told, the others go on.
  Result<void> attach_all(const std::vector<PlanTable>& tables) {
    parts_.clear();
    sought_ = false;
    for (const PlanTable& table : tables) {
      parts_.insert(parts_.end(), table.files.begin(), table.files.end());
      auto attached = attach(*engine_, table);
      if (attached.ok()) continue;
      if (attached.error().code != Code::damaged) return attached;
      QY_CHECK(engine_->execute(refusing_view(table, attached.error().message)));
    }
    return {};
  }

  // A relation that fails takes down the questions that read it, each with its reason; the others go on.
  Result<void> build(const Plan& plan, const PlanEvents& events) {
    const Watch watch({engine_.get()}, events);
    for (const PlanRelation& relation : plan.relations) {
      if (events.stop()) return stopped();
      if (events.started) events.started(relation.name);
      const auto start = std::chrono::steady_clock::now();
      if (relation.filter) return invalid(say(kFilterOnSpark, relation.name));
      QY_TRY(const std::string select, relation_select(relation));
      Result<void> built = plan.share ? build_once(relation.name, select) : view(relation.name, select);
      if (!built.ok()) built = as_told(built.error(), *engine_);
      if (events.built) events.built(relation.name, seconds_since(start), built);
    }
    return {};
  }

  Result<void> view(const std::string& name, const std::string& select) {
    return engine_->execute("CREATE OR REPLACE VIEW " + name + " AS " + select);
  }

  Result<void> build_once(const std::string& name, const std::string& select) {
    QY_CHECK(engine_->execute("CREATE OR REPLACE TABLE shared." + name + " AS " + select));
    QY_CHECK(press());
    return view(name, "SELECT * FROM shared." + name);
  }

  // A relation held as it was built takes some six times the room of one compressed, and what does not fit is spilled for every rule that
  // reads it. Compressing costs as long as building: it is done where much was built since the last time. Where it fails for want of room
  // the relation stands as it was built.
  Result<void> press() {
    if (options_.engine.memory_bytes == 0) return {};
    QY_TRY(const int64_t held, bytes_held());
    if (held - pressed_bytes_ <= int64_t(double(options_.engine.memory_bytes) * kRoomy)) return {};
    auto pressed = engine_->execute("CHECKPOINT shared");
    if (!pressed.ok() && pressed.error().code == Code::cancelled) return pressed;
    QY_TRY(pressed_bytes_, bytes_held());
    return {};
  }

  Result<int64_t> bytes_held() {
    QY_TRY(const Rows rows,
           engine_->query(
               "SELECT CAST(coalesce(sum(memory_usage_bytes + temporary_storage_bytes), 0) AS BIGINT) "
               "FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'"));
    return std::get<int64_t>(rows.cells[0][0]);
  }

  Result<void> answer(const std::vector<Question>& questions, const PlanEvents& events) {
    const int workers = std::max(1, std::min(options_.side_by_side, int(questions.size())));
    std::vector<std::unique_ptr<Engine>> sessions;
    std::vector<Engine*> engines;
    for (int i = 0; i < workers; ++i) {
      QY_TRY(auto session, engine_->session());
      engines.push_back(session.get());
      sessions.push_back(std::move(session));
    }
    std::atomic<size_t> next = 0;
    const auto work = [&](Engine* engine) {
      for (size_t i = next++; i < questions.size() && !events.stop(); i = next++) {
        if (events.started) events.started(questions[i].id);
        const auto start = std::chrono::steady_clock::now();
        auto rows = engine->query(questions[i].sql);
        if (!rows.ok()) rows = as_told(rows.error(), *engine);
        if (!events.stop()) events.answered(questions[i].id, seconds_since(start), std::move(rows));
      }
    };
    {
      const Watch watch(engines, events);
      std::vector<std::thread> threads;
      threads.reserve(engines.size());
      for (Engine* engine : engines) threads.emplace_back(work, engine);
      for (std::thread& thread : threads) thread.join();
    }
    return events.stop() ? stopped() : Result<void>();
  }

  // A damaged part by its name, whatever the engine says of it.
  Error as_told(const Error& error, Engine& engine) {
    auto part = part_in(error, parts_);
    if (!part && error.code == Code::damaged) {
      const std::lock_guard lock(mutex_);
      if (!sought_) damaged_part_ = find_damaged(engine, parts_);
      sought_ = true;
      part = damaged_part_;
    }
    return part ? part_damaged(*part) : error;
  }

  static Error stopped() { return {Code::cancelled, say(kStopped)}; }

  std::string prelude_;
  DuckDbOptions options_;
  std::unique_ptr<Engine> engine_;
  int64_t pressed_bytes_ = 0;                 // held when it was last compressed
  std::vector<std::filesystem::path> parts_;  // of the plan at hand
  std::mutex mutex_;                          // over what follows
  bool sought_ = false;
  std::optional<std::filesystem::path> damaged_part_;
};

}  // namespace

// A batch written before a field was added lacks its columns: BY NAME fills them with NULL, and the first,
// empty part gives every column its type even where no batch has it.
Result<void> attach(Engine& duckdb, const PlanTable& table) {
  const std::string name = "\"" + table.name + "\"";
  if (!table.select.empty()) return duckdb.execute("CREATE OR REPLACE VIEW " + name + " AS " + table.select);
  std::string sql = "CREATE OR REPLACE VIEW " + name + " AS SELECT " + column_list(table) + " WHERE false";
  std::string files;
  for (const auto& file : table.files) files += (files.empty() ? "" : ", ") + Engine::literal(file.string());
  if (!files.empty())
    sql += " UNION ALL BY NAME SELECT * FROM read_parquet([" + files +
           "], union_by_name = true, hive_partitioning = false)";
  auto attached = duckdb.execute(sql);
  if (attached.ok() || attached.error().code == Code::cancelled) return attached;
  for (const auto& file : table.files)
    if (!duckdb.execute("SELECT * FROM read_parquet(" + Engine::literal(file.string()) + ") LIMIT 0").ok())
      return part_damaged(file);
  return attached;
}

Result<std::unique_ptr<Executor>> duckdb_executor(const std::string& prelude, const DuckDbOptions& options) {
  auto executor = std::make_unique<DuckDbExecutor>(prelude, options);
  QY_CHECK(executor->open());
  return std::unique_ptr<Executor>(std::move(executor));
}

}  // namespace qy
