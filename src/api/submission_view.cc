#include "api/submission_view.h"

#include <sstream>

#include "api/case_course.h"
#include "api/case_seen.h"
#include "api/case_words.h"
#include "casework/approval_text.h"
#include "casework/office_roll.h"
#include "rights/guarded_book.h"

namespace qy {
namespace {

constexpr int64_t kMostWaiting = 1000;  // submissions that wait in one house

Result<SceneAct> written_in(ApiCall& call, const Row& row, const FileOnRecord& found) {
  return read_scene_act(row.text("line"), found.file, now_of(call), call.ground.procedures);
}

Json approvals_so_far(const ApiCall& call, const Row& row, const CaseFile& file,
                      const std::vector<GivenApproval>& given) {
  Json list = Json::array();
  std::istringstream chain(row.text("chain"));
  size_t at = 0;
  for (std::string role; chain >> role; ++at) {
    Json level{{"role", role_words(call.ground.procedures, role)}, {"by", Json()}, {"at", ""}};
    if (at < given.size()) {
      level["by"] = person_of(file, given[at].officer);
      level["at"] = given[at].at.text();
    }
    list.push_back(std::move(level));
  }
  return list;
}

// Bodies without account that stand on the level that it waits for.
Json parties_on(const Row& row, const FileOnRecord& found) {
  Json list = Json::array();
  for (const auto& [id, officer] : found.file.officers)
    if (!found.accounts.contains(id) && officer.roles.contains(row.text("next_role")))
      list.push_back(person_of(found.file, id));
  return list;
}

// Why it was submitted: the note of the act that did.
std::string why_of(const std::vector<PastAct>& acts, const std::string& id) {
  for (const PastAct& act : acts) {
    if (act.kind != "submission.proposed" || !act.record) continue;
    const auto record = parse_json(*act.record, act.kind);
    if (record.ok() && record->at("changes").at(0).value("id", "") == id) return record->value("note", "");
  }
  return "";
}

}  // namespace

SubmissionBook submissions_of(ApiCall& call) {
  return {*call.records, call.ground.procedures, call.ground.calendar, call.ground.clock};
}

Result<bool> may_see(ApiCall& call, const Row& submission) {
  QY_TRY(const bool waits, submissions_of(call).waits_for(submission, call.officer.user));
  if (waits) return true;
  return call.book->may(Operation::read, "case_file/" + submission.text("case_file"));
}

Result<bool> waits_for_a_body(ApiCall& call, const Row& row) {
  if (!call.officer.has_one_of("case_management") || row.text("proposer") == call.officer.user) return false;
  QY_TRY(const bool may, call.book->may(Operation::decide, "case_file/" + row.text("case_file")));
  if (!may || row.text("state") != "waiting") return false;
  QY_TRY(const auto known, call.roll.of_file(*call.records, row.text("case_file")));
  bool is_a_bodys = false;
  for (const auto& [id, officer] : known.officers) {
    if (!officer.roles.contains(row.text("next_role"))) continue;
    if (known.accounts.contains(id)) return false;
    is_a_bodys = true;
  }
  return is_a_bodys;
}

Result<Json> waiting_for_me(ApiCall& call) {
  QY_TRY(const auto rows,
         call.records->list({"submission", {{"state", "waiting"}}, "proposed_at", kMostWaiting}));
  Json list = Json::array();
  for (const Row& row : rows) {
    QY_TRY(const bool waits, submissions_of(call).waits_for(row, call.officer.user));
    QY_TRY(const bool writes, waits_for_a_body(call, row));
    if (!waits && !writes && row.text("proposer") != call.officer.user) continue;
    QY_TRY(const auto found, read_case(call, *call.records, row.text("case_file")));
    if (found.file.recused.contains(call.officer.user)) continue;
    QY_TRY(Json line, submission_line(call, row, found));
    list.push_back(std::move(line));
  }
  return list;
}

Result<Json> submission_line(ApiCall& call, const Row& row, const FileOnRecord& found) {
  const ProcedureBook& book = call.ground.procedures;
  QY_TRY(const SceneAct written, written_in(call, row, found));
  QY_TRY(const auto given, approvals_of_text(row.text("given")));
  QY_TRY(const bool waits, submissions_of(call).waits_for(row, call.officer.user));
  Json json{{"id", row.id.substr(row.id.rfind('/') + 1)},
            {"file", row.text("case_file")},
            {"file_title", found.row.text("title")},
            {"matter", written.act.matter},
            {"step", written.act.step},
            {"title", step_words(book, written.act.step)},
            {"procedure", words_of(book.procedure(book.step(written.act.step)->procedure)->said())},
            {"proposer", person_of(found.file, row.text("proposer"))},
            {"proposed_at", row.text("proposed_at")},
            {"state", row.text("state")},
            {"waits_for_me", waits},
            {"mine", row.text("proposer") == call.officer.user},
            {"next_role", row.text("next_role").empty() ? Json() : role_words(book, row.text("next_role"))},
            {"levels", approvals_so_far(call, row, found.file, given)}};
  json["parties"] = parties_on(row, found);
  QY_TRY(json["writes_down"], waits_for_a_body(call, row));
  return json;
}

Result<Json> submission_page(ApiCall& call, const Row& row, const FileOnRecord& found) {
  const ProcedureBook& book = call.ground.procedures;
  QY_TRY(Json page, submission_line(call, row, found));
  QY_TRY(const SceneAct written, written_in(call, row, found));
  QY_TRY(const CaseAct act, spelled_out(written, book, found.file));
  const ProcedureStep& step = *book.step(act.step);
  const Matter* matter = found.file.matter(act.matter);
  const Procedure& procedure = *book.procedure(step.procedure);
  page["officers"] = page["documents"] = Json::array();
  for (const std::string& id : act.officers) page["officers"].push_back(person_of(found.file, id));
  for (const FiledDocument& document : act.documents)
    page["documents"].push_back(words_of(book.terms().document(document.id)->said()));
  page["facts"] = facts_words(book, act.facts);
  page["from"] = matter == nullptr ? Json() : words_of(procedure.state(matter->state)->said());
  page["to"] = words_of(procedure.state(step.after(matter == nullptr ? "" : matter->state))->said());
  page["goes_to"] = written.holder.empty() ? Json() : person_of(found.file, written.holder);
  page["extension"] = act.extension ? words_of(act.extension->said()) : Json();
  page["basis"] = words_of(book.laws().cite(book.laws().binding_on(step.basis, now_of(call).date)));
  page["shown"] = row.text("shown");
  page["reason"] = row.text("reason");
  QY_TRY(auto acts, call.records->history("case_file/" + found.row.id));
  std::erase_if(acts, [](const PastAct& one) { return one.kind.starts_with("reading."); });
  page["why"] = why_of(acts, row.id);
  QY_TRY(page["course"], course_of(call, *call.records, found, acts));
  QY_TRY(page["reads_file"], call.book->may(Operation::read, "case_file/" + found.row.id));
  return page;
}

}  // namespace qy
