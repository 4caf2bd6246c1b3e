// One county's folder of data (docs/architecture.md: "One folder of data"), opened with the content it is
// read by.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "lake/lake.h"
#include "record/officer_tie.h"
#include "rules/life.h"
#include "rules/program.h"
#include "rules/rule_set.h"
#include "seal/seal.h"

namespace qy {

struct Settings {
  std::string unit;  // whose data this is
  int64_t memory_bytes = int64_t(3) << 30;
  int64_t capacity = 30;  // findings the office can look at first
  RecusalRules recusal;
  Overrides parameters;  // of qingyuan.yaml alone: see Workspace::parameters
};

class Workspace {
 public:
  static Result<void> create(const std::filesystem::path& folder, SealProfile profile,
                             const std::string& unit);
  static Result<std::unique_ptr<Workspace>> open(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  const Settings& settings() const { return settings_; }
  const TableSet& tables() const { return tables_; }
  Lake& lake() { return *lake_; }
  Result<Sealer> sealer() const { return Sealer::open(folder_ / "keys"); }
  // The shipped rules with this county's own laid over them.
  Result<RuleSet> rules() const;
  Result<Life> life() const { return LifeBook(folder_).load(); }
  // This county's values: those of qingyuan.yaml and those that `rules set` recorded; one value, one place.
  Result<Overrides> parameters() const;
  const std::filesystem::path& content() const { return content_; }

 private:
  std::filesystem::path folder_, content_;
  Settings settings_;
  TableSet tables_;
  std::unique_ptr<Lake> lake_;
};

}  // namespace qy
