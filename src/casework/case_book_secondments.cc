// A secondment ends before its day: his access with it, and nothing stays on his desk.
#include <algorithm>

#include "casework/case_book.h"
#include "casework/entry_time.h"
#include "casework/messages.h"
#include "casework/officers.h"
#include "casework/recusals.h"

namespace qy {

Result<Recorded> CaseBook::end_secondment(const std::string& number, const std::string& secondment,
                                          const std::string& successor, const CaseEntry& entry) {
  if (entry.note.empty()) return invalid(said(kSayWhy));
  QY_TRY(const FileOnRecord found, read_case_file(book_, number));
  QY_TRY(const auto rows, book_.select("secondment", {{"case_file", number}, {"id", secondment}}));
  if (rows.empty() || rows.front().number("active") != 1)
    return Error{Code::conflict, say(kNoSecondment, secondment)};
  const Row& row = rows.front();
  const std::string officer = row.text("user_id"), today = clock_.today().iso();
  for (const auto& [name, matter] : found.matters)
    if (successor.empty() && matter.text("holder") == officer && matter.number("open") == 1)
      return invalid(say(kNeedsSuccessor, officer, name));
  if (successor == officer) return invalid(say(kNeedsSuccessor, officer, ""));
  if (!successor.empty()) {
    QY_TRY(const auto known, officers_named(book_, number, {successor}));
    if (!known.accounts.contains(successor)) return not_found(say(kNoAccount, successor));
    QY_CHECK(check_receiver(found.file, successor));
  }
  CaseEntry by = entry;
  if (by.by.role.empty()) {
    QY_TRY(by.by.role, writing_role(book_, by.by.user, {"chief", "case_manager"}));
  }
  QY_TRY(Fields to_others, handed_on(found.row, officer, successor));
  to_others["progress_at"] = moment_of(clock_.now_ms()).text();
  std::vector<Change> changes{{"case_file", number, found.row.version, std::move(to_others)},
                              {"secondment",
                               row.id,
                               row.version,
                               {{"active", int64_t(0)}, {"to_on", std::min(today, row.text("to_on"))}}}};
  QY_TRY(const auto out, taken_out(book_, number, officer, successor));
  changes.insert(changes.end(), out.begin(), out.end());
  const std::string key = "second." + number + ".v" + std::to_string(found.row.version) + ".ended";
  return write(number, "case.secondment_ended", "条例11", std::move(changes), by,
               entry.key.empty() ? key : entry.key);
}

}  // namespace qy
