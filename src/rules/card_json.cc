#include "rules/card_json.h"

#include <nlohmann/json.hpp>

namespace qy {

Json json_of(const Rule& rule) {
  const Card& card = rule.card;
  Json parameters = Json::array(), laws = Json::array();
  for (const RuleParameter& p : card.parameters) {
    Json one = {{"name", p.name}, {"value", p.value}, {"unit", p.unit}, {"source", p.source}};
    if (p.min) one["min"] = *p.min;
    if (p.max) one["max"] = *p.max;
    if (p.is_text) one["text"] = true;
    parameters.push_back(std::move(one));
  }
  for (const LegalBasis& basis : card.legal_basis)
    laws.push_back({{"law", basis.law},
                    {"article", basis.article},
                    {"text", basis.text},
                    {"valid_from", basis.valid_from},
                    {"valid_to", basis.valid_to}});
  return {
      {"id", card.id},
      {"version", card.version},
      {"hash", rule.hash},
      {"title", card.title},
      {"english", card.english},
      {"pack", card.pack},
      {"family", card.family},
      {"severity", card.severity},
      {"precision_prior", card.precision_prior},
      {"subject", {{"table", card.subject.table}, {"key", card.subject.key}, {"label", card.subject.label}}},
      {"parameters", parameters},
      {"legal_basis", laws},
      {"sentence", card.sentence},
      {"sentence_en", card.sentence_en},
      {"why", card.why},
      {"innocent", card.innocent},
      {"blind_spots", card.blind_spots},
      {"next_step", card.next_step},
      {"usual_exit", card.usual_exit},
      {"exclusions", card.exclusions},
      {"needs", card.needs}};
}

}  // namespace qy
