#include "entity/link_config.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>

#include "entity/messages.h"
#include "text/address.h"
#include "text/organisation_name.h"
#include "text/person_name.h"
#include "text/yaml.h"

namespace qy {
namespace {

enum class Takes { number, share, expression, word };

struct LevelWord {
  std::string_view word;
  LevelKind kind;
  Takes takes;
  std::string_view words;  // where it takes one of these, closest first
};
constexpr std::array kLevelWords{
    LevelWord{"same", LevelKind::same, Takes::expression, ""},
    LevelWord{"swapped_with", LevelKind::swapped_with, Takes::expression, ""},
    LevelWord{"jaro_winkler", LevelKind::jaro_winkler, Takes::share, ""},
    LevelWord{"edits", LevelKind::edits, Takes::number, ""},
    LevelWord{"jaccard", LevelKind::jaccard, Takes::share, ""},
    LevelWord{"words", LevelKind::words, Takes::share, ""},
    LevelWord{"days", LevelKind::days, Takes::number, ""},
    LevelWord{"days_later", LevelKind::days_later, Takes::number, ""},
    LevelWord{"percent", LevelKind::percent, Takes::number, ""},
    LevelWord{"difference", LevelKind::difference, Takes::number, ""},
    LevelWord{"person_name", LevelKind::person_name, Takes::word, kNameLikenessWords},
    LevelWord{"organisation", LevelKind::organisation, Takes::word, kOrganisationWords},
    LevelWord{"address", LevelKind::address, Takes::word, kAddressWords},
    LevelWord{"person_words", LevelKind::person_words, Takes::share, ""},
    LevelWord{"firm_words", LevelKind::firm_words, Takes::share, ""},
    LevelWord{"rare_words", LevelKind::rare_words, Takes::share, ""},
    LevelWord{"masked", LevelKind::masked, Takes::number, ""}};

std::string level_words() {
  std::string out;
  for (const LevelWord& word : kLevelWords) out += (out.empty() ? "" : ", ") + std::string(word.word);
  return out;
}

// The place of a word among those between blanks and commas; -1: it is none of them.
int place_of(std::string_view word, std::string_view words) {
  int place = 0;
  for (size_t from = 0; from < words.size(); ++place) {
    const size_t end = std::min(words.find(", ", from), words.size());
    if (words.substr(from, end - from) == word) return place;
    from = end + 2;
  }
  return -1;
}

using Names = std::map<std::string, Expression>;

// A defined name stands for its expression, wherever it is written.
Expression with_names(Expression expression, const Names& names) {
  if (expression.is_column()) {
    const auto at = names.find(expression.name);
    return at == names.end() ? expression : at->second;
  }
  for (Expression& argument : expression.of) argument = with_names(std::move(argument), names);
  return expression;
}

Result<Expression> expression_of(const Yaml& node, const std::string& text, const Names& names) {
  auto parsed = parse_expression(text);
  if (!parsed.ok()) return node.wrong(parsed.error().message);
  return with_names(std::move(parsed).value(), names);
}

Result<LevelSpec> level_of(const Yaml& node, const Expression& of, const Names& names) {
  const bool is_pair = node.kind() == Yaml::Kind::map && node.entries().size() == 1;
  const std::string word = is_pair ? node.entries()[0].first : node.text();
  const auto known = std::find_if(kLevelWords.begin(), kLevelWords.end(),
                                  [&](const LevelWord& w) { return w.word == word; });
  if (known == kLevelWords.end() || (!is_pair && known->kind != LevelKind::same))
    return node.wrong(say(kUnknownLevel, word, level_words()));
  LevelSpec level{.kind = known->kind, .other = of, .text = word};
  if (!is_pair) return level;
  level.text += " " + node.entries()[0].second.text();
  if (known->takes == Takes::word) {
    level.limit = place_of(node.entries()[0].second.text(), known->words);
    if (level.limit < 0) return node.wrong(say(kUnknownWord, word, std::string(known->words)));
    return level;
  }
  if (known->takes == Takes::expression) {
    QY_TRY(level.other, expression_of(node, node.entries()[0].second.text(), names));
    return level;
  }
  QY_TRY(level.limit, node.number(word));
  if (known->takes == Takes::share && !(level.limit > 0 && level.limit <= 1))
    return node.wrong(say(kBadShare, word, 0, 1));
  return level;
}

// One share a level, which leave something for "different"; none where the file does not say.
Result<std::vector<double>> shares_of(const Yaml& node, std::string_view key, size_t levels) {
  std::vector<double> out;
  if (node.find(key) == nullptr) return out;
  QY_TRY(const auto list, node.list(key));
  double sum = 0;
  for (const Yaml& item : list) {
    char* end = nullptr;
    out.push_back(std::strtod(item.text().c_str(), &end));
    if (item.text().empty() || *end != 0 || !(out.back() > 0 && out.back() < 1))
      return node.wrong(say(kBadShare, key, 0, 1));
    sum += out.back();
  }
  if (out.size() != levels || sum >= 1) return node.wrong(say(kSharesByLevel, key, levels));
  return out;
}

Result<ComparisonSpec> comparison_of(const Yaml& node, const Names& names) {
  QY_CHECK(node.only({"of", "frequency", "levels", "m", "u"}));
  ComparisonSpec out;
  QY_TRY(const std::string of, node.required("of"));
  QY_TRY(out.of, expression_of(node, of, names));
  QY_TRY(out.frequency, node.flag("frequency", false));
  const Yaml* levels = node.find("levels");
  if (levels == nullptr) return node.wrong(say(kUnknownLevel, "", level_words()));
  for (const Yaml& level : levels->items()) {
    QY_TRY(LevelSpec spec, level_of(level, out.of, names));
    out.levels.push_back(std::move(spec));
  }
  if (out.levels.empty() || out.levels.size() > kMostLevels)
    return node.wrong(say(kTooManyLevels, kMostLevels));
  QY_TRY(out.m, shares_of(node, "m", out.levels.size()));
  QY_TRY(out.u, shares_of(node, "u", out.levels.size()));
  return out;
}

Result<void> read_parts(const Yaml& node, const Names& names, KeySpec& key) {
  const auto add = [&](const Yaml& part) -> Result<void> {
    QY_TRY(Expression expression, expression_of(part, part.text(), names));
    key.text += (key.text.empty() ? "" : " + ") + expression.text;
    key.same.push_back(std::move(expression));
    return {};
  };
  if (node.kind() == Yaml::Kind::scalar) return add(node);
  for (const Yaml& part : node.items()) QY_CHECK(add(part));
  return {};
}

constexpr double kMostNeighbours = 100;

Result<KeySpec> key_of(const Yaml& node, const Names& names) {
  KeySpec key;
  if (node.kind() != Yaml::Kind::map) {
    QY_CHECK(read_parts(node, names, key));
    if (key.same.empty()) return node.wrong(say(kNoKeys));  // every pair there is
    return key;
  }
  QY_CHECK(node.only({"near", "window", "like", "at_least", "same"}));
  const bool is_near = node.find("near") != nullptr;
  if (is_near == (node.find("like") != nullptr)) return node.wrong(say(kNearOrLike));
  QY_TRY(Expression of, expression_of(node, node.optional(is_near ? "near" : "like"), names));
  QY_TRY(const double limit, node.number(is_near ? "window" : "at_least"));
  if (is_near && !(limit >= 1 && limit <= kMostNeighbours))
    return node.wrong(say(kBadShare, "window", 1, int(kMostNeighbours)));
  if (!is_near && !(limit > 0 && limit <= 1)) return node.wrong(say(kBadShare, "at_least", 0, 1));
  if (const Yaml* same = node.find("same")) QY_CHECK(read_parts(*same, names, key));
  key.text = (is_near ? "near " : "like ") + of.text + (key.text.empty() ? "" : " + ") + key.text;
  (is_near ? key.near : key.like) = std::move(of);
  key.window = is_near ? int(limit) : 0;
  key.at_least = is_near ? 0 : limit;
  return key;
}

constexpr std::string_view kOneToOne = "one_to_one";

Result<LinkScope> scope_of(const Yaml& root) {
  const std::string word = root.optional("link", "all");
  if (word == "all") return LinkScope::all;
  if (word == "within") return LinkScope::within;
  if (word == "between" || word == kOneToOne) return LinkScope::between;
  return root.wrong(say(kBadLink, "all, within, between, one_to_one", word));
}

// A share strictly between nothing and all; what it was, where the file does not say.
Result<void> read_share(const Yaml& root, std::string_view key, double& share) {
  if (root.find(key) == nullptr) return {};
  QY_TRY(share, root.number(key));
  if (!(share > 0 && share < 1)) return root.wrong(say(kBadShare, key, 0, 1));
  return {};
}

bool alike(const ComparisonSpec& a, const ComparisonSpec& b) {
  return a.of.text == b.of.text && a.frequency == b.frequency &&
         std::equal(a.levels.begin(), a.levels.end(), b.levels.begin(), b.levels.end(),
                    [](const LevelSpec& x, const LevelSpec& y) { return x.text == y.text; });
}

}  // namespace

std::vector<Expression> KeySpec::parts() const {
  std::vector<Expression> out = same;
  if (near) out.push_back(*near);
  if (like) out.push_back(*like);
  return out;
}

std::set<std::string> KeySpec::columns() const {
  std::set<std::string> out;
  for (const Expression& part : parts()) part.columns(out);
  return out;
}

bool compare_alike(const LinkConfig& a, const LinkConfig& b) {
  return std::equal(a.compare.begin(), a.compare.end(), b.compare.begin(), b.compare.end(), alike);
}

Result<LinkConfig> link_config_of(const Yaml& root) {
  QY_CHECK(root.only(
      {"id", "define", "compare", "block", "never_join", "link", "matches", "threshold", "support"}));
  LinkConfig out{.id = root.optional("id")};
  Names names;
  if (const Yaml* define = root.find("define"))
    for (const auto& [name, node] : define->entries()) {
      QY_TRY(names[name], expression_of(node, node.text(), names));
    }
  if (const Yaml* compare = root.find("compare"))
    for (const Yaml& node : compare->items()) {
      QY_TRY(ComparisonSpec comparison, comparison_of(node, names));
      out.compare.push_back(std::move(comparison));
    }
  if (out.compare.empty()) return root.wrong(say(kNoComparisons));
  if (out.compare.size() > kMostComparisons) return root.wrong(say(kTooManyComparisons, kMostComparisons));
  if (const Yaml* block = root.find("block"))
    for (const Yaml& node : block->items()) {
      QY_TRY(KeySpec key, key_of(node, names));
      out.block.push_back(std::move(key));
    }
  if (out.block.empty()) return root.wrong(say(kNoKeys));
  if (out.block.size() > kMostKeys) return root.wrong(say(kTooManyKeys, kMostKeys));
  QY_TRY(const auto never, root.texts("never_join"));
  for (const std::string& text : never) {
    QY_TRY(Expression expression, expression_of(root, text, names));
    out.never_join.push_back(std::move(expression));
  }
  QY_TRY(out.scope, scope_of(root));
  out.one_each = root.optional("link") == kOneToOne;
  QY_CHECK(read_share(root, "matches", out.matches));
  QY_CHECK(read_share(root, "threshold", out.threshold));
  QY_CHECK(read_share(root, "support", out.support));
  return out;
}

Result<LinkConfig> load_link_config(const std::filesystem::path& path) {
  QY_TRY(const Yaml root, Yaml::load(path));
  return link_config_of(root);
}

Result<LinkConfig> parse_link_config(std::string_view text, const std::string& name) {
  QY_TRY(const Yaml root, Yaml::parse(text, name));
  return link_config_of(root);
}

}  // namespace qy
