// A rule's card: what the rule looks for, why, on which law, what else could explain it, what to do next.
// Written for officers, read by the program. `rules/<pack>/<rule>/rule.yaml`; the SQL and the cases lie
// beside it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "rules/legal_basis.h"

namespace qy {

struct RuleParameter {
  std::string name, unit, source;
  std::string value;  // as written: a number, a date or a text
  bool is_text = false;
  std::optional<double> min, max;
};

// What one finding is about.
struct Subject {
  std::string table;
  std::vector<std::string> key;
  std::string label;
};

struct Card {
  std::string id;
  int id_line = 0;  // where the card names itself
  int version = 0;
  std::string status = "in_force";  // how a shipped rule begins (rules/life.h)
  std::string title, english, pack, family;
  Subject subject;
  int severity = 0;            // 1 (a slip) to 5 (money gone)
  double precision_prior = 0;  // expected share of hits confirmed
  std::string precision_basis;
  std::vector<RuleParameter> parameters;
  std::vector<LegalBasis> legal_basis;
  std::string sentence, sentence_en;
  std::string why, why_en, next_step, next_step_en, usual_exit;
  std::vector<std::string> innocent, blind_spots;
  std::map<std::string, std::string> exclusions;          // clause -> text
  std::map<std::string, std::vector<std::string>> needs;  // table -> fields
  std::set<std::string> optional;                         // tables of `needs` that may hold no row
  std::vector<std::string> prepared;
};

// The error names file, line and key. Unknown keys are refused: they are typing mistakes.
Result<Card> load_card(const std::filesystem::path& file);

}  // namespace qy
