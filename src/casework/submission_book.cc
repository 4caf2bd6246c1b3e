#include "casework/submission_book.h"

#include <algorithm>
#include <sstream>

#include "casework/approval_text.h"
#include "casework/entry_time.h"
#include "casework/messages.h"
#include "casework/officers.h"
#include "casework/recusals.h"
#include "record/numbers.h"

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

std::string submission_text(const std::string& file, const std::string& proposer, const std::string& line,
                            const std::string& why) {
  return file + "\n" + proposer + "\n" + line + "\n" + why;
}

Result<SubmissionBook::Written> SubmissionBook::act_of(const std::string& line, const CaseFile& standing) {
  const Moment now = moment_of(clock_.now_ms());
  QY_TRY(const SceneAct written, read_scene_act(line, standing, now, procedures_));
  QY_TRY(const CaseAct act, spelled_out(written, procedures_, standing));
  // It is done when it is approved, by those who approve it themselves.
  if (!act.approvals.empty() || act.at != now) return invalid(said(kProposedApproved));
  return Written{act, written.holder};
}

Result<Proposed> SubmissionBook::propose(const std::string& file, const std::string& line,
                                         const std::string& shown, const CaseEntry& entry) {
  QY_TRY(const FileOnRecord found, cases_.read(file));
  QY_TRY(const Written written, act_of(line, found.file));
  const CaseAct& act = written.act;
  const ProcedureStep& step = *procedures_.step(act.step);
  const auto chain =
      approvers_of(procedures_, found.file, act, step, known_with(procedures_, found.file, act));
  if (chain.empty()) return invalid(say(kNeedsNoApproval, step.said()));
  // Every check that comes before the approvals has to hold now.
  QY_TRY(const Decision decision, decide(procedures_, calendar_, found.file, act));
  const auto* refusal = std::get_if<ActRefusal>(&decision);
  if (refusal != nullptr && refusal->guard != "wrong_approver")
    return Error{Code::forbidden, say(kNotEntered, std::string_view(refusal->text()))};
  std::string roles;
  for (const std::string& role : chain) roles += (roles.empty() ? "" : " ") + role;
  QY_TRY(const std::string role, writing_role(book_, entry.by.user, step.by));
  QY_TRY(
      const std::string id,
      under_next_number(book_, "submission", file + "/s", [&](const std::string& number) -> Result<Recorded> {
        QY_CHECK(check_none_waits(found, act));
        const Row none{.id = number, .version = 0, .seq = 0, .fields = {{"case_file", file}}};
        return write("submission.proposed", none,
                     {{"case_file", file},
                      {"line", line},
                      {"proposer", entry.by.user},
                      {"proposed_at", moment_of(clock_.now_ms()).text()},
                      {"shown", shown},
                      {"chain", roles},
                      {"given", ""},
                      {"next_role", chain.front()},
                      {"state", "waiting"}},
                     entry, role);
      }));
  return Proposed{id, chain.front()};
}

