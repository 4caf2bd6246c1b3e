#include "casework/case_book.h"

#include <algorithm>

#include "casework/entry_time.h"
#include "casework/joint_case.h"
#include "casework/messages.h"
#include "casework/officers.h"
#include "casework/recusals.h"
#include "casework/refusal.h"
#include "record/numbers.h"

namespace qy {
namespace {

// 条例 202、规则 23: as the log names them.
std::string basis_text(const ProcedureBook& book, const ProcedureStep& step, Date day) {
  std::string text;
  for (const Provision& provision : book.laws().binding_on(step.basis, day))
    text += (text.empty() ? "" : "、") + provision.law + provision.article;
  return text;
}

std::set<std::string> everyone_in(const CaseAct& act) {
  std::set<std::string> ids(act.officers.begin(), act.officers.end());
  for (const GivenApproval& approval : act.approvals) ids.insert(approval.officer);
  return ids;
}

Result<Facts> known_facts(const ProcedureBook& procedures, const Facts& facts) {
  for (const std::string& fact : facts)
    if (procedures.terms().fact(fact) == nullptr) return not_found(say(kNoSuchWordHere, fact));
  return procedures.terms().closed(facts);
}

}  // namespace

Result<Recorded> CaseBook::write(const std::string& number, const std::string& kind, const std::string& basis,
                                 std::vector<Change> changes, const CaseEntry& entry,
                                 const std::string& key) {
  Act act{.key = key,
          .kind = kind,
          .actor = entry.by,
          .object = "case_file/" + number,
          .basis = basis,
          .note = entry.note};
  act.changes = std::move(changes);
  act.changes.insert(act.changes.end(), entry.with.begin(), entry.with.end());
  return book_.perform(act);
}

Result<void> CaseBook::take_over(NewCaseFile& file) {
  if (!file.lead.empty()) {
    QY_TRY(const Row lead, book_.find("lead", file.lead));
    if (file.title.empty()) file.title = lead.text("summary");
    if (lead.text("source") == "data") file.facts.insert({"from_analytics", "human_accepted"});
  }
  if (file.subject.empty()) return {};
  QY_TRY(const Row person, book_.find("person", file.subject));
  if (person.number("party_member") == 1) file.facts.insert("party_member");
  if (person.text("management_authority") == "县委") file.facts.insert("county_managed");
  return {};
}

Result<std::string> CaseBook::open(const NewCaseFile& given, const CaseEntry& entry) {
  NewCaseFile file = given;
  QY_CHECK(take_over(file));
  QY_TRY(const Facts facts, known_facts(procedures_, file.facts));
  const Moment now = moment_of(clock_.now_ms());
  const std::string prefix = std::to_string(now.date.year()) + "-";
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, {"case_manager", "handler"}));
  }
  Fields fields{
      {"state", "open"}, {"title", file.title}, {"facts", words_text(facts)}, {"progress_at", now.text()}};
  for (const auto& [name, text] :
       {std::pair{"lead", &file.lead}, {"report", &file.report}, {"subject", &file.subject}})
    if (!text->empty()) fields[name] = *text;
  return under_next_number(book_, "case_file", prefix, [&](const std::string& number) -> Result<Recorded> {
    if (!file.lead.empty()) {
      QY_TRY(const auto there, book_.select("case_file", {{"lead", file.lead}}));
      if (!there.empty()) return Error{Code::conflict, say(kLeadHasFile, file.lead, there.front().id)};
    }
    const std::string key = entry.key.empty() ? "case_file." + number : entry.key;
    return write(number, "case.opened", "条例220", {{"case_file", number, 0, fields}}, by, key);
  });
}

Result<FileOnRecord> CaseBook::read(const std::string& number) {
  QY_TRY(const Everyone everyone, read_everyone(book_));
  return read(number, everyone.of_file(number));
}

Result<FileOnRecord> CaseBook::read(const std::string& number, KnownOfficers everybody) {
  QY_TRY(FileOnRecord found, read_case_file(book_, number));
  found.file.officers = std::move(everybody.officers);
  found.accounts = std::move(everybody.accounts);
  return found;
}

Result<Recorded> CaseBook::learn(const std::string& number, const Facts& facts, const CaseEntry& entry) {
  QY_TRY(const FileOnRecord found, read_case_file(book_, number));
  const Row& row = found.row;
  Facts all = words_of_text(row.text("facts"));
  all.insert(facts.begin(), facts.end());
  QY_TRY(all, known_facts(procedures_, all));
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, {"handler", "case_manager"}));
  }
  const std::string key = number + ".v" + std::to_string(row.version) + ".learned";
  return write(number, "case.learned", "", {{"case_file", number, row.version, {{"facts", words_text(all)}}}},
               by, entry.key.empty() ? key : entry.key);
}

