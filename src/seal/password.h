// Passwords, second factors and tokens of accounts.
//
//   password   Argon2id (RFC 9106): 64 MiB, 2 passes, one lane; kept as "$argon2id$v=19$m=65536,t=2,p=1$salt$hash"
//   code       TOTP (RFC 6238): SHA-1, 6 digits, 30 seconds, what every authenticator takes
//   token      256 random bits
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qy {

std::string hash_password(std::string_view password);
// False too where the hash cannot be read. Costs as much as hash_password.
bool password_matches(std::string_view password, const std::string& hash);

// In a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

// 256 bits, 43 characters of A-Z a-z 0-9 - _
std::string random_token();
// To be read from paper and typed once: 20 characters without those that look alike, "K7PM-…", 98 bits.
std::string random_password();

std::string random_code_key();  // 160 bits in base32, "JBSW…", for an authenticator
// The code of a moment. None where the key is not base32.
std::optional<std::string> code_at(const std::string& key, int64_t now_ms);
// The 30-second step whose code it is, the one of now or the one before or after; none where it is no such code. The
// caller remembers the step and takes no code of it again.
std::optional<int64_t> step_of_code(const std::string& key, std::string_view code, int64_t now_ms);

}  // namespace qy
