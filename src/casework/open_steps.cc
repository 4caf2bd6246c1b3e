#include "casework/open_steps.h"

#include <algorithm>
#include <map>
#include <set>

#include "casework/scene.h"

namespace qy {
namespace {

// Who holds which role, by id: a house has many officers, and few hold what a step asks for.
using HoldersByRole = std::map<std::string, std::set<std::string>>;

HoldersByRole holders_by_role(const CaseFile& file) {
  HoldersByRole holders;
  for (const auto& [id, officer] : file.officers)
    for (const std::string& role : officer.roles) holders[role].insert(id);
  return holders;
}

class Looking {
 public:
  Looking(const ProcedureBook& book, const Calendar& calendar, const CaseFile& file,
          const HoldersByRole& by_role, const std::string& officer, Moment now)
      : book_(book), calendar_(calendar), file_(file), by_role_(by_role), officer_(officer), now_(now) {}

  Result<std::vector<OpenStep>> all() {
    for (const auto& [id, matter] : file_.matters)
      for (const ProcedureStep& step : book_.procedure(matter.procedure)->steps)
        if (step.leaves(matter.state)) QY_CHECK(look_at(step, id));
    for (const Procedure& procedure : book_.procedures())
      for (const ProcedureStep& step : procedure.steps)
        if (step.begins()) QY_CHECK(look_at(step, ""));
    return std::move(steps_);
  }

 private:
  Result<void> look_at(const ProcedureStep& step, const std::string& matter) {
    CaseAct act{.matter = matter, .step = step.name(), .at = now_, .entered_at = now_};
    const Facts known = known_with(book_, file_, act);
    if (!book_.stands(step, now_.date) || !step.when.holds(known)) return {};
    OpenStep open{.matter = matter, .step = &step};
    open.is_called_for = step.begins() && is_called_for(step.procedure);
    what_to_state(step, known, open);
    act.facts.insert(open.confirms.begin(), open.confirms.end());
    if (!open.one_of.empty()) act.facts.insert(open.one_of.front());
    act.recorded = step.recorded;
    hands(step, act);
    extend(step, act, open);
    open.approvers = approvers_of(book_, file_, act, step, known_with(book_, file_, act));
    for (const NeededDocument& needed : step.documents)
      if (needed.when.holds(known)) open.documents.push_back(needed.id);
    open.ends = ended_by(step, matter);
    QY_CHECK(judge(act, open));
    const bool is_for_others = open.against && open.against->guard == "wrong_proposer";
    if (step.begins() && open.against && !open.is_called_for) {
      QY_TRY(const bool begins_with_another, is_for_others ? another_may(step) : Result<bool>(false));
      if (!begins_with_another) return {};
    }
    if (open.against && is_about_him(open.against->guard, step)) open.instead = holders_of(step);
    steps_.push_back(std::move(open));
    return {};
  }

  // Whether one who holds the duty, as this officer does not, could begin it now.
  Result<bool> another_may(const ProcedureStep& step) const {
    const Officer* asking = file_.officer(officer_);
    if (asking != nullptr && holds_duty(*asking, step)) return false;
    std::set<std::set<std::string>> asked;  // of those who hold the same roles, one
    for (const std::string& id : holders_of(step)) {
      if (!asked.insert(file_.officer(id)->roles).second) continue;
      Looking other(book_, calendar_, file_, by_role_, id, now_);
      QY_CHECK(other.look_at(step, ""));
      if (!other.steps_.empty() && !other.steps_.front().against) return true;
    }
    return false;
  }

  // Whether a guard refuses this officer, and not the step to everybody.
  bool is_about_him(const std::string& guard, const ProcedureStep& step) const {
    if (guard == "wrong_proposer" || guard == "self_approval") return true;
    if (guard == "recused" || guard == "recusal_found")
      return file_.recused.contains(officer_) || file_.found_ground.contains(officer_);
    const Guard* known = book_.guard(guard);
    return known != nullptr && !known->apart_from.empty() && is_kept_apart(step, officer_);
  }

  // Facts that a guard wants and nobody has stated; those that another step brings are left to it.
  void what_to_state(const ProcedureStep& step, const Facts& known, OpenStep& open) const {
    for (const std::string& id : step.guards) {
      const Guard& guard = *book_.guard(id);
      if (!guard.when.holds(known) || !book_.stands(guard, now_.date)) continue;
      for (const std::string& fact : guard.require.has)
        if (!known.contains(fact) && !is_brought_by_a_step(fact)) open.confirms.push_back(fact);
      if (guard.one_of.empty() ||
          std::ranges::any_of(guard.one_of, [&](const auto& fact) { return known.contains(fact); }))
        continue;
      for (const Fact& fact : book_.terms().facts)
        if (std::ranges::any_of(guard.one_of, [&](const std::string& wanted) {
              return book_.terms().closed({fact.id}).contains(wanted);
            }))
          open.one_of.push_back(fact.id);
    }
  }

  bool is_brought_by_a_step(const std::string& fact) const {
    for (const Procedure& procedure : book_.procedures())
      for (const ProcedureStep& step : procedure.steps)
        if (std::ranges::find(step.sets, fact) != step.sets.end()) return true;
    return false;
  }

  // As many as the step asks for, and whoever must sign; this officer first.
  void hands(const ProcedureStep& step, CaseAct& act) const {
    act.officers = {officer_};
    const auto add = [&](const std::string& id) {
      const bool is_there = std::ranges::find(act.officers, id) != act.officers.end();
      if (!is_there && !file_.recused.contains(id)) act.officers.push_back(id);
    };
    if (const Matter* matter = file_.matter(act.matter); matter != nullptr && step.signed_by_all)
      for (const DoneAct& done : matter->acts)
        for (const std::string& id : done.officers)
          if (const Officer* known = file_.officer(id); known != nullptr && known->roles.contains("handler"))
            add(id);
    if (int(act.officers.size()) >= step.persons) return;
    each_on_duty(step, [&](const std::string& id) {
      if (!is_kept_apart(step, id)) add(id);
      return int(act.officers.size()) < step.persons;
    });
  }

