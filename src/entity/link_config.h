// How records are to be linked, as data.
//
//   id: rec_id                          the records' own key; without it, file and row number are
//   define:                             names for what is used more than once
//     full_name: given_name + surname
//   compare:
//     - of: surname
//       frequency: true                 an agreement on a rare value says more
//       levels: [same, {jaro_winkler: 0.92}, {edits: 2}]     first that holds; otherwise: different
//     - of: date_of_birth
//       levels: [same, {edits: 1}, {same: year(date_of_birth)}]
//       m: [0.9, 0.05, 0.03]              known beforehand, by level: how many matches come to it, and how many
//       u: [0.0001, 0.001, 0.02]          strangers do at least; what is counted comes on top. Else both are
//                                         learned
//   block:                              pairs are looked at only where one of these agrees
//     - [soundex(surname), year(date_of_birth)]
//     - [postcode, given_name]
//     - {near: full_name, window: 5, same: [postcode]}        neighbours in order of it (same: may be left
//     out)
//     - {like: surname, at_least: 0.6, same: [date_of_birth]} values alike in their runs of two characters
//   never_join: [citizen_no]            records with two different values of it are never one entity
//   link: all                           all | within | between (the files given) | one_to_one (between, and of
//                                       each file one record at most in an entity)
//   matches: 0.05                       a record has so many matches at least; else as the data say
//   threshold: 0.9                      probability from which a pair joins
//   support: 0.2                        share of the pairs between two groups that must, before the groups do
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/expression.h"

namespace qy {

class Yaml;

enum class LevelKind {
  same,          // {same: other(x)}: of an expression of its own
  swapped_with,  // two fields have changed places: a's here is b's there, and the other way round
  jaro_winkler,  // at least
  edits,         // at most
  jaccard,       // of runs of two characters, at least
  words,         // share of the shorter one's words found in the other, at least
  days,          // between two dates, at most
  days_later,    // from the first file's date to the second's, none back, at most
  percent,       // between two numbers, of the larger, at most
  difference,    // between two numbers, at most
  person_name,   // alike at this level or a closer one: text/person_name.h
  organisation,  // the same of firms: text/organisation_name.h
  address,       // Chinese addresses, the same: text/address.h
  person_words,  // names in words, of any script: alignment at least (text/name_words.h)
  firm_words,    // the same, legal forms left out
  rare_words,    // cosine of words weighed by how few values have them, at least (text/rare_words.h)
  masked,        // may be one, and so many characters at least agree: text/masked.h
};

struct LevelSpec {
  LevelKind kind = LevelKind::same;
  double limit = 0;  // of the levels that are words, the word's place among them
  Expression other;  // of same and swapped_with
  std::string text;  // as written, for whoever reads the weights
};

struct ComparisonSpec {
  Expression of;
  bool frequency = false;
  std::vector<LevelSpec> levels;
  std::vector<double> m, u;  // by level, where they are known
};

struct KeySpec {
  std::vector<Expression> same;
  std::optional<Expression> near, like;  // one of them at most
  int window = 0;                        // of near: how many neighbours on each side
  double at_least = 0;                   // of like
  std::string text;

  std::vector<Expression> parts() const;  // all that a record must say something in
  std::set<std::string> columns() const;
};

enum class LinkScope { all, within, between };

struct LinkConfig {
  std::string id;
  std::vector<ComparisonSpec> compare;
  std::vector<KeySpec> block;
  std::vector<Expression> never_join;
  LinkScope scope = LinkScope::all;
  bool one_each = false;  // of each file one record at most in an entity
  double matches = 0;     // a record, at least
  double threshold = 0.9;
  double support = 0.2;
};

// The same comparisons with the same levels: what was learned for one weighs the other.
bool compare_alike(const LinkConfig& a, const LinkConfig& b);

inline constexpr size_t kMostComparisons = 16, kMostLevels = 13, kMostKeys = 64;

Result<LinkConfig> load_link_config(const std::filesystem::path& path);
Result<LinkConfig> link_config_of(const Yaml& root);
Result<LinkConfig> parse_link_config(std::string_view text, const std::string& name);

}  // namespace qy
