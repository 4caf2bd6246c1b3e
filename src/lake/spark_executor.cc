#include "lake/spark_executor.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/child.h"
#include "base/disk.h"
#include "base/json.h"
#include "lake/messages.h"
#include "lake/spark_job.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr int kOldestSpark = 4;

// What holds for every plan, so that Spark answers as DuckDB does. A site's own settings come after and may
// add to them.
constexpr std::string_view kSettings[] = {
    "spark.sql.ansi.enabled=true",
    "spark.sql.ansi.doubleQuotedIdentifiers=true",
    "spark.sql.timestampType=TIMESTAMP_NTZ",
    "spark.sql.session.timeZone=Asia/Shanghai",
    "spark.sql.caseSensitive=false",
    "spark.sql.parquet.compression.codec=snappy",
    "spark.scheduler.mode=FAIR",
    "spark.ui.enabled=false",
    "spark.ui.showConsoleProgress=false",
};

// For thousands of queries over a handful of rows: planning is all there is to them.
constexpr std::string_view kTinySettings[] = {
    "spark.sql.shuffle.partitions=1",
    "spark.sql.adaptive.enabled=false",
    "spark.default.parallelism=1",
    "spark.sql.codegen.wholeStage=false",
    "spark.sql.codegen.factoryMode=NO_CODEGEN",
    "spark.sql.leafNodeDefaultParallelism=1",
};

std::string last_words(const fs::path& log) {
  auto text = read_file(log);
  if (!text.ok()) return "";
  // The last line that says something: not a frame of a Java trace.
  std::string last;
  for (size_t from = 0; from < text->size();) {
    const size_t end = std::min(text->find('\n', from), text->size());
    const std::string line = text->substr(from, end - from);
    if (!line.empty() && line[0] != '\t' && line.find("INFO ") == std::string::npos) last = line;
    from = end + 1;
  }
  return last.substr(0, 500);
}

bool has_java() {
  if (const char* home = std::getenv("JAVA_HOME"); home != nullptr && *home != '\0')
    return ::access((fs::path(home) / "bin" / "java").c_str(), X_OK) == 0;
  const char* path = std::getenv("PATH");
  std::string folders = path == nullptr ? "" : path;
  for (size_t from = 0; from <= folders.size();) {
    const size_t end = std::min(folders.find(':', from), folders.size());
    if (::access((fs::path(folders.substr(from, end - from)) / "java").c_str(), X_OK) == 0) return true;
    from = end + 1;
  }
  return false;
}

class SparkExecutor : public Executor {
 public:
  SparkExecutor(std::string prelude, Macros macros, SparkOptions options)
      : prelude_(std::move(prelude)), macros_(std::move(macros)), options_(std::move(options)) {}

  const std::string& prelude() const override { return prelude_; }

  Result<void> carry_out(const std::vector<Plan>& plans, const PlanEvents& events) override {
    folder_ = options_.workspace / options_.below / ("run-" + std::to_string(::getpid()));
    QY_CHECK(make_folder(folder_));
    QY_CHECK(write_job(plans));
    auto done = submit(events);
    if (done.ok() || events.stop()) {
      std::error_code ec;
      fs::remove_all(folder_, ec);
    }
    return done;
  }

 private:
  Result<void> write_job(const std::vector<Plan>& plans) const {
    const SparkPlaces places{.workspace = options_.workspace, .url = options_.url, .filter = options_.filter};
    Json job = {{"master", options_.master},
                {"side_by_side", options_.side_by_side},
                {"tiny", options_.tiny},
                {"results", places.url_of(folder_)},
                {"local", options_.url.empty() ? "" : folder_.string()},
                {"plans", Json::array()}};
    for (const Plan& plan : plans) {
      QY_TRY(Json one, spark_job(plan, macros_, places));
      job["plans"].push_back(std::move(one));
    }
    return write_file(folder_ / "job.json", job.dump());
  }