  // By id, each once, until `see` says that it is enough.
  template <class See>
  void each_on_duty(const ProcedureStep& step, See see) const {
    std::vector<const std::set<std::string>*> of_roles;
    for (const auto& role : step.by)
      if (const auto holders = by_role_.find(role); holders != by_role_.end())
        of_roles.push_back(&holders->second);
    std::set<std::string> together;
    if (of_roles.size() > 1)
      for (const auto* holders : of_roles) together.insert(holders->begin(), holders->end());
    if (of_roles.size() == 1)
      (void)std::ranges::all_of(*of_roles.front(), see);
    else
      (void)std::ranges::all_of(together, see);
  }

  static bool holds_duty(const Officer& officer, const ProcedureStep& step) {
    return std::ranges::any_of(step.by, [&](const auto& role) { return officer.roles.contains(role); });
  }

  bool is_kept_apart(const ProcedureStep& step, const std::string& id) const {
    for (const std::string& guard : step.guards)
      for (const auto& [name, matter] : file_.matters)
        if (std::ranges::find(book_.guard(guard)->apart_from, matter.procedure) !=
            book_.guard(guard)->apart_from.end())
          for (const DoneAct& done : matter.acts)
            if (std::ranges::find(done.officers, id) != done.officers.end()) return true;
    return false;
  }

  void extend(const ProcedureStep& step, CaseAct& act, OpenStep& open) const {
    if (step.extends.empty()) return;
    const RunningLimit* running = running_limit(file_, step.extends, act.matter, step.procedure);
    const int used = running == nullptr ? 0 : int(running->running.extensions.size());
    open.extension = next_extension(*book_.limit(step.extends), known_with(book_, file_, act), used);
    act.extension =
        open.extension != nullptr && open.extension->most ? *open.extension->most : Span{1, SpanUnit::days};
  }

  const RunningLimit* ended_by(const ProcedureStep& step, const std::string& matter) const {
    const RunningLimit* nearest = nullptr;
    std::optional<Moment> due;
    for (const RunningLimit& limit : file_.limits) {
      const auto& ends = book_.limit(limit.limit)->ends;
      const bool is_of_another = !matter.empty() && limit.matter != matter &&
                                 file_.matter(limit.matter)->procedure == step.procedure;
      if (limit.ended || is_of_another || std::ranges::find(ends, step.name()) == ends.end()) continue;
      const auto deadline = deadline_of(limit.running, calendar_);
      if (!deadline.ok() || (due && *due <= deadline->due)) continue;
      due = deadline->due;
      nearest = &limit;
    }
    return nearest;
  }

  Result<void> judge(const CaseAct& bare, OpenStep& open) const {
    SceneAct written{.line = 0, .text = "", .refused = "", .act = bare};
    if (written.act.matter.empty()) written.act.matter = kNew;
    written.all_documents = true;
    // Where nobody holds one of the levels, decide() says which.
    written.whole_chain =
        std::ranges::all_of(open.approvers, [&](const auto& role) { return by_role_.contains(role); });
    auto act = spelled_out(written, book_, file_);
    if (!act.ok() && written.whole_chain) {
      written.whole_chain = false;
      QY_TRY(act, spelled_out(written, book_, file_));
    }
    QY_CHECK(act);
    QY_TRY(Decision decision, decide(book_, calendar_, file_, *act));
    if (const auto* refusal = std::get_if<ActRefusal>(&decision);
        refusal != nullptr && refusal->guard == "ledger_quantity") {
      open.asks_quantity = true;
      act->quantity = Quantity{1, known_with(book_, file_, *act).contains("money")};
      QY_TRY(decision, decide(book_, calendar_, file_, *act));
    }
    if (auto* refusal = std::get_if<ActRefusal>(&decision)) open.against = std::move(*refusal);
    return {};
  }

  std::vector<std::string> holders_of(const ProcedureStep& step) const {
    std::vector<std::string> holders;
    each_on_duty(step, [&](const std::string& id) {
      if (id != officer_ && !file_.recused.contains(id) && !is_kept_apart(step, id)) holders.push_back(id);
      return true;
    });
    return holders;
  }

  // An act opened the procedure, and nothing of it has begun since; of a file that is empty, its lead.
  bool is_called_for(const std::string& procedure) const {
    if (file_.matters.empty()) return procedure == "lead";
    bool is_opened = false;
    for (const auto& [id, matter] : file_.matters) {
      if (matter.procedure == procedure) return false;
      for (const DoneAct& done : matter.acts)
        if (const ProcedureStep* step = book_.step(done.step))
          is_opened = is_opened || std::ranges::find(step->opens, procedure) != step->opens.end();
    }
    return is_opened;
  }

  static constexpr const char* kNew = "\x01";  // a name that no matter bears

  const ProcedureBook& book_;
  const Calendar& calendar_;
  const CaseFile& file_;
  const HoldersByRole& by_role_;
  const std::string officer_;
  const Moment now_;
  std::vector<OpenStep> steps_;
};

}  // namespace

Result<std::vector<OpenStep>> open_steps(const ProcedureBook& book, const Calendar& calendar,
                                         const CaseFile& file, const std::string& officer, Moment now) {
  const HoldersByRole by_role = holders_by_role(file);
  return Looking(book, calendar, file, by_role, officer, now).all();
}

}  // namespace qy
