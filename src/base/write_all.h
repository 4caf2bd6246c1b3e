// Private to this folder.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/message.h"
#include "base/result.h"

namespace qy {

// "cannot write PATH: REASON", by what the system said last.
Error file_failure(const Message& what, const std::filesystem::path& path);

// Goes on until the last byte is written; `path` is for the message.
Result<void> write_all(int fd, std::string_view bytes, const std::filesystem::path& path);

}  // namespace qy
