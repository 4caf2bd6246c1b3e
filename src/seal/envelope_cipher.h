// One message under one fresh key: nonce, ciphertext, tag. Private to this folder.
#pragma once

#include <botan/exceptn.h>

#include <optional>
#include <string>
#include <string_view>

#include "seal/keys.h"

namespace qy {

inline constexpr size_t kEnvelopeKeyBytes = 32;

std::string encrypted(SealProfile profile, const Bytes& key, std::string_view beside, std::string_view plain);
// None: another key, or changed.
std::optional<Bytes> decrypted(SealProfile profile, const Bytes& key, std::string_view beside,
                               std::string_view sealed);
std::string_view profile_name(SealProfile profile);
std::optional<SealProfile> profile_of(std::string_view name);
Bytes random_bytes(size_t count);

inline const uint8_t* octets_of(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}
inline std::string_view text_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace qy
