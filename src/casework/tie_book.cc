#include "casework/tie_book.h"

#include "casework/messages.h"
#include "record/officer_tie.h"

namespace qy {
namespace {

constexpr size_t kTokenLetters = 16;  // of a token that tell one tie from another

Result<void> check(const DeclaredTie& tie) {
  const TieKind* kind = tie_kind(tie.tie);
  if (kind == nullptr) return invalid(say(kTieUnknown, tie.row, tie.tie));
  const bool has_its_own = kind->to_person ? !tie.person_token.empty() && tie.unit_code.empty()
                                           : tie.person_token.empty() && !tie.unit_code.empty();
  if (!has_its_own) return invalid(say(kTieNeeds, tie.row, kind->to_person ? "citizen" : "unit"));
  // What is over is not declared: near relatives and firms stand as long as they are declared.
  if (kind->certain && !(tie.from_on + tie.until_on).empty()) return invalid(say(kTieDays, tie.row));
  for (const std::string& day : {tie.from_on, tie.until_on})
    if (!day.empty()) QY_CHECK(Date::from_iso(day));
  return {};
}

}  // namespace

Result<Change> TieBook::change_of(const TieDeclaration& declaration, const DeclaredTie& tie) {
  const std::string& of = tie.person_token.empty() ? tie.unit_code : tie.person_token;
  const std::string id =
      tie.user + "." + tie.tie + "." + (tie.person_token.empty() ? of : of.substr(0, kTokenLetters));
  Change change{"officer_tie",
                id,
                0,
                {{"source", declaration.source},
                 {"source_row", tie.row},
                 {"declared_on", declaration.declared_on.iso()},
                 {"active", int64_t(1)}}};
  for (const auto& [field, text] : {std::pair{"from_on", &tie.from_on}, {"until_on", &tie.until_on}})
    if (!text->empty()) change.fields[field] = *text;
  if (!tie.person_token.empty()) {
    QY_TRY(const auto persons, book_.select("person", {{"citizen_token", tie.person_token}}));
    if (!persons.empty()) change.fields["person"] = persons.front().id;
  }
  QY_TRY(const auto there, book_.select("officer_tie", {{"id", id}}));
  if (there.empty()) {
    change.fields["user_id"] = tie.user;
    change.fields["tie"] = tie.tie;
    change.fields[tie.person_token.empty() ? "unit_code" : "person_token"] = of;
    return change;
  }
  // An older declaration does not bring back what is over.
  const Row& row = there.front();
  change.expected = row.version;
  if (row.text("declared_on") > declaration.declared_on.iso()) change.fields.clear();
  std::erase_if(change.fields, [&](const auto& field) {
    const auto at = row.fields.find(field.first);
    return at != row.fields.end() && at->second == field.second;
  });
  if (row.number("active") == 0 && row.text("declared_on") == declaration.declared_on.iso())
    change.fields.clear();  // decided on since
  return change;
}

Result<size_t> TieBook::declare(const TieDeclaration& declaration, const std::string& key, const Actor& by) {
  if (declaration.source.empty()) return invalid(said(kTieSource));
  if (declaration.declared_on > today_) return invalid(say(kTieLater, declaration.declared_on.iso()));
  Act act{.key = key,
          .kind = "tie.declared",
          .actor = by,
          .object = "tie/" + declaration.declared_on.iso(),
          .basis = "监法67、条例296",
          .note = declaration.source};
  for (const DeclaredTie& tie : declaration.ties) {
    if (tie.row.empty()) return invalid(say(kTieNeeds, tie.user, "row"));
    QY_CHECK(check(tie));
    QY_TRY(const auto accounts, book_.select("user_account", {{"id", tie.user}}));
    if (accounts.empty()) return not_found(say(kNoAccount, tie.user));
    QY_TRY(Change change, change_of(declaration, tie));
    if (!change.fields.empty()) act.changes.push_back(std::move(change));
  }
  if (act.changes.empty()) return size_t(0);
  QY_CHECK(book_.perform(act));
  return act.changes.size();
}

Result<Recorded> TieBook::end(const std::string& tie, const std::string& reason, const std::string& at,
                              const Actor& by) {
  if (reason.empty()) return invalid(said(kSayWhy));
  QY_TRY(const Row row, book_.find("officer_tie", tie));
  if (row.text("user_id") == by.user) return Error{Code::forbidden, say(kOwnTie, by.user)};
  if (row.number("active") == 0) return Error{Code::conflict, say(kTieOver, tie)};
  Act act{.key = "tie." + std::to_string(row.seq) + ".v" + std::to_string(row.version) + ".ended",
          .kind = "tie.ended",
          .actor = by,
          .object = "tie/" + tie,
          .basis = "监法67、条例296",
          .note = reason};
  act.changes = {
      {"officer_tie",
       tie,
       row.version,
       {{"active", int64_t(0)}, {"decided_by", by.user}, {"decided_at", at}, {"decision", reason}}}};
  return book_.perform(act);
}

}  // namespace qy
