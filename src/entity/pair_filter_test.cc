// Pairs compared group by group, a line each, are the pairs that one process compares: same model, same links, same entities.
#include "entity/pair_filter.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "base/json.h"
#include "entity/linkage.h"
#include "entity/small_records_test.h"

namespace qy {
namespace {

// Gives each group to the filter as Spark would, one line after another.
class LineByLine : public PairScorer {
 public:
  LineByLine(const Records& records, LinkConfig config, std::string text)
      : records_(records), config_(std::move(config)), text_(std::move(text)) {}

  Result<std::vector<KeyTallies>> tallies(const std::vector<KeyOut>& keys, RecordIndex first) override {
    Derived derived(records_);
    QY_TRY(const RecordCells cells, RecordCells::prepare(records_, config_, derived, keys));
    QY_TRY(const PairTask task, PairTask::of(pair_task(text_, keys, first).words()));
    QY_TRY(const PairFilter filter, PairFilter::prepare(task));
    std::vector<std::map<Pattern, int64_t>> fresh(keys.size()), known(keys.size());
    for (size_t k = 0; k < keys.size(); ++k) {
      if (!keys[k].is_given_out) continue;
      ++given_out;
      std::map<uint32_t, Json> groups;
      for (RecordIndex i = 0; i < records_.size(); ++i)
        if (keys[k].groups.group[i] != 0) groups[keys[k].groups.group[i]].push_back(cells.of(i));
      for (const auto& [number, group] : groups) {
        QY_TRY(const std::string lines, filter.answer(Json{{"k", k}, {"r", group}}.dump()));
        std::istringstream in(lines);
        int64_t key = 0, a = 0, b = 0, pattern = 0, is_fresh = 0;
        while (in >> key >> a >> b >> pattern >> is_fresh) {
          ++(is_fresh == 1 ? fresh : known)[k][Pattern(pattern)];
          if (is_fresh == 1) pairs_.push_back({RecordIndex(a), RecordIndex(b), Pattern(pattern)});
        }
      }
    }
    std::vector<KeyTallies> out(keys.size());
    for (size_t k = 0; k < keys.size(); ++k)
      out[k] = {{fresh[k].begin(), fresh[k].end()}, {known[k].begin(), known[k].end()}};
    return out;
  }

  Result<void> links(const std::vector<Pattern>& wanted, const Take& take) override {
    for (const Pair& pair : pairs_)
      if (std::ranges::find(wanted, pair.pattern) != wanted.end())
        QY_CHECK(take(pair.a, pair.b, pair.pattern));
    return {};
  }

  int given_out = 0;

 private:
  struct Pair {
    RecordIndex a, b;
    Pattern pattern;
  };
  const Records& records_;
  LinkConfig config_;
  std::string text_;
  std::vector<Pair> pairs_;
};

constexpr const char* kPlan = R"(
compare:
  - {of: name, frequency: true, levels: [same, {edits: 1}]}
  - {of: born, levels: [same, {edits: 1}, {same: year(born)}]}
  - {of: village, levels: [same, {rare_words: 0.5}]}
block:
  - [name, village]
  - {near: name + born, window: 3, same: [village]}
  - [born]
  - [year(born), prefix1(name)]
  - {like: village, at_least: 0.7, same: [born]}
  - [village, prefix1(name)]
)";

// Six hundred people written down twice, and a village whose records say no name: a crowd of equal keys.
Records two_clerks(int people = 600) {
  std::mt19937 random(11);
  const std::vector<std::string> families = {"王", "李", "张", "刘", "陈"},
                                 given = {"伟", "芳", "娜", "敏", "静", "丽"};
  std::string text = "name|born|village\n";
  for (int person = 0; person < people; ++person) {
    const std::string name = families[random() % 5] + given[random() % 6] + given[random() % 6];
    const std::string born =
        "19" + std::to_string(50 + random() % 40) + "-0" + std::to_string(1 + random() % 9) + "-11";
    const std::string village = "东 村 " + std::to_string(random() % 30);
    text += name + "|" + born + "|" + village + "\n";
    text += (random() % 5 == 0 ? "" : name) + "|" + (random() % 5 == 0 ? born.substr(0, 9) + "2" : born) +
            "|" + village + "\n";
  }
  for (int i = 0; people == 600 && i < 1100; ++i) text += "王" + given[random() % 6] + "|1950-01-01|西村\n";
  return records_of(text);
}

TEST(PairFilterTest, LineByLineIsTheSameAsAllAtOnce) {
  const Records records = two_clerks();
  const auto config = parse_link_config(kPlan, "plan");
  ASSERT_TRUE(config.ok()) << config.error().message;
  const auto here = link(records, *config, {});
  ASSERT_TRUE(here.ok());
  LineByLine scorer(records, *config, kPlan);
  const auto there = link(records, *config, {.scorer = &scorer});
  ASSERT_TRUE(there.ok()) << there.error().message;
  EXPECT_EQ(scorer.given_out, 3);  // not near, not like, nor what comes after it
  EXPECT_GT(here->links.size(), 500U);
  EXPECT_EQ(there->links.size(), here->links.size());
  EXPECT_EQ(there->clusters.entity_of, here->clusters.entity_of);
  EXPECT_EQ(there->model.prior, here->model.prior);
  ASSERT_EQ(there->keys.size(), here->keys.size());
  for (size_t k = 0; k < here->keys.size(); ++k) EXPECT_EQ(there->keys[k].pairs, here->keys[k].pairs) << k;
  EXPECT_GT(here->keys[2].crowded_groups, 0);
  for (size_t c = 0; c < config->compare.size(); ++c)
    for (size_t level = 0; level < here->model.weights[c].size(); ++level)
      EXPECT_EQ(there->model.weights[c][level].bits(), here->model.weights[c][level].bits());
}

TEST(PairFilterTest, NewRecordsAreAddedAsHere) {
  const Records before = two_clerks(300), records = two_clerks();
  const auto config = parse_link_config(kPlan, "plan");
  ASSERT_TRUE(config.ok());
  std::vector<std::vector<RecordIndex>> entities;
  std::vector<size_t> links;
  LineByLine scorer(records, *config, kPlan);
  for (PairScorer* elsewhere : {static_cast<PairScorer*>(nullptr), static_cast<PairScorer*>(&scorer)}) {
    auto first = link(before, *config, {});
    ASSERT_TRUE(first.ok());
    EarlierRun onto{first->model, first->clusters.entity_of, std::move(first->links)};
    const auto then = link(records, *config, {.onto = &onto, .scorer = elsewhere});
    ASSERT_TRUE(then.ok()) << then.error().message;
    entities.push_back(then->clusters.entity_of);
    links.push_back(then->links.size());
  }
  EXPECT_EQ(entities[0], entities[1]);
  EXPECT_EQ(links[0], links[1]);
  EXPECT_GT(links[0], 500U);
}

TEST(PairFilterTest, WhatIsNoTaskIsRefused) {
  EXPECT_FALSE(PairTask::of("7b").ok());
  EXPECT_FALSE(PairTask::of("no digits").ok());
  const auto filter = PairFilter::prepare({.config = kPlan, .keys = {{true, 0}}});
  ASSERT_TRUE(filter.ok());
  for (const char* line : {"", "{}", R"({"k":0,"r":[["1"]]})", R"({"k":9,"r":[]})",
                           R"({"k":0,"r":[[1,"0","1","a","b","c",""]]})"})
    EXPECT_FALSE(filter->answer(line).ok()) << line;
}

}  // namespace
}  // namespace qy
