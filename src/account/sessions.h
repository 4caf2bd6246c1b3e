// Sessions (会话): a cookie with 256 random bits, of which only the hash is kept, in memory. A restart ends them all.
// They end after 30 minutes without a request, after 12 hours, at logout, and when the account is no longer in force
// (which the caller asks with every request).
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace qy {

inline constexpr int64_t kIdleMs = 30 * 60'000, kSessionMs = 12 * 3'600'000;

struct AccountSession {
  std::string user;
  std::string csrf;  // goes to the page, comes back in a field of every write
  int64_t opened_ms = 0, seen_ms = 0;
};

struct OpenedSession {
  std::string token;  // for the cookie
  AccountSession session;
};

// Safe from several threads.
class Sessions {
 public:
  OpenedSession open(const std::string& user, int64_t now_ms);
  // The session, from now on seen at `now_ms`; none where there is none or it is over.
  std::optional<AccountSession> find(const std::string& token, int64_t now_ms);
  void close(const std::string& token);

 private:
  std::mutex mutex_;
  std::map<std::string, AccountSession> by_hash_;
};

}  // namespace qy
