#include "casework/joint_case.h"

#include <algorithm>
#include <set>

#include "casework/messages.h"
#include "casework/officers.h"

namespace qy {
namespace {

const std::vector<Provision> kSecondmentBasis{{"条例", "11", Mark::F}};
const std::vector<Provision> kSecondedBasis{{"监法", "67", Mark::F}, {"条例", "295", Mark::F}};

Result<Recorded> write(RecordBook& book, const std::string& kind, const std::string& file,
                       const std::string& basis, std::vector<Change> changes, const CaseEntry& entry,
                       const std::string& key) {
  Act act{.key = entry.key.empty() ? key : entry.key,
          .kind = kind,
          .actor = entry.by,
          .object = "case_file/" + file,
          .basis = basis,
          .note = entry.note};
  if (act.actor.role.empty()) {
    QY_TRY(act.actor.role, writing_role(book, act.actor.user, {"chief", "case_manager"}));
  }
  act.changes = std::move(changes);
  return book.perform(act);
}

// Who he is, and whether it may be he.
Result<void> check_seconded(RecordBook& book, const ProcedureBook& procedures, const Secondment& secondment,
                            const CaseEntry& entry) {
  if (secondment.user == entry.by.user)
    return refused_under(procedures, said(kNotSecondedBySelf), kSecondmentBasis, secondment.from);
  QY_TRY(const auto accounts, book.select("user_account", {{"id", secondment.user}, {"active", int64_t(1)}}));
  if (accounts.empty()) return not_found(say(kNoAccount, secondment.user));
  if (accounts.front().text("unit") != secondment.from_unit)
    return invalid(say(kNotOfThatUnit, secondment.user, secondment.from_unit));
  QY_TRY(const auto rows,
         book.select("secondment",
                     {{"case_file", secondment.file}, {"user_id", secondment.user}, {"active", int64_t(1)}}));
  for (const Row& row : rows)
    if (row.text("from_on") <= secondment.to.iso() && secondment.from.iso() <= row.text("to_on"))
      return Error{Code::conflict,
                   say(kSecondedAlready, secondment.user, row.text("from_on"), row.text("to_on"))};
  return {};
}

}  // namespace

Result<void> check_joint_case(const JointCase& joint) {
  for (const auto& [name, text] : {std::pair{"reason", &joint.reason},
                                   {"jurisdiction_basis", &joint.jurisdiction_basis},
                                   {"approval_no", &joint.approval_no}})
    if (text->empty()) return invalid(say(kJointNeeds, name));
  if (std::ranges::find(kJurisdictionBases, joint.jurisdiction_basis) == kJurisdictionBases.end())
    return invalid(say(kNoJurisdictionBasis, joint.jurisdiction_basis));
  const auto leads = std::ranges::count_if(joint.members, &JointMember::leads);
  if (leads != 1) return invalid(say(kOneLead, leads));
  int64_t permille = 0;
  std::set<std::string> units;
  for (const JointMember& member : joint.members) {
    if (member.work.empty()) return invalid(say(kJointNeeds, member.unit + ": work"));
    if (!units.insert(member.unit).second) return invalid(say(kUnitTwice, member.unit));
    permille += member.credit_permille;
  }
  const bool is_each =
      std::ranges::all_of(joint.members, [](const auto& one) { return one.credit_permille > 0; });
  return permille == 1000 && is_each ? Result<void>() : invalid(say(kShares, permille));
}

Result<Recorded> make_joint(RecordBook& book, const Clock& clock, const JointCase& joint,
                            const CaseEntry& entry) {
  QY_CHECK(check_joint_case(joint));
  QY_TRY(const FileOnRecord found, read_case_file(book, joint.file));
  QY_TRY(const auto before, book.select("joint_case", {{"case_file", joint.file}}));
  if (!before.empty() && before.front().text("to_on").empty())
    return Error{Code::conflict, say(kJointAlready, joint.file)};
  for (const JointMember& member : joint.members) {
    QY_TRY(const auto there, book.select("unit", {{"id", member.unit}}));
    if (there.empty()) return not_found(say(kNoUnit, member.unit));
  }
  Fields fields{{"reason", joint.reason},
                {"jurisdiction_basis", joint.jurisdiction_basis},
                {"approval_no", joint.approval_no},
                {"from_on", clock.today().iso()},
                {"to_on", std::monostate()}};
  if (before.empty()) fields["case_file"] = joint.file;
  const int64_t version = before.empty() ? 0 : before.front().version;
  std::vector<Change> changes{{"joint_case", joint.file, version, std::move(fields)}};
  QY_TRY(const auto members, book.select("joint_member", {{"joint_case", joint.file}}));
  for (const JointMember& member : joint.members) {
    const std::string id = joint.file + "/" + member.unit;
    const auto known = std::ranges::find(members, id, &Row::id);
    Fields told{{"leads", int64_t(member.leads)},
                {"work", member.work},
                {"credit_permille", member.credit_permille},
                {"active", int64_t(1)}};
    if (known == members.end()) told.insert({{"joint_case", joint.file}, {"unit", member.unit}});
    changes.push_back({"joint_member", id, known == members.end() ? 0 : known->version, std::move(told)});
  }
  const std::string key = "joint." + joint.file + (version == 0 ? "" : ".v" + std::to_string(version));
  return write(book, "case.joined", joint.file, "条例13", std::move(changes), entry, key);
}

Result<Recorded> end_joint(RecordBook& book, const Clock& clock, const std::string& file,
                           const CaseEntry& entry) {
  if (entry.note.empty()) return invalid(said(kSayWhy));
  QY_TRY(const FileOnRecord found, read_case_file(book, file));
  QY_TRY(const auto there, book.select("joint_case", {{"case_file", file}}));
  if (there.empty() || !there.front().text("to_on").empty())
    return Error{Code::conflict, say(kNotJoint, file)};
  const Row& joint = there.front();
  std::vector<Change> changes{{"joint_case", joint.id, joint.version, {{"to_on", clock.today().iso()}}}};
  QY_TRY(const auto members, book.select("joint_member", {{"joint_case", file}, {"active", int64_t(1)}}));
  for (const Row& member : members)
    changes.push_back({"joint_member", member.id, member.version, {{"active", int64_t(0)}}});
  return write(book, "case.joint_ended", file, "条例13", std::move(changes), entry,
               "joint." + file + ".v" + std::to_string(joint.version) + ".ended");
}

Result<Recorded> second(RecordBook& book, const ProcedureBook& procedures, const Secondment& secondment,
                        const CaseEntry& entry) {
  for (const auto& [name, text] :
       {std::pair{"decision", &secondment.decision_no}, {"recusal statement", &secondment.recusal_statement}})
    if (text->empty())
      return refused_under(procedures, say(kSecondmentNeeds, name), kSecondmentBasis, secondment.from);
  if (secondment.to < secondment.from)
    return invalid(say(kSecondmentDays, secondment.from.iso(), secondment.to.iso()));
  QY_TRY(const FileOnRecord found, read_case_file(book, secondment.file));
  if (found.file.recused.contains(secondment.user))
    return refused_under(procedures, say(kCollectorRecused, secondment.user), kSecondedBasis,
                         secondment.from);
  QY_CHECK(check_seconded(book, procedures, secondment, entry));
  QY_TRY(const auto rows,
         book.select("secondment", {{"case_file", secondment.file}, {"user_id", secondment.user}}));
  if (secondment.from_unit == found.row.text("handling_unit"))
    return Error{Code::conflict, say(kOfTheSameUnit, secondment.user, secondment.from_unit)};
  const std::string id = secondment.file + "/" + secondment.user + "/" + std::to_string(rows.size() + 1);
  return write(
      book, "case.seconded", secondment.file, "条例11",
      {{"secondment",
        id,
        0,
        {{"case_file", secondment.file},
         {"user_id", secondment.user},
         {"from_unit", secondment.from_unit},
         {"decision_no", secondment.decision_no},
         {"recusal_statement", secondment.recusal_statement},
         {"from_on", secondment.from.iso()},
         {"to_on", secondment.to.iso()},
         {"active", int64_t(1)}}}},
      entry,
      "second." + secondment.file + "." + secondment.from.iso() + "." + std::to_string(rows.size() + 1));
}

Result<void> check_secondments(RecordBook& book, const ProcedureBook& procedures, const std::string& file,
                               const CaseAct& act) {
  // Those that ended too: their last day was set when they did.
  QY_TRY(const auto rows, book.select("secondment", {{"case_file", file}}));
  const std::string day = act.at.date.iso();
  for (const std::string& officer : act.officers) {
    const Row* last = nullptr;
    bool is_there = false;
    for (const Row& row : rows) {
      if (row.text("user_id") != officer) continue;
      last = &row;
      is_there = is_there || (row.text("from_on") <= day && day <= row.text("to_on"));
    }
    if (last != nullptr && !is_there)
      return refused_under(procedures,
                           say(kNotSecondedThen, officer, last->text("from_on"), last->text("to_on")),
                           kSecondmentBasis, act.at.date);
  }
  return {};
}

}  // namespace qy
