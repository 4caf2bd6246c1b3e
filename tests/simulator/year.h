// A year in a county under a seed: deed after deed, and after each the invariants are asked.
#pragma once

#include <map>
#include <set>

#include "invariant.h"

namespace qy::county {

struct Year {
  uint64_t seed = 1;
  int deeds = 220;  // about a day and a half apart
  std::set<int> left_out;
};

struct Failure {
  std::string invariant, what;
  int deed = 0;
};

struct Lived {
  std::optional<Failure> failure;
  std::vector<Deed> story;
  std::map<std::string, int> steps;     // that were taken, by name
  std::map<std::string, int> refusals;  // by guard
  size_t days = 0, acts = 0;
};

// An Error where the year could not go on: the program, or the simulator, broke down.
Result<Lived> live(const Law& law, const std::filesystem::path& founded, const Year& year);

// The same failure with as few deeds as can be found in a while.
Result<Lived> shortest(const Law& law, const std::filesystem::path& founded, Year year, const Lived& failed);

// Whether the invariant finds its fault; what is told is what it found.
Result<std::string> prove(const Law& law, const std::filesystem::path& founded, const std::string& invariant);

}  // namespace qy::county
