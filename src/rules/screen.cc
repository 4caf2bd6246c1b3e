#include "rules/screen.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "base/disk.h"
#include "rules/saved_outcome.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

EvidenceRef evidence_of(const std::string& reference) {
  std::vector<std::string> parts;
  for (size_t from = 0; from <= reference.size();) {
    const size_t bar = std::min(reference.find('|', from), reference.size());
    parts.push_back(reference.substr(from, bar - from));
    from = bar + 1;
  }
  if (parts.size() < 4) return {reference, "", "", 0};
  // A sheet's name may hold a bar itself; table, source and row cannot.
  std::string sheet = parts[2];
  for (size_t i = 3; i + 1 < parts.size(); ++i) sheet += "|" + parts[i];
  return {parts[0], parts[1], sheet, std::strtoll(parts.back().c_str(), nullptr, 10)};
}

// Reads one row of the tally; the names of the columns are looked up once.
class TallyReader {
 public:
  TallyReader(const Rule& rule, const Rows& rows) : rule_(rule), rows_(rows) {}

  std::string text(const std::vector<Value>& row, std::string_view name) const {
    const int column = rows_.column(name);
    return column < 0 ? "" : to_text(row[size_t(column)]);
  }

  Hit hit(const std::vector<Value>& row) const {
    Hit hit{.rule = &rule_,
            .band = text(row, "detail"),
            .subject_key = text(row, "subject_key"),
            .subject_label = text(row, "subject_label"),
            .stack_key = text(row, "stack_key"),
            .currency = text(row, "currency")};
    if (const std::string amount = text(row, "amount_fen"); !amount.empty())
      hit.amount_fen = Fen(std::strtod(amount.c_str(), nullptr));
    for (size_t c = 0; c < rows_.names.size(); ++c)
      if (rows_.names[c] != "evidence" && rows_.names[c] != "rows_examined")
        hit.figures[rows_.names[c]] = to_text(row[c]);
    const Value& evidence = row[size_t(rows_.column("evidence"))];
    if (const auto* list = std::get_if<std::vector<std::string>>(&evidence))
      for (const std::string& reference : *list) hit.evidence.push_back(evidence_of(reference));
    std::sort(hit.evidence.begin(), hit.evidence.end());  // an engine gives a list in any order
    hit.sentence = fill_sentence(rule_.card.sentence, hit.figures);
    hit.sentence_en = fill_sentence(rule_.card.sentence_en, hit.figures);
    return hit;
  }

 private:
  const Rule& rule_;
  const Rows& rows_;
};

Result<RuleOutcome> run_rule(const Rule& rule, const std::string& params, Engine& engine) {
  const std::string whole = whole_query(rule, params);
  QY_TRY(const Rows shape, engine.query(whole + " LIMIT 0"));
  for (const std::string& column : required_columns())
    if (shape.column(column) < 0) return invalid("rule.sql gives no column " + column);
  QY_TRY(const Rows rows, engine.query(tally_query(whole, shape.names)));

  RuleOutcome outcome;
  const TallyReader reader(rule, rows);
  std::map<std::tuple<std::string, std::string, std::string>, int64_t> counts;
  std::set<std::string> subjects;
  for (const std::vector<Value>& row : rows.cells) {
    const std::string kind = reader.text(row, "outcome");
    const int64_t records = std::strtoll(reader.text(row, "rows_examined").c_str(), nullptr, 10);
    counts[{reader.text(row, "source_id"), kind, reader.text(row, "detail")}] += records;
    if (kind != "hit") continue;
    Hit hit = reader.hit(row);
    if (records != 1 || !subjects.insert(hit.subject_key).second)
      return invalid("the rule gives the subject " + hit.subject_key + " more than once");
    outcome.hits.push_back(std::move(hit));
  }
  std::sort(outcome.hits.begin(), outcome.hits.end(),
            [](const Hit& a, const Hit& b) { return a.subject_key < b.subject_key; });
  for (const auto& [key, records] : counts)
    outcome.coverage.push_back({rule.card.id, std::get<0>(key), std::get<1>(key), std::get<2>(key), records});
  return outcome;
}

class Screening {
 public:
  Screening(const Lake& lake, const RuleSet& set, const ScreenOptions& options)
      : lake_(lake), set_(set), options_(options) {}

