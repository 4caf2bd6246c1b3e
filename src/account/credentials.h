// Passwords and second factors of the accounts in user_account. They stand apart from the records: an act stays for
// ever, and the hash of an old password should not.
//
//   keys/accounts.json, mode 0600:
//     {"an": {"password": "$argon2id$…", "code_key": "<sealed>", "set_at": "2026-03-01T09:30:00+08:00", "own": true}}
//
// own: he chose the password himself. One that was set for him, or has no such mark, is a first password: it lets in to a
// change of itself alone.
//
// Every change is an act too (account.credentials_set), told by the caller, without what was set.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "seal/seal.h"

namespace qy {

struct Credential {
  std::string password;  // its hash
  std::string code_key;  // base32
  std::string set_at;
  bool own = false;
};

// Safe from several processes: read whole, written whole, under a lock.
class CredentialBook {
 public:
  CredentialBook(const std::filesystem::path& workspace, Sealer sealer)
      : keys_(workspace / "keys"), sealer_(std::move(sealer)) {}

  // None where none was set. damaged where the file cannot be read.
  Result<std::optional<Credential>> find(const std::string& user);
  // The hash of each account's password.
  Result<std::map<std::string, std::string>> passwords() const;
  // Another whenever the file was written, whoever wrote it; "" where there is none.
  std::string edition() const;
  // Those that were set. On failure none of them is.
  Result<void> set(const std::map<std::string, Credential>& credentials);

 private:
  std::filesystem::path keys_;
  Sealer sealer_;
};

}  // namespace qy
