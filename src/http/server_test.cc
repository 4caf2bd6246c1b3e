// The server over real sockets of this machine: what it refuses, drops and survives.
#include "http/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "http/body_source.h"

namespace qy {
namespace {

class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(uint16_t(port));
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval wait{5, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at), 0);
  }
  ~Client() { ::close(socket_); }
  // Whether all of it was taken.
  bool send(const std::string& text) {
    return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == ssize_t(text.size());
  }
  // All that comes until the other side closes.
  std::string rest() {
    std::string all;
    char part[4096];
    for (ssize_t got; (got = ::recv(socket_, part, sizeof part, 0)) > 0;) all.append(part, size_t(got));
    return all;
  }

 private:
  int socket_;
};

struct Running {
  explicit Running(HttpLimits limits = {}) {
    limits.workers = 2;
    auto opened = HttpServer::open("127.0.0.1:0", limits, [this](const HttpRequest& request) {
      ++asked;
      if (request.path == "/throws") throw std::runtime_error("secret of the house");
      if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(300));
      return HttpResponse{.type = "text/plain",
                          .body = request.method + " " + request.path + " " + request.body};
    });
    EXPECT_TRUE(opened.ok());
    server = std::move(opened).value();
  }
  std::string ask(const std::string& text) {
    Client client(server->port());
    client.send(text);
    return client.rest();
  }
  std::atomic<int> asked = 0;
  std::unique_ptr<HttpServer> server;
};

const std::string kClose = "Host: a\r\nConnection: close\r\n\r\n";

