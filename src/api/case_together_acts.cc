// What is done about who works on a file together: made a joint case, an officer seconded, another let in to know of it, and the end of each.
// Whoever may decide on the file, and of himself nobody.
//
// Source: 《监察法实施条例》第十一条、第十三条、第二百九十九条.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "api/body.h"
#include "api/case_seen.h"
#include "api/messages.h"
#include "api/problem.h"
#include "casework/joint_case.h"
#include "casework/officers.h"
#include "leads/act_key.h"
#include "rights/access_book.h"

namespace qy {
namespace {

constexpr size_t kMostNumberBytes = 200, kMostWorkBytes = 300, kMostUnits = 20;
constexpr std::array<std::string_view, 4> kFootingsGiven{"need_to_know", "assistant", "reviewer",
                                                         "leader_in_charge"};

// The file as he saw it, or what refuses him.
struct Opened {
  std::optional<SeenCase> seen;
  std::optional<HttpResponse> refused;
};

Result<Opened> open_here(ApiCall& call) {
  QY_TRY(auto seen, see_case(call));
  if (!seen) return Opened{std::nullopt, problem(404, say(kNothingHere))};
  return Opened{std::move(seen), std::nullopt};
}

// Faults of the body first, then whether the file moved since.
std::optional<HttpResponse> not_now(const ApiCall& call, BodyReader& body, const SeenCase& seen) {
  if (auto faults = body.refusal()) return faults;
  return moved_since(call, seen);
}

CaseEntry entry_by(const ApiCall& call, const std::string& note) {
  return {{call.officer.user, ""}, "", "", note, {}};
}

template <typename T>
Result<HttpResponse> answered(ApiCall& call, const Result<T>& done) {
  if (!done.ok()) return problem_of_words(done.error());
  return case_response(call);
}

JointMember member_in(const Json& one, size_t place, BodyReader& body) {
  BodyReader read(one);
  JointMember member{.unit = read.word("unit", 1, 40),
                     .work = read.text("work", 1, kMostWorkBytes),
                     .credit_permille = read.number("credit_permille", 1, 1000, 0),
                     .leads = read.flag("leads")};
  if (read.refusal())
    for (const FieldFault& fault : read.faults())
      body.fault("/members/" + std::to_string(place) + fault.pointer, fault.message);
  return member;
}

std::vector<JointMember> members_in(BodyReader& body) {
  std::vector<JointMember> members;
  const Json* list = body.list("members");
  if (list == nullptr || list->empty() || list->size() > kMostUnits) {
    body.fault("/members", say(kFieldMissing));
    return members;
  }
  for (const Json& one : *list) {
    if (!one.is_object()) {
      body.fault("/members", say(kFieldMissing));
      break;
    }
    members.push_back(member_in(one, members.size(), body));
  }
  return members;
}

AccessBook access_of(ApiCall& call) {
  return {*call.book, call.ground.clock, act_key};
}

// The role in which he may decide on a file.
Result<Actor> deciding(ApiCall& call) {
  Actor actor{call.officer.user, ""};
  QY_TRY(actor.role, writing_role(*call.book, call.officer.user,
                                  {"chief", "leader_in_charge", "case_manager", "handling_head"}));
  return actor;
}

// The last moment of a day, UTC+8.
int64_t end_of_day(Date day) {
  return (int64_t(day.days()) + 1) * 86'400'000 - 8 * 3'600'000;
}

}  // namespace

Result<HttpResponse> make_joint_case(ApiCall& call) {
  QY_TRY(const Opened opened, open_here(call));
  if (opened.refused) return *opened.refused;
  BodyReader body(call.body);
  JointCase joint{.file = opened.seen->found.row.id,
                  .reason = body.text("reason", 1, kMostReasonBytes),
                  .jurisdiction_basis = body.word("jurisdiction_basis", 1, 40),
                  .approval_no = body.text("approval_no", 1, kMostNumberBytes),
                  .members = members_in(body)};
  if (!joint.jurisdiction_basis.empty() &&
      std::ranges::find(kJurisdictionBases, joint.jurisdiction_basis) == kJurisdictionBases.end())
    body.fault("/jurisdiction_basis", say(kNoBasisOfJurisdiction));
  if (const auto refused = not_now(call, body, *opened.seen)) return *refused;
  return answered(call, make_joint(*call.book, call.ground.clock, joint, entry_by(call, joint.reason)));
}

Result<HttpResponse> end_joint_case(ApiCall& call) {
  QY_TRY(const Opened opened, open_here(call));
  if (opened.refused) return *opened.refused;
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = not_now(call, body, *opened.seen)) return *refused;
  return answered(
      call, end_joint(*call.book, call.ground.clock, opened.seen->found.row.id, entry_by(call, reason)));
}

