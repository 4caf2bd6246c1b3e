// /procedures: the law as data that this program follows: laws with their days, procedures and how many of their steps stand
// today, years of the working-day calendar.
#include "api/route.h"
#include "law/procedure_check.h"

namespace qy {
namespace {

Json in_both(const std::string& chinese, const std::string& english) {
  return {{"zh", chinese}, {"en", english}};
}

Json json_of(const Law& law, Date today) {
  return {{"id", law.id},
          {"title", in_both(law.title, law.english)},
          {"from", law.from.iso()},
          {"until", law.until ? law.until->iso() : ""},
          {"in_force", law.holds_on(today)}};
}

Json json_of(const Procedure& procedure, const ProcedureBook& book, Date today) {
  Json waiting = Json::array();
  for (const ProcedureStep& step : procedure.steps)
    if (!book.stands(step, today)) waiting.push_back(in_both(step.title, step.english));
  return {{"id", procedure.id},
          {"title", in_both(procedure.title, procedure.english)},
          {"states", procedure.states.size()},
          {"steps", procedure.steps.size()},
          {"waiting", waiting}};
}

}  // namespace

Result<HttpResponse> list_procedures(ApiCall& call) {
  const ProcedureBook& book = call.ground.procedures;
  const Date today = call.ground.clock.today();
  Json laws = Json::array(), procedures = Json::array(), sets = Json::array();
  for (const Law& law : book.laws().laws()) laws.push_back(json_of(law, today));
  for (const Procedure& procedure : book.procedures()) procedures.push_back(json_of(procedure, book, today));
  for (const Date& first : rule_sets(book)) sets.push_back(first.iso());
  return json_response({{"on", today.iso()},
                        {"laws", laws},
                        {"rule_sets", sets},
                        {"procedures", procedures},
                        {"limits", book.limits().size()},
                        {"years", call.ground.calendar.years()}});
}

}  // namespace qy
