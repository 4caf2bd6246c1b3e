// What findings.json says of cards, typologies and topics (report_fields.h tells how a listing reads).
#pragma once

#include <concepts>
#include <type_traits>

#include "leads/finding.h"

namespace qy {

// One listing serves T and const T.
template <class Value, class T>
concept Of = std::same_as<std::remove_const_t<Value>, T>;

template <class Walk, Of<LegalBasis> V>
void fields(Walk& walk, V& basis) {
  walk("law", basis.law);
  walk("article", basis.article);
  walk("text", basis.text);
  walk("valid_from", basis.valid_from);
  walk("valid_to", basis.valid_to);
}

template <class Walk, Of<Parameter> V>
void fields(Walk& walk, V& parameter) {
  walk("name", parameter.name);
  walk("value", parameter.value);
  walk("unit", parameter.unit);
  walk("source", parameter.source);
}

template <class Walk, Of<RuleFacts> V>
void fields(Walk& walk, V& card) {
  walk("id", card.id);
  walk("version", card.version);
  walk("title", card.title);
  walk("english", card.english);
  walk("pack", card.pack);
  walk.newer("topic", card.topic);
  walk("family", card.family);
  walk("severity", card.severity);
  walk("precision_prior", card.precision_prior);
  walk("precision_basis", card.precision_basis);
  walk("why", card.why);
  walk("why_en", card.why_en);
  walk("innocent", card.innocent);
  walk("blind_spots", card.blind_spots);
  walk("next_step", card.next_step);
  walk("next_step_en", card.next_step_en);
  walk("usual_exit", card.usual_exit);
  walk("exclusions", card.exclusions);
  walk("legal_basis", card.legal_basis);
  walk("parameters", card.parameters);
}

template <class Walk, Of<TypologyFacts> V>
void fields(Walk& walk, V& facts) {
  walk("name", facts.name);
  walk("title", facts.title);
  walk("english", facts.english);
  walk.newer("topic", facts.topic);
  walk("subject", facts.subject);
  walk("why", facts.why);
  walk("why_en", facts.why_en);
  walk("innocent", facts.innocent);
  walk("next_step", facts.next_step);
  walk("next_step_en", facts.next_step_en);
  walk("lead", facts.lead);
  walk("urgent_lead", facts.urgent_lead);
}

template <class Walk, Of<TopicName> V>
void fields(Walk& walk, V& topic) {
  walk("name", topic.name);
  walk("label", topic.label);
  walk("english", topic.english);
}

}  // namespace qy
