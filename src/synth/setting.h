// The numbers by which a county is drawn: how often each scheme is planted, and how the ground it stands on
// is mixed. The built-in ones make the training county; a file makes another, say the test county:
//
//   seed: 4711
//   rates:                       # times the built-in rates, by domain (the packs of rules), or `all`
//     all: {wrongdoing: 0.8, lookalike: 1.3}
//     schools: {wrongdoing: 1.5}
//   schemes:                     # instead of the built-in rate: instances for 10,000 people
//     more-meals-than-pupils: 0.6
//   mix:                         # the ground, by the names of kMix in setting.cc
//     absent_percent: 7
//
// A name that no scheme bears is refused, so that a setting cannot silently say nothing.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "synth/truth.h"

namespace qy::synth {

struct Scheme {
  std::string_view name;
  PlantKind kind = PlantKind::wrongdoing;
  std::string_view rules;  // of the catalogue, that ought to see it (a look-alike: that might); by spaces
  double per_10k = 0;      // instances for 10,000 people
  std::string_view explanation;
};

class Setting {
 public:
  static Result<Setting> load(const std::filesystem::path& yaml);

  std::optional<uint64_t> seed() const { return seed_; }
  double rate(const Scheme& scheme) const;
  // Of a whole domain, for plants that are counted otherwise.
  double factor(std::string_view domain, PlantKind kind) const;
  double mix(std::string_view name) const;
  // After planning: schemes that the file names and nobody planted.
  Result<void> check_schemes() const;

 private:
  std::optional<uint64_t> seed_;
  std::map<std::string, double, std::less<>> factors_;  // domain/kind
  std::map<std::string, double, std::less<>> schemes_, mix_;
  mutable std::set<std::string, std::less<>> asked_;
};

}  // namespace qy::synth
