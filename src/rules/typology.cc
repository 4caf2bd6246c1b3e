#include "rules/typology.h"

#include <algorithm>
#include <array>

#include "base/disk.h"
#include "rules/card_check.h"
#include "rules/messages.h"
#include "rules/sentence.h"
#include "text/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::string_view, 13> kSubjects = {
    "person", "household", "village", "firm",     "unit",     "tender", "project",
    "asset",  "account",   "school",  "hospital", "township", "vehicle"};

Result<TypologyPart> read_part(const std::string& name, const Yaml& node, const RuleSet& rules) {
  QY_CHECK(node.only({"label", "english", "rules", "families", "weight"}));
  TypologyPart part{.name = name};
  QY_TRY(part.label, node.required("label"));
  QY_TRY(part.english, node.required("english"));
  if (node.find("weight") != nullptr) {
    QY_TRY(part.weight, node.number("weight"));
  }
  if (part.weight <= 0) return node.find("weight")->wrong(say(kWeightRange, name));
  if (const Yaml* ids = node.find("rules"))
    for (const Yaml& id : ids->items()) {
      if (rules.find(id.text()) == nullptr) return id.wrong(say(kPartRule, name, id.text()));
      part.rules.insert(id.text());
    }
  if (const Yaml* families = node.find("families"))
    for (const Yaml& family : families->items()) {
      const size_t before = part.rules.size();
      for (const Rule& rule : rules.rules())
        if (rule.card.family == family.text()) part.rules.insert(rule.card.id);
      if (part.rules.size() == before) return family.wrong(say(kPartFamily, name, family.text()));
    }
  if (part.rules.empty()) return node.wrong(say(kPartEmpty, name));
  return part;
}

Result<void> read_parts(const Yaml& root, const RuleSet& rules, Typology& typology) {
  const Yaml* parts = root.find("parts");
  if (parts == nullptr) return root.wrong(say(kIsMissing, "parts"));
  std::set<std::string> names;
  for (const auto& [name, node] : parts->entries()) {
    QY_TRY(TypologyPart part, read_part(name, node, rules));
    for (const TypologyPart& other : typology.parts)
      for (const std::string& id : part.rules)
        if (other.rules.contains(id)) return node.wrong(say(kPartTwice, id, other.name, name));
    names.insert(name);
    typology.parts.push_back(std::move(part));
  }
  if (names.size() < 2) return parts->wrong(say(kFewParts));
  const Yaml* when = root.find("when");
  if (when == nullptr) return root.wrong(say(kIsMissing, "when"));
  auto condition = Condition::parse(when->text(), names);
  if (!condition.ok()) return when->wrong(condition.error().message);
  typology.when = std::move(condition).value();
  return {};
}

// No part may do alone what takes a combination, and both thresholds must be within reach.
Result<void> read_thresholds(const Yaml& root, Typology& typology) {
  QY_TRY(typology.lead, root.number("lead"));
  QY_TRY(typology.urgent_lead, root.number("urgent_lead"));
  double all = 0, heaviest = 0;
  for (const TypologyPart& part : typology.parts) {
    all += part.weight;
    heaviest = std::max(heaviest, part.weight);
  }
  if (typology.lead <= heaviest) return root.find("lead")->wrong(say(kLeadAlone));
  if (typology.urgent_lead <= typology.lead) return root.find("urgent_lead")->wrong(say(kUrgentBelowLead));
  if (typology.urgent_lead > all) return root.find("urgent_lead")->wrong(say(kUrgentOutOfReach));
  return {};
}

Result<void> check_sentence(const Yaml& root, std::string_view key) {
  const Yaml& node = *root.find(key);
  QY_TRY(const auto columns, placeholders_of(node.text()));
  for (const std::string& column : columns)
    if (column != "parts" && column != "count" && column != "amount")
      return node.wrong(say(kTypologyFigure, column));
  return {};
}

Result<void> read_texts(const Yaml& root, const std::vector<Topic>& topics, Typology& typology) {
  QY_TRY(typology.title, root.required("title"));
  QY_TRY(typology.english, root.required("english"));
  QY_TRY(typology.topic, root.required("topic"));
  if (std::none_of(topics.begin(), topics.end(), [&](const Topic& t) { return t.name == typology.topic; }))
    return root.find("topic")->wrong(say(kNoTopic, typology.topic));
  QY_TRY(typology.subject, root.required("subject"));
  if (std::find(kSubjects.begin(), kSubjects.end(), typology.subject) == kSubjects.end())
    return root.find("subject")->wrong(say(kTypologySubject, typology.subject));
  QY_TRY(typology.sentence, root.required("sentence"));
  QY_TRY(typology.sentence_en, root.required("sentence_en"));
  QY_CHECK(check_sentence(root, "sentence"));
  QY_CHECK(check_sentence(root, "sentence_en"));
  QY_TRY(typology.why, root.required("why"));
  QY_TRY(typology.why_en, root.required("why_en"));
  QY_TRY(typology.next_step, root.required("next_step"));
  QY_TRY(typology.next_step_en, root.required("next_step_en"));
  QY_TRY(typology.innocent, root.texts("innocent"));
  if (typology.innocent.empty()) return root.wrong(say(kNoInnocent));
  for (const std::string_view key :
       {"title", "english", "sentence", "sentence_en", "next_step", "next_step_en"})
    if (const auto word = accusing_word(root.find(key)->text()))
      return root.find(key)->wrong(say(kAccuses, *word, root.find(key)->text()));
  return {};
}

Result<Typology> load_typology(const fs::path& file, const RuleSet& rules, const std::vector<Topic>& topics) {
  QY_TRY(const Yaml root, Yaml::load(file));
  QY_CHECK(
      root.only({"title", "english", "topic", "subject", "parts", "when", "lead", "urgent_lead", "sentence",
                 "sentence_en", "why", "why_en", "innocent", "next_step", "next_step_en", "cases", "note"}));
  const Yaml* cases = root.find("cases");
  if (cases == nullptr || cases->items().size() < 4)
    return (cases == nullptr ? root : *cases).wrong(say(kTypologyCases));
  Typology typology{.name = file.stem().string(), .cases = *cases};
  QY_CHECK(read_texts(root, topics, typology));
  QY_CHECK(read_parts(root, rules, typology));
  QY_CHECK(read_thresholds(root, typology));
  return typology;
}

}  // namespace

Result<TypologySet> load_typologies(const std::vector<fs::path>& roots, const RuleSet& rules,
                                    const std::vector<Topic>& topics) {
  TypologySet set;
  std::map<std::string, fs::path> files;
  for (const fs::path& root : roots) {
    const fs::path folder = root / "typologies";
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(folder, ec))
      if (entry.path().extension() == ".yaml") files[entry.path().stem().string()] = entry.path();
    if (fs::exists(folder / "links.sql")) {
      QY_TRY(set.links, read_file(folder / "links.sql"));
    }
  }
  for (const auto& [name, file] : files) {
    auto typology = load_typology(file, rules, topics);
    if (typology.ok())
      set.typologies.push_back(std::move(typology).value());
    else
      set.broken.push_back(typology.error());
  }
  return set;
}

}  // namespace qy
