#include "http/live_body.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

TEST(LiveBody, GoesOutInOrderAndEndsAfterWhatWasPut) {
  LiveBody body;
  int woken = 0;
  EXPECT_TRUE(body.put("a"));
  body.attach([&] { ++woken; });
  EXPECT_TRUE(body.put("b"));
  body.end();
  EXPECT_EQ(woken, 2);
  EXPECT_FALSE(body.put("c"));  // over is over
  const auto piece = body.take();
  EXPECT_EQ(piece.text, "ab");
  EXPECT_TRUE(piece.is_last);
  EXPECT_TRUE(body.take().text.empty());
}

TEST(LiveBody, WhoeverDoesNotReadIsDroppedAndCostsNoMore) {
  LiveBody body;
  const std::string event(1024, 'x');
  for (size_t i = 0; i < LiveBody::kMostWaiting / event.size(); ++i) EXPECT_TRUE(body.put(event));
  EXPECT_FALSE(body.put(event));
  EXPECT_TRUE(body.is_over());
  const auto piece = body.take();
  EXPECT_TRUE(piece.text.empty());
  EXPECT_TRUE(piece.is_last);
}

TEST(LiveBody, NothingIsKeptOrWokenForAConnectionThatIsGone) {
  LiveBody body;
  int woken = 0;
  body.attach([&] { ++woken; });
  body.put("a");
  body.gone();
  EXPECT_FALSE(body.put("b"));
  body.end();
  EXPECT_EQ(woken, 1);
  EXPECT_TRUE(body.take().text.empty());
}

}  // namespace
}  // namespace qy