  Result<void> submit(const PlanEvents& events) {
    std::vector<std::string> words = {(options_.home / "bin" / "spark-submit").string(), "--master",
                                      options_.master, "--name", "qingyuan"};
    const auto set = [&](std::string_view setting) {
      words.insert(words.end(), {"--conf", std::string(setting)});
    };
    for (const std::string_view setting : kSettings) set(setting);
    if (options_.tiny)
      for (const std::string_view setting : kTinySettings) set(setting);
    for (const std::string& setting : options_.settings) set(setting);
    words.insert(words.end(), {options_.driver.string(), (folder_ / "job.json").string()});

    QY_TRY(Child child, Child::start(words, folder_ / "spark.log"));
    std::optional<Error> failure;
    bool is_done = false;
    QY_CHECK(child.read_lines(
        [&](std::string_view line) {
          auto event = parse_json(line, "Spark's driver");
          if (!event.ok() || !event->is_object()) return;  // Spark's own chatter
          if (auto heard = hear(*event, events); !heard.ok()) failure = heard.error();
          is_done = is_done || event->value("event", "") == "done";
        },
        [&] { return !failure && !events.stop(); }));
    const int code = child.wait();
    if (failure) return *failure;
    if (events.stop()) return Error{Code::cancelled, say(kStopped)};
    if (is_done) return {};
    return io_error(
        say(kSparkEnded, code, last_words(folder_ / "spark.log"), (folder_ / "spark.log").string()));
  }

  Result<void> hear(const Json& event, const PlanEvents& events) const {
    const std::string kind = event.value("event", ""), name = event.value("name", ""),
                      error = event.value("error", "");
    const double seconds = event.value("seconds", 0.0);
    if (kind == "ready") return check_version(event.value("version", ""));
    if (kind == "failed") return why_failed(event.value("what", ""), error);
    if (kind == "started" && events.started) events.started(name);
    if (kind == "built" && events.built)
      events.built(name, seconds, error.empty() ? Result<void>() : invalid(error));
    if (kind == "answered")
      events.answered(name, seconds, error.empty() ? rows_of_answer(name) : invalid(error));
    return {};
  }

  Result<Rows> rows_of_answer(const std::string& question) const {
    QY_TRY(const auto duckdb, open_duckdb({.threads = 1}));
    return duckdb->query("SELECT * FROM read_parquet(" +
                         Engine::literal((folder_ / question / "*.parquet").string()) + ")");
  }

  static Result<void> check_version(const std::string& version) {
    if (std::atoi(version.c_str()) >= kOldestSpark) return {};
    return invalid(say(kOldSpark, version));
  }

  Error why_failed(const std::string& what, const std::string& error) const {
    const SparkPlaces places{options_.workspace, options_.url, {}};
    if (what == "master") return io_error(say(kNoMaster, options_.master, error));
    if (what == "lake") return io_error(say(kLakeUnseen, places.url_of(options_.workspace / "lake"), error));
    return io_error(say(kNoResults, places.url_of(folder_), error));
  }

  std::string prelude_;
  Macros macros_;
  SparkOptions options_;
  fs::path folder_;
};

}  // namespace

Result<std::unique_ptr<Executor>> spark_executor(const std::string& prelude, const std::string& spark_prelude,
                                                 const SparkOptions& options) {
  if (options.home.empty()) return not_found(say(kNoSparkHome));
  if (::access((options.home / "bin" / "spark-submit").c_str(), X_OK) != 0)
    return not_found(say(kNoSpark, options.home.string()));
  if (!has_java()) return not_found(say(kNoJava));
  QY_TRY(Macros macros, Macros::parse(prelude, "rules/prelude/duckdb.sql"));
  QY_TRY(const Macros own, Macros::parse(spark_prelude, "rules/prelude/spark.sql"));
  macros.lay_over(own);
  SparkOptions absolute = options;
  absolute.workspace = fs::absolute(options.workspace).lexically_normal();
  return std::unique_ptr<Executor>(std::make_unique<SparkExecutor>(prelude + "\n" + spark_prelude,
                                                                   std::move(macros), std::move(absolute)));
}

}  // namespace qy
