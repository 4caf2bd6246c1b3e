#include "account/door.h"

#include "account/messages.h"
#include "seal/password.h"

namespace qy {

Door::Door(CredentialBook book, const Clock& clock)
    : book_(std::move(book)), clock_(clock), nobody_(hash_password(random_token())) {}

Result<OpenedSession> Door::knock(const Knock& knock, bool in_force) {
  const std::lock_guard lock(mutex_);
  const int64_t now_ms = clock_.now_ms();
  if (!of_address_.take(knock.address, now_ms) ||
      !of_account_.take(knock.user + "\n" + knock.address, now_ms))
    return Error{Code::limit, say(kTooManyTries)};
  QY_TRY(const auto credential, book_.find(knock.user));
  // Whoever is not there costs the same time as whoever is.
  const bool right = password_matches(knock.password, credential ? credential->password : nobody_);
  if (!credential || !right || !in_force) return Error{Code::forbidden, say(kNotLetIn)};
  const auto step = step_of_code(credential->code_key, knock.code, now_ms);
  const auto last = last_step_.find(knock.user);
  if (!step || (last != last_step_.end() && *step <= last->second))
    return Error{Code::forbidden, say(kNotLetIn)};
  last_step_[knock.user] = *step;
  return sessions_.open(knock.user, now_ms);
}

}  // namespace qy
