// The packs of rules/packs.yaml: what a rule may read, and whether it waits for an approved purpose. The file
// says why; here it is held to.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "base/result.h"

namespace qy {

struct Pack {
  std::string name, label, english;
  std::set<std::string> reads;  // standard tables, those open to every pack included
  bool restricted = false;      // runs only for an approved purpose
};

using Packs = std::map<std::string, Pack, std::less<>>;

// Adds the packs of `file` to `packs`. A pack that is there already is refused: a county adds its own and
// does not widen the shipped ones.
Result<void> add_packs(const std::filesystem::path& file, Packs& packs);

}  // namespace qy
