// Listens on one port and asks a handler for every answer. What a connection may cost is bounded, and a slow or
// unsound one is dropped:
//
//   accept ─▶ head ─▶ body ─▶ handler (worker threads) ─▶ answer ─▶ next request on the same connection
//             │10 s,   │10 s + length / 500 B/s
//             │16 KiB  ├ too long: 413
//             │        └ of a PUT: handed on as it comes (body_sink.h)
//             └ unsound (framing.h): 400, and the connection is closed
//
// Source of the limits: shared trust.md 6; RFC 9112, 9.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "base/result.h"
#include "http/body_sink.h"
#include "http/message.h"
#include "http/tls.h"

namespace qy {

struct HttpLimits {
  std::chrono::milliseconds head{10'000}, idle{60'000}, write{30'000}, stop{10'000};
  int64_t bytes_per_second = 500;  // slower than this is dropped
  int64_t body_bytes = 1 << 20;
  int connections = 8'000, per_address = 2'000;
  int workers = 4;  // threads that answer
};

// What stands before the server.
struct HttpFront {
  std::set<std::string>
      proxies;  // whose X-Forwarded-For is believed (proxies.h); their connections are not bounded by address
  std::shared_ptr<const TlsKeys> tls;  // the server's own TLS; none: in clear
  bool encrypted = false;  // browsers come by TLS: they are told not to come otherwise (HSTS, RFC 6797)
};

class HttpServer {
 public:
  // Called on several threads at a time. What it throws becomes 500 and is told on standard error.
  using Handler = std::function<HttpResponse(const HttpRequest&)>;

  // `listen`: "127.0.0.1:8080", "[::1]:8080"; port 0 takes a free one. io where the address cannot be had.
  // Without an intake a PUT is a request like the others.
  static Result<std::unique_ptr<HttpServer>> open(const std::string& listen, const HttpLimits& limits,
                                                  Handler handler, Intake intake = {}, HttpFront front = {});
  ~HttpServer();  // NOLINT(bugprone-exception-escape): as the definition says

  int port() const;
  int connections() const;  // open now
  // Takes no more requests, lets those at work end (at most limits.stop), and returns.
  void stop();

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace qy
