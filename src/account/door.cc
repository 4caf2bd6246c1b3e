#include "account/door.h"

#include "account/messages.h"
#include "seal/password.h"

namespace qy {
namespace {

std::string where_from(const std::string& address, const std::string& device) {
  return address + (device.empty() ? "" : " · ") + device;
}

}  // namespace

Door::Door(CredentialBook book, AccountLog log, const Clock& clock)
    : book_(std::move(book)), log_(log), clock_(clock), nobody_(hash_password(random_token())) {}

// The account's credential, where password and code are his.
Result<Credential> Door::prove(const Knock& knock, bool in_force, bool asks_code) {
  const int64_t now_ms = clock_.now_ms();
  QY_TRY(auto credential, book_.find(knock.user));
  const std::string known = credential ? knock.user : "", from = where_from(knock.address, knock.device);
  Tried tried = of_address_.take(knock.address, now_ms);
  if (tried == Tried::counted) tried = of_account_.take(knock.user + "\n" + knock.address, now_ms);
  if (tried == Tried::too_often_now) QY_CHECK(log_.write(AccountEvent::sign_in_locked, known, from));
  if (tried != Tried::counted) return Error{Code::limit, say(kTooManyTries)};
  // Whoever is not there costs the same time as whoever is.
  const bool right = password_matches(knock.password, credential ? credential->password : nobody_);
  const auto step =
      credential && asks_code ? step_of_code(credential->code_key, knock.code, now_ms) : std::nullopt;
  const auto last = last_code_.find(knock.user);  // a new key starts anew
  const bool is_fresh = step && (last == last_code_.end() || last->second.first != credential->code_key ||
                                 *step > last->second.second);
  if (!credential || !right || !in_force || (asks_code && !is_fresh)) {
    QY_CHECK(log_.write(AccountEvent::sign_in_refused, known, from));
    return Error{Code::forbidden, say(kNotLetIn)};
  }
  if (asks_code) last_code_[knock.user] = {credential->code_key, *step};
  return std::move(*credential);
}

Result<OpenedSession> Door::let_in(const Knock& knock, const Credential& credential) {
  QY_CHECK(log_.write(AccountEvent::signed_in, knock.user, where_from(knock.address, knock.device)));
  const std::lock_guard lock(heeding_);
  heeded_.clear();  // the book may have been written since this password was proved
  return sessions_.open({.user = knock.user,
                         .address = knock.address,
                         .device = knock.device,
                         .password = credential.password,
                         .must_change = !credential.own},
                        clock_.now_ms());
}

Result<OpenedSession> Door::knock(const Knock& knock, bool in_force, const std::string& token_before) {
  const std::lock_guard lock(mutex_);
  QY_TRY(const Credential credential, prove(knock, in_force, true));
  QY_CHECK(on_record(sessions_.close(token_before), kEndedAnew));
  QY_TRY(auto opened, let_in(knock, credential));
  QY_CHECK(on_record(sessions_.close_over(clock_.now_ms()), kEndedOver));
  return opened;
}

Result<OpenedSession> Door::change(const Knock& knock, const AccountSession& session,
                                   const std::string& chosen) {
  const std::lock_guard lock(mutex_);
  QY_TRY(Credential credential, prove(knock, true, !session.must_change));
  QY_CHECK(log_.write(AccountEvent::password_changed, knock.user, where_from(knock.address, knock.device)));
  credential.password = hash_password(chosen);
  credential.set_at = clock_.stamp();
  credential.own = true;
  QY_CHECK(book_.set({{knock.user, credential}}));
  QY_CHECK(on_record(sessions_.close_all(knock.user), kEndedChanged));
  return let_in(knock, credential);
}

Result<void> Door::heed_book() {
  const std::lock_guard lock(heeding_);
  const std::string edition = book_.edition();
  if (edition == heeded_) return {};
  QY_TRY(const auto passwords, book_.passwords());
  QY_CHECK(on_record(sessions_.close_outdated(passwords), kEndedChanged));
  heeded_ = edition;
  return {};
}

Result<std::optional<AccountSession>> Door::session_of(const std::string& token) {
  QY_CHECK(heed_book());
  return sessions_.find(token, clock_.now_ms());
}

Result<std::optional<AccountSession>> Door::look_at_session(const std::string& token) {
  QY_CHECK(heed_book());
  return sessions_.look(token, clock_.now_ms());
}

bool Door::is_open(const std::string& user, const std::string& session) const {
  return sessions_.is_open(user, session, clock_.now_ms());
}

Result<void> Door::sign_out(const std::string& token) {
  return on_record(sessions_.close(token), kEndedOut);
}

Result<void> Door::account_is_gone(const std::string& token) {
  return on_record(sessions_.close(token), kEndedGone);
}

Result<void> Door::end_session(const AccountSession& mine, const std::string& id) {
  if (id == mine.id) return Error{Code::conflict, say(kSessionIsThis)};
  const auto ended = sessions_.close_one(mine.user, id);
  if (ended.empty()) return not_found(say(kNoSession));
  return on_record(ended, kEndedByOfficer);
}

Result<void> Door::end_others(const AccountSession& mine) {
  return on_record(sessions_.close_all(mine.user, mine.id), kEndedByOfficer);
}

Result<AccountStanding> Door::standing_of(const std::string& user) {
  const std::lock_guard lock(mutex_);
  const int64_t now_ms = clock_.now_ms();
  QY_TRY(const auto credential, book_.find(user));
  AccountStanding standing{.is_shut = of_account_.refuses_any(user + "\n", now_ms),
                           .sessions = sessions_.of(user, now_ms).size()};
  if (credential) standing.set_at = credential->set_at;
  standing.own = credential && credential->own;
  return standing;
}

Result<void> Door::end_all(const std::string& user) {
  return on_record(sessions_.close_all(user), kEndedByAdministrator);
}

void Door::forget_tries(const std::string& user) {
  const std::lock_guard lock(mutex_);
  of_account_.forget(user + "\n");
}

Result<IssuedPassword> Door::issue(RecordBook& his_records, const std::string& user, const Actor& by,
                                   const std::string& reason) {
  const std::lock_guard lock(mutex_);
  QY_TRY(auto issued, issue_passwords(his_records, book_, {user}, by, reason, clock_));
  QY_CHECK(end_all(user));
  return std::move(issued.front());
}

Result<void> Door::on_record(const std::vector<AccountSession>& ended, const Message& why) {
  for (const AccountSession& session : ended)
    QY_CHECK(log_.write(AccountEvent::session_ended, session.user,
                        say(why).text() + "：" + where_from(session.address, session.device)));
  return {};
}

}  // namespace qy
