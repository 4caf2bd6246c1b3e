// Which of a rule's laws stood on the days that a finding speaks of. A matter is judged by the law of its own day: what came into
// force later, or was no longer in force, is shown as such and never as what was broken.
#pragma once

#include <string_view>

#include "leads/finding.h"
#include "leads/words.h"

namespace qy {

// unknown: the finding's rows tell no day, or the law none.
enum class InForce { unknown, throughout, in_part, not_yet, no_longer };

InForce in_force(const LegalBasis& law, const Finding& finding);

std::string_view name_of(InForce standing);
// “事项发生时尚未施行”; empty where there is nothing to say: throughout, unknown.
Word word_of(InForce standing);

// The laws of the rule that stood on at least one of the finding's days, or may have.
std::vector<LegalBasis> laws_at(const RuleFacts& card, const Finding& finding);

// “2021-03-02 至 2024-11-30”, one day where it is one, empty where no row tells.
std::string days_text(const Finding& finding);

}  // namespace qy
