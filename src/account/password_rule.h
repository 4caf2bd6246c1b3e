// Whether a password that an officer chose may be taken. Its length counts and not the kinds of its letters; nothing
// that is tried first is taken: a common password or word (two of them, with figures about them, are no better), a run
// of keys, his own name.
//
//   Unit:    12 characters or more, any; 256 bytes at most.
//   Source:  OWASP ASVS 5.0.0 6.2.1 (length), 6.2.4 (common ones), 6.2.5 (any letters), 6.1.2 (words of the house);
//            GB/T 22239-2019 8.1.4.1 (身份鉴别信息应具有复杂度).
//   Example: "password2026!" and "qwertyuiop12" are refused, "三句话就够长了：好记" has 10 characters and is too short;
//            "walnut kettle 7 bridges" is taken.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"

namespace qy {

inline constexpr size_t kPasswordLetters = 12, kPasswordBytes = 256;

// What is wrong with it, none where it may be taken. `his`: what stands for him: account, name, room.
std::optional<Said> weakness_of(std::string_view password, const std::vector<std::string>& his);

}  // namespace qy
