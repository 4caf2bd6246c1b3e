// Two records in, one pattern out: for each comparison the first level that holds.
//
//   surname   SMITH / SMYTH     levels [same, jaro_winkler 0.92, jaro_winkler 0.8]  ->  1
//   dob       1901-02-03 / ""                                                       ->  nothing
//
// A pattern is 4 bits a comparison in one word, so that a million pairs are counted in a small table.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/link_config.h"
#include "entity/runs.h"
#include "text/address.h"
#include "text/name_words.h"
#include "text/organisation_name.h"
#include "text/person_name.h"
#include "text/rare_words.h"

namespace qy {

using Pattern = uint64_t;

// The level of one comparison: 0 … n-1 as configured, n where none holds, kNoLevel where a side says nothing.
inline constexpr unsigned kNoLevel = 15;
inline unsigned level_at(Pattern pattern, size_t comparison) {
  return unsigned(pattern >> (4 * comparison)) & 15U;
}

// A text of a comparison by rare words, weighed: which words are rare is known of all records only.
using WeighedOf = std::function<WeighedText(size_t comparison, std::string_view value)>;

class Comparer {
 public:
  // `derived` must outlive this. Words are weighed over the records at hand, or by `weighed` where they are but some of all.
  static Result<Comparer> prepare(const LinkConfig& config, Derived& derived, const WeighedOf& weighed = {});

  // From any thread.
  Pattern compare(RecordIndex a, RecordIndex b) const;
  size_t size() const { return comparisons_.size(); }
  const RecordColumn& column(size_t comparison) const { return *comparisons_[comparison].of; }

 private:
  struct Level {
    LevelKind kind;
    double limit;
    const RecordColumn* other;
  };
  // What the levels need of each value, by its code; only what some level asks for is filled.
  struct Comparison {
    const RecordColumn* of = nullptr;
    std::vector<Level> levels;
    std::vector<std::u32string> characters;
    std::vector<std::vector<Bigram>> runs;
    std::vector<std::vector<std::u32string>> words;
    std::vector<int32_t> days;
    std::vector<double> numbers;  // not a number where the value is none
    std::vector<PersonName> persons;
    std::vector<OrganisationName> organisations;
    std::vector<Address> addresses;
    std::vector<NameWords> person_words, firm_words;
    std::vector<WeighedText> weighed;
    std::vector<std::u32string> masked;
  };
  static bool holds(const Level& level, const Comparison& comparison, RecordIndex a, RecordIndex b);
  static unsigned level_of(const Comparison& comparison, RecordIndex a, RecordIndex b);

  std::vector<Comparison> comparisons_;
};

}  // namespace qy
