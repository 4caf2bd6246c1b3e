#include "entity/comparer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>

#include "base/date.h"
#include "text/distance.h"
#include "text/masked.h"
#include "text/similarity.h"

namespace qy {
namespace {

constexpr int32_t kNoDay = std::numeric_limits<int32_t>::min();

int32_t day_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() != 8) return kNoDay;
  const auto date = Date::from_iso(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6));
  return date.ok() ? int32_t(date->days()) : kNoDay;
}

// 1,200.50 is 1200.5; a text that is no number through and through is none: 12A is not near 12.
double number_of(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != ',' && c != ' ') plain += c;
  double out = 0;
  const auto [end, failed] = std::from_chars(plain.data(), plain.data() + plain.size(), out);
  const bool is_number = failed == std::errc() && end == plain.data() + plain.size() && std::isfinite(out);
  return is_number ? out : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

Result<Comparer> Comparer::prepare(const LinkConfig& config, Derived& derived, const WeighedOf& weighed) {
  Comparer out;
  for (const ComparisonSpec& spec : config.compare) {
    Comparison& comparison = out.comparisons_.emplace_back();
    QY_TRY(comparison.of, derived.column(spec.of));
    std::set<LevelKind> asked;
    for (const LevelSpec& level : spec.levels) {
      QY_TRY(const RecordColumn* other, derived.column(level.other));
      comparison.levels.push_back({level.kind, level.limit, other});
      asked.insert(level.kind);
    }
    const Values& values = comparison.of->values;
    WordWeights weights;
    if (asked.contains(LevelKind::rare_words) && !weighed)
      for (ValueCode code = 1; code < values.size(); ++code) weights.count(values.text(code));
    for (ValueCode code = 0; code < values.size(); ++code) {
      const std::string value(values.text(code));
      const std::u32string text = code_points(value);
      if (asked.contains(LevelKind::jaro_winkler) || asked.contains(LevelKind::edits))
        comparison.characters.push_back(text);
      if (asked.contains(LevelKind::jaccard)) comparison.runs.push_back(runs_of(value));
      if (asked.contains(LevelKind::words)) comparison.words.push_back(tokens_of(text));
      if (asked.contains(LevelKind::days) || asked.contains(LevelKind::days_later))
        comparison.days.push_back(day_of(value));
      if (asked.contains(LevelKind::percent) || asked.contains(LevelKind::difference))
        comparison.numbers.push_back(number_of(value));
      if (asked.contains(LevelKind::person_name)) comparison.persons.push_back(read_person_name(value));
      if (asked.contains(LevelKind::organisation))
        comparison.organisations.push_back(read_organisation_name(value));
      if (asked.contains(LevelKind::address)) comparison.addresses.push_back(read_address(value));
      if (asked.contains(LevelKind::person_words))
        comparison.person_words.push_back(read_name_words(value, NameKind::person));
      if (asked.contains(LevelKind::firm_words))
        comparison.firm_words.push_back(read_name_words(value, NameKind::firm));
      if (asked.contains(LevelKind::rare_words))
        comparison.weighed.push_back(weighed ? weighed(out.comparisons_.size() - 1, value)
                                             : weights.weigh(value));
      if (asked.contains(LevelKind::masked)) comparison.masked.push_back(code_points(clean_masked(value)));
    }
  }
  return out;
}

bool Comparer::holds(const Level& level, const Comparison& comparison, RecordIndex a, RecordIndex b) {
  const std::vector<ValueCode>& codes = comparison.of->codes;
  const ValueCode of_a = codes[a], of_b = codes[b];
  switch (level.kind) {
    case LevelKind::same: {
      const ValueCode there = level.other->codes[a];
      return there != kNothing && there == level.other->codes[b];
    }
    case LevelKind::swapped_with: {
      // Two columns have their own codes: the texts are compared.
      const Values &here = comparison.of->values, &there = level.other->values;
      return here.text(of_a) == there.text(level.other->codes[b]) &&
             here.text(of_b) == there.text(level.other->codes[a]);
    }
    case LevelKind::jaro_winkler:
      return jaro_winkler(comparison.characters[of_a], comparison.characters[of_b]) >= level.limit;
    case LevelKind::edits:
      return edit_distance(std::u32string_view(comparison.characters[of_a]), comparison.characters[of_b],
                           int(level.limit)) <= int(level.limit);
    case LevelKind::jaccard:
      return jaccard_of(comparison.runs[of_a], comparison.runs[of_b]) >= level.limit;
    case LevelKind::words:
      return overlap(comparison.words[of_a], comparison.words[of_b]) >= level.limit;
    case LevelKind::days: {
      const int32_t day_a = comparison.days[of_a], day_b = comparison.days[of_b];
      return day_a != kNoDay && day_b != kNoDay && std::abs(int64_t(day_a) - day_b) <= int64_t(level.limit);
    }
    case LevelKind::days_later: {
      const int32_t day_a = comparison.days[of_a], day_b = comparison.days[of_b];
      return day_a != kNoDay && day_b != kNoDay && day_b >= day_a &&
             int64_t(day_b) - day_a <= int64_t(level.limit);
    }
    // Comparing with what is not a number holds nothing.
    case LevelKind::percent: {
      const double x = comparison.numbers[of_a], y = comparison.numbers[of_b];
      return std::abs(x - y) * 100 <= level.limit * std::max(std::abs(x), std::abs(y));
    }
    case LevelKind::difference:
      return std::abs(comparison.numbers[of_a] - comparison.numbers[of_b]) <= level.limit;
    case LevelKind::organisation:
      return double(compare_organisations(comparison.organisations[of_a], comparison.organisations[of_b])) <=
             level.limit;
    case LevelKind::address:
      return double(compare_addresses(comparison.addresses[of_a], comparison.addresses[of_b]).likeness) <=
             level.limit;
    case LevelKind::person_words:
      return alignment(comparison.person_words[of_a], comparison.person_words[of_b]) >= level.limit;
    case LevelKind::firm_words:
      return alignment(comparison.firm_words[of_a], comparison.firm_words[of_b]) >= level.limit;
    case LevelKind::rare_words:
      return shared_weight(comparison.weighed[of_a], comparison.weighed[of_b]) >= level.limit;
    case LevelKind::masked: {
      const MaskedAnswer answer = compare_masked(comparison.masked[of_a], comparison.masked[of_b]);
      return answer.may_be && answer.agree >= int(level.limit);
    }
    case LevelKind::person_name:
      return double(compare_names(comparison.persons[of_a], comparison.persons[of_b])) <= level.limit;
  }
  return false;
}

unsigned Comparer::level_of(const Comparison& comparison, RecordIndex a, RecordIndex b) {
  if (comparison.of->codes[a] == kNothing || comparison.of->codes[b] == kNothing) return kNoLevel;
  unsigned at = 0;
  while (at < comparison.levels.size() && !holds(comparison.levels[at], comparison, a, b)) ++at;
  return at;
}

Pattern Comparer::compare(RecordIndex a, RecordIndex b) const {
  Pattern pattern = 0;
  for (size_t i = 0; i < comparisons_.size(); ++i)
    pattern |= Pattern(level_of(comparisons_[i], a, b)) << (4 * i);
  return pattern;
}

}  // namespace qy
