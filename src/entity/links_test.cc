#include "entity/links.h"

#include <gtest/gtest.h>

#include <random>

namespace qy {
namespace {

std::vector<Link> all_of(const LinkStore& store) {
  std::vector<Link> out;
  EXPECT_TRUE(store.each([&](const Link& link) { out.push_back(link); }).ok());
  return out;
}

TEST(Links, StrongestFirstEachOnce) {
  EXPECT_TRUE(all_of(LinkStore::of({})).empty());
  const LinkStore store = LinkStore::of({{0, 1, 2}, {2, 3, 9}, {0, 1, 2}, {0, 2, 9}});
  EXPECT_EQ(all_of(store), (std::vector<Link>{{0, 2, 9}, {2, 3, 9}, {0, 1, 2}}));
  EXPECT_EQ(store.size(), 3);
}

TEST(Links, WhatDoesNotFitIsTheSameFromDisk) {
  std::mt19937 random(3);
  std::vector<Link> links;
  for (int i = 0; i < 1000; ++i) {
    const auto a = RecordIndex(random() % 30);
    links.push_back({a, a + 1 + RecordIndex(random() % 30), float(a)});
  }
  LinkStore small(64), other(100);
  for (size_t i = 0; i < links.size(); ++i) ASSERT_TRUE((i % 3 == 0 ? other : small).add(links[i]).ok());
  ASSERT_TRUE(small.take(std::move(other)).ok());
  ASSERT_TRUE(small.finish().ok());
  EXPECT_GT(small.runs_on_disk(), 10U);
  const LinkStore large = LinkStore::of(links);
  EXPECT_EQ(all_of(small), all_of(large));
  EXPECT_EQ(small.size(), large.size());
}

}  // namespace
}  // namespace qy
