// One rule's outcome on disk: so that a screening that was killed goes on where it stopped. Private to this
// folder.
#pragma once

#include <filesystem>
#include <optional>

#include "rules/screen.h"

namespace qy {

struct RuleOutcome {
  std::vector<Hit> hits;
  std::vector<CoverageRow> coverage;
};

// What the outcome depends on: batches, rule, parameters, shared relations, prelude, day.
std::string outcome_key(const std::vector<BatchManifest>& batches, const Rule& rule, const RuleSet& set,
                        const std::string& params, const std::string& prelude);

std::optional<RuleOutcome> load_outcome(const std::filesystem::path& folder, const std::string& key,
                                        const Rule& rule);
Result<void> save_outcome(const std::filesystem::path& folder, const std::string& key,
                          const RuleOutcome& outcome);

}  // namespace qy
