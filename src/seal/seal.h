// Hashes, tokens and envelopes. The only folder that knows Botan.
//
// Two profiles, chosen at `qingyuan init` and named in every envelope:
//   intl  HMAC-SHA-256 tokens, ChaCha20-Poly1305 envelopes
//   gm    HMAC-SM3 tokens, SM4-GCM envelopes
// File hashes are SM3 in both (domain/standard-tables.md: source_id).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace qy {

enum class SealProfile { intl, gm };

// SM3 of a stream of bytes, 64 hex digits.
class Sm3 {
 public:
  Sm3();
  ~Sm3();
  Sm3(Sm3&&) noexcept;
  void update(std::string_view bytes);
  std::string hex();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
std::string sm3_hex(std::string_view bytes);

// The workspace's keys (`keys/seal.key`, mode 0600). One per thread: not thread-safe.
class Sealer {
 public:
  // Makes new keys; fails with conflict when there are some already.
  static Result<void> create_keys(const std::filesystem::path& keys_folder, SealProfile profile);
  static Result<Sealer> open(const std::filesystem::path& keys_folder);
  // Keys that live only in memory, from a seed: for tests and benchmarks.
  static Sealer for_tests(SealProfile profile, std::string_view seed);

  Sealer(Sealer&&) noexcept;
  Sealer& operator=(Sealer&&) noexcept;
  ~Sealer();

  SealProfile profile() const;
  // Another of the same keys, for another thread.
  Sealer twin() const;
  // A keyed hash of `value` for fields of kind `purpose` ("citizen_no"): 32 hex digits, equal for equal
  // values.
  std::string token(std::string_view purpose, std::string_view value);
  // Deterministic for equal values of one purpose (the token reveals equality already), so that columns stay
  // small: profile byte · nonce derived from the value by keyed hash · ciphertext · tag.
  std::string seal_value(std::string_view purpose, std::string_view value);
  Result<std::string> unseal_value(std::string_view purpose, std::string_view sealed);

 private:
  struct Impl;
  explicit Sealer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
  friend class FileSealer;
  friend class FileUnsealer;
};

}  // namespace qy
