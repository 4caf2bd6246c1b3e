// The session's cookie. `__Host-` binds it to this very host: Secure, no Domain, Path=/. Over plain HTTP it works on
// the loopback addresses alone, which browsers count as secure; everywhere else TLS stands before the program.
#pragma once

#include <string_view>

namespace qy {

inline constexpr std::string_view kSessionCookie = "__Host-qingyuan";

}  // namespace qy