Result<Fields> CaseBook::desk_of_file(const std::string& holder) {
  QY_TRY(const auto accounts, book_.select("user_account", {{"id", holder}}));
  if (accounts.empty()) return Fields();
  Fields fields{{"handler", holder}};
  if (const std::string unit = accounts.front().text("unit"); !unit.empty()) fields["handling_unit"] = unit;
  return fields;
}

Result<Fields> CaseBook::handed_on(const Row& file, const std::string& from, const std::string& to) {
  if (file.text("handler") != from) return Fields();
  if (to.empty()) return Fields{{"handler", std::monostate()}};
  return desk_of_file(to);
}

Result<Recorded> CaseBook::attach(const std::string& number, const std::string& document,
                                  const std::string& sm3, const std::string& file_name,
                                  const CaseEntry& entry) {
  QY_TRY(const auto rows, book_.select("document", {{"id", document}, {"object", "case_file/" + number}}));
  if (rows.empty()) return not_found(say(kNoDocument, number, document));
  if (!rows.front().text("sm3").empty()) return Error{Code::conflict, say(kScannedAlready, document)};
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, {"handler", "archivist"}));
  }
  const std::string key = "scan." + std::to_string(rows.front().seq) + "." + sm3.substr(0, 32);
  return write(number, "document.scanned", "",
               {{"document", document, rows.front().version, {{"sm3", sm3}, {"file_name", file_name}}}}, by,
               entry.key.empty() ? key : entry.key);
}

Result<StepOutcome> CaseBook::act(const std::string& number, CaseAct act, const CaseEntry& entry) {
  if (!entry.key.empty()) {
    QY_TRY(const auto done, book_.select("done_act", {{"id", entry.key}}));
    if (!done.empty()) {
      const Row& row = done.front();
      if (row.text("case_file") != number || row.text("matter") != act.matter || row.text("step") != act.step)
        return Error{Code::conflict, say(kKeyOfOtherAct, entry.key)};
      return StepOutcome{{}, {}, {row.seq, 0, true}};
    }
  }
  QY_TRY(FileOnRecord found, read_case_file(book_, number));
  QY_TRY(auto known, officers_named(book_, number, everyone_in(act)));
  found.file.officers = std::move(known.officers);
  found.accounts = std::move(known.accounts);
  act.entered_at = moment_of(clock_.now_ms());
  QY_CHECK(check_secondments(book_, procedures_, number, act));
  QY_TRY(Decision decision, decide(procedures_, calendar_, found.file, act));
  if (auto* refusal = std::get_if<ActRefusal>(&decision)) return StepOutcome{std::move(*refusal), {}, {}};
  const ProcedureStep& step = *procedures_.step(act.step);
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, step.by));
  }
  const auto& accepted = std::get<AcceptedAct>(decision);
  EntryWords words{entry.key, entry.holder};
  if (words.key.empty()) words.key = number + ".v" + std::to_string(found.row.version) + "." + act.step;
  if (words.holder.empty())
    words.holder = found.accounts.contains(act.officers.front()) ? act.officers.front() : by.by.user;
  QY_CHECK(check_receiver(found.file, words.holder));
  auto changes = changes_of(found, act, accepted, words, procedures_, calendar_);
  if (act.step == "lead.assign") {
    QY_TRY(Fields department, desk_of_file(words.holder));
    // Whoever is seconded brings the file onto his desk, not into his own unit.
    QY_TRY(const auto seconded,
           book_.select("secondment",
                        {{"case_file", number}, {"user_id", words.holder}, {"active", int64_t(1)}}));
    if (!seconded.empty()) department.erase("handling_unit");
    for (Change& change : changes)
      if (change.table == "case_file") change.fields.insert(department.begin(), department.end());
  }
  // The lead's own record, made when it was registered, says where it stands too.
  if (const std::string lead = found.row.text("lead"); !lead.empty() && accepted.procedure == "lead") {
    QY_TRY(const Row row, book_.find("lead", lead));
    if (row.text("state") != accepted.to)
      changes.push_back({"lead", lead, row.version, {{"state", accepted.to}}});
  }
  QY_TRY(const Recorded recorded, write(number, act.step, basis_text(procedures_, step, act.at.date),
                                        std::move(changes), by, words.key));
  return StepOutcome{{}, accepted, recorded};
}

}  // namespace qy
