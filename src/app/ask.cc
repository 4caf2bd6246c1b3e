#include "app/ask.h"

#include <mutex>

#include "app/entity_ground.h"
#include "rules/program.h"

namespace qy {

Result<std::map<std::string, Rows>> ask(Workspace& workspace, const RuleSet& rules,
                                        const std::vector<Question>& questions) {
  Plan plan{.questions = questions};
  std::vector<std::string> sqls;
  for (const Question& question : questions) sqls.push_back(question.sql);
  for (const std::string& name : prepared_for(sqls, rules)) {
    plan.relations.push_back({name, rules.prepared().find(name)->second});
    sqls.push_back(plan.relations.back().sql);
  }
  std::set<std::string, std::less<>> words;
  for (const std::string& sql : sqls) words.merge(words_of(sql));
  QY_TRY(auto tables, workspace.lake().tables());
  QY_CHECK(resolve_tables(entity_ground(workspace), words, tables));
  for (PlanTable& table : tables)
    if (words.contains(table.name)) plan.tables.push_back(table);
  QY_TRY(const auto executor,
         duckdb_executor(rules.prelude(), {.engine = {.spill_folder = workspace.folder() / "spill",
                                                      .memory_bytes = workspace.settings().memory_bytes},
                                           .side_by_side = 1}));
  std::map<std::string, Rows> answers;
  Result<void> failed;
  std::mutex mutex;
  const auto note = [&](const std::string& name, const auto& outcome) {
    if (!outcome.ok() && failed.ok())
      failed = Error{outcome.error().code, name + ": " + outcome.error().message};
  };
  QY_CHECK(executor->carry_out({plan}, {.built =
                                            [&](const std::string& name, double, const Result<void>& built) {
                                              const std::lock_guard lock(mutex);
                                              note(name, built);
                                            },
                                        .answered =
                                            [&](const std::string& id, double, Result<Rows> answer) {
                                              const std::lock_guard lock(mutex);
                                              note(id, answer);
                                              if (answer.ok()) answers[id] = std::move(answer).value();
                                            }}));
  QY_CHECK(failed);
  return answers;
}

}  // namespace qy
