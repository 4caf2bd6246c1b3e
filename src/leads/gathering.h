// Gatherings: findings of one subject that a typology (rules/typology.h) puts together. A gathering orders
// reading, as a folder does; it changes no score and no rank, and of a person it says only that the findings
// below concern the same one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "leads/finding.h"
#include "rules/typology.h"

namespace qy {

// Which other subjects a subject belongs to (tender -> its buyer, person -> the household …), and what it is
// called itself.
struct SubjectLink {
  std::string key, label;  // label: empty where the key alone is known
  bool operator==(const SubjectLink&) const = default;
};
using SubjectLinks = std::map<std::string, std::vector<SubjectLink>>;

// The stack keys of the findings that some typology may gather, sorted.
std::vector<std::string> keys_to_link(const Screening& screening, const std::vector<Typology>& typologies);

// Fills screening.typologies and screening.gatherings: urgent ones first, then heavier, then the larger
// amount. Findings explained, or corrected as data, are left out. To run after apply_exits.
void gather(Screening& screening, const std::vector<Typology>& typologies, const SubjectLinks& links);

}  // namespace qy
