// The folder that is being filled: one sub-folder a bureau, each file noted in the report.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "synth/county.h"
#include "synth/sheet.h"

namespace qy::synth {

class Delivery {
 public:
  Delivery(std::filesystem::path sources, const SynthOptions& options)
      : sources_(std::move(sources)), options_(options) {}

  // A folder that cannot be made shows as an error when the sheet is closed.
  std::unique_ptr<Sheet> open(const std::string& bureau, const std::string& name, SheetStyle style,
                              std::vector<Column> columns);
  Result<void> close(Sheet& sheet, const std::string& table);

  SynthReport& report() { return report_; }

 private:
  std::filesystem::path sources_;
  const SynthOptions& options_;
  SynthReport report_;
};

}  // namespace qy::synth
