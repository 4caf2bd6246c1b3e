#include "casework/submission_book.h"

#include <algorithm>
#include <sstream>

#include "casework/approval_text.h"
#include "casework/entry_time.h"
#include "casework/messages.h"
#include "casework/numbers.h"
#include "casework/officers.h"
#include "casework/recusals.h"

namespace qy {
namespace {

constexpr size_t kShownDigits = 8;

std::vector<std::string> roles_in(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> roles;
  for (std::string role; stream >> role;) roles.push_back(role);
  return roles;
}

}  // namespace

Result<CaseAct> SubmissionBook::act_of(const std::string& line, const CaseFile& standing) {
  const Moment now = moment_of(clock_.now_ms());
  QY_TRY(const SceneAct written, read_scene_act(line, standing, now, procedures_));
  QY_TRY(CaseAct act, spelled_out(written, procedures_, standing));
  // It is done when it is approved, by those who approve it themselves.
  if (!act.approvals.empty() || act.at != now) return invalid(said(kProposedApproved));
  return act;
}

Result<Proposed> SubmissionBook::propose(const std::string& file, const std::string& line,
                                         const std::string& shown, const CaseEntry& entry) {
  QY_TRY(const FileOnRecord found, cases_.read(file));
  QY_TRY(CaseAct act, act_of(line, found.file));
  const ProcedureStep& step = *procedures_.step(act.step);
  const auto chain =
      approvers_of(procedures_, found.file, act, step, known_with(procedures_, found.file, act));
  if (chain.empty()) return invalid(say(kNeedsNoApproval, step.said()));
  // Every check that comes before the approvals has to hold now.
  QY_TRY(const Decision decision, decide(procedures_, calendar_, found.file, act));
  const auto* refusal = std::get_if<ActRefusal>(&decision);
  if (refusal != nullptr && refusal->guard != "wrong_approver")
    return Error{Code::forbidden, say(kNotEntered, std::string_view(refusal->text()))};
  QY_TRY(const int64_t next, book_.next_number("submission", file + "/s"));
  const std::string id = numbered(file + "/s", next);
  std::string roles;
  for (const std::string& role : chain) roles += (roles.empty() ? "" : " ") + role;
  const Row none{.id = id, .version = 0, .seq = 0, .fields = {{"case_file", file}}};
  QY_TRY(const std::string role, writing_role(book_, entry.by.user, step.by));
  QY_CHECK(write("submission.proposed", none,
                 {{"case_file", file},
                  {"line", line},
                  {"proposer", entry.by.user},
                  {"proposed_at", moment_of(clock_.now_ms()).text()},
                  {"shown", shown},
                  {"chain", roles},
                  {"given", ""},
                  {"next_role", chain.front()},
                  {"state", "waiting"}},
                 entry, role));
  return Proposed{id, chain.front()};
}

Result<Row> SubmissionBook::waiting(const std::string& id) {
  QY_TRY(auto rows, book_.select("submission", {{"id", id}}));
  if (rows.empty()) return not_found(say(kNoSubmission, id));
  if (rows.front().text("state") != "waiting") return Error{Code::conflict, say(kSubmissionOver, id)};
  return std::move(rows.front());
}

Result<Recorded> SubmissionBook::write(const std::string& kind, const Row& row, Fields fields,
                                       const CaseEntry& entry, const std::string& role) {
  std::string key = row.id;
  std::replace(key.begin(), key.end(), '/', '.');
  Act act{.key = entry.key.empty() ? key + ".v" + std::to_string(row.version) : entry.key,
          .kind = kind,
          .actor = {entry.by.user, entry.by.role.empty() ? role : entry.by.role},
          .object = "case_file/" + row.text("case_file"),
          .basis = "",
          .note = entry.note};
  act.changes = {{"submission", row.id, row.version, std::move(fields)}};
  return book_.perform(act);
}

Result<Approved> SubmissionBook::approve(const std::string& id, const std::string& shown,
                                         const CaseEntry& entry) {
  QY_TRY(const Row row, waiting(id));
  if (shown.size() < kShownDigits || !row.text("shown").starts_with(shown))
    return Error{Code::conflict, say(kOtherShown, id)};
  const std::string file = row.text("case_file"), role = row.text("next_role");
  QY_TRY(const FileOnRecord found, cases_.read(file));
  const Officer* officer = found.file.officer(entry.by.user);
  if (officer == nullptr) return not_found(say(kNoAccount, entry.by.user));
  if (!officer->roles.contains(role))
    return Error{Code::forbidden,
                 say(kNeedsRole, std::string_view(officer->name), procedures_.terms().role(role)->said())};
  QY_TRY(CaseAct act, act_of(row.text("line"), found.file));
  QY_TRY(act.approvals, approvals_of_text(row.text("given")));
  act.approvals.push_back({entry.by.user, role, moment_of(clock_.now_ms())});
  QY_TRY(const Decision decision, decide(procedures_, calendar_, found.file, act));
  const auto* refusal = std::get_if<ActRefusal>(&decision);
  const auto chain = roles_in(row.text("chain"));
  const size_t given = act.approvals.size();
  const bool is_last = given >= chain.size();
  // With approvals still to come only their absence may stand against it; nobody approves twice, or what he proposed.
  if (refusal != nullptr && (is_last || refusal->guard != "wrong_approver"))
    return Error{Code::forbidden, say(kNotEntered, std::string_view(refusal->text()))};
  const Fields fields{{"given", text_of_approvals(act.approvals)},
                      {"next_role", is_last ? FieldValue(std::monostate()) : FieldValue(chain[given])},
                      {"state", is_last ? "done" : "waiting"}};
  if (!is_last) {
    QY_TRY(const std::string own, writing_role(book_, entry.by.user, {role}));
    QY_CHECK(write("submission.approved", row, fields, entry, own));
    return Approved{chain[given], {}};
  }
  // The last approval and the act are one.
  CaseEntry last = entry;
  last.with = {{"submission", row.id, row.version, fields}};
  last.holder = entry.holder.empty() ? row.text("proposer") : entry.holder;
  QY_TRY(StepOutcome outcome, cases_.act(file, std::move(act), last));
  return Approved{"", std::move(outcome)};
}

Result<Recorded> SubmissionBook::give_back(const std::string& id, const std::string& reason,
                                           const CaseEntry& entry) {
  QY_TRY(const Row row, waiting(id));
  if (reason.empty()) return invalid(said(kSayWhy));
  const std::string role = row.text("next_role");
  QY_TRY(const auto known, officers_named(book_, row.text("case_file"), {entry.by.user}));
  const auto officer = known.officers.find(entry.by.user);
  if (officer == known.officers.end()) return not_found(say(kNoAccount, entry.by.user));
  QY_TRY(const Row file, book_.find("case_file", row.text("case_file")));
  QY_TRY(const auto recused, recused_in(book_, file));
  if (recused.contains(entry.by.user)) return not_found(say(kNoSubmission, id));
  if (!officer->second.roles.contains(role) && entry.by.user != row.text("proposer"))
    return Error{Code::forbidden, say(kNeedsRole, std::string_view(officer->second.name),
                                      procedures_.terms().role(role)->said())};
  QY_TRY(const std::string own, writing_role(book_, entry.by.user, {role}));
  return write("submission.returned", row,
               {{"next_role", std::monostate()}, {"state", "returned"}, {"reason", reason}}, entry, own);
}

}  // namespace qy
