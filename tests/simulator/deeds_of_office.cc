// Who works on it: recused, called in, joined, given a role or relieved of it.
#include "casework/case_book.h"
#include "casework/joint_case.h"
#include "casework/recusals.h"
#include "doing.h"
#include "rights/access_book.h"

namespace qy::county {

Result<void> Doing::recuse() {
  deed_.file = some_file();
  const std::string who = some_account(), successor = chance_.one_in(4) ? "" : some_account();
  deed_.who = chance_.one_in(4) ? some_account() : "ch";
  deed_.what = "takes " + who + " out, " + (successor.empty() ? "nobody" : successor) + " goes on";
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  const auto done = cases(book).recuse(deed_.file, who, "interest", successor, entry(deed_.who, "试"));
  if (!done.ok()) return refused(done.error());
  memory_.events[deed_.file].push_back(TakenOut{who});
  memory_.recused[deed_.file].emplace(who, done->seq);
  answered(*done, key_, "case.recused", deed_.file);
  return {};
}

// He declares it himself, or the chief says so; whatever lies on his desk is nobody's until it is assigned anew.
Result<void> Doing::declare() {
  deed_.file = some_file();
  QY_TRY(const auto matters, county_.store().select("matter", {{"case_file", deed_.file}}));
  std::string who = some_account();
  if (!matters.empty() && chance_.one_in(2)) who = chance_.among(matters).text("holder");
  if (who.empty()) who = some_account();
  deed_.who = chance_.one_in(3) ? "ch" : who;
  deed_.what = "declares that " + who + " keeps out";
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  QY_TRY(const auto out, taken_out_of_all(book, "case_file/" + deed_.file, who));
  const auto& held = memory_.roles[deed_.who];
  if (held.empty()) return refused(not_found("he holds no role"));
  static std::string key;
  key = key_;
  AccessBook access(book, county_.clock(), [](const std::vector<std::string>&) { return key; });
  const auto done = access.recuse("case_file/" + deed_.file, who, "近亲属", {deed_.who, *held.begin()}, out);
  if (!done.ok()) return refused(done.error());
  QY_TRY(const Row row, county_.store().find("involvement", *done));
  if (memory_.recused[deed_.file].emplace(who, row.seq).second)
    memory_.events[deed_.file].push_back(TakenOut{who});
  answered({row.seq, 0, false}, key_, "access.recused", deed_.file);
  return {};
}

Result<void> Doing::second_somebody() {
  deed_.file = some_file();
  const std::string who = chance_.one_in(3) ? some_account() : "h4";
  deed_.who = chance_.one_in(3) ? some_account() : "ch";
  deed_.what = "calls " + who + " in";
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  const Date from = now().date.plus_days(chance_.below(10) - 2);
  const auto done = second(book, law().procedures,
                           {deed_.file, who, "town", "〔2025〕1号", chance_.one_in(5) ? "" : "无回避情形",
                            from, from.plus_days(chance_.below(60))},
                           entry(deed_.who));
  if (!done.ok()) return refused(done.error());
  answered(*done, key_, "case.seconded", deed_.file);
  return {};
}

Result<void> Doing::join() {
  deed_.file = some_file();
  deed_.who = chance_.one_in(3) ? some_account() : "cm1";
  const int64_t share = 300 + 100 * chance_.below(3);
  deed_.what = "makes it a joint case, " + std::to_string(share) + " and 600 of a thousand";
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  const auto done = make_joint(book, county_.clock(),
                               {deed_.file,
                                "合力",
                                "designated",
                                "〔2025〕2号",
                                {{"room", "主办", 600, true}, {"town", "协办", share, false}}},
                               entry(deed_.who));
  if (!done.ok()) return refused(done.error());
  if (share != 400) return broken("shares of a joint case that make no whole were taken");
  answered(*done, key_, "case.joined", deed_.file);
  return {};
}

// The office takes a role away and gives it back another day.
Result<void> Doing::move_roles() {
  std::vector<const Member*> able;
  for (const Member& member : members())
    if (member.has_account && member.id != "ch" && member.id != "cm1" && member.id != "sys")
      able.push_back(&member);
  const Member& member = *chance_.among(able);
  const std::string role = member.roles.front(), id = member.id + "." + role;
  QY_TRY(const Row row, county_.store().find("user_role", id));
  const bool ends = row.number("active") == 1;
  deed_.who = "office",
  deed_.what = (ends ? "takes " : "gives ") + role + (ends ? " from " : " to ") + member.id;
  Act act{.key = key_, .kind = "system.roles", .actor = {"system", "system"}, .object = "office"};
  act.changes = {{"user_role", id, row.version, {{"active", int64_t(!ends)}}}};
  QY_TRY(const Recorded recorded, county_.store().perform(act));
  if (ends) {
    memory_.roles[member.id].erase(role);
  } else {
    memory_.roles[member.id].insert(role);
  }
  memory_.answered[key_] = {recorded.seq, act.kind, act.object};
  deed_.done = true, deed_.outcome = "entry " + std::to_string(recorded.seq);
  return {};
}

}  // namespace qy::county
