#include "deeds.h"

#include <algorithm>

#include "casework/case_book.h"
#include "casework/entry_time.h"
#include "casework/joint_case.h"
#include "casework/recusals.h"
#include "casework/submission_book.h"
#include "plan.h"
#include "rights/access_book.h"

namespace qy::county {
namespace {

constexpr int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;
constexpr int64_t kQuietMs = 14 * kDayMs;
constexpr size_t kMostFiles = 7;

Error broken(const std::string& what) {
  return {Code::internal, what};
}

std::string joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : "+") + id;
  return text;
}

class Doing {
 public:
  Doing(County& county, Memory& memory, Chance& chance, int number)
      : county_(county), memory_(memory), chance_(chance) {
    deed_.number = number;
    const std::string digits = std::to_string(number);
    key_ = "deed-" + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
  }

  Result<Deed> something() {
    pass_time();
    QY_CHECK(confirm_clock());
    deed_.when = now().text();
    int left = chance_.below(100);
    if (memory_.files.empty()) left = 99;
    struct Kind {
      int weight;
      Result<void> (Doing::*run)();
    };
    static constexpr Kind kKinds[] = {
        {57, &Doing::step},           {3, &Doing::learn},     {3, &Doing::recuse},     {2, &Doing::declare},
        {2, &Doing::second_somebody}, {1, &Doing::join},      {6, &Doing::propose},    {7, &Doing::approve},
        {1, &Doing::give_back},       {4, &Doing::look},      {4, &Doing::ask_again},  {1, &Doing::kill},
        {1, &Doing::restart},         {2, &Doing::set_clock}, {2, &Doing::move_roles}, {4, &Doing::open}};
    for (const Kind& kind : kKinds) {
      if (left < kind.weight || &kind == std::end(kKinds) - 1) {
        QY_CHECK((this->*kind.run)());
        break;
      }
      left -= kind.weight;
    }
    return std::move(deed_);
  }

 private:
  Moment now() { return moment_of(county_.clock().now_ms()); }
  const Law& law() const { return county_.law(); }

  // Minutes mostly, then hours, then days; never so long that the record book asks about its clock.
  void pass_time() {
    const int how = chance_.below(10);
    int64_t ms = chance_.below(40) * kMinuteMs;
    if (how >= 4) ms = chance_.below(20) * kHourMs;
    if (how >= 8) ms = (1 + chance_.below(14)) * kDayMs;
    county_.clock().advance_ms(ms);
  }

  // After weeks in which nothing was written the record book wants to know that the clock is right.
  Result<void> confirm_clock() {
    if (county_.clock().now_ms() - memory_.last_ms < kQuietMs) return {};
    QY_TRY(GuardedBook book, county_.book_of("sys"));
    const Act act{.key = key_ + ".clock",
                  .kind = "system.clock_confirmed",
                  .actor = {"sys", "system_administrator"},
                  .object = "clock",
                  .basis = "",
                  .note = "核对无误"};
    QY_TRY(const Recorded recorded, book.perform(act));
    memory_.answered[act.key] = {recorded.seq, act.kind, act.object};
    memory_.last_ms = recorded.at_ms;
    return {};
  }

  std::string some_account() {
    std::vector<std::string> ids;
    for (const Member& member : members())
      if (member.has_account) ids.push_back(member.id);
    return chance_.among(ids);
  }
  const std::string& some_file() { return chance_.among(memory_.files); }
  CaseEntry entry(const std::string& by, const std::string& note = "") {
    return {{by, ""}, key_, "", note, {}};
  }
  CaseBook cases(RecordBook& book) { return {book, law().procedures, law().calendar, county_.clock()}; }

  void answered(const Recorded& recorded, const std::string& key, const std::string& kind,
                const std::string& file) {
    memory_.answered[key] = {recorded.seq, kind, "case_file/" + file};
    memory_.last_ms = std::max(memory_.last_ms, county_.clock().now_ms());
    deed_.done = true;
    deed_.outcome = "entry " + std::to_string(recorded.seq);
  }
  Result<void> refused(const Error& error) {
    deed_.outcome = error.message.substr(0, 160);
    return {};
  }
  Result<void> refused(const ActRefusal& refusal) {
    deed_.outcome = "refused: " + refusal.guard;
    return {};
  }

