// What may come next in a file, for the officer who looks at it.
#include <algorithm>

#include "api/case_view.h"
#include "api/case_words.h"
#include "api/messages.h"
#include "casework/open_steps.h"

namespace qy {
namespace {

Json documents_words(const ProcedureBook& book, const std::vector<std::string>& documents) {
  Json list = Json::array();
  for (const std::string& id : documents)
    list.push_back({{"id", id}, {"words", words_of(book.terms().document(id)->said())}});
  return list;
}

Json by_when(const ApiCall& call, const OpenStep& open) {
  if (open.ends == nullptr) return Json();
  const TimeLimit& limit = *call.ground.procedures.limit(open.ends->limit);
  const auto deadline = deadline_of(open.ends->running, call.ground.calendar);
  return {{"limit", limit.id},
          {"title", words_of(Said{limit.title, limit.english})},
          {"due_at", deadline.ok() ? deadline->due.text() : ""}};
}

Json extension_of(const ApiCall& call, const OpenStep& open) {
  if (open.step->extends.empty()) return Json();
  const TimeLimit& limit = *call.ground.procedures.limit(open.step->extends);
  const bool has_most = open.extension != nullptr && open.extension->most;
  return {{"limit", limit.id},
          {"title", words_of(Said{limit.title, limit.english})},
          {"most", has_most ? open.extension->most->text() : ""},
          {"most_words", has_most ? words_of(open.extension->most->said()) : Json()}};
}

Json against(const ApiCall& call, const CaseFile& file, const OpenStep& open, bool works) {
  if (open.against) return refusal_json(call, file, *open.against, open.instead);
  if (works) return Json();
  return {{"guard", "no_right"},
          {"why", words_of(say(kReadsOnly))},
          {"article", words_of(Said{})},
          {"instead", Json::array()}};
}

Json step_json(const ApiCall& call, const CaseFile& file, const OpenStep& open, bool works) {
  const ProcedureBook& book = call.ground.procedures;
  const ProcedureStep& step = *open.step;
  const Procedure& procedure = *book.procedure(step.procedure);
  const Matter* matter = file.matter(open.matter);
  const std::string from = matter == nullptr ? "" : matter->state, to = step.after(from);
  Json opens = Json::array();
  for (const std::string& id : step.opens) opens.push_back(words_of(book.procedure(id)->said()));
  Json json{{"matter", open.matter},
            {"step", step.name()},
            {"title", words_of(step.said())},
            {"procedure", words_of(procedure.said())},
            {"to", words_of(procedure.state(to)->said())},
            {"moves", matter == nullptr || to != matter->state},
            {"opens", opens},
            {"by", roles_words(book, step.by)},
            {"persons", step.persons},
            {"recorded", step.recorded},
            {"approvals", roles_words(book, open.approvers)},
            {"documents", documents_words(book, open.documents)},
            {"confirms", facts_words(book, {open.confirms.begin(), open.confirms.end()})},
            {"one_of", facts_words(book, {open.one_of.begin(), open.one_of.end()})},
            {"asks_quantity", open.asks_quantity},
            {"basis", words_of(book.laws().cite(book.laws().binding_on(step.basis, now_of(call).date)))},
            {"called_for", open.is_called_for}};
  json["by_when"] = by_when(call, open);
  json["extends"] = extension_of(call, open);
  json["against"] = against(call, file, open, works);
  return json;
}

}  // namespace

Json refusal_json(const ApiCall& call, const CaseFile& file, const ActRefusal& refusal,
                  const std::vector<std::string>& instead) {
  Json others = Json::array();
  for (const std::string& id : instead) {
    Json one = person_of(file, id);
    for (const std::string& role : file.officers.at(id).roles)
      one["roles"].push_back(role_words(call.ground.procedures, role));
    others.push_back(std::move(one));
  }
  return {{"guard", refusal.guard},
          {"why", words_of(refusal.why)},
          {"article", words_of(refusal.article)},
          {"instead", others}};
}

Result<Json> steps_of(ApiCall& call, const FileOnRecord& found) {
  QY_TRY(const bool works, call.book->may(Operation::contribute, "case_file/" + found.row.id));
  QY_TRY(auto steps, open_steps(call.ground.procedures, call.ground.calendar, found.file, call.officer.user,
                                now_of(call)));
  // His own first, then what the law waits for soonest.
  const auto place = [](const OpenStep& open) {
    const bool leads_on = !open.step->begins() || open.is_called_for;
    return std::tuple(!leads_on, open.against.has_value(), open.ends == nullptr, open.step->to.empty());
  };
  std::ranges::stable_sort(steps, [&](const OpenStep& a, const OpenStep& b) { return place(a) < place(b); });
  Json list = Json::array();
  for (const OpenStep& open : steps) list.push_back(step_json(call, found.file, open, works));
  return list;
}

}  // namespace qy
