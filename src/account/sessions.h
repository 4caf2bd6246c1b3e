// Sessions (会话): a cookie with 256 random bits, of which only the hash is kept, in memory. A restart ends them all.
// They end after 30 minutes without a request, after 12 hours, at logout, when their officer says so or his password is
// another, with the eleventh of one account, and when the account is no longer in force (which the caller asks with every
// request).
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace qy {

inline constexpr int64_t kIdleMs = 30 * 60'000, kSessionMs = 12 * 3'600'000;
inline constexpr size_t kSessionsOfOne = 10;

struct AccountSession {
  std::string user;
  std::string csrf;  // goes to the page, comes back in a field of every write
  std::string id;    // what its officer calls it by; opens nothing
  std::string address, device;
  std::string password;      // the hash of the one that it was opened with
  bool must_change = false;  // the password was another's: nothing is answered until he has his own
  int64_t opened_ms = 0, seen_ms = 0;
};

struct OpenedSession {
  std::string token;  // for the cookie
  AccountSession session;
};

// Safe from several threads.
class Sessions {
 public:
  // `begun`: user, address, device, password and must_change.
  OpenedSession open(AccountSession begun, int64_t now_ms);
  // The session, from now on seen at `now_ms`; none where there is none or it is over.
  std::optional<AccountSession> find(const std::string& token, int64_t now_ms);
  // The same without being seen: what a page does by itself keeps no session open.
  std::optional<AccountSession> look(const std::string& token, int64_t now_ms) const;
  bool is_open(const std::string& user, const std::string& id, int64_t now_ms) const;
  std::vector<AccountSession> of(const std::string& user, int64_t now_ms);  // the last seen first

  size_t open_at(int64_t now_ms) const;  // how many would let somebody in

  // Each ends some and tells which.
  std::vector<AccountSession> close(const std::string& token);
  std::vector<AccountSession> close_one(const std::string& user, const std::string& id);
  std::vector<AccountSession> close_all(const std::string& user, const std::string& but_id = "");
  // Of accounts that have another password now, or none.
  std::vector<AccountSession> close_outdated(const std::map<std::string, std::string>& passwords);
  std::vector<AccountSession> close_over(int64_t now_ms);  // whose time was up, or that are one too many

 private:
  template <class Which>
  std::vector<AccountSession> close_where(Which which);

  mutable std::mutex mutex_;
  std::map<std::string, AccountSession> by_hash_;
};

}  // namespace qy
