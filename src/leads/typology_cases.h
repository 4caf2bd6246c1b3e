// A typology's cases: given findings, expected gatherings. They stand in its own file, worked out by hand.
//
//   - name: 拆分与超付同在一个采购人
//     given:
//       - {rule: I01, about: "unit:U1", band: yellow, amount_fen: 90000000}
//       - {rule: H28a, about: "tender:T1"}
//     links: {"tender:T1": ["unit:U1"]}
//     expect: [{about: "unit:U1", level: lead}]        # none: []
#pragma once

#include <string>
#include <vector>

#include "rules/typology.h"

namespace qy {

struct TypologyCase {
  std::string name;
  std::vector<std::string> failures;  // empty: as expected
};

Result<std::vector<TypologyCase>> run_typology_cases(const Typology& typology, const RuleSet& rules);

}  // namespace qy
