// Bytes as text, and bytes that nobody can guess.
#include <botan/auto_rng.h>
#include <botan/base64.h>
#include <botan/hex.h>

#include <algorithm>

#include "seal/merkle.h"
#include "seal/messages.h"

namespace qy {

std::string hex_of(const TreeHash& hash) {
  return Botan::hex_encode(hash.data(), hash.size(), false);
}

std::string base64_of(std::string_view bytes) {
  return Botan::base64_encode(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

std::string base64_of(const TreeHash& hash) {
  return Botan::base64_encode(hash.data(), hash.size());
}

// Strict: one text for one value, so that nobody can write a checkpoint in a second way.
Result<std::string> bytes_of_base64(std::string_view text) {
  try {
    const auto bytes = Botan::base64_decode(text.data(), text.size(), false);
    std::string out(bytes.begin(), bytes.end());
    if (base64_of(out) == text) return out;
  } catch (const std::exception&) {  // Botan has several; each means the same here
  }
  return damaged(say(kNotBase64));
}

Result<TreeHash> hash_of_base64(std::string_view text) {
  QY_TRY(const std::string bytes, bytes_of_base64(text));
  TreeHash hash;
  if (bytes.size() != hash.size()) return damaged(say(kNotBase64));
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::string fresh_salt() {
  thread_local Botan::AutoSeeded_RNG rng;
  return Botan::hex_encode(rng.random_vec(32), false);
}

}  // namespace qy