  Result<void> open() {
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

  Result<void> step() {
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
  Result<std::string> writer_of(const std::string& officer) {
    if (!has_account(officer)) return std::string("cm1");
    QY_TRY(GuardedBook book, county_.book_of(officer));
    QY_TRY(const bool may, book.may(Operation::contribute, "case_file/" + deed_.file));
    return may || chance_.one_in(6) ? officer : "cm1";
  }

  Result<void> act(const FileOnRecord& found, const CaseAct& act, const std::string& by,
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

  void stepped(const std::string& file, const std::string& key, const CaseAct& act, const Recorded& recorded,
               const std::map<std::string, Officer>& officers) {
    memory_.events[file].push_back(
        Stepped{key, act, std::make_shared<const std::map<std::string, Officer>>(officers)});
    answered(recorded, key, act.step, file);
  }

  // On whose desk it goes: as a rule, that of one who can take a next step; now and then anybody's, a recused officer's too.
  std::string some_holder(const CaseFile& file, const CaseAct& act) {
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
  static bool has_account(const std::string& id) {
    return std::ranges::any_of(members(), [&](const Member& one) { return one.id == id && one.has_account; });
  }

  Result<void> learn() {
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

  Result<void> recuse() {
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
  Result<void> declare() {
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
    const auto done =
        access.recuse("case_file/" + deed_.file, who, "近亲属", {deed_.who, *held.begin()}, out);
    if (!done.ok()) return refused(done.error());
    QY_TRY(const Row row, county_.store().find("involvement", *done));
    if (memory_.recused[deed_.file].emplace(who, row.seq).second)
      memory_.events[deed_.file].push_back(TakenOut{who});
    answered({row.seq, 0, false}, key_, "access.recused", deed_.file);
    return {};
  }

  Result<void> second_somebody() {
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

  Result<void> join() {
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

  // An approver is let in by the submission that waits for him: the book asks for his role, and the act is judged anew.
  SubmissionBook submissions() {
    return {county_.store(), law().procedures, law().calendar, county_.clock()};
  }

  static std::string shown_hash(const std::string& file, const std::string& line) {
    return std::to_string(std::hash<std::string>()(file + line)) + "00000000";
  }

  Result<void> propose() {
    deed_.file = some_file();
    QY_TRY(const FileOnRecord found, cases(county_.store()).read(deed_.file));
    const auto plan = planned(law(), found.file, now(), chance_);
    deed_.who = "somebody", deed_.what = "thinks", deed_.outcome = "nothing to propose";
    if (!plan || !found.accounts.contains(plan->act.officers.front())) return {};
    std::string line =
        joined(plan->act.officers) + " " + plan->act.matter + " " + plan->act.step + " with all recorded";
    for (const std::string& fact : plan->act.facts) line += " knowing " + fact;
    deed_.who = plan->act.officers.front(), deed_.what = "proposes " + line;
    QY_TRY(GuardedBook book, county_.book_of(deed_.who));
    QY_TRY(const bool may, book.may(Operation::contribute, "case_file/" + deed_.file));
    if (!may) return refused(not_found("no business of his"));
    const auto done = submissions().propose(deed_.file, line, shown_hash(deed_.file, line), entry(deed_.who));
    if (!done.ok()) return refused(done.error());
    QY_TRY(const Row row, county_.store().find("submission", done->id));
    answered({row.seq}, key_, "submission.proposed", deed_.file);
    return {};
  }

  Result<std::optional<Row>> some_submission() {
    QY_TRY(const auto rows, county_.store().select("submission", {{"state", "waiting"}}));
    deed_.who = "somebody", deed_.what = "looks for what waits", deed_.outcome = "nothing waits";
    if (rows.empty()) return std::optional<Row>();
    return std::optional<Row>(chance_.among(rows));
  }

  Result<void> approve() {
    QY_TRY(const auto waiting, some_submission());
    if (!waiting) return {};
    deed_.file = waiting->text("case_file");
    const std::string role = waiting->text("next_role");
    QY_TRY(const FileOnRecord found, cases(county_.store()).read(deed_.file));
    deed_.who = some_account();
    if (!chance_.one_in(5))
      for (const auto& [id, officer] : found.file.officers)
        if (officer.roles.contains(role) && found.accounts.contains(id)) deed_.who = id;
    const std::string shown = chance_.one_in(10) ? "12345678" : waiting->text("shown");
    deed_.what = "approves " + waiting->id + ": " + waiting->text("line");
    const Moment at = now();
    auto done = submissions().approve(waiting->id, shown, entry(deed_.who));
    if (!done.ok()) return refused(done.error());
    if (shown != waiting->text("shown"))
      return broken("an approval of something else than was shown was taken");
    if (!done->outcome) {
      QY_TRY(const Row row, county_.store().find("submission", waiting->id));
      answered({row.seq}, key_, "submission.approved", deed_.file);
      return {};
    }
    if (done->outcome->refusal) return refused(*done->outcome->refusal);
    // The act as it was meant: the line spelled out on the file as it stood.
    QY_TRY(const SceneAct written, read_scene_act(waiting->text("line"), found.file, at, law().procedures));
    QY_TRY(CaseAct act, spelled_out(written, law().procedures, found.file));
    QY_TRY(const Row row, county_.store().find("submission", waiting->id));
    QY_TRY(act.approvals, given_in(row.text("given")));
    act.entered_at = at;
    stepped(deed_.file, key_, act, done->outcome->recorded, found.file.officers);
    return {};
  }

  // "hd handling_head@2025-01-06 09:00;…"
  static Result<std::vector<GivenApproval>> given_in(const std::string& text) {
    std::vector<GivenApproval> given;
    for (size_t from = 0; from < text.size();) {
      const size_t to = std::min(text.find(';', from), text.size());
      const size_t blank = text.find(' ', from), at = text.find('@', from);
      QY_TRY(const Moment when, Moment::from_text(text.substr(at + 1, to - at - 1)));
      given.push_back({text.substr(from, blank - from), text.substr(blank + 1, at - blank - 1), when});
      from = to + 1;
    }
    return given;
  }

  Result<void> give_back() {
    QY_TRY(const auto waiting, some_submission());
    if (!waiting) return {};
    deed_.file = waiting->text("case_file");
    deed_.who = chance_.one_in(2) ? waiting->text("proposer") : some_account();
    deed_.what = "gives back " + waiting->id;
    const auto done = submissions().give_back(waiting->id, chance_.one_in(4) ? "" : "补正", entry(deed_.who));
    if (!done.ok()) return refused(done.error());
    answered(*done, key_, "submission.returned", deed_.file);
    return {};
  }

  Result<void> look() {
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
  Result<void> ask_again() {
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

  Result<void> kill() {
    deed_.who = "-", deed_.what = "the process is killed", deed_.outcome = "opened again";
    return county_.kill();
  }
  Result<void> restart() {
    deed_.who = "-", deed_.what = "the process ends and starts", deed_.outcome = "opened again";
    return county_.restart();
  }

  // Somebody sets the machine's clock wrong; an act is tried, and it is set right again.
  Result<void> set_clock() {
    const bool back = chance_.one_in(2);
    const int64_t off = back ? -(3 + chance_.below(1000)) * kHourMs : (60 + chance_.below(300)) * kDayMs;
    deed_.who = "cm1", deed_.what = back ? "the clock goes back" : "the clock goes far ahead";
    county_.clock().advance_ms(off);
    QY_TRY(GuardedBook book, county_.book_of("cm1"));
    deed_.file = some_file();
    const auto done = cases(book).learn(deed_.file, {"complex"}, entry("cm1"));
    county_.clock().advance_ms(-off);
    if (!done.ok()) return refused(done.error());
    // Hours back are no jump where the last act lies further back still.
    if (!back) return broken("a clock that stands far ahead was believed");
    memory_.events[deed_.file].push_back(Learned{{"complex"}});
    answered(*done, key_, "case.learned", deed_.file);
    return {};
  }

  // The office takes a role away and gives it back another day.
  Result<void> move_roles() {
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

  County& county_;
  Memory& memory_;
  Chance& chance_;
  Deed deed_;
  std::string key_;
};

}  // namespace

Result<Deed> do_something(County& county, Memory& memory, Chance& chance, int number) {
  return Doing(county, memory, chance, number).something();
}

}  // namespace qy::county
