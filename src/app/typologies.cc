#include "app/typologies.h"

#include <cstdio>

#include "app/ask.h"
#include "app/content.h"
#include "leads/gathering.h"
#include "leads/typology_cases.h"

namespace qy {
namespace {

// Only the keys of findings are looked up.
Result<SubjectLinks> links_of(const std::vector<std::string>& keys, const std::string& sql,
                              Workspace& workspace, const RuleSet& rules) {
  SubjectLinks links;
  if (keys.empty() || sql.empty()) return links;
  std::string values;
  for (const std::string& key : keys) values += (values.empty() ? "(" : ", (") + Engine::literal(key) + ")";
  QY_TRY(const auto answers,
         ask(workspace, rules,
             {{"links", "WITH asked(from_key) AS (VALUES " + values +
                            ") SELECT DISTINCT l.from_key AS from_key, l.to_key AS to_key, "
                            "l.to_label AS to_label FROM asked a JOIN (\n" +
                            sql + "\n) AS l ON l.from_key = a.from_key ORDER BY 1, 2, 3"}}));
  for (const auto& row : answers.at("links").cells) {
    auto& of_key = links[to_text(row[0])];
    const std::string to = to_text(row[1]);
    if (of_key.empty() || of_key.back().key != to) of_key.push_back({to, to_text(row[2])});
  }
  return links;
}

}  // namespace

Result<void> gather_by_typology(Screening& screening, Workspace& workspace, const RuleSet& rules) {
  const std::vector<std::filesystem::path> roots = {workspace.content() / "rules",
                                                    workspace.folder() / "rules"};
  QY_TRY(const auto topics, load_topics(roots, rules));
  for (const Topic& topic : topics) screening.topics.push_back({topic.name, topic.label, topic.english});
  for (auto& [id, card] : screening.rules)
    if (const Rule* rule = rules.find(id)) card.topic = topic_of(rule->card, topics);
  QY_TRY(const TypologySet set, load_typologies(roots, rules, topics));
  for (const Error& error : set.broken)
    std::fprintf(stderr, "组合未装入，其余照常 (typology not loaded): %s\n", error.message.c_str());
  QY_TRY(const SubjectLinks links,
         links_of(keys_to_link(screening, set.typologies), set.links, workspace, rules));
  gather(screening, set.typologies, links);
  return {};
}

Result<size_t> test_typologies(const RuleSet& rules, size_t failed, size_t& passed) {
  QY_TRY(const auto content, find_content());
  QY_TRY(const auto topics, load_topics({content / "rules"}, rules));
  for (const Rule& rule : rules.rules())
    if (topic_of(rule.card, topics).empty()) {
      std::printf("%s: rules/topics.yaml 没有它的专题 (no topic takes it)\n", rule.name().c_str());
      ++failed;
    }
  QY_TRY(const TypologySet set, load_typologies({content / "rules"}, rules, topics));
  for (const Error& error : set.broken) std::printf("%s\n", error.message.c_str());
  failed += set.broken.size();
  for (const Typology& typology : set.typologies) {
    auto cases = run_typology_cases(typology, rules);
    if (!cases.ok()) {
      std::printf("%s: %s\n", typology.name.c_str(), cases.error().message.c_str());
      ++failed;
      continue;
    }
    for (const TypologyCase& one : *cases) {
      for (const std::string& failure : one.failures)
        std::printf("%s 「%s」: %s\n", typology.name.c_str(), one.name.c_str(), failure.c_str());
      one.failures.empty() ? ++passed : ++failed;
    }
  }
  std::printf("%zu 个组合 (typologies)\n", set.typologies.size() + set.broken.size());
  return failed;
}

}  // namespace qy
