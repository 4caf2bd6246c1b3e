#include "http/framing.h"

#include <gtest/gtest.h>

#include <string>

#include "http/message.h"

namespace qy {
namespace {

int status_of(const std::string& head) {
  const auto fault = fault_of_head(head);
  return fault ? fault->status : 0;
}

const std::string kGet = "GET / HTTP/1.1\r\n", kHost = "Host: a\r\n", kEnd = "\r\n";

// What RFC 9112 forbids, or leaves to be read in two ways: none of it gets past the first look.
TEST(Framing, RefusesWhatCouldBeReadInTwoWays) {
  const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
  for (const std::string& head : {
           std::string("\r\n"),                                                  // an empty line first
           std::string("GET / HTTP/1.1\nHost: a\n\n"),                           // LF alone
           kGet + "Host: a\n" + kEnd,                                            // one LF among CRLFs
           kGet + kHost + "X: 1\rY: 2\r\n" + kEnd,                               // CR inside
           kGet + kHost + std::string("X: 1\0\r\n", 7) + kEnd,                   // a zero byte
           kGet + kHost + "X: 1\r\n folded\r\n" + kEnd,                          // folded line
           kGet + kHost + "X : 1\r\n" + kEnd,                                    // space before the colon
           kGet + kHost + ": 1\r\n" + kEnd,                                      // no name
           kGet + kHost + "X\r\n" + kEnd,                                        // no colon
           kGet + kHost + "X\xC3\xA4: 1\r\n" + kEnd,                             // a name that is no token
           kGet + kHost + "X: \x01\r\n" + kEnd,                                  // a control character
           kGet + kEnd,                                                          // no Host
           kGet + kHost + kHost + kEnd,                                          // two
           kGet + "Host: a, b\r\n" + kEnd,                                       // two in one
           kGet + "Host:\r\n" + kEnd,                                            // empty
           kGet + "Host: a/b\r\n" + kEnd,                                        // a path in it
           " GET / HTTP/1.1\r\n" + kHost + kEnd,                                 // space first
           "GET  / HTTP/1.1\r\n" + kHost + kEnd,                                 // two spaces
           "GET / HTTP/1.1 \r\n" + kHost + kEnd,                                 // space last
           "GET /a b HTTP/1.1\r\n" + kHost + kEnd,                               // space inside the target
           "GET\t/ HTTP/1.1\r\n" + kHost + kEnd,                                 // a tab
           "GET http://a/ HTTP/1.1\r\n" + kHost + kEnd,                          // absolute form
           "GET a HTTP/1.1\r\n" + kHost + kEnd,                                  // no slash
           "GET /#a HTTP/1.1\r\n" + kHost + kEnd,                                // a fragment
           "G(T / HTTP/1.1\r\n" + kHost + kEnd,                                  // no token
           "GET / HTTP/1.1.1\r\n" + kHost + kEnd,                                // no version
           "GET / http/1.1\r\n" + kHost + kEnd,                                  // small letters
           "GET /\r\n" + kHost + kEnd,                                           // HTTP/0.9
           post + "Content-Length: 1\r\nContent-Length: 1\r\n" + kEnd,           // twice, even if equal
           post + "Content-Length: 1, 1\r\n" + kEnd,                             // a list
           post + "Content-Length: +1\r\n" + kEnd,                               // a sign
           post + "Content-Length: 0x1\r\n" + kEnd,                              // hex
           post + "Content-Length: 1 1\r\n" + kEnd,                              // a space inside
           post + "Content-Length:\r\n" + kEnd,                                  // empty
           post + "Content-Length: 9999999999999999999999\r\n" + kEnd,           // overflow
           post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n" + kEnd,  // both
           post + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n" + kEnd,  // both, the other way
           post + "TRANSFER-ENCODING: x\r\ncontent-length: 1\r\n" + kEnd,        // in other letters
       })
    EXPECT_EQ(status_of(head), 400) << head;
}

TEST(Framing, SaysWhatItDoesNotDo) {
  EXPECT_EQ(status_of("BREW / HTTP/1.1\r\n" + kHost + kEnd), 501);
  EXPECT_EQ(status_of("CONNECT / HTTP/1.1\r\n" + kHost + kEnd), 501);
  EXPECT_EQ(status_of("GET / HTTP/1.0\r\n" + kHost + kEnd), 505);
  EXPECT_EQ(status_of("GET / HTTP/2.0\r\n" + kHost + kEnd), 505);
  EXPECT_EQ(status_of("POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n" + kEnd), 411);
  std::string many = kGet + kHost;
  for (int i = 0; i < kHeadFields; ++i) many += "X: 1\r\n";
  EXPECT_EQ(status_of(many + kEnd), 431);
}

TEST(Framing, LetsSoundHeadsPass) {
  EXPECT_EQ(status_of(kGet + kHost + kEnd), 0);
  EXPECT_EQ(
      status_of(
          "POST /a?b=%20 HTTP/1.1\r\nHost: [::1]:8080\r\nX:\r\nY: \t a b\t\r\nContent-Length: 12\r\n\r\n"),
      0);
}

TEST(Framing, ATargetIsReadInOneWay) {
  for (const char* bad : {"/%", "/%2", "/%zz", "/%00", "/%ff", "/%c0%af", "/%ed%a0%80", "/a/../b", "/./b",
                          "/%2e%2e/b", "/a%2Fb", "/?a=1&a=2", "/?a=%"})
    EXPECT_FALSE(read_target(bad)) << bad;
  const auto target = read_target("/%E7%96%91/x+y?q=a+b%26c&empty=&flag");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/疑/x+y");
  EXPECT_EQ(target->query, (std::map<std::string, std::string>{{"q", "a b&c"}, {"empty", ""}, {"flag", ""}}));
}

}  // namespace
}  // namespace qy
