#include "seal/password.h"

#include <botan/argon2.h>
#include <botan/auto_rng.h>
#include <botan/base32.h>
#include <botan/base64.h>
#include <botan/otp.h>

#include <cstdio>

namespace qy {
namespace {

constexpr size_t kMemoryKib = 65'536, kPasses = 2, kLanes = 1;
constexpr int64_t kStepMs = 30'000;
constexpr int kArgon2id = 2;

Botan::RandomNumberGenerator& random() {
  static thread_local Botan::AutoSeeded_RNG generator;
  return generator;
}

std::string six_digits(uint32_t code) {
  char text[8];
  std::snprintf(text, sizeof text, "%06u", unsigned(code));
  return text;
}

}  // namespace

std::string hash_password(std::string_view password) {
  return Botan::argon2_generate_pwhash(password.data(), password.size(), random(), kLanes, kMemoryKib,
                                       kPasses, kArgon2id);
}

bool password_matches(std::string_view password, const std::string& hash) {
  try {
    return Botan::argon2_check_pwhash(password.data(), password.size(), hash);
  } catch (const Botan::Exception&) {
    return false;
  }
}

bool same_secret(std::string_view a, std::string_view b) {
  uint8_t difference = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) difference |= uint8_t(a[i] ^ b[i]);
  return difference == 0;
}

std::string random_token() {
  Botan::secure_vector<uint8_t> bits(32);
  random().randomize(bits.data(), bits.size());
  std::string text = Botan::base64_encode(bits);
  text.resize(43);  // the padding says nothing
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string random_password() {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";  // 32: no I O 0 1
  std::string text;
  for (int i = 0; i < 20; ++i) {
    if (i % 4 == 0 && i > 0) text += '-';
    text += kLetters[random().next_byte() % kLetters.size()];
  }
  return text;
}

std::string random_code_key() {
  Botan::secure_vector<uint8_t> bits(20);
  random().randomize(bits.data(), bits.size());
  return Botan::base32_encode(bits);
}

std::optional<std::string> code_at(const std::string& key, int64_t now_ms) {
  try {
    const auto bits = Botan::base32_decode(key);
    return six_digits(Botan::TOTP(bits.data(), bits.size()).generate_totp(uint64_t(now_ms / 1000)));
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
}

std::optional<int64_t> step_of_code(const std::string& key, std::string_view code, int64_t now_ms) {
  for (const int64_t step : {now_ms / kStepMs, now_ms / kStepMs - 1, now_ms / kStepMs + 1}) {
    const auto right = code_at(key, step * kStepMs);
    if (right && *right == code) return step;
  }
  return std::nullopt;
}

}  // namespace qy
