// The keys and ciphers behind Sealer and FileSealer. Private to this folder.
#pragma once

#include <botan/aead.h>
#include <botan/mac.h>
#include <botan/secmem.h>

#include <memory>
#include <string>
#include <string_view>

#include "seal/seal.h"

namespace qy {

using Bytes = Botan::secure_vector<uint8_t>;

inline constexpr size_t kNonceBytes = 12;

struct Sealer::Impl {
  SealProfile profile = SealProfile::intl;
  Bytes token_key, nonce_key, value_key, file_key;  // each derived from the one master key

  static std::unique_ptr<Impl> from_master(SealProfile profile, const Bytes& master);
  std::unique_ptr<Impl> twin() const;
  std::unique_ptr<Botan::AEAD_Mode> cipher(Botan::Cipher_Dir direction, const Bytes& key) const;
  // HMAC under `key` of purpose, a zero byte, and the value.
  Bytes mac(const Bytes& key, std::string_view purpose, std::string_view value);

 private:
  std::unique_ptr<Botan::MessageAuthenticationCode> mac_;
};

}  // namespace qy
