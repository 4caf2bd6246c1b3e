// Which spellings are one place, and, first, which are not.
#include "resolve/places.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/disk.h"

namespace qy {
namespace {

constexpr const char* kSpelling = "各项相同，只是数字或楼栋的写法不同";
constexpr const char* kDivision = "一处没有写区划，其余各项相同，所在登记表的其他地址都在该区划";

// A register of a few rows, each as: file address place division extent. '-' is nothing.
class PlacesTest : public testing::Test {
 protected:
  void SetUp() override {
    const TableSet tables = TableSet::load(std::string(QY_SOURCE_DIR) + "/tables").value();
    kind = load_exact_kinds(std::string(QY_SOURCE_DIR) + "/entities", tables).value().front();
    ASSERT_EQ(kind.kind, "address");
    engine = open_duckdb({.threads = 1}).value();
  }

  // "address = place (basis; row)", a line each.
  std::string found(const std::string& lake) {
    EXPECT_TRUE(engine
                    ->execute("CREATE OR REPLACE TABLE company (address VARCHAR, address_place VARCHAR, "
                              "address_division VARCHAR, address_extent VARCHAR, source_id VARCHAR, "
                              "source_sheet VARCHAR, source_row BIGINT)")
                    .ok());
    std::istringstream lines(lake);
    std::string file, address, place, division, extent;
    for (int row = 1; lines >> file >> address >> place >> division >> extent; ++row)
      put(file, address, place, division, extent, row);
    const auto said = find_places(*engine, kind, judged);
    if (!said.ok()) return said.error().message;
    facts = *said;
    std::string out;
    for (const PlaceOf& one : said->told)
      out += one.key + " = " + one.place + " (" + one.basis + "; " + std::to_string(one.row) + ")\n";
    return out;
  }

  void put(const std::string& file, const std::string& address, const std::string& place,
           const std::string& division, const std::string& extent, int row) {
    const auto text = [](const std::string& word) {
      return word == "-" ? std::string("NULL") : Engine::literal(word);
    };
    ASSERT_TRUE(engine
                    ->execute("INSERT INTO company VALUES (" + text(address) + ", " + text(place) + ", " +
                              text(division) + ", " + text(extent) + ", " + text(file) + ", '', " +
                              std::to_string(row) + ")")
                    .ok());
  }

  // A file of `count` addresses of one division.
  static std::string register_of(const std::string& file, const std::string& division, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
      const std::string name = file + division + "_" + std::to_string(i);
      out += file + " " + name + " p" + name + " " + division + " house\n";
    }
    return out;
  }

  ExactKind kind;
  std::unique_ptr<Engine> engine;
  Judgements judged;
  PlacesFound facts;
};

TEST_F(PlacesTest, LeavesApartWhatMayBeTwo) {
  EXPECT_EQ(found("f A1 P1 420506 house\n"
                  "f A2 P1 420505 house\n"),
            "")
      << "one lane, two towns";
  EXPECT_EQ(found("f A1 P1 420506 house\n"
                  "f A2 P2 420506 house\n"),
            "")
      << "two flats";
  EXPECT_EQ(found("f A1 P1 420506 area\n"
                  "f A2 P1 420506 area\n"),
            "")
      << "a village";
  EXPECT_EQ(found("f A1 P1 - house\n"
                  "f A2 P1 - house\n"),
            "")
      << "a town that neither says";
  EXPECT_EQ(found("f A1 P1 420506 house\n"
                  "f A1 P1 420506 house\n"),
            "")
      << "one spelling is nothing new";
  EXPECT_EQ(found("f A1 P1 420500 house\n"
                  "f A2 P1 420506 house\n"),
            "")
      << "a city is not its district";
}

TEST_F(PlacesTest, OnePlaceInTwoSpellingsOfOneDivision) {
  EXPECT_EQ(found("f A1 P1 420506 house\n"
                  "g A2 P1 420506 house\n"),
            std::string("A1 = 420506|P1 (") + kSpelling + "; 2)\nA2 = 420506|P1 (" + kSpelling + "; 1)\n");
  EXPECT_EQ(facts.records, 2);
  EXPECT_EQ(facts.in_doubt, 0);
}

TEST_F(PlacesTest, WhatDoesNotSayItsDivisionIsOfTheRegistersOneAlone) {
  const std::string home = "f A1 P1 420506 house\n", bare = "f A2 P1 - house\n";
  EXPECT_EQ(found(register_of("f", "420506", 18) + home + bare), "") << "nineteen say it: too few";
  EXPECT_EQ(facts.in_doubt, 1);
  const std::string here = register_of("f", "420506", 30) + home + bare;
  EXPECT_EQ(found(here),
            std::string("A1 = 420506|P1 (") + kSpelling + "; 32)\nA2 = 420506|P1 (" + kDivision + "; 31)\n");
  EXPECT_EQ(found(here + register_of("f", "420505", 2)), "") << "a register of two divisions";
  EXPECT_EQ(found(here + "g A9 P1 420505 house\n"), "") << "another town has one too";
  EXPECT_EQ(found(here + "g A2 P1 - house\n"), "") << "written so in a file of nobody knows where, too";
  EXPECT_EQ(found(here + register_of("g", "420505", 30) + "g A2 P1 - house\n"), "");
}

TEST_F(PlacesTest, BatchesOfAnEarlierVersionAreCountedAndLeftOut) {
  EXPECT_EQ(found("f A1 - - -\nf A2 - - -\nf A2 - - -\n"), "");
  EXPECT_EQ(facts.unread, 2);
  EXPECT_EQ(found("f A1 P1 420506 house\nf A2 P1 420506 house\ng A2 - - -\n"),
            std::string("A1 = 420506|P1 (") + kSpelling + "; 2)\nA2 = 420506|P1 (" + kSpelling + "; 1)\n");
  EXPECT_EQ(facts.unread, 0);
  EXPECT_EQ(found("f A1 P1 420506 house\ng A1 P2 420506 house\nf A2 P1 420506 house\n"), "")
      << "read in two ways";
  EXPECT_EQ(facts.in_doubt, 1);
}

TEST_F(PlacesTest, WhatAPersonJudgedIsLeftOut) {
  judged.put({"A2", "420506|P1", Verdict::no, "li", "checked", "2026-03-01"});
  EXPECT_EQ(found("f A1 P1 420506 house\nf A2 P1 420506 house\n"),
            std::string("A1 = 420506|P1 (") + kSpelling + "; 2)\n");
  EXPECT_EQ(facts.in_doubt, 1);
}

TEST_F(PlacesTest, RefusesADefinitionThatJoinsTooMuch) {
  kind.by[1].percent = 50;
  EXPECT_NE(found("").find("51 到 100"), std::string::npos);
  kind.by.pop_back();
  EXPECT_NE(found("").find("place、division"), std::string::npos);
}

}  // namespace
}  // namespace qy
