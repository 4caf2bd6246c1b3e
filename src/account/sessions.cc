#include "account/sessions.h"

#include <algorithm>
#include <set>

#include "seal/password.h"
#include "seal/seal.h"

namespace qy {
namespace {

bool is_over(const AccountSession& session, int64_t now_ms) {
  return now_ms - session.seen_ms > kIdleMs || now_ms - session.opened_ms > kSessionMs;
}

void last_seen_first(std::vector<AccountSession>& sessions) {
  std::ranges::sort(sessions, std::greater(), &AccountSession::seen_ms);
}

}  // namespace

template <class Which>
std::vector<AccountSession> Sessions::close_where(Which which) {
  std::vector<AccountSession> closed;
  const std::lock_guard lock(mutex_);
  for (auto at = by_hash_.begin(); at != by_hash_.end();) {
    if (!which(at->first, at->second)) {
      ++at;
      continue;
    }
    closed.push_back(std::move(at->second));
    at = by_hash_.erase(at);
  }
  return closed;
}

OpenedSession Sessions::open(AccountSession begun, int64_t now_ms) {
  begun.csrf = random_token();
  begun.id = random_token();
  begun.opened_ms = begun.seen_ms = now_ms;
  OpenedSession opened{random_token(), std::move(begun)};
  const std::lock_guard lock(mutex_);
  by_hash_[sm3_hex(opened.token)] = opened.session;
  return opened;
}

std::optional<AccountSession> Sessions::find(const std::string& token, int64_t now_ms) {
  const std::string hash = sm3_hex(token);
  const std::lock_guard lock(mutex_);
  const auto at = by_hash_.find(hash);
  if (at == by_hash_.end() || is_over(at->second, now_ms)) return std::nullopt;
  at->second.seen_ms = now_ms;
  return at->second;
}

std::optional<AccountSession> Sessions::look(const std::string& token, int64_t now_ms) const {
  const std::string hash = sm3_hex(token);
  const std::lock_guard lock(mutex_);
  const auto at = by_hash_.find(hash);
  if (at == by_hash_.end() || is_over(at->second, now_ms)) return std::nullopt;
  return at->second;
}

bool Sessions::is_open(const std::string& user, const std::string& id, int64_t now_ms) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [hash, session] : by_hash_)
    if (session.id == id && session.user == user) return !is_over(session, now_ms);
  return false;
}

std::vector<AccountSession> Sessions::of(const std::string& user, int64_t now_ms) {
  std::vector<AccountSession> his;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [hash, session] : by_hash_)
      if (session.user == user && !is_over(session, now_ms)) his.push_back(session);
  }
  last_seen_first(his);
  return his;
}

size_t Sessions::open_at(int64_t now_ms) const {
  const std::lock_guard lock(mutex_);
  return size_t(
      std::ranges::count_if(by_hash_, [&](const auto& one) { return !is_over(one.second, now_ms); }));
}

std::vector<AccountSession> Sessions::close(const std::string& token) {
  return close_where(
      [wanted = sm3_hex(token)](const std::string& hash, const AccountSession&) { return hash == wanted; });
}

std::vector<AccountSession> Sessions::close_one(const std::string& user, const std::string& id) {
  return close_where([&](const std::string&, const AccountSession& session) {
    return session.user == user && session.id == id;
  });
}

std::vector<AccountSession> Sessions::close_all(const std::string& user, const std::string& but_id) {
  return close_where([&](const std::string&, const AccountSession& session) {
    return session.user == user && session.id != but_id;
  });
}

std::vector<AccountSession> Sessions::close_outdated(const std::map<std::string, std::string>& passwords) {
  return close_where([&](const std::string&, const AccountSession& session) {
    const auto now = passwords.find(session.user);
    return now == passwords.end() || now->second != session.password;
  });
}

std::vector<AccountSession> Sessions::close_over(int64_t now_ms) {
  std::map<std::string, std::vector<AccountSession>> by_user;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [hash, session] : by_hash_)
      if (!is_over(session, now_ms)) by_user[session.user].push_back(session);
  }
  std::set<std::string> too_many;
  for (auto& [user, sessions] : by_user) {
    last_seen_first(sessions);
    for (size_t i = kSessionsOfOne; i < sessions.size(); ++i) too_many.insert(sessions[i].id);
  }
  return close_where([&](const std::string&, const AccountSession& session) {
    return is_over(session, now_ms) || too_many.contains(session.id);
  });
}

}  // namespace qy
