// Nobody does or sees what he has no right to at that time: the rights of a file written down a second time, in plain words.
#include <algorithm>

#include "../invariant.h"
#include "casework/officers.h"

namespace qy::county {
namespace {

bool is_named(const std::vector<Row>& rows, const char* field, const std::string& user,
              const char* in_force) {
  return std::ranges::any_of(
      rows, [&](const Row& row) { return row.text(field) == user && row.number(in_force) == 1; });
}

bool took_part_as(const FileRows& rows, const std::string& user, const std::string& relation) {
  return std::ranges::any_of(rows.participants, [&](const Row& row) {
    return row.text("user_id") == user && row.text("relation") == relation && row.number("active") == 1;
  });
}

// Whether one who holds `role` may see the file and work on it, as it stands in `rows`.
bool may(const Look& look, const FileRows& rows, const std::string& user, const std::string& role) {
  const auto recused = look.memory.recused.find(look.file);
  if (recused != look.memory.recused.end() && recused->second.contains(user)) return false;
  const auto found = look.memory.found.find(look.file);
  if (found != look.memory.found.end() && found->second.contains(user)) return false;
  if (role == "case_management" || role == "chief") return true;
  const bool handles = is_named(rows.matters, "holder", user, "open") ||
                       took_part_as(rows, user, "handler") || rows.file.text("handler") == user;
  const bool assists =
      is_named(rows.secondments, "user_id", user, "active") || took_part_as(rows, user, "assistant");
  const bool reviews = took_part_as(rows, user, "reviewer"),
             leads = took_part_as(rows, user, "leader_in_charge");
  if (role == "handler") return handles || assists;
  if (role == "reviewer" || role == "review_head") return handles || reviews;
  if (role == "leader_in_charge") return handles || leads;
  if (role == "handling_head") {  // also of what is handled in his unit
    const auto member = std::ranges::find(members(), user, &Member::id);
    return handles || (member != members().end() && rows.file.text("handling_unit") == member->unit);
  }
  for (const char* one : {"petition_office", "appeal_officer", "property_keeper", "archivist"})
    if (role == one) return handles;
  return false;
}

class OnlyThoseWhoMay : public Invariant {
 public:
  std::string name() const override { return "only those who may"; }

  Result<Broken> of_file(const Look& look) override {
    if (look.deed.file != look.file) return Broken();
    const auto before = look.memory.before.find(look.file);
    if (look.deed.saw && !sees(look)) return Broken(look.deed.who + " saw a file that is no business of his");
    const int64_t last = before == look.memory.before.end() ? -1 : before->second.file.seq;
    for (const Row& done : look.now.acts) {
      if (done.seq <= last) continue;
      QY_TRY(const Broken broken, broken_by(look, done));
      if (broken) return broken;
    }
    return Broken();
  }

  bool fault(const Look& look) override {
    if (look.now.matters.empty()) return false;
    return write_past_everything(
        look.county, look.file,
        {{"case_file", look.file, look.now.file.version, {{"progress_at", "2025-12-31 09:00"}}},
         {"done_act",
          "past-everything",
          0,
          {{"case_file", look.file},
           {"matter", look.now.matters.front().text("name")},
           {"step", "lead.assign"},
           {"done_at", "2025-12-31 09:00"},
           {"entered_at", "2025-12-31 09:00"},
           {"officers", "ar1"},
           {"approvals", "ch chief@2025-12-31 09:00"},
           {"recorded", int64_t(0)}}}});
  }

 private:
  // Whoever gives the last approval of a submission has it done with that.
  static bool approved_last(const Look& look, const Row& done, const std::string& user) {
    const std::string approvals = done.text("approvals");
    const size_t last = approvals.rfind(';') + 1;  // npos + 1 is 0
    return approvals.substr(last, approvals.find(' ', last) - last) == user &&
           std::ranges::any_of(look.now.submissions, [&](const Row& row) { return row.seq == done.seq; });
  }

  static bool sees(const Look& look) {
    for (const std::string& role : look.memory.roles.at(look.deed.who))
      if (may(look, look.now, look.deed.who, role)) return true;
    // Who is only listed (cadre supervision) sees no parts and no text.
    return false;
  }

  static bool held(const Look& look, const std::string& user, const std::string& role) {
    const auto roles = look.memory.roles.find(user);
    if (roles != look.memory.roles.end())
      return std::ranges::any_of(roles->second, [&](const auto& one) { return procedure_role(one) == role; });
    for (const Member& member : members())
      if (member.id == user && !member.has_account)
        return std::ranges::find(member.roles, role) != member.roles.end();
    return false;
  }

  static Result<Broken> broken_by(const Look& look, const Row& done) {
    const ProcedureStep* step = look.county.law().procedures.step(done.text("step"));
    const auto officers = words(done.text("officers"));
    const std::string what = done.id + " " + done.text("step") + ": ";
    if (std::ranges::none_of(step->by, [&](const auto& role) { return held(look, officers.front(), role); }))
      return Broken(what + officers.front() + " held none of the roles that the step asks for");
    std::string approvals = done.text("approvals");
    std::ranges::replace(approvals, ';', ' ');
    const auto given = words(approvals);  // who, role@day, time
    for (size_t i = 0; i + 2 < given.size(); i += 3)
      if (!held(look, given[i], given[i + 1].substr(0, given[i + 1].find('@'))))
        return Broken(what + given[i] + " approved in a role that he did not hold");
    QY_TRY(const auto history, look.county.store().history("case_file/" + look.file));
    const auto act = std::ranges::find(history, done.seq, &PastAct::seq);
    if (act == history.end()) return Broken(what + "it is not in the history");
    if (act->actor.user == "system") return Broken(what + "no officer wrote it down");
    const auto before = look.memory.before.find(look.file);
    const FileRows& rows = before == look.memory.before.end() ? look.now : before->second;
    if (!look.memory.roles.at(act->actor.user).contains(act->actor.role))
      return Broken(what + act->actor.user + " wrote it down as " + act->actor.role + ", which he was not");
    if (!approved_last(look, done, act->actor.user) && !may(look, rows, act->actor.user, act->actor.role))
      return Broken(what + act->actor.user + " as " + act->actor.role + " had no right to work on the file");
    return Broken();
  }
};

}  // namespace

std::unique_ptr<Invariant> only_those_who_may() {
  return std::make_unique<OnlyThoseWhoMay>();
}

}  // namespace qy::county
