// What rules are told of who is who: nothing that is in doubt, and why where it is not.
#include "resolve/entity_keys.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "entity/messages.h"

namespace qy {
namespace {

// Valid by GB 32100-2015.
constexpr const char *kTianhe = "91110000MA0000011M", *kOther = "91110000MA0000012Q";

struct LakeRow {
  std::string code, name, account;
};

// The shipped definitions over these records and forty firms that are like nobody.
class EntityKeysTest : public testing::Test {
 protected:
  std::vector<EntityKey> keys(std::vector<LakeRow> said) {
    const std::string folder = QY_SOURCE_DIR;
    const auto tables = TableSet::load(folder + "/tables");
    const EntityKind kind = load_entity_kinds(folder + "/entities", *tables).value().front();
    for (int i = 0; i < 40; ++i) {
      const std::string digits = std::to_string(10 + i);
      said.push_back({"", "青岚县" + digits + "号运输队", digits + "00"});
    }
    LakeRecords lake;
    for (const char* column : {"code", "name", "account", "phone"})
      lake.records.columns.emplace_back().name = column;
    for (const LakeRow& one : said) {
      EXPECT_TRUE(lake.records.ids.add(record_id(one.code, one.name)));
      lake.records.tables.push_back(0);
      size_t at = 0;
      for (const std::string& value : {one.code, one.name, one.account, std::string()}) {
        RecordColumn& column = lake.records.columns[at++];
        column.codes.push_back(column.values.add(value));
      }
      lake.told.push_back({.code = one.code, .key = one.name, .name = one.name});
    }
    const Linkage linkage =
        link(lake.records, kind.config, {.random_pairs = 20000, .judgements = &judged}).value();
    return entity_keys(kind, lake, {linkage.model, linkage.clusters.entity_of, linkage.links, judged})
        .value();
  }
  static const EntityKey* of(const std::vector<EntityKey>& keys, const std::string& key) {
    const auto at = std::ranges::find(keys, key, &EntityKey::key);
    return at == keys.end() ? nullptr : &*at;
  }
  void judge(const std::string& a, const std::string& b, Verdict verdict) {
    judged.put({a, b, verdict, "li", "checked", "2026-03-01"});
  }
  Judgements judged;
};

TEST_F(EntityKeysTest, ANameOfTwoRegisteredFirmsIsOfNone) {
  const auto keys =
      this->keys({{kTianhe, "青岚县天河建筑有限公司", ""}, {kOther, "青岚县天河建筑有限公司", ""}});
  EXPECT_EQ(of(keys, "青岚县天河建筑有限公司"), nullptr);
}

// Two spellings that are one, and near the register's firm too.
TEST_F(EntityKeysTest, ASpellingNearTwoIsNotGuessedUntilSomebodyHasSaid) {
  const std::vector<LakeRow> said{{kTianhe, "青岚县天河建筑有限公司", ""},
                                  {"", "青岚县天河建筑有限责任公司", ""},
                                  {"", "青嵐縣天河建築有限公司", ""}};
  const std::string firm = record_id(kTianhe, said[0].name);
  judge(firm, record_id("", said[1].name), Verdict::no);
  EXPECT_EQ(of(keys(said), said[2].name), nullptr);
  judge(firm, record_id("", said[2].name), Verdict::no);
  const auto told = keys(said);
  ASSERT_NE(of(told, said[1].name), nullptr);
  ASSERT_NE(of(told, said[2].name), nullptr);
  EXPECT_EQ(of(told, said[1].name)->entity_id, of(told, said[2].name)->entity_id);
  EXPECT_NE(of(told, said[1].name)->entity_id, kTianhe);
}

TEST_F(EntityKeysTest, WhatAJudgementAloneJoinsSaysSo) {
  judge(record_id(kTianhe, "青岚县天河建筑有限公司"), "|青岚县10号运输队", Verdict::yes);
  const auto keys = this->keys({{kTianhe, "青岚县天河建筑有限公司", ""}});
  const EntityKey* told = of(keys, "青岚县10号运输队");
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->basis, kBasisJudged.chinese);
  EXPECT_EQ(told->entity_id, kTianhe);
  EXPECT_TRUE(told->is_merged);
  EXPECT_EQ(of(keys, "青岚县天河建筑有限公司")->basis, kBasisOneRow.chinese);
  EXPECT_FALSE(of(keys, "青岚县天河建筑有限公司")->is_merged);
}

TEST_F(EntityKeysTest, ASpellingIsToldWithItsEvidence) {
  const auto keys =
      this->keys({{kTianhe, "青岚县天河建筑有限公司", "1"}, {"", "青岚县天河建筑有限责任公司", "1"}});
  const EntityKey* told = of(keys, "青岚县天河建筑有限责任公司");
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->entity_id, kTianhe);
  EXPECT_EQ(told->basis, "与“青岚县天河建筑有限公司”：名称只有括号、简繁或组织形式的写法不同、账户相同");
  EXPECT_GT(told->probability, 0.99);
  EXPECT_TRUE(told->is_merged);
  EXPECT_EQ(of(keys, kTianhe)->basis, kBasisItself.chinese);
}

}  // namespace
}  // namespace qy
