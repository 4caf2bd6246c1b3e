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
  using Mac = std::unique_ptr<Botan::MessageAuthenticationCode>;

  SealProfile profile = SealProfile::intl;
  Bytes token_key, nonce_key, value_key, file_key;  // each derived from the one master key

  static std::unique_ptr<Impl> from_master(SealProfile profile, const Bytes& master);
  std::unique_ptr<Impl> twin() const;
  std::unique_ptr<Botan::AEAD_Mode> cipher(Botan::Cipher_Dir direction, const Bytes& key) const;
  Mac mac(const Bytes& key) const;

  // Keyed once, for the values of a file: a key costs more than the value.
  Mac token_mac, nonce_mac;
  std::unique_ptr<Botan::AEAD_Mode> value_cipher;
  Bytes text;  // of the value at hand
};

// MAC of purpose, a zero byte, and the value.
Bytes mac_of(Botan::MessageAuthenticationCode& mac, std::string_view purpose, std::string_view value);

}  // namespace qy
