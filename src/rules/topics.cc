#include "rules/topics.h"

#include <algorithm>

#include "rules/messages.h"
#include "text/messages.h"
#include "text/yaml.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

// The names under `key`, each of which some rule must bear.
Result<std::set<std::string>> names_of(const Yaml& node, std::string_view key, const RuleSet& rules,
                                       std::string Card::*field) {
  std::set<std::string> names;
  if (const Yaml* list = node.find(key))
    for (const Yaml& item : list->items()) {
      const bool known = std::any_of(rules.rules().begin(), rules.rules().end(),
                                     [&](const Rule& rule) { return rule.card.*field == item.text(); });
      if (!known) return item.wrong(say(kTopicName, key, item.text()));
      names.insert(item.text());
    }
  return names;
}

Result<Topic> read_topic(const Yaml& node, const RuleSet& rules) {
  QY_CHECK(node.only({"name", "label", "english", "rules", "families", "packs"}));
  Topic topic;
  QY_TRY(topic.name, node.required("name"));
  QY_TRY(topic.label, node.required("label"));
  QY_TRY(topic.english, node.required("english"));
  QY_TRY(topic.rules, names_of(node, "rules", rules, &Card::id));
  QY_TRY(topic.families, names_of(node, "families", rules, &Card::family));
  QY_TRY(topic.packs, names_of(node, "packs", rules, &Card::pack));
  return topic;
}

}  // namespace

std::string topic_of(const Card& card, const std::vector<Topic>& topics) {
  for (const auto& [names, name] :
       {std::pair(&Topic::rules, &card.id), {&Topic::families, &card.family}, {&Topic::packs, &card.pack}})
    for (const Topic& topic : topics)
      if ((topic.*names).contains(*name)) return topic.name;
  return {};
}

Result<std::vector<Topic>> load_topics(const std::vector<fs::path>& roots, const RuleSet& rules) {
  fs::path file;
  for (const fs::path& root : roots)
    if (fs::exists(root / "topics.yaml")) file = root / "topics.yaml";
  QY_TRY(const Yaml root, Yaml::load(file));
  QY_CHECK(root.only({"topics"}));
  const Yaml* list = root.find("topics");
  if (list == nullptr) return root.wrong(say(kIsMissing, "topics"));
  std::vector<Topic> topics;
  for (const Yaml& node : list->items()) {
    QY_TRY(Topic topic, read_topic(node, rules));
    topics.push_back(std::move(topic));
  }
  return topics;
}

}  // namespace qy
