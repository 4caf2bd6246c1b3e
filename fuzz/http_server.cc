// Whatever bytes come over a connection: it ends, every answer is one of ours, nothing is answered after a refusal, and the handler is
// not asked more often than answers are given. The server stands on real sockets of this machine.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>

#include "http/server.h"
#include "require.h"

namespace qy {
namespace {

std::atomic<int> asked{0};

HttpServer& server() {
  static const auto kOpened = HttpServer::open("127.0.0.1:0", {.workers = 1}, [](const HttpRequest& request) {
    ++asked;
    return HttpResponse{.type = "text/plain", .body = std::to_string(request.body.size())};
  });
  return **kOpened;
}

// From an address of its own each time, so that no port is waited for.
int connected() {
  static uint32_t next = 0;
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in from{}, to{};
  from.sin_family = to.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(0x7f000002u + (next++ % 0xfffff0u));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(uint16_t(server().port()));
  require(::bind(socket, reinterpret_cast<sockaddr*>(&from), sizeof from) == 0, "an address of this machine");
  require(::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0, "the server still listens");
  return socket;
}

std::string answers_to(std::string_view sent) {
  const int socket = connected();
  for (size_t at = 0; at < sent.size();) {
    const ssize_t went = ::send(socket, sent.data() + at, sent.size() - at, MSG_NOSIGNAL);
    if (went <= 0) break;
    at += size_t(went);
  }
  ::shutdown(socket, SHUT_WR);
  std::string all;
  char part[16384];
  for (ssize_t got; (got = ::recv(socket, part, sizeof part, 0)) > 0;) all.append(part, size_t(got));
  ::close(socket);
  return all;
}

}  // namespace
}  // namespace qy

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace qy;
  const int before = asked;
  const std::string all = answers_to(as_text(data, size));
  int taken = 0;
  bool refused = false;
  for (size_t at = 0; (at = all.find("HTTP/1.1 ", at)) != all.npos; ++at) {
    const std::string status = all.substr(at + 9, 3);
    if (status == "100") continue;
    require(!refused, "nothing is answered after a refusal");
    refused = status != "200";
    require(!refused || status == "400" || status == "411" || status == "413" || status == "431" ||
                status == "501" || status == "505",
            "a refusal has one of six statuses");
    if (!refused) ++taken;
  }
  require(taken <= asked - before, "an answer was asked for");
  return 0;
}
