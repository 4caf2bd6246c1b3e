// How often somebody tried within the last hour. Not for several threads at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>

namespace qy {

class Tries {
 public:
  explicit Tries(int an_hour) : an_hour_(an_hour) {}
  // Counts this try; false where there were too many before it. `who`: an account, an address, both.
  bool take(const std::string& who, int64_t now_ms);

 private:
  int an_hour_;
  std::map<std::string, std::deque<int64_t>> tries_;
};

}  // namespace qy
