// Private to this folder.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace qy {

// Goes on until the last byte is written; `path` is for the message.
Result<void> write_all(int fd, std::string_view bytes, const std::filesystem::path& path);

}  // namespace qy
