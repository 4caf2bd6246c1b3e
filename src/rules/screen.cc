#include "rules/screen.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>

#include "base/disk.h"
#include "rules/messages.h"
#include "rules/tally.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
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
    QY_CHECK(look_at_columns());
    QY_CHECK(derive());
    QY_CHECK(carry_out());
    sort_by_rule(rules);
    result_.seconds = seconds_since(start);
    return std::move(result_);
  }

 private:
  struct Task {
    const Rule* rule;
    std::string whole, key,
        tally;  // tally: empty until the columns are known, and where the rule does not stand
  };

  Result<void> open() {
    saved_ = lake_.workspace() / "screening";
    QY_CHECK(make_folder(saved_));
    if (options_.executor == nullptr) {
      QY_TRY(own_executor_,
             duckdb_executor(set_.for_screening(), {.engine = {.spill_folder = lake_.workspace() / "spill",
                                                               .memory_bytes = options_.memory_bytes,
                                                               .threads = options_.threads},
                                                    .side_by_side = options_.side_by_side}));
    }
    QY_TRY(batches_, lake_.batches());
    QY_TRY(filled_, lake_.filled_tables());
    QY_TRY(tables_, lake_.tables());
    for (const auto& [name, select] : options_.supplied) {
      if (std::find(filled_.begin(), filled_.end(), name) != filled_.end()) continue;
      for (PlanTable& table : tables_)
        if (table.name == name) table.select = select;
      filled_.push_back(name);
    }
    return {};
  }

  Executor& executor() { return options_.executor == nullptr ? *own_executor_ : *options_.executor; }

  // A rule whose outcome on this very data is already known is not run again.
  Result<void> queue(const Rule& rule) {
    const auto own = options_.overrides.find(rule.card.id);
    QY_TRY(
        const Constants constants,
        constants_of(rule.card, options_.as_of,
                     own == options_.overrides.end() ? std::map<std::string, std::string>() : own->second));
    Task task{.rule = &rule,
              .whole = whole_query(rule, constants),
              .key = outcome_key(
                  batches_, rule, set_, params_select(constants),
                  executor().prelude() +
                      (tables_read(rule, set_, options_.derived).empty() ? "" : options_.derived_from))};
    if (!options_.fresh) {
      if (auto known = load_outcome(saved_, task.key, rule)) {
        keep({rule.card.id, 0, int64_t(known->hits.size()), true, ""}, std::move(*known));
        return {};
      }
    }
    tasks_.emplace(rule.card.id, std::move(task));
    return {};
  }

  void no_data(const Rule& rule, const std::string& table) {
    result_.coverage.push_back({rule.card.id, "", "no_data", table, 0});
    result_.runs.push_back({.rule_id = rule.card.id});
  }

  // Which columns a rule gives is asked of DuckDB without a row of data, whichever engine answers later: the
  // SQL is the same.
  Result<void> look_at_columns() {
    Plan plan = plan_of(&Task::whole);
    plan.share = false;
    for (PlanTable& table : plan.tables) table.files.clear();
    for (Question& question : plan.questions) question.sql += " LIMIT 0";
    QY_TRY(const auto duckdb, duckdb_executor(set_.prelude(), {.engine = {.threads = 1},
                                                               .side_by_side = options_.side_by_side}));
    return duckdb->carry_out(
        {std::move(plan)},
        {.built = [&](const std::string& name, double, const Result<void>& built) { note(name, built); },
         .answered = [&](const std::string& id, double, const Result<Rows>& rows) { look_at(id, rows); }});
  }

  void look_at(const std::string& id, const Result<Rows>& rows) {
    Task& task = tasks_.at(id);
    if (!rows.ok()) return fail(task, 0, rows.error());
    for (const std::string& column : required_columns())
      if (rows->column(column) < 0) return fail(task, 0, invalid(say(kGivesNoColumn, column)));
    task.tally = tally_query(task.whole, rows->names);
  }

  // Tables that cannot be worked out take down the rules that read them, each with the reason; the others go
  // on.
  Result<void> derive() {
    std::set<std::string> names;
    for (const auto& [id, task] : tasks_) names.merge(tables_read(*task.rule, set_, options_.derived));
    if (names.empty() || !options_.derive) return {};
    if (options_.progress) options_.progress("推算关系路径", 0, tasks_.size());
    auto derived = options_.derive(names, tables_);
    if (derived.ok() || derived.error().code == Code::cancelled) return derived;
    for (auto& [id, task] : tasks_) {
      if (task.tally.empty() || tables_read(*task.rule, set_, options_.derived).empty()) continue;
      fail(task, 0, derived.error());
      task.tally.clear();
    }
    return {};
  }

  Result<void> carry_out() {
    std::erase_if(tasks_, [](const auto& task) { return task.second.tally.empty(); });
    const Plan plan = plan_of(&Task::tally);
    to_do_ = plan.relations.size() + plan.questions.size();
    if (cancelled()) return stopped();
    if (plan.questions.empty()) return {};
    const auto done = executor().carry_out(
        {plan}, {.started = [&](const std::string& name) { started(name); },
                 .built =
                     [&](const std::string& name, double seconds, const Result<void>& built) {
                       result_.prepared_seconds[name] = seconds;
                       note(name, built);
                     },
                 .answered = [&](const std::string& id, double seconds,
                                 const Result<Rows>& rows) { answered(tasks_.at(id), seconds, rows); },
                 .cancelled = options_.cancelled});
    return cancelled() ? stopped() : done;
  }

  // Tables, shared relations and one question a task.
  Plan plan_of(std::string Task::*sql) const {
    Plan plan{.share = options_.share};
    std::vector<std::string> sqls;
    std::set<std::string> known, read;
    for (const PlanTable& table : tables_) known.insert(table.name);
    for (const auto& [id, task] : tasks_) {
      sqls.push_back(task.rule->sql);
      read.merge(tables_read(*task.rule, set_, known));
      plan.questions.push_back({id, task.*sql});
    }
    for (const PlanTable& table : tables_)
      if (read.contains(table.name)) plan.tables.push_back(table);
    for (const std::string& name : prepared_for(sqls, set_))
      plan.relations.push_back({name, set_.prepared().find(name)->second});
    return plan;
  }

  void started(const std::string& name) {
    if (!options_.progress) return;
    const auto task = tasks_.find(name);
    const std::string what =
        task == tasks_.end() ? "准备共享数据 " + name : name + " " + task->second.rule->card.title;
    std::lock_guard lock(mutex_);
    options_.progress(what, begun_++, to_do_);
  }

  // A shared relation that fails takes down the rules that read it, each with its reason.
  void note(const std::string& relation, const Result<void>& built) {
    if (!built.ok()) broken_prepared_[relation] = built.error().message;
  }

  void answered(const Task& task, double seconds, const Result<Rows>& rows) {
    if (!rows.ok()) return fail(task, seconds, rows.error());
    auto outcome = outcome_of(*task.rule, *rows);
    if (!outcome.ok()) return fail(task, seconds, outcome.error());
    (void)save_outcome(saved_, task.key,
                       *outcome);  // only a convenience: the run itself does not depend on it
    keep({.rule_id = task.rule->card.id, .seconds = seconds, .hits = int64_t(outcome->hits.size())},
         std::move(*outcome));
  }

  void fail(const Task& task, double seconds, const Error& error) {
    RuleTiming run{.rule_id = task.rule->card.id, .seconds = seconds, .failure = error.message};
    // The first that broke is the reason; those after it broke because of it.
    for (const std::string& name : prepared_for({task.rule->sql}, set_)) {
      const auto broken = broken_prepared_.find(name);
      if (broken == broken_prepared_.end()) continue;
      run.failure = "rules/prepared/" + name + ".sql: " + broken->second;
      break;
    }
    keep(run, {.coverage = {{run.rule_id, "", "failed", run.failure, 0}}});
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
  const Lake& lake_;
  const RuleSet& set_;
  const ScreenOptions& options_;
  fs::path saved_;
  std::unique_ptr<Executor> own_executor_;
  std::vector<BatchManifest> batches_;
  std::vector<std::string> filled_;
  std::vector<PlanTable> tables_;
  std::map<std::string, std::string> broken_prepared_;  // shared relation -> why it could not be made
  std::map<std::string, Task> tasks_;                   // by rule id
  size_t begun_ = 0, to_do_ = 0;
  std::mutex mutex_;
  ScreenResult result_;
};

}  // namespace

std::vector<std::string> missing_tables(const Rule& rule, const std::vector<std::string>& filled) {
  std::vector<std::string> missing;
  for (const auto& [table, fields] : rule.card.needs)
    if (std::find(filled.begin(), filled.end(), table) == filled.end() && table != "workday" &&
        table != "threshold" && !rule.card.optional.contains(table))
      missing.push_back(table);
  return missing;
}

std::string missing_table(const Rule& rule, const std::vector<std::string>& filled) {
  const auto missing = missing_tables(rule, filled);
  return missing.empty() ? std::string() : missing.front();
}

Result<ScreenResult> screen(const Lake& lake, const RuleSet& set, const std::vector<const Rule*>& rules,
                            const ScreenOptions& options) {
  return Screening(lake, set, options).run(rules);
}

}  // namespace qy
