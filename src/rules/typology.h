// A typology: findings of different rules that mean more together than each alone ("split, rotate, overrun").
// It gathers findings about one subject; it never scores a person, and it says nothing that its findings do
// not say. `rules/typologies/<name>.yaml`, Chinese with English beside, its cases in the same file.
//
//   findings ──by subject, links followed──▶ parts present ──`when` holds──▶ sum of the parts' weights
//                                                              ≥ lead: worth a study   ≥ urgent_lead: first
//
// A part is present when one of its rules (or of the rules of its families) has a finding on the subject. It
// counts its weight once, however many findings it has; half where all of them are blue.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "rules/condition.h"
#include "rules/rule_set.h"
#include "rules/topics.h"
#include "text/yaml.h"

namespace qy {

struct TypologyPart {
  std::string name, label, english;
  std::set<std::string> rules;  // ids; those of its families among them
  double weight = 1;
};

struct Typology {
  std::string name;  // of the file
  std::string title, english, topic;
  std::string subject;  // the kind of key that joins: person, household, village, firm, unit, tender …
  std::vector<TypologyPart> parts;
  Condition when;
  double lead = 0, urgent_lead = 0;
  std::string sentence, sentence_en;  // {parts}, {count}, {amount:money}
  std::string why, why_en, next_step, next_step_en;
  std::vector<std::string> innocent;
  Yaml cases;
};

struct TypologySet {
  std::vector<Typology> typologies;  // by name
  std::vector<Error> broken;         // each with file and line; the others stand
  std::string
      links;  // rules/typologies/links.sql: which subject belongs to which other (from_key, to_key, to_label)
};

// A later root is laid over an earlier one, as with rules.
Result<TypologySet> load_typologies(const std::vector<std::filesystem::path>& roots, const RuleSet& rules,
                                    const std::vector<Topic>& topics);

}  // namespace qy
