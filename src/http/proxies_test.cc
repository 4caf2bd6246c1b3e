#include "http/proxies.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

const std::set<std::string> kProxies{"127.0.0.1", "10.0.0.1"};

TEST(Proxies, AFieldOfWhoeverIsNoProxyCountsForNothing) {
  EXPECT_EQ(sender_behind("10.1.2.3", "6.6.6.6", kProxies), "10.1.2.3");
  EXPECT_EQ(sender_behind("127.0.0.1", "6.6.6.6", {}), "127.0.0.1");
}

TEST(Proxies, WhatTheSenderMadeUpStandsBeforeWhatOurProxySaw) {
  EXPECT_EQ(sender_behind("127.0.0.1", "6.6.6.6, 10.1.2.3", kProxies), "10.1.2.3");
  EXPECT_EQ(sender_behind("127.0.0.1", "127.0.0.1,6.6.6.6 ,\t10.1.2.3", kProxies), "10.1.2.3");
  EXPECT_EQ(sender_behind("127.0.0.1", "6.6.6.6, 10.1.2.3, 10.0.0.1", kProxies),
            "10.1.2.3");  // two proxies in a row
}

TEST(Proxies, WhatIsNoAddressLeavesTheProxysOwn) {
  for (const char* no_address :
       {"", "unknown", "10.1.2.3:80", "10.1.2.3, ", "<script>", "localhost", "999.1.1.1"})
    EXPECT_EQ(sender_behind("127.0.0.1", no_address, kProxies), "127.0.0.1") << no_address;
}

TEST(Proxies, OneAddressIsWrittenInOneWay) {
  EXPECT_EQ(sender_behind("127.0.0.1", "0:0:0:0:0:0:0:1", kProxies), "::1");
  EXPECT_EQ(plain_address("::ffff:10.1.2.3"), "10.1.2.3");
  EXPECT_EQ(plain_address("10.1.2"), "");
}

}  // namespace
}  // namespace qy
