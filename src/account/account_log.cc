#include "account/account_log.h"

#include "seal/password.h"

namespace qy {
namespace {

const char* kind_of(AccountEvent event) {
  switch (event) {
    case AccountEvent::signed_in:
      return "system.signed_in";
    case AccountEvent::sign_in_refused:
      return "system.sign_in_refused";
    case AccountEvent::sign_in_locked:
      return "system.sign_in_locked";
    case AccountEvent::password_changed:
      return "system.password_changed";
    case AccountEvent::session_ended:
      return "system.session_ended";
  }
  return "";
}

}  // namespace

Result<void> AccountLog::write(AccountEvent event, const std::string& user, const std::string& note) {
  const Act act{.key = random_token(),
                .kind = kind_of(event),
                .actor = {"system", "system"},
                .object = "account/" + (user.empty() ? "-" : user),
                .basis = "",
                .note = note.empty() ? "-" : note};
  QY_CHECK(records_.perform(act));
  return {};
}

}  // namespace qy