  Result<ScreenResult> run(const std::vector<const Rule*>& rules) {
    const auto start = std::chrono::steady_clock::now();
    QY_CHECK(open());
    for (const Rule* rule : rules) {
      const std::string missing = missing_table(*rule, filled_);
      if (missing.empty()) {
        QY_CHECK(queue(*rule));
      } else {
        no_data(*rule, missing);
      }
    }
    QY_CHECK(prepare());
    QY_CHECK(work());
    sort_by_rule(rules);
    result_.seconds = seconds_since(start);
    return std::move(result_);
  }

 private:
  struct Task {
    const Rule* rule;
    std::string params, key;
  };

  Result<void> open() {
    saved_ = lake_.workspace() / "screening";
    QY_CHECK(make_folder(saved_));
    QY_CHECK(make_folder(lake_.workspace() / "spill"));
    QY_TRY(engine_, open_duckdb({.spill_folder = lake_.workspace() / "spill",
                                 .memory_bytes = options_.memory_bytes,
                                 .threads = options_.threads}));
    QY_CHECK(engine_->execute("SET preserve_insertion_order = false"));
    QY_CHECK(engine_->execute(set_.prelude()));
    QY_CHECK(lake_.attach(*engine_));
    QY_TRY(batches_, lake_.batches());
    QY_TRY(filled_, lake_.filled_tables());
    for (const auto& [table, select] : options_.supplied) {
      if (std::find(filled_.begin(), filled_.end(), table) != filled_.end()) continue;
      QY_CHECK(engine_->execute("CREATE OR REPLACE VIEW \"" + table + "\" AS " + select));
      filled_.push_back(table);
    }
    return {};
  }

  // A rule whose outcome on this very data is already known is not run again.
  Result<void> queue(const Rule& rule) {
    const auto own = options_.overrides.find(rule.card.id);
    auto params =
        params_select(rule.card, options_.as_of,
                      own == options_.overrides.end() ? std::map<std::string, std::string>() : own->second);
    QY_CHECK(params);
    Task task{&rule, *params, outcome_key(batches_, rule, set_, *params)};
    if (!options_.fresh) {
      if (auto known = load_outcome(saved_, task.key, rule)) {
        keep({rule.card.id, 0, int64_t(known->hits.size()), true, ""}, std::move(*known));
        return {};
      }
    }
    tasks_.push_back(std::move(task));
    return {};
  }

  void no_data(const Rule& rule, const std::string& table) {
    result_.coverage.push_back({rule.card.id, "", "no_data", table, 0});
    result_.runs.push_back({.rule_id = rule.card.id});
  }

  Result<void> prepare() {
    std::vector<std::string> sqls;
    for (const Task& task : tasks_) sqls.push_back(task.rule->sql);
    const std::vector<std::string> names = prepared_for(sqls, set_);
    for (size_t i = 0; i < names.size(); ++i) {
      if (cancelled()) return stopped();
      report("准备共享数据 " + names[i], i, names.size() + tasks_.size());
      const auto start = std::chrono::steady_clock::now();
      const std::string kind = options_.share ? "TABLE " : "VIEW ";
      const std::string& sql = set_.prepared().find(names[i])->second;
      // A shared relation that fails takes down the rules that read it, each with its reason; the others go
      // on.
      auto made = engine_->execute("CREATE OR REPLACE " + kind + names[i] + " AS " + sql);
      if (!made.ok()) broken_prepared_[names[i]] = made.error().message;
      result_.prepared_seconds[names[i]] = seconds_since(start);
    }
    prepared_ = names.size();
    return {};
  }

