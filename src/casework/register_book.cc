#include "casework/register_book.h"

#include <algorithm>

#include "casework/entry_time.h"
#include "casework/messages.h"
#include "casework/officers.h"
#include "record/numbers.h"

namespace qy {
namespace {

using Field = std::string RegisterEntry::*;
struct NamedField {
  const char* name;
  Field field;
};
constexpr NamedField kSubject{"subject", &RegisterEntry::subject}, kManner{"manner", &RegisterEntry::manner},
    kContent{"content", &RegisterEntry::content}, kAnswer{"answer", &RegisterEntry::answer},
    kReportedTo{"reported_to", &RegisterEntry::reported_to}, kPurpose{"purpose", &RegisterEntry::purpose},
    kFields{"fields", &RegisterEntry::fields}, kApprover{"approver", &RegisterEntry::approver},
    kFile{"file", &RegisterEntry::file};

struct RegisterKind {
  const char* name;
  std::vector<NamedField> needs;
  std::vector<Provision> basis;
  const char* cited;
};

const std::vector<RegisterKind>& kinds() {
  static const std::vector<RegisterKind> all{
      {"interference",
       {kSubject, kManner, kContent, kAnswer, kReportedTo},
       {{"监法", "66", Mark::F}, {"条例", "294", Mark::F}, {"条例21", "262", Mark::F}},
       "监法66、条例294"},
      {"contact",
       {kSubject, kManner, kContent, kReportedTo},
       {{"监法", "66", Mark::F}, {"条例", "294", Mark::F}, {"条例21", "262", Mark::F}},
       "监法66、条例294"},
      {"unsealing",
       {kSubject, kPurpose, kApprover},
       {{"检规", "47", Mark::F}, {"条例", "299", Mark::F}, {"条例21", "267", Mark::F}},
       "检规47、条例299"},
      {"data_query",
       {kFile, kSubject, kPurpose, kFields, kApprover},
       {{"条例", "138", Mark::F}, {"条例21", "107", Mark::F}},
       "条例138"}};
  return all;
}

bool may_approve(const std::set<std::string>& roles) {
  return std::ranges::any_of(roles, [](const std::string& role) {
    return role == "handling_head" || role == "case_management_head" || role == "leader_in_charge" ||
           role == "chief";
  });
}

}  // namespace

Result<std::string> RegisterBook::enter(const RegisterEntry& what, const CaseEntry& entry) {
  const auto kind =
      std::ranges::find_if(kinds(), [&](const auto& one) { return what.register_name == one.name; });
  if (kind == kinds().end()) return not_found(say(kNoRegister, what.register_name));
  const Moment now = moment_of(clock_.now_ms());
  for (const NamedField& need : kind->needs)
    if ((what.*need.field).empty())
      return refused_under(procedures_, say(kRegisterNeeds, need.name), kind->basis, now.date);
  if (!what.approver.empty()) {
    QY_TRY(const auto known, officers_named(book_, what.file, {what.approver}));
    const auto approver = known.officers.find(what.approver);
    if (what.approver == entry.by.user || approver == known.officers.end() ||
        !may_approve(approver->second.roles))
      return refused_under(procedures_, say(kRegisterApprover, what.approver), kind->basis, now.date);
  }
  Moment happened = now;
  if (!what.happened_at.empty()) {
    QY_TRY(happened, Moment::from_text(what.happened_at));
  }
  if (happened > now) return invalid(say(kAfterEntry, happened.text(), now.text()));
  if (!what.file.empty()) QY_CHECK(read_case_file(book_, what.file));
  const std::string prefix = std::to_string(now.date.year()) + "-";
  Act act{.key = entry.key,
          .kind = "register." + what.register_name,
          .actor = entry.by,
          .object = "register/",
          .basis = kind->cited,
          .note = entry.note};
  if (act.actor.role.empty()) {
    QY_TRY(act.actor.role, writing_role(book_, act.actor.user, {"handler", "case_manager"}));
  }
  Fields fields{{"register", what.register_name}, {"subject", what.subject},
                {"manner", what.manner},          {"content", what.content},
                {"happened_at", happened.text()}, {"entered_at", now.text()}};
  if (!what.file.empty()) fields["case_file"] = what.file;
  for (const NamedField& field : {kAnswer, kReportedTo, kPurpose, kFields, kApprover})
    if (!(what.*field.field).empty()) fields[field.name] = what.*field.field;
  return under_next_number(book_, "register_entry", prefix, [&](const std::string& id) {
    act.key = entry.key.empty() ? "register." + id : entry.key;
    act.object = "register/" + id;
    act.changes = {{"register_entry", id, 0, fields}};
    return book_.perform(act);
  });
}

}  // namespace qy
