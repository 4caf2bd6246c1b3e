// A workspace of its own, an importer into it, and files written down as text.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "ingest/importer.h"
#include "ingest/small_world_test.h"

namespace qy {

class ImportWorld : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "qy-import-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    lake_.emplace(Lake::open(folder_, standard_tables()).value());
    importer_.emplace(*lake_, standard_tables(), shelf_, sealer_, clock_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path file(const std::string& name, std::string_view bytes) {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }

  std::filesystem::path folder_;
  std::optional<Lake> lake_;
  ProfileShelf shelf_;
  Sealer sealer_ = Sealer::for_tests(SealProfile::intl, "seed");
  FakeClock clock_{Date::from_iso("2024-03-01").value()};
  std::optional<Importer> importer_;
};

}  // namespace qy
