// The central directory of a zip, parsed and judged. See zip.h for what is refused.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "ingest/zip.h"

namespace qy {

Result<std::vector<ZipPart>> read_zip_directory(const std::filesystem::path& path);

}  // namespace qy
