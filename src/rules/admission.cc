#include "rules/admission.h"

#include "rules/card_check.h"
#include "rules/messages.h"

namespace qy {

bool is_restricted(const Rule& rule, const RuleSet& rules) {
  const auto pack = rules.packs().find(rule.card.pack);
  return pack != rules.packs().end() && pack->second.restricted;
}

Admission admit(const std::vector<const Rule*>& chosen, const RuleSet& rules, const Life& life,
                const TableSet& tables, bool purpose_approved) {
  Admission admission;
  // Adds the rule to `to` when nothing speaks against reading what it reads.
  const auto add = [&](const Rule& rule, std::vector<const Rule*>& to) {
    const auto forbidden = forbidden_reads(rule, rules, tables);
    if (!forbidden.empty())
      admission.left_out.push_back({&rule, "forbidden", forbidden.front()});
    else if (is_restricted(rule, rules) && !purpose_approved)
      admission.left_out.push_back({&rule, "not_approved", ""});
    else
      to.push_back(&rule);
  };
  for (const Rule* rule : chosen) {
    const LifeState state = life.state_of(*rule, rules);
    const Rule* shipped = rule->local ? rules.beneath(rule->card.id) : nullptr;
    const bool shipped_runs = shipped != nullptr && life.state_of(*shipped, rules) == LifeState::in_force;
    if (shipped_runs) add(*shipped, admission.in_force);
    if (state == LifeState::in_force)
      add(*rule, admission.in_force);
    else if (state == LifeState::shadow)
      add(*rule, admission.shadow);
    else if (!shipped_runs)
      admission.left_out.push_back({rule, std::string(name_of(state)), ""});
  }
  return admission;
}

Result<const Rule*> text_in_force(const Rule& rule, const RuleSet& rules, const Life& life,
                                  const TableSet& tables) {
  const Admission admission = admit({&rule}, rules, life, tables, false);
  if (!admission.in_force.empty()) return admission.in_force.front();
  if (is_restricted(rule, rules)) return Error{Code::forbidden, say(kNotTriedRestricted, rule.name())};
  return Error{Code::conflict, say(kNotInForce, rule.name())};
}

}  // namespace qy
