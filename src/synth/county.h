// A county to practise on: a folder of source files as Chinese bureaus really hand them in, with planted
// wrongdoing, planted innocent look-alikes and the truth beside them.
//
//   out/
//   ├── sources/<bureau>/*.csv   what to ingest
//   ├── truth.csv                what was planted, with file and line (synth/truth.h)
//   └── truth.md                 the same, counted, and how the folder was made
//
// The same options give the same bytes on every machine. No person, firm or place in it exists.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace qy {

struct SynthOptions {
  int64_t people = 10'000;        // 1,000 .. 5,000,000
  uint64_t seed = 0;              // 0: the setting's, or 1
  std::filesystem::path out;      // must not exist, or be empty
  std::filesystem::path setting;  // a file of other numbers (synth/setting.h); empty: the built-in ones
  int64_t unit_payments = 0;  // of the units over three years; 0: four for each inhabitant, at least 40,000
  // Called after each file; may be empty.
  std::function<void(const std::string& file, int64_t rows_so_far)> progress;
};

struct SynthFile {
  std::string name;   // below out/sources
  std::string table;  // the standard table it should become
  std::string charset;
  int64_t rows = 0;
};

struct SynthReport {
  std::vector<SynthFile> files;
  int64_t rows = 0;
  int64_t people = 0;
  int64_t subsidy_payments = 0, unit_payments = 0;
  int wrongdoings = 0, lookalikes = 0;
};

// Fails with Code::conflict when `out` holds anything, Code::invalid on impossible sizes. On failure what was
// written so far stays, without truth.csv: that file is written last.
Result<SynthReport> write_county(const SynthOptions& options);

}  // namespace qy
