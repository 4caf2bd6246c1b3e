// What waits for an approval: proposed, approved, given back.
#include "casework/submission_book.h"
#include "doing.h"
#include "plan.h"

namespace qy::county {

namespace {

// An approver is let in by the submission that waits for him: the book asks for his role, and the act is judged anew.
SubmissionBook submissions_of(County& county) {
  return {county.store(), county.law().procedures, county.law().calendar, county.clock()};
}

std::string shown_hash(const std::string& file, const std::string& line) {
  return std::to_string(std::hash<std::string>()(file + line)) + "00000000";
}

// "hd handling_head@2025-01-06 09:00;…"
Result<std::vector<GivenApproval>> given_in(const std::string& text) {
  std::vector<GivenApproval> given;
  for (size_t from = 0; from < text.size();) {
    const size_t to = std::min(text.find(';', from), text.size());
    const size_t blank = text.find(' ', from), at = text.find('@', from);
    QY_TRY(const Moment when, Moment::from_text(text.substr(at + 1, to - at - 1)));
    given.push_back({text.substr(from, blank - from), text.substr(blank + 1, at - blank - 1), when});
    from = to + 1;
  }
  return given;
}

}  // namespace

Result<void> Doing::propose() {
  deed_.file = some_file();
  QY_TRY(const FileOnRecord found, cases(county_.store()).read(deed_.file));
  const auto plan = planned(law(), found.file, now(), chance_);
  deed_.who = "somebody", deed_.what = "thinks", deed_.outcome = "nothing to propose";
  if (!plan || !found.accounts.contains(plan->act.officers.front())) return {};
  std::string line =
      joined(plan->act.officers) + " " + plan->act.matter + " " + plan->act.step + " with all recorded";
  for (const std::string& fact : plan->act.facts) line += " knowing " + fact;
  deed_.who = plan->act.officers.front(), deed_.what = "proposes " + line;
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  QY_TRY(const bool may, book.may(Operation::contribute, "case_file/" + deed_.file));
  if (!may) return refused(not_found("no business of his"));
  const auto done =
      submissions_of(county_).propose(deed_.file, line, shown_hash(deed_.file, line), entry(deed_.who));
  if (!done.ok()) return refused(done.error());
  QY_TRY(const Row row, county_.store().find("submission", done->id));
  answered({row.seq}, key_, "submission.proposed", deed_.file);
  return {};
}

Result<std::optional<Row>> Doing::some_submission() {
  QY_TRY(const auto rows, county_.store().select("submission", {{"state", "waiting"}}));
  deed_.who = "somebody", deed_.what = "looks for what waits", deed_.outcome = "nothing waits";
  if (rows.empty()) return std::optional<Row>();
  return std::optional<Row>(chance_.among(rows));
}

Result<void> Doing::approve() {
  QY_TRY(const auto waiting, some_submission());
  if (!waiting) return {};
  deed_.file = waiting->text("case_file");
  const std::string role = waiting->text("next_role");
  QY_TRY(const FileOnRecord found, cases(county_.store()).read(deed_.file));
  deed_.who = some_account();
  if (!chance_.one_in(5))
    for (const auto& [id, officer] : found.file.officers)
      if (officer.roles.contains(role) && found.accounts.contains(id)) deed_.who = id;
  const std::string shown = chance_.one_in(10) ? "12345678" : waiting->text("shown");
  deed_.what = "approves " + waiting->id + ": " + waiting->text("line");
  const Moment at = now();
  auto done = submissions_of(county_).approve(waiting->id, shown, entry(deed_.who));
  if (!done.ok()) return refused(done.error());
  if (shown != waiting->text("shown"))
    return broken("an approval of something else than was shown was taken");
  if (!done->outcome) {
    QY_TRY(const Row row, county_.store().find("submission", waiting->id));
    answered({row.seq}, key_, "submission.approved", deed_.file);
    return {};
  }
  if (done->outcome->refusal) return refused(*done->outcome->refusal);
  // The act as it was meant: the line spelled out on the file as it stood.
  QY_TRY(const SceneAct written, read_scene_act(waiting->text("line"), found.file, at, law().procedures));
  QY_TRY(CaseAct act, spelled_out(written, law().procedures, found.file));
  QY_TRY(const Row row, county_.store().find("submission", waiting->id));
  QY_TRY(act.approvals, given_in(row.text("given")));
  act.entered_at = at;
  stepped(deed_.file, key_, act, done->outcome->recorded, found.file.officers);
  return {};
}

Result<void> Doing::give_back() {
  QY_TRY(const auto waiting, some_submission());
  if (!waiting) return {};
  deed_.file = waiting->text("case_file");
  deed_.who = chance_.one_in(2) ? waiting->text("proposer") : some_account();
  deed_.what = "gives back " + waiting->id;
  const auto done =
      submissions_of(county_).give_back(waiting->id, chance_.one_in(4) ? "" : "补正", entry(deed_.who));
  if (!done.ok()) return refused(done.error());
  answered(*done, key_, "submission.returned", deed_.file);
  return {};
}

}  // namespace qy::county
