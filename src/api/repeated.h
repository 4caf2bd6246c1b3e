// A write that comes twice with one Idempotency-Key is done once: the second gets the answer of the first. Kept for a
// day in memory; after a restart If-Match refuses the second, since the row has moved on.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "http/message.h"

namespace qy {

enum class Repetition { first, done, at_work, other };  // other: the key was used for another request

// Safe from several threads.
class Repeated {
 public:
  struct Begun {
    Repetition what = Repetition::first;
    HttpResponse answer;  // where it is done
  };
  // `key`: of one account; `request`: what makes the request what it is.
  Begun begin(const std::string& key, const std::string& request, int64_t now_ms);
  // Ends what was begun as first. An answer that a repetition would change (429, 5xx) is not kept.
  void end(const std::string& key, const HttpResponse& answer);

 private:
  struct Kept {
    std::string request_hash;
    int64_t at_ms = 0;
    std::optional<HttpResponse> answer;
  };
  std::mutex mutex_;
  std::map<std::string, Kept> kept_;
};

}  // namespace qy
