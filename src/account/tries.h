// How often somebody tried within the last hour. Not for several threads at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>

namespace qy {

enum class Tried { counted, too_often_now, too_often };  // too_often_now: the first that is refused

class Tries {
 public:
  explicit Tries(int an_hour) : an_hour_(an_hour) {}
  // Counts this try, where there were not too many before it. `who`: an account, an address, both.
  Tried take(const std::string& who, int64_t now_ms);
  // Of all askers whose name begins so: is one of them refused now? Forgets what they tried.
  bool refuses_any(const std::string& beginning, int64_t now_ms) const;
  void forget(const std::string& beginning);

 private:
  struct Counted {
    std::deque<int64_t> at_ms;
    bool is_told = false;  // that there were too many
  };
  int an_hour_;
  std::map<std::string, Counted> tries_;
};

}  // namespace qy
