#include "plan.h"

#include <algorithm>

namespace qy::county {
namespace {

using Names = std::vector<std::string>;

constexpr int kMends = 5;

class Planner {
 public:
  Planner(const Law& law, const CaseFile& file, Moment now, Chance& chance)
      : law_(law), file_(file), now_(now), chance_(chance) {}

  std::optional<Plan> plan() {
    const ProcedureStep* step = choose_step();
    if (step == nullptr) return {};
    act_.step = step->name();
    act_.at = act_.entered_at = now_;
    act_.recorded = true;
    act_.officers = officers_for(*step);
    if (act_.officers.empty()) return {};
    if (step->procedure == "property" && chance_.one_in(2)) act_.facts.insert("money");
    if (step->procedure == "property" && (step->begins() || chance_.one_in(3)))
      act_.quantity = Quantity{1 + chance_.below(5), knows("money", *step)};
    if (!step->extends.empty()) act_.extension = longer(*step);
    complete(*step);
    mend(*step);
    Plan plan;
    if (chance_.one_in(3)) plan.wrong = spoil(*step);
    plan.act = std::move(act_);
    return plan;
  }

 private:
  const ProcedureBook& book() const { return law_.procedures; }
  Facts known() const { return known_with(book(), file_, act_); }
  bool knows(const std::string& fact, const ProcedureStep&) const { return known().contains(fact); }

  // A step out of where some matter stands, or one that begins a matter; now and then any step at all.
  const ProcedureStep* choose_step() {
    const bool begins = file_.matters.empty() || chance_.one_in(4);
    std::vector<const ProcedureStep*> steps;
    const Procedure* procedure = nullptr;
    if (begins) {
      procedure = file_.matters.empty() && !chance_.one_in(10)
                      ? book().procedure(chance_.one_in(4) ? "report" : "lead")
                      : &chance_.among(book().procedures());
      act_.matter = procedure->id + std::to_string(file_.matters.size() + 1);
    } else {
      const auto at = std::next(file_.matters.begin(), chance_.below(int(file_.matters.size())));
      procedure = book().procedure(at->second.procedure);
      act_.matter = at->first;
    }
    const bool any = chance_.one_in(12);
    for (const ProcedureStep& step : procedure->steps) {
      const bool fits = begins ? step.begins() : step.leaves(file_.matters.at(act_.matter).state);
      if ((any || fits) && (any || book().stands(step, now_.date))) steps.push_back(&step);
    }
    return steps.empty() ? nullptr : chance_.among(steps);
  }

  Names holders(const std::string& role, bool recused_too = false) const {
    Names ids;
    for (const auto& [id, officer] : file_.officers)
      if (officer.roles.contains(role) && (recused_too || !file_.recused.contains(id))) ids.push_back(id);
    return ids;
  }

  // Whoever had to do with the matter before is likelier to go on with it.
  Names officers_for(const ProcedureStep& step) {
    Names able;
    for (const std::string& role : step.by)
      for (const std::string& id : holders(role)) able.push_back(id);
    if (able.empty()) return {};
    Names chosen;
    if (const Matter* matter = file_.matter(act_.matter); matter != nullptr && !matter->acts.empty())
      for (const std::string& id : matter->acts.back().officers)
        if (chosen.empty() && std::ranges::find(able, id) != able.end()) chosen.push_back(id);
    if (chosen.empty() || chance_.one_in(6)) chosen = {chance_.among(able)};
    for (const std::string& id : able)
      if (int(chosen.size()) < step.persons && std::ranges::find(chosen, id) == chosen.end())
        chosen.push_back(id);
    return chosen;
  }

  std::optional<Span> longer(const ProcedureStep& step) {
    const RunningLimit* running = running_limit(file_, step.extends, act_.matter, step.procedure);
    const int used = running == nullptr ? 0 : int(running->running.extensions.size());
    const Extension* extension = next_extension(*book().limit(step.extends), known(), used);
    if (extension == nullptr || !extension->most) return Span{1, SpanUnit::days};
    Span span = *extension->most;
    if (chance_.one_in(3)) span.count += chance_.below(3);
    return span;
  }

