#include "leads/law_at.h"

#include <algorithm>
#include <iterator>

namespace qy {

// Days are ISO texts: their order is that of the calendar.
InForce in_force(const LegalBasis& law, const Finding& finding) {
  if (finding.first_day.empty() || (law.valid_from.empty() && law.valid_to.empty())) return InForce::unknown;
  if (!law.valid_from.empty() && law.valid_from > finding.last_day) return InForce::not_yet;
  if (!law.valid_to.empty() && law.valid_to < finding.first_day) return InForce::no_longer;
  const bool begins_later = law.valid_from > finding.first_day;
  const bool ends_earlier = !law.valid_to.empty() && law.valid_to < finding.last_day;
  return begins_later || ends_earlier ? InForce::in_part : InForce::throughout;
}

std::string_view name_of(InForce standing) {
  switch (standing) {
    case InForce::unknown:
      return "unknown";
    case InForce::throughout:
      return "throughout";
    case InForce::in_part:
      return "in_part";
    case InForce::not_yet:
      return "not_yet";
    case InForce::no_longer:
      return "no_longer";
  }
  return "";
}

Word word_of(InForce standing) {
  switch (standing) {
    case InForce::in_part:
      return {"只适用于施行期间的事项", "applies to the days it was in force"};
    case InForce::not_yet:
      return {"事项发生时尚未施行", "not yet in force at the time"};
    case InForce::no_longer:
      return {"事项发生时已失效", "no longer in force at the time"};
    default:
      return {"", ""};
  }
}

std::vector<LegalBasis> laws_at(const RuleFacts& card, const Finding& finding) {
  std::vector<LegalBasis> laws;
  std::ranges::copy_if(card.legal_basis, std::back_inserter(laws), [&](const LegalBasis& law) {
    const InForce standing = in_force(law, finding);
    return standing != InForce::not_yet && standing != InForce::no_longer;
  });
  return laws;
}

std::string days_text(const Finding& finding) {
  if (finding.first_day == finding.last_day) return finding.first_day;
  return finding.first_day + " 至 " + finding.last_day;
}

}  // namespace qy
