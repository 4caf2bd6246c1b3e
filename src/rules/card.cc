#include "rules/card.h"

#include "rules/messages.h"
#include "text/messages.h"
#include "text/yaml.h"

namespace qy {
namespace {

Result<RuleParameter> read_parameter(const std::string& name, const Yaml& node) {
  RuleParameter parameter{.name = name};
  if (node.kind() == Yaml::Kind::scalar) return node.wrong(say(kParameterParts, name));
  QY_CHECK(node.only({"value", "unit", "source", "min", "max", "note"}));
  const Yaml* value = node.find("value");
  if (value == nullptr || value->kind() != Yaml::Kind::scalar) return node.wrong(say(kIsMissing, "value"));
  parameter.value = value->text();
  char* end = nullptr;
  (void)std::strtod(parameter.value.c_str(), &end);
  parameter.is_text = value->is_quoted() || end == parameter.value.c_str() || *end != '\0';
  QY_TRY(parameter.unit, node.required("unit"));
  QY_TRY(parameter.source, node.required("source"));
  if (node.find("min") != nullptr) {
    QY_TRY(parameter.min, node.number("min"));
  }
  if (node.find("max") != nullptr) {
    QY_TRY(parameter.max, node.number("max"));
  }
  return parameter;
}

Result<LegalBasis> read_legal_basis(const Yaml& node) {
  QY_CHECK(node.only({"law", "article", "text", "valid_from", "valid_to", "note"}));
  LegalBasis basis;
  QY_TRY(basis.law, node.required("law"));
  basis.article = node.optional("article");
  basis.text = node.optional("text");
  basis.valid_from = node.optional("valid_from");
  basis.valid_to = node.optional("valid_to");
  return basis;
}

Result<Subject> read_subject(const Yaml& root) {
  const Yaml* node = root.find("subject");
  if (node == nullptr) return root.wrong(say(kIsMissing, "subject"));
  QY_CHECK(node->only({"table", "key", "label"}));
  Subject subject;
  QY_TRY(subject.table, node->required("table"));
  QY_TRY(subject.key, node->texts("key"));
  QY_TRY(subject.label, node->required("label"));
  return subject;
}

Result<void> read_lists(const Yaml& root, Card& card) {
  if (const Yaml* parameters = root.find("parameters"))
    for (const auto& [name, node] : parameters->entries()) {
      QY_TRY(RuleParameter parameter, read_parameter(name, node));
      card.parameters.push_back(std::move(parameter));
    }
  if (const Yaml* basis = root.find("legal_basis"))
    for (const Yaml& node : basis->items()) {
      QY_TRY(LegalBasis one, read_legal_basis(node));
      card.legal_basis.push_back(std::move(one));
    }
  if (const Yaml* exclusions = root.find("exclusions"))
    for (const auto& [clause, node] : exclusions->entries()) card.exclusions[clause] = node.text();
  const Yaml* needs = root.find("needs");
  if (needs == nullptr) return root.wrong(say(kIsMissing, "needs"));
  for (const auto& [table, node] : needs->entries())
    for (const Yaml& field : node.items()) card.needs[table].push_back(field.text());
  return {};
}

}  // namespace

Result<Card> load_card(const std::filesystem::path& file) {
  QY_TRY(const Yaml root, Yaml::load(file));
  QY_CHECK(root.only({"id",         "version",     "title",       "english",         "pack",
                      "family",     "subject",     "severity",    "precision_prior", "precision_basis",
                      "parameters", "legal_basis", "sentence",    "sentence_en",     "why",
                      "why_en",     "innocent",    "blind_spots", "next_step",       "next_step_en",
                      "usual_exit", "exclusions",  "needs",       "optional",        "prepared",
                      "note",       "method",      "status"}));
  Card card;
  QY_TRY(card.id, root.required("id"));
  card.id_line = root.find("id")->line();
  card.status = root.optional("status", "in_force");
  if (card.status != "draft" && card.status != "shadow" && card.status != "in_force")
    return root.find("status")->wrong(say(kNoSuchState, card.status));
  QY_TRY(const double version, root.number("version"));
  card.version = int(version);
  QY_TRY(card.title, root.required("title"));
  QY_TRY(card.english, root.required("english"));
  QY_TRY(card.pack, root.required("pack"));
  QY_TRY(card.family, root.required("family"));
  QY_TRY(card.subject, read_subject(root));
  QY_TRY(const double severity, root.number("severity"));
  card.severity = int(severity);
  QY_TRY(card.precision_prior, root.number("precision_prior"));
  QY_TRY(card.precision_basis, root.required("precision_basis"));
  QY_TRY(card.sentence, root.required("sentence"));
  QY_TRY(card.sentence_en, root.required("sentence_en"));
  QY_TRY(card.why, root.required("why"));
  QY_TRY(card.next_step, root.required("next_step"));
  QY_TRY(card.usual_exit, root.required("usual_exit"));
  QY_TRY(card.innocent, root.texts("innocent"));
  QY_TRY(card.blind_spots, root.texts("blind_spots"));
  QY_TRY(card.prepared, root.texts("prepared"));
  QY_TRY(const auto optional, root.texts("optional"));
  card.optional.insert(optional.begin(), optional.end());
  card.why_en = root.optional("why_en");
  card.next_step_en = root.optional("next_step_en");
  QY_CHECK(read_lists(root, card));
  return card;
}

}  // namespace qy
