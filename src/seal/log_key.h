// Who vouches for the log: Ed25519 (intl) or SM2 with SM3, user id 1234567812345678 (gm).
//
//   keys/log.key   the private key, sealed with the workspace's seal key; mode 0600
//   keys/log.pub   the name of the log and its public key, one line, for the verifier and for witnesses:
//                  <origin>+<first 4 bytes of the key's hash, hex>+<base64 of kind byte(s) and key>
//                  (C2SP signed-note; kind 0x01 Ed25519; SM2 has none there, so 0xff "sm2-sm3" and the
//                  uncompressed point)
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "seal/seal.h"

namespace qy {

class LogVerifier {
 public:
  static Result<LogVerifier> parse(std::string_view line);
  static Result<LogVerifier> read(const std::filesystem::path& file);
  LogVerifier(LogVerifier&&) noexcept;
  LogVerifier& operator=(LogVerifier&&) noexcept;
  ~LogVerifier();

  const std::string& origin() const;
  const std::string& key_id() const;  // 4 bytes
  SealProfile profile() const;
  bool verifies(std::string_view text, std::string_view signature) const;

 private:
  struct Impl;
  explicit LogVerifier(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class LogSigner {
 public:
  // Makes both files; conflict when there is one already.
  static Result<void> create(const std::filesystem::path& keys_folder, Sealer& sealer);
  // not_found when the key was removed, damaged when it does not open or is not the one of log.pub.
  static Result<LogSigner> open(const std::filesystem::path& keys_folder, Sealer& sealer);
  LogSigner(LogSigner&&) noexcept;
  ~LogSigner();

  const LogVerifier& verifier() const;
  Result<std::string> sign(std::string_view text);

 private:
  struct Impl;
  explicit LogSigner(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace qy
