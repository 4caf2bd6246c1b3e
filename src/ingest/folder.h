// A folder of files as they were received, with those below it.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"

namespace qy {

// In the order of their paths, so that a folder read twice is read alike.
struct FolderContents {
  std::vector<std::filesystem::path> data;
  std::vector<std::filesystem::path> other;  // by their names no tables, to be named to the user
};
// Fails with Code::invalid where no data file lies in it, or a workspace: its sealed originals are nobody's
// source; with Code::io where it, or a folder below, cannot be looked into. Links to folders are not followed.
Result<FolderContents> contents_of_folder(const std::filesystem::path& folder);

}  // namespace qy
