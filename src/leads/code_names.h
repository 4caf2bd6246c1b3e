// Names for the codes that findings speak of. Registers name a unit, a school, a hospital or a village by its
// code alone; an officer reads its name. Only public offices and places are named here, by the code that
// follows one of the words below; nobody's number is looked up.
//
//   “单位12599021700001303D的…” → “青岚县第一中学的…”      “村599021100203，…” → “云岭乡新荣村，…”
//
// The keys and the figures of a finding keep the code.
#pragma once

#include <map>
#include <set>
#include <string>

#include "leads/finding.h"

namespace qy {

// Unified credit codes after 单位, 学校, 机构; division codes of 9 or 12 digits after 村, 乡镇, 村代码.
std::set<std::string> codes_to_name(const Screening& screening);

// In labels and sentences, the Chinese and the English; a code without a name stays.
void name_codes(Screening& screening, const std::map<std::string, std::string>& names);

}  // namespace qy
