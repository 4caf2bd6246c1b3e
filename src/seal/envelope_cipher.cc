#include "seal/envelope_cipher.h"

#include <botan/auto_rng.h>

namespace qy {
namespace {

std::unique_ptr<Botan::AEAD_Mode> cipher_of(SealProfile profile, const Bytes& key,
                                            Botan::Cipher_Dir direction) {
  const bool gm = profile == SealProfile::gm;
  auto cipher = Botan::AEAD_Mode::create_or_throw(gm ? "SM4/GCM" : "ChaCha20Poly1305", direction);
  cipher->set_key(key.data(), gm ? 16 : kEnvelopeKeyBytes);
  return cipher;
}

}  // namespace

Bytes random_bytes(size_t count) {
  thread_local Botan::AutoSeeded_RNG rng;
  return rng.random_vec(count);
}

std::string encrypted(SealProfile profile, const Bytes& key, std::string_view beside,
                      std::string_view plain) {
  const auto cipher = cipher_of(profile, key, Botan::ENCRYPTION);
  const Bytes nonce = random_bytes(kNonceBytes);
  cipher->set_associated_data(octets_of(beside), beside.size());
  cipher->start(nonce);
  Bytes text(plain.begin(), plain.end());
  cipher->finish(text);
  std::string sealed(nonce.begin(), nonce.end());
  sealed.append(text.begin(), text.end());
  return sealed;
}

std::optional<Bytes> decrypted(SealProfile profile, const Bytes& key, std::string_view beside,
                               std::string_view sealed) {
  if (sealed.size() < kNonceBytes) return std::nullopt;
  try {
    const auto cipher = cipher_of(profile, key, Botan::DECRYPTION);
    cipher->set_associated_data(octets_of(beside), beside.size());
    cipher->start(octets_of(sealed), kNonceBytes);
    Bytes text(sealed.begin() + kNonceBytes, sealed.end());
    cipher->finish(text);
    return text;
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
}

std::string_view profile_name(SealProfile profile) {
  return profile == SealProfile::gm ? "gm" : "intl";
}

std::optional<SealProfile> profile_of(std::string_view name) {
  if (name == "gm") return SealProfile::gm;
  if (name == "intl") return SealProfile::intl;
  return std::nullopt;
}

}  // namespace qy
