#include "account/sessions.h"

#include "seal/password.h"
#include "seal/seal.h"

namespace qy {
namespace {

bool is_over(const AccountSession& session, int64_t now_ms) {
  return now_ms - session.seen_ms > kIdleMs || now_ms - session.opened_ms > kSessionMs;
}

}  // namespace

OpenedSession Sessions::open(const std::string& user, int64_t now_ms) {
  OpenedSession opened{random_token(), {user, random_token(), now_ms, now_ms}};
  const std::lock_guard lock(mutex_);
  std::erase_if(by_hash_, [&](const auto& one) { return is_over(one.second, now_ms); });
  by_hash_[sm3_hex(opened.token)] = opened.session;
  return opened;
}

std::optional<AccountSession> Sessions::find(const std::string& token, int64_t now_ms) {
  const std::string hash = sm3_hex(token);
  const std::lock_guard lock(mutex_);
  const auto at = by_hash_.find(hash);
  if (at == by_hash_.end()) return std::nullopt;
  if (is_over(at->second, now_ms)) {
    by_hash_.erase(at);
    return std::nullopt;
  }
  at->second.seen_ms = now_ms;
  return at->second;
}

void Sessions::close(const std::string& token) {
  const std::string hash = sm3_hex(token);
  const std::lock_guard lock(mutex_);
  by_hash_.erase(hash);
}

}  // namespace qy
