// What is done on a file, step by step: opened, carried on, learned of, looked at, asked twice.
#include <algorithm>

#include "casework/case_book.h"
#include "doing.h"
#include "plan.h"

namespace qy::county {

namespace {
constexpr size_t kMostFiles = 7;
}  // namespace

Result<void> Doing::open() {
  if (memory_.files.size() >= kMostFiles) return step();
  const std::string by = chance_.one_in(4) ? some_account() : "cm1";
  deed_.who = by, deed_.what = "opens a file";
  QY_TRY(GuardedBook book, county_.book_of(by));
  Facts facts;
  for (const char* fact : {"party_member", "public_official", "county_managed", "special_person", "named"})
    if (chance_.one_in(3)) facts.insert(fact);
  const auto number = cases(book).open({"演示", "", "", "", facts}, entry(by));
  if (!number.ok()) return refused(number.error());
  deed_.file = *number;
  memory_.files.push_back(*number);
  memory_.events[*number].push_back(Opened{facts});
  QY_TRY(const Row row, county_.store().find("case_file", *number));
  answered({row.seq}, key_, "case.opened", *number);
  return {};
}

Result<void> Doing::step() {
  deed_.file = some_file();
  QY_TRY(const FileOnRecord found, cases(county_.store()).read(deed_.file));
  const auto plan = planned(law(), found.file, now(), chance_);
  deed_.who = "somebody", deed_.what = "thinks", deed_.outcome = "nothing to do";
  if (!plan) return {};
  QY_TRY(std::string by, writer_of(plan->act.officers.front()));
  if (chance_.one_in(25)) by = some_account();
  return act(found, plan->act, by, plan->wrong);
}

// Whoever may work on the file writes down what he does; for others case management does, as a rule.
Result<std::string> Doing::writer_of(const std::string& officer) {
  if (!has_account(officer)) return std::string("cm1");
  QY_TRY(GuardedBook book, county_.book_of(officer));
  QY_TRY(const bool may, book.may(Operation::contribute, "case_file/" + deed_.file));
  return may || chance_.one_in(6) ? officer : "cm1";
}

Result<void> Doing::act(const FileOnRecord& found, const CaseAct& act, const std::string& by,
                        const std::string& wrong) {
  deed_.who = joined(act.officers);
  deed_.what = act.matter + " " + act.step;
  for (const GivenApproval& approval : act.approvals)
    deed_.what += " " + approval.officer + "@" + approval.role;
  if (by != act.officers.front()) deed_.what += ", written down by " + by;
  if (!wrong.empty()) deed_.what += " (" + wrong + ")";
  QY_TRY(GuardedBook book, county_.book_of(by));
  CaseEntry words = entry(by);
  words.holder = some_holder(found.file, act);
  const auto outcome = cases(book).act(deed_.file, act, words);
  if (!outcome.ok()) return refused(outcome.error());
  if (outcome->refusal) return refused(*outcome->refusal);
  CaseAct done = act;
  done.entered_at = now();
  stepped(deed_.file, key_, done, outcome->recorded, found.file.officers);
  return {};
}

// On whose desk it goes: as a rule, that of one who can take a next step; now and then anybody's, a recused officer's too.
std::string Doing::some_holder(const CaseFile& file, const CaseAct& act) {
  if (chance_.one_in(12)) return some_account();
  const ProcedureStep* step = law().procedures.step(act.step);
  const Matter* matter = file.matter(act.matter);
  const std::string to = step->after(matter == nullptr ? "" : matter->state);
  std::vector<std::string> able;
  for (const ProcedureStep& next : law().procedures.procedure(step->procedure)->steps)
    if (next.leaves(to))
      for (const auto& [id, officer] : file.officers)
        if (has_account(id) && !file.recused.contains(id) &&
            std::ranges::any_of(next.by,
                                [&](const std::string& role) { return officer.roles.contains(role); }))
          able.push_back(id);
  if (able.empty() || std::ranges::find(able, act.officers.front()) != able.end()) return "";
  return chance_.among(able);
}

Result<void> Doing::learn() {
  deed_.file = some_file();
  deed_.who = some_account();
  const Facts facts{chance_.among(law().procedures.terms().facts).id};
  deed_.what = "writes down that " + *facts.begin();
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  const auto done = cases(book).learn(deed_.file, facts, entry(deed_.who));
  if (!done.ok()) return refused(done.error());
  memory_.events[deed_.file].push_back(Learned{facts});
  answered(*done, key_, "case.learned", deed_.file);
  return {};
}

Result<void> Doing::look() {
  deed_.file = some_file();
  deed_.who = some_account();
  const auto& recused = memory_.recused[deed_.file];
  if (!recused.empty() && chance_.one_in(2)) deed_.who = recused.begin()->first;
  deed_.what = "wants to see the file";
  QY_TRY(GuardedBook book, county_.book_of(deed_.who));
  QY_TRY(const auto files, book.select("case_file", {{"id", deed_.file}}));
  deed_.saw = !files.empty();
  for (const char* part : {"matter", "done_act", "document", "running_limit"}) {
    const Fields where = part == std::string("document") ? Fields{{"object", "case_file/" + deed_.file}}
                                                         : Fields{{"case_file", deed_.file}};
    QY_TRY(const auto rows, book.select(part, where));
    deed_.saw = deed_.saw || !rows.empty();
  }
  deed_.outcome = deed_.saw ? "sees it" : "sees nothing";
  return {};
}

// The answer was lost on the way back, so he asks again; or another uses his key for something else.
Result<void> Doing::ask_again() {
  std::vector<std::pair<std::string, const Stepped*>> done;
  for (const auto& [file, events] : memory_.events)
    for (const Event& event : events)
      if (const auto* one = std::get_if<Stepped>(&event)) done.emplace_back(file, one);
  deed_.who = "somebody", deed_.what = "asks again", deed_.outcome = "nothing was asked yet";
  if (done.empty()) return {};
  const auto& [file, stepped] = chance_.among(done);
  deed_.file = file;
  deed_.who = stepped->act.officers.front();
  const bool other = chance_.one_in(3);
  CaseAct act = stepped->act;
  if (other) act.step = "lead.assign", act.matter = "other";
  deed_.what = (other ? "uses the key of another act: " : "asks again for ") + stepped->key;
  const int64_t seq = memory_.answered.at(stepped->key).seq;
  CaseEntry again = entry("cm1");
  again.key = stepped->key;
  const auto outcome = cases(county_.store()).act(file, act, again);
  if (!outcome.ok()) {
    if (!other) return broken("the same key was refused: " + outcome.error().message);
    return refused(outcome.error());
  }
  if (other) return broken("the key of another act was taken");
  if (!outcome->recorded.repeated || outcome->recorded.seq != seq)
    return broken("the same key gave another act");
  deed_.outcome = "the same entry";
  return {};
}

}  // namespace qy::county
