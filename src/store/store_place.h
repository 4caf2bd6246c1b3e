// Where the records of a workspace are.
#pragma once

#include <filesystem>
#include <string>

namespace qy {

struct StorePlace {
  std::filesystem::path workspace;   // with keys/ and log/
  std::filesystem::path migrations;  // db/migrations of the program
  std::string url;                   // empty: records.db of the workspace
};

}  // namespace qy
