// The key of a holder: one of the three persons of whom two together open a reporter's identity (identity.h). The
// public half is on record in the workspace; the private one leaves with the holder, locked with his passphrase, and
// never lies in the workspace.
//
//   intl  X25519; a share is sealed to it by an ephemeral key, HKDF-SHA-256, ChaCha20-Poly1305
//   gm    SM2 public-key encryption with SM3 (GB/T 32918.4)
//
//   public line: qingyuan-holder+<profile>+<holder>+<base64 of the key>
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "seal/seal.h"

namespace qy {

class HolderPublic {
 public:
  static Result<HolderPublic> parse(std::string_view line);

  const std::string& holder() const { return holder_; }
  SealProfile profile() const { return profile_; }
  std::string line() const;
  // Only the holder opens it, and only for the same `context`.
  Result<std::string> wrap(std::string_view context, std::string_view secret) const;
  bool operator==(const HolderPublic&) const = default;

 private:
  friend class HolderPrivate;
  std::string holder_, key_;
  SealProfile profile_ = SealProfile::intl;
};

class HolderPrivate {
 public:
  struct Made {
    HolderPublic public_half;
    std::string locked;  // the file that the holder takes with him
  };
  // holder: an account's number. invalid where the passphrase is too short.
  static Result<Made> make(SealProfile profile, const std::string& holder, std::string_view passphrase);
  static Result<HolderPrivate> open(std::string_view locked, std::string_view passphrase);

  HolderPrivate(HolderPrivate&&) noexcept;
  ~HolderPrivate();
  const HolderPublic& public_half() const;
  // forbidden when it was not wrapped for this holder and this context, or was changed.
  Result<std::string> unwrap(std::string_view context, std::string_view wrapped) const;

 private:
  struct Impl;
  explicit HolderPrivate(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace qy