TEST(HttpServer, RefusesAndNeverAsksTheHandler) {
  HttpLimits limits;
  limits.body_bytes = 100;
  Running running(limits);
  EXPECT_TRUE(running.ask("GET / HTTP/1.1\nHost: a\r\n\r\n").starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(running.ask("GET /%00 HTTP/1.1\r\n" + kClose).starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(
      running.ask("POST / HTTP/1.1\r\nContent-Length: 101\r\n" + kClose).starts_with("HTTP/1.1 413 "));
  EXPECT_TRUE(running.ask("GET / HTTP/1.1\r\nX: " + std::string(20000, 'a')).starts_with("HTTP/1.1 431 "));
  EXPECT_EQ(running.asked, 0);
}

TEST(HttpServer, AnswersWhoStillSendsABodyThatIsTooLong) {
  Running running;
  Client client(running.server->port());
  EXPECT_TRUE(client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8388608\r\n\r\n" +
                          std::string(8 << 20, 'x')));
  EXPECT_TRUE(client.rest().starts_with("HTTP/1.1 413 "));
}

TEST(HttpServer, DropsWhoIsSlow) {
  HttpLimits limits;
  limits.head = std::chrono::milliseconds(150);
  Running running(limits);
  Client client(running.server->port());
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i) {
    client.send("G");  // the deadline is not moved by each byte
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  EXPECT_EQ(client.rest(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(HttpServer, BoundsConnectionsOfOneAddress) {
  HttpLimits limits;
  limits.per_address = 2;
  Running running(limits);
  Client first(running.server->port()), second(running.server->port());
  first.send("G");
  second.send("G");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(running.ask("GET / HTTP/1.1\r\n" + kClose), "");
}

TEST(HttpServer, EveryAnswerCarriesTheSecurityFields) {
  Running running;
  for (const std::string& text : {"GET / HTTP/1.1\r\n" + kClose, std::string("nonsense\r\n\r\n"),
                                  "GET /throws HTTP/1.1\r\n" + kClose}) {
    const std::string answer = running.ask(text);
    for (const auto& [name, value] : security_fields())
      EXPECT_NE(answer.find(name + ": " + value + "\r\n"), answer.npos) << name << " in " << answer;
    EXPECT_NE(answer.find("Cache-Control: no-store\r\n"), answer.npos);
    EXPECT_EQ(answer.find("secret"), answer.npos);
    EXPECT_EQ(answer.find("Server:"), answer.npos);
  }
}

// A sink that keeps nothing but what it was told, and says when it goes.
struct Told {
  std::atomic<int64_t> bytes = 0, most = 0, finished = 0, gone = 0;
};
class CountingSink : public BodySink {
 public:
  CountingSink(Told& told, int64_t limit) : told_(told), limit_(limit) {}
  ~CountingSink() override { ++told_.gone; }
  std::optional<HttpResponse> take(std::string_view piece) override {
    told_.bytes += int64_t(piece.size());
    told_.most = std::max(told_.most.load(), int64_t(piece.size()));
    if (told_.bytes > limit_) return HttpResponse{.status = 507, .type = "text/plain", .body = "full"};
    return std::nullopt;
  }
  HttpResponse finish() override {
    ++told_.finished;
    return {.status = 201, .type = "text/plain", .body = std::to_string(told_.bytes)};
  }

 private:
  Told& told_;
  int64_t limit_;
};

struct TakingIn {
  Told told;
  std::unique_ptr<HttpServer> server;
  explicit TakingIn(int64_t disk, HttpLimits limits = {}) {
    limits.body_bytes = 100;
    limits.workers = 2;
    auto opened = HttpServer::open(
        "127.0.0.1:0", limits, [](const HttpRequest&) { return HttpResponse{.body = "handler"}; },
        [this, disk](const HttpRequest& head, int64_t bytes) -> Taken {
          if (bytes > 50'000'000)
            return HttpResponse{.status = 413, .type = "text/plain", .body = "too long: " + head.path};
          return std::make_unique<CountingSink>(told, disk);
        });
    EXPECT_TRUE(opened.ok());
    server = std::move(opened).value();
  }
  void wait_until_gone() {
    for (int i = 0; i < 200 && told.gone == 0; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_EQ(told.gone, 1);
  }
};

TEST(HttpServer, RefusesAFileBeforeItComes) {
  TakingIn running(1 << 30);
  Client client(running.server->port());
  client.send("PUT /f HTTP/1.1\r\nContent-Length: 2147483648\r\nExpect: 100-continue\r\n" + kClose);
  EXPECT_TRUE(client.rest().starts_with("HTTP/1.1 413 "));  // and no "100 Continue" before it
  Client without(running.server->port());
  without.send("PUT /f HTTP/1.1\r\n" + kClose);
  EXPECT_TRUE(without.rest().starts_with("HTTP/1.1 411 "));
  EXPECT_EQ(running.told.bytes, 0);
}

TEST(HttpServer, WhatBreaksOffIsNotFinished) {
  {
    TakingIn running(1 << 30);
    {
      Client client(running.server->port());
      client.send("PUT /f HTTP/1.1\r\nContent-Length: 1000\r\n" + kClose + "half");
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    running.wait_until_gone();
    EXPECT_EQ(running.told.finished, 0);
  }
  HttpLimits limits;
  limits.head = std::chrono::milliseconds(150);
  TakingIn slow(1 << 30, limits);
  Client client(slow.server->port());
  client.send("PUT /f HTTP/1.1\r\nContent-Length: 1000\r\n" + kClose + "half");
  EXPECT_EQ(client.rest(), "");
  slow.wait_until_gone();
  TakingIn full(1'000'000);
  Client filling(full.server->port());
  filling.send("PUT /f HTTP/1.1\r\nContent-Length: 9000000\r\n" + kClose + std::string(2'000'000, 'x'));
  EXPECT_TRUE(filling.rest().starts_with("HTTP/1.1 507 "));
  full.wait_until_gone();
  EXPECT_EQ(full.told.finished, 0);
}

TEST(HttpServer, HandsAFileOnInPieces) {
  TakingIn running(1 << 30);
  Client client(running.server->port());
  client.send("PUT /f HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n");
  const std::string part(1'000'000, 'x');
  for (int i = 0; i < 20; ++i) client.send(part);
  client.send("GET /next HTTP/1.1\r\n" + kClose);  // the connection goes on
  const std::string all = client.rest();
  EXPECT_TRUE(all.starts_with("HTTP/1.1 201 ")) << all;
  EXPECT_NE(all.find("\r\n\r\n20000000"), all.npos);
  EXPECT_NE(all.find("handler"), all.npos);
  EXPECT_LE(running.told.most, 256 * 1024);
  EXPECT_EQ(running.told.finished, 1);
}

// So many pieces of a megabyte; where it promised more it fails after them.
class Pieces : public BodySource {
 public:
  Pieces(std::atomic<int>& asked, int there, int promised)
      : asked_(asked), there_(there), promised_(promised) {}
  int64_t bytes() const override { return int64_t(promised_) << 20; }
  std::optional<std::string> next() override {
    if (++given_ <= there_) {
      ++asked_;
      return std::string(size_t(1) << 20, '\1');
    }
    return there_ == promised_ ? std::optional<std::string>("") : std::nullopt;
  }

 private:
  std::atomic<int>& asked_;
  const int there_, promised_;
  int given_ = 0;
};

struct HandingOut {
  std::atomic<int> asked = 0;
  std::unique_ptr<HttpServer> server;
  HandingOut(int there, int promised, HttpLimits limits = {}) {
    limits.workers = 2;
    auto opened =
        HttpServer::open("127.0.0.1:0", limits, [this, there, promised](const HttpRequest& request) {
          HttpResponse response{.type = "text/plain", .body = "handler " + request.path};
          if (request.path == "/f") response.source = std::make_shared<Pieces>(asked, there, promised);
          return response;
        });
    EXPECT_TRUE(opened.ok());
    server = std::move(opened).value();
  }
};

TEST(HttpServer, ABodyThatBreaksOffEndsBeforeItsLength) {
  HandingOut running(3, 9);
  Client client(running.server->port());
  client.send("GET /f HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\n" + kClose);
  const std::string all = client.rest();
  EXPECT_NE(all.find("Content-Length: 9437184\r\n"), all.npos);
  EXPECT_EQ(all.size() - all.find("\r\n\r\n") - 4, size_t(3) << 20);
  EXPECT_EQ(all.find("handler"), all.npos);
  HttpLimits limits;
  limits.write = std::chrono::milliseconds(200);
  HandingOut large(300, 300, limits);
  Client silent(large.server->port());  // asks, and reads nothing
  silent.send("GET /f HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  EXPECT_LT(large.asked, 100);  // what the sockets hold, and no more
}

TEST(HttpServer, HandsABodyOutInPieces) {
  HandingOut running(9, 9);
  Client client(running.server->port());
  client.send("HEAD /f HTTP/1.1\r\nHost: a\r\n\r\nGET /f HTTP/1.1\r\nHost: a\r\n\r\n");
  client.send("GET /next HTTP/1.1\r\n" + kClose);  // the connection goes on
  const std::string all = client.rest();
  EXPECT_EQ(std::count(all.begin(), all.end(), '\1'), 9 << 20);  // once: HEAD is answered by the head alone
  EXPECT_NE(all.find("handler /next"), all.npos);
  EXPECT_EQ(running.asked, 9);
}

TEST(HttpServer, AnswersInTurnOnOneConnection) {
  Running running;
  const std::string all = running.ask(
      "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxyHEAD /b HTTP/1.1\r\nHost: a\r\n\r\nGET /c "
      "HTTP/1.1\r\n" +
      kClose);
  const size_t first = all.find("\r\n\r\nPOST /a xy"), third = all.find("\r\n\r\nGET /c ");
  EXPECT_NE(first, all.npos) << all;
  EXPECT_NE(third, all.npos) << all;
  EXPECT_EQ(all.find("GET /b"), all.npos);  // the head alone
  EXPECT_EQ(running.asked, 3);
}

TEST(HttpServer, LetsTheRequestAtWorkEndWhenItStops) {
  Running running;
  std::string answer;
  std::thread client([&] { answer = running.ask("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  Client idle(running.server->port());
  running.server->stop();
  client.join();
  EXPECT_NE(answer.find("GET /slow"), answer.npos);
  EXPECT_NE(answer.find("Connection: close"), answer.npos);
  EXPECT_EQ(idle.rest(), "");
}

}  // namespace
}  // namespace qy