  // All documents that it needs, and whoever approves it, lowest first.
  void complete(const ProcedureStep& step) {
    const Facts facts = known();
    act_.documents.clear();
    act_.approvals.clear();
    for (const NeededDocument& needed : step.documents)
      if (needed.when.holds(facts)) act_.documents.push_back({needed.id, now_.date});
    std::set<std::string> busy(act_.officers.begin(), act_.officers.end());
    for (const std::string& role : approvers_of(book(), file_, act_, step, facts))
      for (const std::string& id : holders(role))
        if (busy.insert(id).second) {
          act_.approvals.push_back({id, role, now_});
          break;
        }
  }

  // He reads why it would be refused, and does what can be done about it.
  void mend(const ProcedureStep& step) {
    for (int i = 0; i < kMends; ++i) {
      const auto decision = decide(book(), law_.calendar, file_, act_);
      const auto* refusal = decision.ok() ? std::get_if<ActRefusal>(&*decision) : nullptr;
      if (refusal == nullptr) return;
      const Guard* guard = book().guard(refusal->guard);
      const size_t facts = act_.facts.size(), officers = act_.officers.size();
      if (refusal->guard == "not_applicable") act_.facts.insert(step.when.has.begin(), step.when.has.end());
      if (guard != nullptr) {
        act_.facts.insert(guard->require.has.begin(), guard->require.has.end());
        if (!guard->one_of.empty()) act_.facts.insert(chance_.among(guard->one_of));
      }
      if (refusal->guard == "not_signed_by_all")
        for (const DoneAct& done : file_.matters.at(act_.matter).acts)
          for (const std::string& id : done.officers)
            if (file_.officer(id)->roles.contains("handler") && !file_.recused.contains(id) &&
                std::ranges::find(act_.officers, id) == act_.officers.end())
              act_.officers.push_back(id);
      if (act_.facts.size() == facts && act_.officers.size() == officers) return;
      complete(step);
    }
  }

  std::string spoil(const ProcedureStep& step) {
    const Names everybody = [&] {
      Names ids;
      for (const auto& [id, officer] : file_.officers) ids.push_back(id);
      return ids;
    }();
    switch (chance_.below(11)) {
      case 0:
        if (act_.documents.empty()) return "";
        act_.documents.erase(act_.documents.begin() + chance_.below(int(act_.documents.size())));
        return "a document is missing";
      case 1:
        if (act_.approvals.empty()) return "";
        act_.approvals.back().officer = act_.officers.front();
        return "approves himself";
      case 2:
        if (act_.approvals.size() < 2) return "";
        act_.approvals[1].officer = act_.approvals[0].officer;
        return "one person on two levels";
      case 3:
        if (act_.approvals.empty()) return "";
        act_.approvals.erase(act_.approvals.begin() + chance_.below(int(act_.approvals.size())));
        return "a level is left out";
      case 4:
        act_.at = now_.plus_minutes(-1 - chance_.below(60 * 24 * 20));
        return "dated back";
      case 5:
        act_.at = now_.plus_minutes(1 + chance_.below(60 * 24 * 20));
        return "dated ahead";
      case 6:
        act_.officers.front() = chance_.among(everybody);
        return "somebody else acts";
      case 7:
        if (act_.officers.size() < 2) return "";
        if (chance_.one_in(2)) {
          act_.officers.pop_back();
        } else {
          act_.officers.back() = act_.officers.front();
        }
        return "alone where two are needed";
      case 8:
        if (file_.recused.empty()) return "";
        act_.officers.push_back(*std::next(file_.recused.begin(), chance_.below(int(file_.recused.size()))));
        if (chance_.one_in(2)) std::swap(act_.officers.front(), act_.officers.back());
        return "with a recused officer";
      case 9:
        if (file_.recused.empty() || act_.approvals.empty()) return "";
        act_.approvals.back().officer =
            *std::next(file_.recused.begin(), chance_.below(int(file_.recused.size())));
        return "approved by a recused officer";
      default:
        act_.recorded = false;
        if (step.procedure == "property")
          act_.quantity = Quantity{1000 + chance_.below(5), chance_.one_in(2)};
        return "not recorded, or more than there is";
    }
  }

  const Law& law_;
  const CaseFile& file_;
  Moment now_;
  Chance& chance_;
  CaseAct act_;
};

}  // namespace

std::optional<Plan> planned(const Law& law, const CaseFile& file, Moment now, Chance& chance) {
  return Planner(law, file, now, chance).plan();
}

}  // namespace qy::county
