// The door: name, password and code in, a session out.
//
//   tries ─▶ password (Argon2id) ─▶ code (TOTP, each once) ─▶ session
//     │ more than 10 an hour of one account from one address, or 100 from one address: limit
//     └ anything wrong: forbidden, with the same words and the same time, whatever it was
//
// Whether the account is in force, and what it may do, is the caller's to ask.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "account/credentials.h"
#include "account/sessions.h"
#include "account/tries.h"
#include "base/clock.h"

namespace qy {

struct Knock {
  std::string user, password, code, address;
};

// Safe from several threads.
class Door {
 public:
  Door(CredentialBook book, const Clock& clock);

  // `in_force`: whether there is such an account now.
  Result<OpenedSession> knock(const Knock& knock, bool in_force);
  Sessions& sessions() { return sessions_; }

 private:
  CredentialBook book_;
  const Clock& clock_;
  Sessions sessions_;
  std::mutex mutex_;  // one password at a time: 64 MiB each
  Tries of_account_{10}, of_address_{100};
  std::map<std::string, int64_t> last_step_;  // account -> step of its last code
  std::string nobody_;                        // a hash that no password has
};

}  // namespace qy
