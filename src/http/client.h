// One request to another machine, and its answer; no redirects, no cookies, nothing kept between two of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace qy {

struct HttpPost {
  std::string url;         // http://host[:port]/path; where the way needs TLS a proxy stands before it
  std::string type, body;  // of the content
  std::vector<std::pair<std::string, std::string>> fields = {};
  std::chrono::milliseconds within{10'000};  // all of it
  int64_t most_bytes = 1 << 20;              // of the answer
};
struct HttpAnswer {
  int status = 0;
  std::string type, body;
};

// invalid: not such a URL. io: no connection, no answer in time, or none that is one.
Result<HttpAnswer> http_post(const HttpPost& post);

}  // namespace qy
