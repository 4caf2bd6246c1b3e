#include "casework/joint_case.h"

#include <algorithm>

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

}  // namespace

Result<void> check_joint_case(const JointCase& joint) {
  for (const auto& [name, text] : {std::pair{"reason", &joint.reason},
                                   {"jurisdiction_basis", &joint.jurisdiction_basis},
                                   {"approval_no", &joint.approval_no}})
    if (text->empty()) return invalid(say(kJointNeeds, name));
  const auto leads = std::ranges::count_if(joint.members, &JointMember::leads);
  if (leads != 1) return invalid(say(kOneLead, leads));
  int64_t permille = 0;
  for (const JointMember& member : joint.members) {
    if (member.work.empty()) return invalid(say(kJointNeeds, member.unit + ": work"));
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
  QY_TRY(const auto there, book.select("joint_case", {{"case_file", joint.file}}));
  if (!there.empty()) return Error{Code::conflict, say(kJointAlready, joint.file)};
  std::vector<Change> changes{{"joint_case",
                               joint.file,
                               0,
                               {{"case_file", joint.file},
                                {"reason", joint.reason},
                                {"jurisdiction_basis", joint.jurisdiction_basis},
                                {"approval_no", joint.approval_no},
                                {"from_on", clock.today().iso()}}}};
  for (const JointMember& member : joint.members)
    changes.push_back({"joint_member",
                       joint.file + "/" + member.unit,
                       0,
                       {{"joint_case", joint.file},
                        {"unit", member.unit},
                        {"leads", int64_t(member.leads)},
                        {"work", member.work},
                        {"credit_permille", member.credit_permille},
                        {"active", int64_t(1)}}});
  return write(book, "case.joined", joint.file, "条例13", std::move(changes), entry, "joint." + joint.file);
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
  QY_TRY(const auto known, officers_named(book, secondment.file, {secondment.user}));
  if (!known.accounts.contains(secondment.user)) return not_found(say(kNoAccount, secondment.user));
  QY_TRY(const auto rows,
         book.select("secondment", {{"case_file", secondment.file}, {"user_id", secondment.user}}));
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
  QY_TRY(const auto rows, book.select("secondment", {{"case_file", file}, {"active", int64_t(1)}}));
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
