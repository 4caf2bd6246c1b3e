#include "law/procedure_check.h"

#include <algorithm>
#include <functional>
#include <set>

#include "law/messages.h"

namespace qy {
namespace {

using States = std::set<std::string>;

class Checker {
 public:
  explicit Checker(const ProcedureBook& book) : book_(book) {}

  ProcedureReport run() {
    check_terms();
    for (const Procedure& procedure : book_.procedures()) {
      report_.states += procedure.states.size();
      report_.steps += procedure.steps.size();
      for (const ProcedureStep& step : procedure.steps) check_words(step);
      check_paths(procedure);
    }
    for (const Guard& guard : book_.guards()) check_words(guard);
    for (const TimeLimit& limit : book_.limits()) check_words(limit);
    return std::move(report_);
  }

 private:
  void problem(const std::string& where, const Said& what) {
    report_.problems.push_back(where + ": " + what.text());
  }

  template <class Exists>
  void need(const std::string& where, const std::vector<std::string>& names, Exists exists,
            const Message& missing) {
    for (const std::string& name : names)
      if (!exists(name)) problem(where, say(missing, name));
  }
  void need_roles(const std::string& where, const std::vector<std::string>& roles) {
    need(
        where, roles, [&](auto& id) { return book_.terms().role(id) != nullptr; }, kNoSuchRole);
  }
  void need_facts(const std::string& where, const FactCondition& condition) {
    const auto exists = [&](auto& id) { return book_.terms().fact(id) != nullptr; };
    need(where, condition.has, exists, kNoSuchFact);
    need(where, condition.lacks, exists, kNoSuchFact);
  }
  void need_steps(const std::string& where, const std::vector<std::string>& steps) {
    need(
        where, steps, [&](auto& name) { return book_.step(name) != nullptr; }, kNoSuchStep);
  }
  void need_procedures(const std::string& where, const std::vector<std::string>& ids) {
    need(
        where, ids, [&](auto& id) { return book_.procedure(id) != nullptr; }, kNoSuchProcedure);
  }
  void need_states(const std::string& where, const std::vector<std::string>& states) {
    need(
        where, states, [&](auto& name) { return book_.has_state(name); }, kNoSuchState);
  }

  bool ever_stands(const auto& entry) const {
    const auto days = rule_sets(book_);
    return std::any_of(days.begin(), days.end(), [&](Date day) { return book_.stands(entry, day); });
  }

  void check_terms() {
    for (const ApprovalChain& chain : book_.terms().chains)
      for (const ChainOption& option : chain.options) {
        need_roles(chain.id, option.roles);
        need_facts(chain.id, option.when);
      }
    for (const Fact& fact : book_.terms().facts) need_facts(fact.id, {fact.implies, {}});
  }

  void check_words(const ProcedureStep& step) {
    const std::string where = step.name();
    need_roles(where, step.by);
    need_roles(where, step.approval);
    if (!step.chain.empty() && book_.terms().chain(step.chain) == nullptr)
      problem(where, say(kNoSuchRole, step.chain));
    need_facts(where, step.when);
    need_facts(where, {step.sets, step.clears});
    for (const NeededDocument& document : step.documents) {
      if (book_.terms().document(document.id) == nullptr) problem(where, say(kNoSuchDocument, document.id));
      need_facts(where, document.when);
    }
    need(
        where, step.guards, [&](auto& id) { return book_.guard(id) != nullptr; }, kNoSuchGuard);
    need_procedures(where, step.opens);
    if (!step.extends.empty()) {
      const TimeLimit* limit = book_.limit(step.extends);
      if (limit == nullptr || limit->extensions.empty()) problem(where, say(kNotExtendable, step.extends));
    }
    if (!ever_stands(step)) report_.waiting.push_back(where);
  }

  void check_words(const Guard& guard) {
    need_facts(guard.id, guard.when);
    need_facts(guard.id, guard.require);
    need_facts(guard.id, {guard.one_of, {}});
    need_states(guard.id, guard.in_state);
    need_states(guard.id, guard.not_in_state);
    need_procedures(guard.id, guard.apart_from);
    if (!guard.other_step.empty()) need_steps(guard.id, {guard.other_step});
  }

  void check_words(const TimeLimit& limit) {
    need_facts(limit.id, limit.when);
    for (const auto* steps : {&limit.starts, &limit.ends, &limit.pauses, &limit.resumes, &limit.restarts})
      need_steps(limit.id, *steps);
    if (!limit.before.empty() && book_.limit(limit.before) == nullptr) need_steps(limit.id, {limit.before});
    for (const OtherLength& other : limit.other_lengths) need_facts(limit.id, other.when);
    for (const Extension& extension : limit.extensions) {
      need_roles(limit.id, extension.by);
      need_facts(limit.id, extension.when);
    }
    if (!ever_stands(limit)) report_.waiting.push_back(limit.id);
    if (limit.before.empty() && limit.period.empty() && limit.ends.empty())
      problem(limit.id, said(kLimitNeverEnds));
    for (const Date day : rule_sets(book_)) {
      const auto stands = [&](const std::string& name) {
        const ProcedureStep* step = book_.step(name);
        return step != nullptr && book_.stands(*step, day);
      };
      if (book_.stands(limit, day) && !limit.starts.empty() &&
          std::none_of(limit.starts.begin(), limit.starts.end(), stands))
        problem(limit.id, say(kLimitWithoutStep, day.iso()));
    }
  }

  // States reached from `from` by the steps that stand on the day, or from which it is reached.
  static States spread(States reached, const std::vector<const ProcedureStep*>& steps, bool forward) {
    for (size_t before = 0; before != reached.size();) {
      before = reached.size();
      for (const ProcedureStep* step : steps)
        for (const std::string& from : step->from) {
          const std::string& to = step->after(from);
          if (forward && reached.count(from) > 0) reached.insert(to);
          if (!forward && reached.count(to) > 0) reached.insert(from);
        }
    }
    return reached;
  }

  void check_paths(const Procedure& procedure) {
    for (const Date day : rule_sets(book_)) {
      std::vector<const ProcedureStep*> steps;
      States begins, ends;
      for (const ProcedureStep& step : procedure.steps) {
        if (!book_.stands(step, day)) continue;
        steps.push_back(&step);
        if (step.begins()) begins.insert(step.to);
      }
      for (const ProcedureState& state : procedure.states)
        if (state.is_end) ends.insert(state.id);
      const States reached = spread(begins, steps, true);
      const States ending = spread(ends, steps, false);
      for (const std::string& state : reached)
        if (ending.count(state) == 0) problem(procedure.id + "." + state, say(kNoEnd, day.iso()));
    }
    // A state that only waiting steps lead to waits with them.
    for (const ProcedureState& state : procedure.states) {
      const bool is_led_to = std::any_of(procedure.steps.begin(), procedure.steps.end(),
                                         [&](const ProcedureStep& step) { return step.to == state.id; });
      if (!is_led_to) problem(procedure.id + "." + state.id, said(kNeverReached));
    }
  }

  const ProcedureBook& book_;
  ProcedureReport report_;
};

}  // namespace

std::vector<Date> rule_sets(const ProcedureBook& book) {
  std::vector<Date> days{kFirstRuleSet};
  for (const Date day : book.laws().changes())
    if (day > kFirstRuleSet) days.push_back(day);
  return days;
}

ProcedureReport check(const ProcedureBook& book) {
  return Checker(book).run();
}

}  // namespace qy
