// What happens at the door, in the tamper-evident log: acts that the house itself writes about an account. Who came in, who
// was refused, and who chose a password; never what was typed.
//
//   system.signed_in, system.sign_in_refused, system.sign_in_locked, system.password_changed, system.session_ended
//   about account/an, with where from: "10.1.2.3 · Edge · Windows"
//
// Source: OWASP ASVS 5.0.0 16.3.1, 16.3.3; GB/T 22239-2019 8.1.4.3 (安全审计).
#pragma once

#include <string>

#include "record/act.h"

namespace qy {

enum class AccountEvent { signed_in, sign_in_refused, sign_in_locked, password_changed, session_ended };

class AccountLog {
 public:
  explicit AccountLog(RecordBook& records) : records_(records) {}
  // `user`: "" where there is no such account. What was typed there is kept nowhere: it may be a password.
  Result<void> write(AccountEvent event, const std::string& user, const std::string& note);

 private:
  RecordBook& records_;
};

}  // namespace qy
