#include "entity/records.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace qy {
namespace {

TEST(Records, AnIdStandsOnce) {
  RecordIds ids;
  EXPECT_FALSE(ids.add(""));
  EXPECT_TRUE(ids.add("r1"));
  EXPECT_TRUE(ids.add("r2"));
  EXPECT_FALSE(ids.add("r1"));
  EXPECT_EQ(ids.size(), 2U);
  EXPECT_EQ(ids[1], "r2");
  EXPECT_EQ(ids.find("r2"), RecordIndex(1));
  EXPECT_FALSE(ids.find("r3"));
  EXPECT_FALSE(RecordIds().find("r1"));
}

// Codes count from 1 by first appearance, whatever comes.
RC_GTEST_PROP(Values, AreThoseOfAMap, (const std::vector<std::string>& texts)) {
  Values values;
  std::map<std::string, ValueCode> naive;
  for (const std::string& text : texts) {
    const ValueCode wanted =
        text.empty() ? kNothing : naive.emplace(text, ValueCode(naive.size() + 1)).first->second;
    RC_ASSERT(values.find(text) == kNothing || naive.size() < values.size() + 1);
    RC_ASSERT(values.add(text) == wanted);
    RC_ASSERT(values.text(wanted) == text);
    RC_ASSERT(values.find(text) == wanted);
  }
  RC_ASSERT(values.size() == naive.size() + 1);
}

}  // namespace
}  // namespace qy
