// Who is concerned, and who keeps out for that: found in what officers declared, decided by the chief, declared anew.
#include "casework/case_book.h"
#include "casework/tie_book.h"
#include "doing.h"
#include "ties.h"

namespace qy::county {

const std::vector<DeclaredOnce>& declared_at_first() {
  static const std::vector<DeclaredOnce> kDeclared{
      {"h2", "spouse", "p1"},    {"dp", "sibling", "p2"},       {"rh", "child", "p2"},
      {"cm2", "own_firm", "U1"}, {"h3", "relative_firm", "U1"}, {"r1", "former_unit", "U1", false}};
  return kDeclared;
}

// Whom the ties in force keep out of which file, from entry `seq` on, as the simulator itself has it.
void Doing::weigh_ties(int64_t seq) {
  for (const std::string& file : memory_.files) {
    std::set<std::string> tied;
    for (const DeclaredOnce& one : declared_at_first())
      if (one.certain && !memory_.ties_over.contains(one.id()) && memory_.concerned[file].contains(one.of))
        tied.insert(one.officer);
    auto& found = memory_.found[file];
    const auto& recused = memory_.recused[file];
    for (const std::string& who : tied)
      if (found.emplace(who, seq).second && !recused.contains(who))
        memory_.events[file].push_back(TakenOut{who});
    for (auto it = found.begin(); it != found.end();) {
      if (tied.contains(it->first)) {
        ++it;
        continue;
      }
      if (!recused.contains(it->first)) memory_.events[file].push_back(LetIn{it->first});
      it = found.erase(it);
    }
  }
}

Result<void> Doing::concern() {
  deed_.file = some_file();
  deed_.who = chance_.one_in(3) ? some_account() : "cm1";
  const std::string of = chance_.among(declared_at_first()).of;
  deed_.what = of + " is concerned";
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  const bool is_person = of[0] == 'p';
  const std::vector<std::string> one{of}, none;
  const auto done =
      cases(book).concern(deed_.file, is_person ? one : none, is_person ? none : one, entry(deed_.who));
  if (!done.ok()) return refused(done.error());
  memory_.concerned[deed_.file].insert(of);
  answered(*done, key_, "case.concerned", deed_.file);
  weigh_ties(done->seq);
  return {};
}

Result<void> Doing::clear() {
  deed_.file = some_file();
  const auto& found = memory_.found[deed_.file];
  const std::string who = found.empty() || chance_.one_in(3) ? some_account() : found.begin()->first;
  deed_.who = chance_.one_in(3) ? some_account() : "ch";
  deed_.what = "decides that " + who + " need not keep out";
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  const auto done = cases(book).clear_recusal(deed_.file, who, entry(deed_.who, "误报"));
  if (!done.ok()) return refused(done.error());
  for (const DeclaredOnce& one : declared_at_first())
    if (one.certain && one.officer == who && memory_.concerned[deed_.file].contains(one.of))
      memory_.ties_over.insert(one.id());
  answered(*done, key_, "case.recusal_cleared", deed_.file);
  weigh_ties(done->seq);
  return {};
}

Result<void> Doing::declare_anew() {
  const DeclaredOnce& one = chance_.among(declared_at_first());
  deed_.who = chance_.one_in(4) ? some_account() : "gj";
  deed_.what = "writes down again what " + one.officer + " declares";
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  const auto& held = memory_.roles[deed_.who];
  if (held.empty()) return refused(not_found("he holds no role"));
  const DeclaredTie tie{
      "1", one.officer, one.tie, one.to_person() ? one.of : "", one.to_person() ? "" : one.of, "", ""};
  const auto done =
      TieBook(book, now().date).declare({"申报表", now().date, {tie}}, key_, {deed_.who, *held.begin()});
  if (!done.ok()) return refused(done.error());
  deed_.outcome = "as it was declared";
  if (*done == 0) return {};
  QY_TRY(const Row row, county_.store().find("officer_tie", one.id()));
  memory_.ties_over.erase(one.id());
  memory_.answered[key_] = {row.seq, "tie.declared", "tie/" + now().date.iso()};
  memory_.last_ms = std::max(memory_.last_ms, county_.clock().now_ms());
  deed_.done = true, deed_.outcome = "entry " + std::to_string(row.seq);
  weigh_ties(row.seq);
  return {};
}

}  // namespace qy::county
