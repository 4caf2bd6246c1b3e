#include "rules/rule_set.h"

#include <algorithm>

#include "base/disk.h"
#include "rules/messages.h"
#include "seal/seal.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

std::vector<fs::path> folders_with_cards(const fs::path& root) {
  std::error_code ec;
  std::vector<fs::path> folders;
  for (const auto& entry : fs::recursive_directory_iterator(root, ec))
    if (entry.path().filename() == "rule.yaml") folders.push_back(entry.path().parent_path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

// rules/x/rule.yaml:1
std::string place_of(const Rule& rule) {
  return (rule.folder / "rule.yaml").string() + ":" + std::to_string(rule.card.id_line);
}

}  // namespace

Result<Rule> load_rule(const fs::path& folder) {
  QY_TRY(Card card, load_card(folder / "rule.yaml"));
  QY_TRY(std::string sql, read_file(folder / "rule.sql"));
  if (!fs::exists(folder / "cases.yaml"))
    return invalid(say(kNoCases, (folder / "rule.yaml").string() + ":" + std::to_string(card.id_line)));
  QY_TRY(const std::string text, read_file(folder / "rule.yaml"));
  QY_TRY(const std::string cases, read_file(folder / "cases.yaml"));
  const std::string hash = sm3_hex(text + '\0' + sql + '\0' + cases).substr(0, 16);
  return Rule{std::move(card), std::move(sql), hash, folder};
}

bool matches_glob(std::string_view glob, std::string_view text) {
  if (glob.empty()) return text.empty();
  if (glob.front() == '*')
    return matches_glob(glob.substr(1), text) || (!text.empty() && matches_glob(glob, text.substr(1)));
  if (text.empty() || (glob.front() != '?' && glob.front() != text.front())) return false;
  return matches_glob(glob.substr(1), text.substr(1));
}

Result<RuleSet> RuleSet::load(const std::vector<fs::path>& roots) {
  RuleSet set;
  std::map<std::string, Rule> by_id;
  for (const fs::path& root : roots) {
    std::map<std::string, std::string> here;
    for (const fs::path& folder : folders_with_cards(root)) {
      auto rule = load_rule(folder);
      if (!rule.ok()) {
        set.broken_.push_back(rule.error());
        continue;
      }
      const auto [at, is_new] = here.emplace(rule->card.id, place_of(*rule));
      if (!is_new) {
        set.broken_.push_back(invalid(say(kRuleTwice, place_of(*rule), rule->card.id, at->second)));
        continue;
      }
      rule->local = &root != &roots.front();
      if (auto shipped = by_id.extract(rule->card.id)) set.beneath_.push_back(std::move(shipped.mapped()));
      const std::string id = rule->card.id;
      by_id.insert_or_assign(id, std::move(rule).value());
    }
    if (fs::exists(root / "packs.yaml")) QY_CHECK(add_packs(root / "packs.yaml", set.packs_));
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(root / "prepared", ec)) {
      if (entry.path().extension() != ".sql") continue;
      QY_TRY(set.prepared_[entry.path().stem().string()], read_file(entry.path()));
    }
    for (auto [file, prelude] :
         {std::pair("duckdb.sql", &set.prelude_), std::pair("screening.sql", &set.screening_prelude_),
          std::pair("spark.sql", &set.spark_prelude_)})
      if (fs::exists(root / "prelude" / file)) {
        QY_TRY(*prelude, read_file(root / "prelude" / file));
      }
  }
  for (auto& [id, rule] : by_id) set.rules_.push_back(std::move(rule));
  if (set.rules_.empty() && set.broken_.empty())
    return not_found(say(kNoRules, roots.empty() ? std::string() : roots.front().string()));
  return set;
}

const Rule* RuleSet::find(std::string_view id) const {
  for (const Rule& rule : rules_)
    if (rule.card.id == id) return &rule;
  return nullptr;
}

const Rule* RuleSet::beneath(std::string_view id) const {
  for (const Rule& rule : beneath_)
    if (rule.card.id == id) return &rule;
  return nullptr;
}

RuleSet RuleSet::with(Rule rule) const {
  RuleSet set = *this;
  std::erase_if(set.rules_, [&](const Rule& other) { return other.card.id == rule.card.id; });
  set.rules_.push_back(std::move(rule));
  return set;
}

std::vector<const Rule*> RuleSet::matching(std::string_view globs) const {
  const auto matches = [](const Card& card, std::string_view glob) {
    return matches_glob(glob, card.id) || matches_glob(glob, card.pack) ||
           matches_glob(glob, card.pack + "/" + card.id);
  };
  std::vector<const Rule*> found;
  for (const Rule& rule : rules_) {
    bool wanted = globs.empty();
    for (size_t at = 0; at < globs.size() && !wanted;) {
      const size_t end = std::min(globs.find(',', at), globs.size());
      wanted = matches(rule.card, globs.substr(at, end - at));
      at = end + 1;
    }
    if (wanted) found.push_back(&rule);
  }
  return found;
}

}  // namespace qy
