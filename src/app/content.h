// Where the content lies that ships beside the program: tables/, rules/, profiles/, procedures/.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace qy {

// QINGYUAN_HOME where it is set; else the nearest folder above the program that holds tables/ and rules/;
// else /usr/share/qingyuan.
Result<std::filesystem::path> find_content();

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace qy
