// A request and its answer as plain values: what the rest of the program sees of HTTP.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qy {

class BodySource;
class LiveBody;

struct HttpRequest {
  std::string method;                         // "GET"; HEAD comes as GET
  std::string path;                           // decoded: "/api/v1/findings"
  std::map<std::string, std::string> query;   // decoded; a name given twice is refused before
  std::map<std::string, std::string> fields;  // names in small letters; a field given twice is joined by ", "
  std::string body;
  std::string address;                           // of the other side: "127.0.0.1"
  std::chrono::steady_clock::time_point came{};  // its last byte; of a file, its head

  std::string field(const std::string& name) const;  // "" where it is not there
  std::string cookie(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string type = "application/json";  // of the body
  std::string body;
  std::vector<std::pair<std::string, std::string>> fields;
  // What is always the same may be kept by browsers and need not be copied: a file of the program.
  std::string_view lasting_body;
  std::shared_ptr<BodySource> source = {};  // the body, where it is too large to be held (body_source.h)
  std::shared_ptr<LiveBody> live = {};      // the body, where it has no end (live_body.h)

  std::string_view content() const { return lasting_body.empty() ? std::string_view(body) : lasting_body; }
};

// "/a%20b?x=1&y=" into path and query. None where an escape is broken, holds a zero byte or is no UTF-8, where a
// path has a "." or ".." segment or an escaped slash, or where a name is given twice.
struct Target {
  std::string path;
  std::map<std::string, std::string> query;
};
std::optional<Target> read_target(std::string_view target);

// Stands on every answer, whatever it says: strict content policy, no sniffing, no framing, no referrer, no store.
const std::vector<std::pair<std::string, std::string>>& security_fields();

}  // namespace qy