  Result<void> work() {
    const int workers = std::max(1, std::min(options_.side_by_side, int(tasks_.size())));
    std::vector<std::unique_ptr<Engine>> engines;
    for (int i = 0; i < workers; ++i) {
      QY_TRY(auto session, engine_->session());
      engines.push_back(std::move(session));
    }
    std::atomic<bool> all_done = false;
    std::thread watch([&] {  // passes a cancellation on to queries that are running
      while (!all_done) {
        if (cancelled())
          for (auto& engine : engines) engine->cancel();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
    });
    std::vector<std::thread> threads;
    for (auto& engine : engines) threads.emplace_back([this, &engine] { run_tasks(*engine); });
    for (std::thread& thread : threads) thread.join();
    all_done = true;
    watch.join();
    return cancelled() ? stopped() : Result<void>();
  }

  void run_tasks(Engine& engine) {
    for (size_t i = next_++; i < tasks_.size() && !cancelled(); i = next_++) {
      const Task& task = tasks_[i];
      report(task.rule->card.id + " " + task.rule->card.title, prepared_ + i, prepared_ + tasks_.size());
      const auto start = std::chrono::steady_clock::now();
      auto outcome = run_rule(*task.rule, task.params, engine);
      if (cancelled()) return;
      RuleTiming run{.rule_id = task.rule->card.id, .seconds = seconds_since(start)};
      if (outcome.ok()) {
        (void)save_outcome(saved_, task.key,
                           *outcome);  // only a convenience: the run itself does not depend on it
        run.hits = int64_t(outcome->hits.size());
        keep(run, std::move(*outcome));
      } else {
        run.failure = outcome.error().message;
        for (const std::string& name : prepared_for({task.rule->sql}, set_))
          if (const auto broken = broken_prepared_.find(name); broken != broken_prepared_.end())
            run.failure = "rules/prepared/" + name + ".sql: " + broken->second;
        keep(run, {.coverage = {{run.rule_id, "", "failed", run.failure, 0}}});
      }
    }
  }

  void keep(RuleTiming run, RuleOutcome outcome) {
    std::lock_guard lock(mutex_);
    result_.runs.push_back(std::move(run));
    std::move(outcome.hits.begin(), outcome.hits.end(), std::back_inserter(result_.hits));
    std::move(outcome.coverage.begin(), outcome.coverage.end(), std::back_inserter(result_.coverage));
  }

  // The order of rules, not of finishing: the same data give the same file.
  void sort_by_rule(const std::vector<const Rule*>& rules) {
    std::map<std::string, size_t> order;
    for (const Rule* rule : rules) order.emplace(rule->card.id, order.size());
    std::stable_sort(result_.hits.begin(), result_.hits.end(), [&](const Hit& a, const Hit& b) {
      return order[a.rule->card.id] < order[b.rule->card.id];
    });
    std::stable_sort(
        result_.coverage.begin(), result_.coverage.end(),
        [&](const CoverageRow& a, const CoverageRow& b) { return order[a.rule_id] < order[b.rule_id]; });
    std::stable_sort(result_.runs.begin(), result_.runs.end(), [&](const RuleTiming& a, const RuleTiming& b) {
      return order[a.rule_id] < order[b.rule_id];
    });
  }

  bool cancelled() const { return options_.cancelled != nullptr && *options_.cancelled; }
  static Error stopped() {
    return {Code::cancelled,
            "已停止。做完的规则结果已保存，再次运行 qingyuan screen 将从这里继续 "
            "(stopped; finished rules are kept, run screen again to go on)"};
  }
  void report(const std::string& what, size_t done, size_t of) {
    if (!options_.progress) return;
    std::lock_guard lock(mutex_);
    options_.progress(what, done, of);
  }

  const Lake& lake_;
  const RuleSet& set_;
  const ScreenOptions& options_;
  fs::path saved_;
  std::unique_ptr<Engine> engine_;
  std::vector<BatchManifest> batches_;
  std::vector<std::string> filled_;
  std::map<std::string, std::string> broken_prepared_;  // shared relation -> why it could not be made
  std::vector<Task> tasks_;
  std::atomic<size_t> next_ = 0;
  size_t prepared_ = 0;
  std::mutex mutex_;
  ScreenResult result_;
};

}  // namespace

std::string missing_table(const Rule& rule, const std::vector<std::string>& filled) {
  for (const auto& [table, fields] : rule.card.needs)
    if (std::find(filled.begin(), filled.end(), table) == filled.end() && table != "workday" &&
        table != "threshold" && !rule.card.optional.contains(table))
      return table;
  return {};
}

Result<ScreenResult> screen(const Lake& lake, const RuleSet& set, const std::vector<const Rule*>& rules,
                            const ScreenOptions& options) {
  return Screening(lake, set, options).run(rules);
}

}  // namespace qy
