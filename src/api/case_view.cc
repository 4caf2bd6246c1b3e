#include "api/case_view.h"

#include <sstream>

#include "api/case_course.h"
#include "api/case_words.h"
#include "api/lamp.h"
#include "api/material_view.h"
#include "casework/completeness.h"

namespace qy {
namespace {

Json matters_of(const ApiCall& call, const FileOnRecord& found) {
  Json list = Json::array();
  for (const auto& [name, row] : found.matters) {
    const Procedure& procedure = *call.ground.procedures.procedure(row.text("procedure"));
    const ProcedureState& state = *procedure.state(row.text("state"));
    list.push_back({{"name", name},
                    {"procedure", procedure.id},
                    {"title", words_of(procedure.said())},
                    {"state", state.id},
                    {"state_words", words_of(state.said())},
                    {"ended", state.is_end},
                    {"holder", person_of(found.file, row.text("holder"))},
                    {"facts", facts_words(call.ground.procedures, found.file.matters.at(name).facts)},
                    {"began_at", row.text("began_at")},
                    {"progress_at", row.text("progress_at")}});
  }
  return list;
}

// One limit as it runs or ran. The earlier reading locks; the other is told beside it.
Json clock_of(const ApiCall& call, const RunningLimit& running) {
  const ProcedureBook& book = call.ground.procedures;
  const TimeLimit& limit = *book.limit(running.limit);
  const Date day = running.running.from.date;
  Json json{{"id", limit.id},
            {"title", words_of(Said{limit.title, limit.english})},
            {"class", name_of(limit.limit_class)},
            {"matter", running.matter},
            {"from", running.running.from.text()},
            {"length", words_of(running.running.length.said())},
            {"extended", running.running.extensions.size()},
            {"basis", words_of(book.laws().cite(book.laws().binding_on(limit.basis, day)))},
            {"waits_for", limit.actor.empty() ? Json() : role_words(book, limit.actor)},
            {"liberty", limit.liberty},
            {"due_at", ""},
            {"ended_at", running.ended ? running.ended->text() : ""},
            {"late", running.was_late}};
  const auto deadline = deadline_of(running.running, call.ground.calendar);
  const bool stands_still = !running.running.pauses.empty() && !running.running.pauses.back().to;
  json["paused"] = stands_still;
  json["provisional"] = deadline.ok() && deadline->provisional;
  json["lenient_on"] = deadline.ok() && deadline->lenient ? deadline->lenient->iso() : "";
  json["unrolled_on"] = deadline.ok() && deadline->unrolled ? deadline->unrolled->iso() : "";
  if (deadline.ok()) json["due_at"] = deadline->due.text();
  json.update(lamp_of(deadline.ok() && !running.ended ? std::optional(deadline->due) : std::nullopt, call));
  return json;
}

Json clocks_of(const ApiCall& call, const CaseFile& file) {
  Json list = Json::array();
  for (const RunningLimit& running : file.limits) list.push_back(clock_of(call, running));
  return list;
}

Result<Json> missing_of(ApiCall& call, const FileOnRecord& found) {
  QY_TRY(const auto gaps, gaps_of(*call.book, found, call.ground.procedures));
  Json list = Json::array();
  for (const Gap& gap : gaps) list.push_back({{"words", words_of(gap.what)}, {"blocks", gap.blocks}});
  return list;
}

Result<Json> waiting_of(ApiCall& call, const FileOnRecord& found) {
  QY_TRY(const auto rows,
         call.book->select("submission", {{"case_file", found.row.id}, {"state", "waiting"}}));
  Json list = Json::array();
  for (const Row& row : rows) {
    std::istringstream line(row.text("line"));  // cm1 线索甲 lead.assign …
    std::string officers, matter, step;
    line >> officers >> matter >> step;
    list.push_back({{"id", row.id.substr(row.id.rfind('/') + 1)},
                    {"proposer", person_of(found.file, row.text("proposer"))},
                    {"proposed_at", row.text("proposed_at")},
                    {"line", row.text("line")},
                    {"matter", matter},
                    {"title", step_words(call.ground.procedures, step)},
                    {"waits_for", role_words(call.ground.procedures, row.text("next_role"))}});
  }
  return list;
}

Json recused_of(const CaseFile& file) {
  Json list = Json::array();
  for (const std::string& id : file.recused) list.push_back(person_of(file, id));
  return list;
}

Result<Json> unit_words(ApiCall& call, const std::string& unit) {
  if (unit.empty()) return Json{{"id", ""}, {"name", ""}};
  QY_TRY(const auto rows, call.book->select("unit", {{"id", unit}}));
  return Json{{"id", unit}, {"name", rows.empty() ? unit : rows.front().text("name")}};
}

}  // namespace

Json case_line(const ApiCall&, const Row& row) {
  return {{"id", row.id},
          {"state", row.text("state")},
          {"title", row.text("title")},
          {"lead", row.text("lead")},
          {"filed_on", row.text("filed_on")},
          {"closed_on", row.text("closed_on")},
          {"progress_at", row.text("progress_at")}};
}

Result<Json> case_page(ApiCall& call, const SeenCase& seen) {
  const FileOnRecord& found = seen.found;
  Json page = case_line(call, found.row);
  QY_TRY(page["unit"], unit_words(call, found.row.text("handling_unit")));
  page["handler"] = person_of(found.file, found.row.text("handler"));
  page["facts"] = facts_words(call.ground.procedures, found.file.facts);
  page["matters"] = matters_of(call, found);
  page["clocks"] = clocks_of(call, found.file);
  QY_TRY(page["papers"], papers_of(call, found));
  QY_TRY(page["missing"], missing_of(call, found));
  QY_TRY(page["evidence"], evidence_of(call, found));
  QY_TRY(page["property"], property_of(call, found));
  QY_TRY(page["waiting"], waiting_of(call, found));
  page["recused"] = recused_of(found.file);
  QY_TRY(page["together"], together_of(call, found));
  QY_TRY(page["steps"], steps_of(call, found));
  QY_TRY(page["course"], course_of(call, *call.book, found, seen.acts));
  const std::string object = "case_file/" + found.row.id;
  QY_TRY(const bool works, call.book->may(Operation::contribute, object));
  QY_TRY(const bool decides, call.book->may(Operation::decide, object));
  page["may"] = {{"contribute", works}, {"decide", decides}};
  return page;
}

}  // namespace qy
