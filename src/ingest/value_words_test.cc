#include "ingest/value_words.h"

#include <gtest/gtest.h>

#include "ingest/small_world_test.h"

namespace qy {
namespace {

TEST(ValueWords, AWordOfAnotherListSaysNothing) {
  EXPECT_EQ(value_meant("股东", {"paid", "returned"}), std::nullopt);
  EXPECT_EQ(value_meant("", {"paid"}), std::nullopt);
}

TEST(ValueWords, WhatRegistersWrite) {
  EXPECT_EQ(value_meant("法定代表人", {"shareholder", "legal_representative"}), "legal_representative");
  EXPECT_EQ(value_meant("乡级", {"county", "township"}), "township");
  EXPECT_EQ(value_meant("否", {"paid", "returned"}), "returned");
}

// A value without a Chinese word is one that no Chinese file can ever have: its rules would be blind.
TEST(ValueWords, EveryValueOfEveryClosedListHasAChineseWord) {
  for (const auto& [name, table] : standard_tables().all())
    for (const Field& field : table.fields)
      for (const std::string& value : field.values)
        EXPECT_TRUE(has_word(value)) << name << "." << field.name << ": " << value;
}

}  // namespace
}  // namespace qy
