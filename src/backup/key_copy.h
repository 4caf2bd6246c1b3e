// The keys of a workspace under a passphrase, for the safe: without them a backup is nothing, and with them and a backup
// anybody is everything. So they travel apart.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace qy {

Result<std::string> locked_keys(const std::filesystem::path& keys, std::string_view passphrase);
// Into a folder that is there. forbidden with another passphrase.
Result<void> unlock_keys(std::string_view locked, std::string_view passphrase,
                         const std::filesystem::path& into);

}  // namespace qy
