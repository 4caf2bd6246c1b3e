// /coverage: what the data in the lake now can and cannot answer, rule by rule; what `rules coverage` tells.
#include <mutex>

#include "api/route.h"
#include "lake/lake.h"
#include "leads/answerable.h"
#include "leads/rule_needs.h"

namespace qy {
namespace {

// The standard tables are asked alone: what is worked out from them is no data of anybody's.
Result<std::map<std::string, Rows>> answers_to(const std::vector<Question>& questions, const Lake& lake,
                                               const ApiGround& ground) {
  Plan plan{.questions = questions};
  QY_TRY(const auto tables, lake.tables());
  for (const PlanTable& table : tables)
    for (const Question& question : questions)
      if (question.id == table.name) plan.tables.push_back(table);
  std::map<std::string, Rows> answers;
  if (questions.empty()) return answers;
  QY_TRY(const auto executor,
         duckdb_executor(ground.rules.prelude(), {.engine = {.spill_folder = ground.workspace / "spill",
                                                             .memory_bytes = int64_t(512) << 20},
                                                  .side_by_side = 1}));
  Result<void> failed;
  std::mutex mutex;
  const auto hear = [&](const std::string& id, double, Result<Rows> answer) {
    const std::lock_guard lock(mutex);
    if (answer.ok())
      answers[id] = std::move(answer).value();
    else if (failed.ok())
      failed = answer.error();
  };
  QY_CHECK(executor->carry_out({plan}, {.answered = hear}));
  QY_CHECK(failed);
  return answers;
}

Json words(const std::string& chinese, const std::string& english) {
  return {{"zh", chinese}, {"en", english}};
}

Json table_words(const TableSet& tables, const std::string& name) {
  const Table* table = tables.find(name);
  return table == nullptr ? words(name, name) : words(table->label, table->english);
}

// "payment.summary" -> 单位支付“摘要”
Json field_words(const TableSet& tables, const std::string& name) {
  const size_t dot = name.find('.');
  const Table* table = tables.find(name.substr(0, dot));
  const Field* field = table == nullptr ? nullptr : table->field(name.substr(dot + 1));
  if (field == nullptr) return words(name, name);
  return words(table->label + "“" + field->label + "”", table->english + ": " + field->english);
}

Json lacks_of(const TableSet& tables, const RuleNeeds& needs) {
  Json lacks = Json::array();
  for (const std::string& table : needs.missing) lacks.push_back(table_words(tables, table));
  for (const std::string& field : needs.empty) lacks.push_back(field_words(tables, field));
  return lacks;
}

}  // namespace

Result<HttpResponse> show_coverage(ApiCall& call) {
  const ApiGround& ground = call.ground;
  QY_TRY(const Lake lake, Lake::open(ground.workspace, ground.tables));
  std::vector<const Rule*> asked;
  for (const Rule& rule : ground.rules.rules()) asked.push_back(&rule);
  QY_TRY(const auto filled, lake.filled_tables());
  QY_TRY(const auto answers, answers_to(questions_of_needs(asked, filled), lake, ground));
  Screening screening;
  screening.needs = needs_of(asked, filled, answers);
  Json rules = Json::array(), wanted = Json::array();
  for (const RuleNeeds& needs : screening.needs) {
    const Card& card = ground.rules.find(needs.rule)->card;
    const auto pack = ground.rules.packs().find(card.pack);
    rules.push_back({{"rule", needs.rule},
                     {"title", words(card.title, card.english)},
                     {"pack", card.pack},
                     {"pack_label", pack == ground.rules.packs().end() ? card.pack : pack->second.label},
                     {"answer", !needs.missing.empty() ? "none"
                                : needs.empty.empty()  ? "whole"
                                                       : "part"},
                     {"lacks", lacks_of(ground.tables, needs)}});
  }
  for (const WantedTable& table : wanted_tables(screening))
    wanted.push_back({{"table", table.table},
                      {"label", table_words(ground.tables, table.table)},
                      {"opens", table.opens},
                      {"helps", table.helps}});
  return json_response({{"rules", rules}, {"wanted", wanted}, {"as_of", ground.clock.today().iso()}});
}

}  // namespace qy