// The same step of the same matter waits once.
Result<void> SubmissionBook::check_none_waits(const FileOnRecord& found, const CaseAct& act) {
  QY_TRY(const auto waiting, book_.select("submission", {{"case_file", found.row.id}, {"state", "waiting"}}));
  for (const Row& row : waiting) {
    QY_TRY(const SceneAct other,
           read_scene_act(row.text("line"), found.file, moment_of(clock_.now_ms()), procedures_));
    if (other.act.matter == act.matter && other.act.step == act.step)
      return Error{Code::conflict, say(kSubmittedAlready, row.id)};
  }
  return {};
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

// A department's own head approves, not that of another; the leader in charge of a department, where one is named for it.
Result<bool> SubmissionBook::is_of_department(const Row& submission, const std::string& user) {
  const std::string role = submission.text("next_role");
  if (role != "handling_head" && role != "leader_in_charge") return true;
  QY_TRY(const auto files, book_.select("case_file", {{"id", submission.text("case_file")}}));
  QY_TRY(const auto proposers, book_.select("user_account", {{"id", submission.text("proposer")}}));
  std::string unit = files.empty() ? "" : files.front().text("handling_unit");
  if (unit.empty() && !proposers.empty()) unit = proposers.front().text("unit");
  if (role == "handling_head") {
    QY_TRY(const auto heads, book_.select("user_account", {{"id", user}}));
    return !heads.empty() && heads.front().text("unit") == unit;
  }
  QY_TRY(const auto named, book_.select("involvement", {{"object", "unit/" + unit},
                                                        {"relation", "leader_in_charge"},
                                                        {"active", int64_t(1)}}));
  return named.empty() ||
         std::ranges::any_of(named, [&](const Row& one) { return one.text("user_id") == user; });
}

Result<bool> SubmissionBook::waits_for(const Row& submission, const std::string& user) {
  QY_TRY(const auto known, officers_named(book_, submission.text("case_file"), {user}));
  const auto officer = known.officers.find(user);
  if (submission.text("state") != "waiting" || officer == known.officers.end() ||
      !officer->second.roles.contains(submission.text("next_role")) || submission.text("proposer") == user)
    return false;
  QY_TRY(const auto given, approvals_of_text(submission.text("given")));
  if (std::ranges::any_of(given, [&](const GivenApproval& one) { return one.officer == user; })) return false;
  QY_TRY(const Row file, book_.find("case_file", submission.text("case_file")));
  QY_TRY(const KeptOut out, kept_out(book_, file));
  if (out.officers.contains(user)) return false;
  return is_of_department(submission, user);
}

// His own, in the role that it waits for; or that of a body, which he writes down.
Result<GivenApproval> SubmissionBook::approval(const Row& row, const FileOnRecord& found,
                                               const CaseEntry& entry, const std::string& party) {
  const std::string& who = party.empty() ? entry.by.user : party;
  const std::string role = row.text("next_role");
  const Officer* officer = found.file.officer(who);
  if (officer == nullptr || (!party.empty() && found.accounts.contains(party)))
    return not_found(say(kNoAccount, who));
  if (!officer->roles.contains(role))
    return Error{Code::forbidden,
                 say(kNeedsRole, std::string_view(officer->name), procedures_.terms().role(role)->said())};
  QY_TRY(const auto given, approvals_of_text(row.text("given")));
  const bool had_a_hand =
      entry.by.user == row.text("proposer") ||
      std::ranges::any_of(given, [&](const auto& one) { return one.officer == entry.by.user; });
  if (!party.empty() && (had_a_hand || found.file.recused.contains(entry.by.user)))
    return Error{Code::forbidden, say(kOthersWriteItDown, std::string_view(officer->name))};
  QY_TRY(const bool is_his, is_of_department(row, who));
  if (!is_his) return Error{Code::forbidden, say(kOtherDepartment, std::string_view(officer->name))};
  return GivenApproval{who, role, moment_of(clock_.now_ms())};
}

Result<Approved> SubmissionBook::approve(const std::string& id, const std::string& shown,
                                         const CaseEntry& entry, const std::string& party) {
  QY_TRY(const Row row, waiting(id));
  if (shown.size() < kShownDigits || !row.text("shown").starts_with(shown))
    return Error{Code::conflict, say(kOtherShown, id)};
  const std::string file = row.text("case_file"), role = row.text("next_role");
  QY_TRY(const FileOnRecord found, cases_.read(file));
  QY_TRY(const GivenApproval given_now, approval(row, found, entry, party));
  QY_TRY(Written written, act_of(row.text("line"), found.file));
  CaseAct& act = written.act;
  QY_TRY(act.approvals, approvals_of_text(row.text("given")));
  act.approvals.push_back(given_now);
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
  if (last.holder.empty()) last.holder = written.holder.empty() ? row.text("proposer") : written.holder;
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
  QY_TRY(const KeptOut out, kept_out(book_, file));
  if (out.officers.contains(entry.by.user)) return not_found(say(kNoSubmission, id));
  if (!officer->second.roles.contains(role) && entry.by.user != row.text("proposer"))
    return Error{Code::forbidden, say(kNeedsRole, std::string_view(officer->second.name),
                                      procedures_.terms().role(role)->said())};
  QY_TRY(const std::string own, writing_role(book_, entry.by.user, {role}));
  return write("submission.returned", row,
               {{"next_role", std::monostate()}, {"state", "returned"}, {"reason", reason}}, entry, own);
}

}  // namespace qy
