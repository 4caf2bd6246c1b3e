// The door: name, password and code in, a session out.
//
//   tries ─▶ password (Argon2id) ─▶ code (TOTP, each once) ─▶ session
//     │ more than 10 an hour of one account from one address, or 100 from one address: limit
//     └ anything wrong: forbidden, with the same words and the same time, whatever it was
//
// A password that somebody else set lets in, to nothing but a change of it (AccountSession::must_change). What happens here
// is in the log before it is answered (account_log.h); what cannot be logged is refused.
//
// Whether the account is in force, and what it may do, is the caller's to ask.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "account/account_log.h"
#include "account/credentials.h"
#include "account/issue.h"
#include "account/sessions.h"
#include "account/tries.h"
#include "base/clock.h"
#include "base/message.h"

namespace qy {

struct Knock {
  std::string user, password, code;
  std::string address, device;  // where it comes from, as far as is known
};

struct AccountStanding {
  std::string set_at;    // when its password was set; "" where it has none
  bool own = false;      // chosen by its officer
  bool is_shut = false;  // too many tries within the hour, from some address
  size_t sessions = 0;
};

// Safe from several threads.
class Door {
 public:
  Door(CredentialBook book, AccountLog log, const Clock& clock);

  // `in_force`: whether there is such an account now. Ends the session of `token_before`, which came with the request.
  Result<OpenedSession> knock(const Knock& knock, bool in_force, const std::string& token_before = "");
  // His own password in place of the one that he proves: all his sessions end and a new one is opened. Of whoever must
  // change it no second code is asked: it let him in a moment ago. The caller has asked weakness_of(chosen).
  Result<OpenedSession> change(const Knock& knock, const AccountSession& session, const std::string& chosen);

  Sessions& sessions() { return sessions_; }
  // The session of this token, seen now; none where it is over, or its account's password was set anew, even by another
  // process (`qingyuan office passwords`).
  Result<std::optional<AccountSession>> session_of(const std::string& token);
  // The same without its being seen by it (sessions.h).
  Result<std::optional<AccountSession>> look_at_session(const std::string& token);
  bool is_open(const std::string& user, const std::string& session) const;
  Result<void> sign_out(const std::string& token);
  Result<void> account_is_gone(const std::string& token);
  // One or all others of his sessions. not_found where it is none of his, conflict where he is in it.
  Result<void> end_session(const AccountSession& mine, const std::string& id);
  Result<void> end_others(const AccountSession& mine);

  // For administrators. What it takes to be allowed this is the caller's to ask.
  Result<AccountStanding> standing_of(const std::string& user);
  Result<void> end_all(const std::string& user);
  void forget_tries(const std::string& user);
  // A first password and a new key of codes (issue.h); his sessions end.
  Result<IssuedPassword> issue(RecordBook& his_records, const std::string& user, const Actor& by,
                               const std::string& reason);

 private:
  Result<Credential> prove(const Knock& knock, bool in_force, bool asks_code);
  Result<OpenedSession> let_in(const Knock& knock, const Credential& credential);
  Result<void> heed_book();
  Result<void> on_record(const std::vector<AccountSession>& ended, const Message& why);

  CredentialBook book_;
  AccountLog log_;
  const Clock& clock_;
  Sessions sessions_;
  std::mutex heeding_;
  std::string heeded_;  // the edition of the book that the sessions were last held against
  std::mutex mutex_;    // one password at a time: 64 MiB each
  Tries of_account_{10}, of_address_{100};
  std::map<std::string, std::pair<std::string, int64_t>>
      last_code_;       // account -> its code key then, the step of its last code
  std::string nobody_;  // a hash that no password has
};

}  // namespace qy
