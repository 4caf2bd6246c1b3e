// Who keeps out of a file, as a file's acts (case_book.h): declared, decided, cleared, and who is concerned in it.
#include "casework/case_book.h"
#include "casework/entry_time.h"
#include "casework/messages.h"
#include "casework/officers.h"
#include "casework/recusals.h"
#include "casework/refusal.h"

namespace qy {

// Nobody gets a matter on his desk who keeps out of the file.
Result<void> CaseBook::check_receiver(const CaseFile& file, const std::string& user) const {
  if (const auto found = file.found_ground.find(user); found != file.found_ground.end()) {
    const Officer* officer = file.officer(user);
    const Said name = said(std::string_view(officer == nullptr ? user : officer->name));
    const Said why =
        say(kWithParticular, procedures_.guard("recusal_found")->said(), said_of(found->second, name));
    return refused_under(procedures_, why, procedures_.guard("recusal_found")->basis, clock_.today());
  }
  if (file.recused.contains(user)) return Error{Code::forbidden, say(kSuccessorRecused, user)};
  return {};
}

Result<Recorded> CaseBook::declare_recusal(const std::string& number, const std::string& grounds,
                                           const CaseEntry& entry) {
  QY_TRY(const FileOnRecord found, read_case_file(book_, number));
  if (found.file.recused.contains(entry.by.user))
    return Error{Code::conflict, say(kRecusedAlready, entry.by.user)};
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, {"handler", "reviewer"}));
  }
  const std::string now = moment_of(clock_.now_ms()).text();
  QY_TRY(const auto before, book_.select("recusal", {{"id", number + "/" + by.by.user}}));
  Fields fields{
      {"grounds", grounds}, {"decided_at", now}, {"decided_by", std::monostate()}, {"active", int64_t(1)}};
  if (before.empty()) fields.insert({{"case_file", number}, {"user_id", by.by.user}});
  const std::string key = number + ".v" + std::to_string(found.row.version) + "." + by.by.user + ".recuses";
  return write(number, "case.recusal_declared", "监法67、条例296",
               {{"recusal", number + "/" + by.by.user, before.empty() ? 0 : before.front().version, fields}},
               by, entry.key.empty() ? key : entry.key);
}

Result<Recorded> CaseBook::recuse(const std::string& number, const std::string& officer,
                                  const std::string& grounds, const std::string& successor,
                                  const CaseEntry& entry) {
  QY_TRY(const FileOnRecord found, read_case_file(book_, number));
  QY_TRY(const auto declared, book_.select("recusal", {{"id", number + "/" + officer}}));
  const bool waits = !declared.empty() && declared.front().text("decided_by").empty();
  const bool is_found = found.file.found_ground.contains(officer);
  if (found.file.recused.contains(officer) && !waits && !is_found)
    return Error{Code::conflict, say(kRecusedAlready, officer)};
  if (officer == successor) return Error{Code::forbidden, say(kSuccessorRecused, successor)};
  QY_CHECK(check_receiver(found.file, successor));
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, {"chief"}));
  }
  const std::string now = moment_of(clock_.now_ms()).text();
  QY_TRY(const Fields to_others, handed_on(found.row, officer, successor));
  std::vector<Change> changes{{"case_file", number, found.row.version, to_others}};
  changes.front().fields["progress_at"] = now;
  Fields fields{
      {"grounds", grounds}, {"decided_at", now}, {"decided_by", by.by.user}, {"active", int64_t(1)}};
  if (declared.empty()) fields.insert({{"case_file", number}, {"user_id", officer}});
  if (!successor.empty()) fields["successor"] = successor;
  changes.push_back({"recusal", number + "/" + officer, declared.empty() ? 0 : declared.front().version,
                     std::move(fields)});
  for (const auto& [name, row] : found.matters)
    if (successor.empty() && row.text("holder") == officer && row.number("open") == 1)
      return invalid(say(kNeedsSuccessor, officer, name));
  QY_TRY(const auto out, taken_out(book_, number, officer, successor));
  changes.insert(changes.end(), out.begin(), out.end());
  const std::string key = number + ".v" + std::to_string(found.row.version) + ".recused";
  return write(number, "case.recused", "监法67、条例296", std::move(changes), by,
               entry.key.empty() ? key : entry.key);
}

Result<Recorded> CaseBook::clear_recusal(const std::string& number, const std::string& officer,
                                         const CaseEntry& entry) {
  QY_TRY(const FileOnRecord found, read_case_file(book_, number));
  if (entry.note.empty()) return invalid(said(kSayWhy));
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, {"chief"}));
  }
  const std::string now = moment_of(clock_.now_ms()).text();
  std::vector<Change> changes;
  QY_TRY(const auto declared,
         book_.select("recusal", {{"id", number + "/" + officer}, {"active", int64_t(1)}}));
  for (const Row& row : declared)
    if (row.text("decided_by").empty())
      changes.push_back({"recusal",
                         row.id,
                         row.version,
                         {{"active", int64_t(0)}, {"decided_by", by.by.user}, {"decided_at", now}}});
  if (found.file.found_ground.contains(officer)) {
    QY_TRY(const auto ties, ties_found(book_, found.row));
    std::set<std::string> seen;
    for (const TieFound& one : ties)
      if (one.officer == officer && seen.insert(one.tie.id).second)
        changes.push_back({"officer_tie",
                           one.tie.id,
                           one.tie.version,
                           {{"active", int64_t(0)},
                            {"decided_by", by.by.user},
                            {"decided_at", now},
                            {"decision", entry.note}}});
  }
  if (changes.empty()) return not_found(say(kNothingToClear, officer));
  const std::string key = number + ".v" + std::to_string(found.row.version) + "." + officer + ".cleared";
  changes.push_back({"case_file", number, found.row.version, {{"progress_at", now}}});
  return write(number, "case.recusal_cleared", "监法67、条例296", std::move(changes), by,
               entry.key.empty() ? key : entry.key);
}

Result<Recorded> CaseBook::concern(const std::string& number, const std::vector<std::string>& persons,
                                   const std::vector<std::string>& units, const CaseEntry& entry) {
  QY_TRY(const FileOnRecord found, read_case_file(book_, number));
  if (persons.empty() && units.empty()) return invalid(said(kNobodyConcerned));
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, {"handler", "case_manager"}));
  }
  const std::string now = moment_of(clock_.now_ms()).text();
  std::vector<Change> changes{{"case_file", number, found.row.version, {{"progress_at", now}}}};
  for (const auto& [field, ids] : {std::pair{"person", &persons}, {"unit_code", &units}})
    for (const std::string& id : *ids) {
      if (id.empty()) return invalid(said(kNobodyConcerned));
      QY_TRY(const auto there, book_.select("concerned", {{"id", number + "/" + id}}));
      if (there.empty())
        changes.push_back({"concerned",
                           number + "/" + id,
                           0,
                           {{"case_file", number}, {field, id}, {"active", int64_t(1)}}});
    }
  const std::string key = number + ".v" + std::to_string(found.row.version) + ".concerned";
  return write(number, "case.concerned", "条例207", std::move(changes), by,
               entry.key.empty() ? key : entry.key);
}

}  // namespace qy
