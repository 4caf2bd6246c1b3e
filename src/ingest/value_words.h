// The words that files use for the values of closed lists: 打卡成功 is paid, 男 is male.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qy {

// The value of `values` that `text` means; nothing when no word says so.
std::optional<std::string> value_meant(std::string_view text, const std::vector<std::string>& values);
// Whether some word means the value: one that none means cannot come from a Chinese file.
bool has_word(std::string_view value);

}  // namespace qy