Result<HttpResponse> second_officer(ApiCall& call) {
  QY_TRY(const Opened opened, open_here(call));
  if (opened.refused) return *opened.refused;
  BodyReader body(call.body);
  Secondment secondment;
  secondment.file = opened.seen->found.row.id;
  secondment.user = body.word("officer", 1, 80);
  secondment.decision_no = body.text("decision_no", 0, kMostNumberBytes);
  secondment.recusal_statement = body.text("recusal_statement", 0, kMostReasonBytes);
  secondment.from = body.day("from_on");
  secondment.to = body.day("to_on");
  if (const auto refused = not_now(call, body, *opened.seen)) return *refused;
  QY_TRY(const auto accounts, call.book->select("user_account", {{"id", secondment.user}}));
  if (!accounts.empty()) secondment.from_unit = accounts.front().text("unit");
  return answered(
      call, second(*call.book, call.ground.procedures, secondment, entry_by(call, secondment.decision_no)));
}

Result<HttpResponse> end_secondment(ApiCall& call) {
  QY_TRY(const Opened opened, open_here(call));
  if (opened.refused) return *opened.refused;
  BodyReader body(call.body);
  const std::string secondment = body.word("secondment", 1, 160), successor = body.word("successor", 0, 80),
                    reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = not_now(call, body, *opened.seen)) return *refused;
  SeenBook records(*call.book, "case_file", opened.seen->found.row.id, opened.seen->found.row.version);
  const auto done =
      cases_of(call, records)
          .end_secondment(opened.seen->found.row.id, secondment, successor, entry_by(call, reason));
  if (records.moved()) return moved_meanwhile(call);
  return answered(call, done);
}

Result<HttpResponse> let_in(ApiCall& call) {
  QY_TRY(const Opened opened, open_here(call));
  if (opened.refused) return *opened.refused;
  BodyReader body(call.body);
  NewAccess access{.object = "case_file/" + opened.seen->found.row.id,
                   .user = body.word("officer", 1, 80),
                   .relation = body.word("relation", 1, 40),
                   .reason = body.text("reason", 1, kMostReasonBytes)};
  if (const auto until = body.day_if_there("to_on")) access.until_ms = end_of_day(*until);
  if (!access.relation.empty() && std::ranges::find(kFootingsGiven, access.relation) == kFootingsGiven.end())
    body.fault("/relation", say(kNoFootingGiven));
  if (const auto refused = not_now(call, body, *opened.seen)) return *refused;
  QY_TRY(const auto known, officers_named(*call.book, opened.seen->found.row.id, {access.user}));
  if (!known.accounts.contains(access.user)) return problem(409, say(kNobodyOfThatName, access.user));
  if (opened.seen->found.file.recused.contains(access.user))
    return problem(409, say(kRecusedIsNotLetIn, access.user));
  QY_TRY(const Actor by, deciding(call));
  return answered(call, access_of(call).grant(access, by));
}

Result<HttpResponse> end_access(ApiCall& call) {
  QY_TRY(const Opened opened, open_here(call));
  if (opened.refused) return *opened.refused;
  BodyReader body(call.body);
  const std::string number = body.word("access", 1, 40), reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = not_now(call, body, *opened.seen)) return *refused;
  QY_TRY(const auto rows, call.book->select("involvement", {{"id", number}}));
  // What ends here was given here: recusals are decided by the chief, in their own place.
  if (rows.empty() || rows.front().text("object") != "case_file/" + opened.seen->found.row.id ||
      std::ranges::find(kFootingsGiven, rows.front().text("relation")) == kFootingsGiven.end())
    return problem(409, say(kNoAccessHere));
  QY_TRY(const Actor by, deciding(call));
  return answered(call, access_of(call).end(number, reason, by));
}

}  // namespace qy
