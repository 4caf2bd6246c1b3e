#include "entity/linkage.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "entity/evaluate.h"
#include "entity/small_records_test.h"

namespace qy {
namespace {

const std::string kConfig =
    "compare:\n"
    "  - {of: name, frequency: true, levels: [same, {edits: 1}]}\n"
    "  - {of: born, levels: [same, {edits: 1}]}\n"
    "  - {of: village, levels: [same]}\n"
    "block: [[prefix1(name), year(born)], [born, village], [name, village]]\n"
    "never_join: [number]\n";

struct World {
  Records records;
  std::vector<uint32_t> truth;
};

// People of a made-up county: two of three stand in two lists, every third time with a digit of the birthday
// or a character of the name written wrong.
World people(size_t count) {
  std::mt19937 random(11);
  const std::vector<std::string> surnames{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "诸葛", "欧阳"};
  const std::vector<std::string> given{"伟", "芳", "娜", "敏", "静", "丽",
                                       "强", "磊", "军", "洋", "勇", "艳"};
  std::string text = "name|born|village|number\n";
  World world;
  const auto any = [&](const std::vector<std::string>& list) { return list[random() % list.size()]; };
  for (size_t i = 0; i < count; ++i) {
    const std::string family = any(surnames), first = any(given), second = any(given);
    std::string born = std::to_string(1930 + random() % 70) + "-0" + std::to_string(1 + random() % 9) + "-1" +
                       std::to_string(random() % 10);
    const std::string village = "village " + std::to_string(random() % 40);
    text += family + first + second + "|" + born + "|" + village + "|N" + std::to_string(i) + "\n";
    world.truth.push_back(uint32_t(i));
    if (random() % 3 == 0) continue;
    std::string again = family + first + second;
    if (const auto slip = random() % 6; slip == 0) {
      born.back() = char('0' + random() % 10);
    } else if (slip == 1) {
      again = family + first + any(given);
    }
    text += again + "|" + born + "|" + village + "|\n";
    world.truth.push_back(uint32_t(i));
  }
  world.records = records_of(text);
  return world;
}

Records first_of(const Records& all, size_t count) {
  Records out;
  for (size_t i = 0; i < count; ++i) out.ids.add(all.ids[i]);
  out.tables.assign(count, 0);
  for (const RecordColumn& column : all.columns) {
    RecordColumn& made = out.columns.emplace_back();
    made.name = column.name;
    for (size_t i = 0; i < count; ++i)
      made.codes.push_back(made.values.add(column.values.text(column.codes[i])));
  }
  return out;
}

TEST(Linkage, NamesTheColumnThatIsNotThere) {
  const Records records = records_of("name\nA\nB\n");
  const auto config = parse_link_config(kConfig, "link.yaml");
  const auto done = link(records, *config, {});
  ASSERT_FALSE(done.ok());
  EXPECT_NE(done.error().message.find("born"), std::string::npos);
}

TEST(Linkage, FindsThePeopleWithoutBeingToldWhoIsWho) {
  const World world = people(3000);
  const auto config = parse_link_config(kConfig, "link.yaml");
  const auto done = link(world.records, *config, {});
  ASSERT_TRUE(done.ok()) << done.error().message;
  const Evaluation e = evaluate(done->clusters.entity_of, world.truth);
  EXPECT_GT(e.pairwise.precision, 0.98);
  EXPECT_GT(e.pairwise.recall, 0.95);
}

TEST(Linkage, IsTheSameOnAnyNumberOfThreads) {
  const World world = people(1000);
  const auto config = parse_link_config(kConfig, "link.yaml");
  const auto one = link(world.records, *config, {.threads = 1}),
             four = link(world.records, *config, {.threads = 4});
  ASSERT_TRUE(one.ok() && four.ok());
  EXPECT_EQ(one->clusters.entity_of, four->clusters.entity_of);
  EXPECT_EQ(one->pairs, four->pairs);
}

// A column that is all one value: a crowded group is walked by its neighbours, not by its 450 million pairs.
TEST(Linkage, ACrowdOfEqualKeysStaysBounded) {
  std::string text = "name|born|village|number\n";
  for (int i = 0; i < 30000; ++i) text += "某|1950-01-01|one|\n";
  const Records records = records_of(text);
  const auto config = parse_link_config(kConfig, "link.yaml");
  const auto done = link(records, *config, {.random_pairs = 10000});
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_EQ(done->keys[0].crowded_groups, 1);
  EXPECT_LE(done->keys[0].pairs, int64_t(30000 * Blocking::kNeighbours));
}

// Two thirds first, then the rest onto them: no name of before changes but by a merge that is told, the new
// ones find their people, and the pairs among the old are not looked at again.
TEST(Linkage, ABatchJoinsWhatStoodWithoutRenamingIt) {
  const World world = people(3000);
  const auto config = parse_link_config(kConfig, "link.yaml");
  const size_t old = world.records.size() * 2 / 3;
  const auto first = link(first_of(world.records, old), *config, {});
  ASSERT_TRUE(first.ok()) << first.error().message;
  EarlierRun earlier{.model = first->model, .entity_of = first->clusters.entity_of};
  ASSERT_TRUE(first->links.each([&](const Link& link) { (void)earlier.links.add(link); }).ok());
  ASSERT_TRUE(earlier.links.finish().ok());
  const auto both = link(world.records, *config, {.onto = &earlier});
  ASSERT_TRUE(both.ok()) << both.error().message;
  std::set<RecordIndex> merged;
  for (const EntityChange& change : both->changes) {
    EXPECT_EQ(change.kind, EntityChangeKind::merged);
    EXPECT_EQ(both->clusters.entity_of[change.from], change.to);
    merged.insert(change.from);
  }
  for (size_t i = 0; i < old; ++i) {
    const RecordIndex before = first->clusters.entity_of[i];
    EXPECT_TRUE(both->clusters.entity_of[i] == before || merged.contains(before));
  }
  const Evaluation e = evaluate(both->clusters.entity_of, world.truth);
  EXPECT_GT(e.pairwise.precision, 0.98);
  EXPECT_GT(e.pairwise.recall, 0.95);
  const auto whole = link(world.records, *config, {});
  EXPECT_EQ(both->pairs + first->pairs, whole->pairs);
}

TEST(Linkage, AYesOverTwoNumbersIsRefusedWithItsChain) {
  const Records records =
      records_of("name|born|village|number\nA|1950-01-01|one|1\nA|1950-01-01|one|\nA|1950-01-01|one|2\n");
  const auto config = parse_link_config(kConfig, "link.yaml");
  Judgements judgements;
  judgements.put({"0", "1", Verdict::yes, "li", "same hand", "2026-03-01"});
  judgements.put({"1", "2", Verdict::yes, "wang", "same hand", "2026-03-02"});
  const auto done = link(records, *config, {.judgements = &judgements});
  ASSERT_FALSE(done.ok());
  for (const char* part : {"0 = 1 (li, 2026-03-01)", "1 = 2 (wang, 2026-03-02)", "number"})
    EXPECT_NE(done.error().message.find(part), std::string::npos) << done.error().message;
}

// A payment sent once is received once: the second that is as alike stays alone.
TEST(Linkage, OneToOneTakesOneOfEachFile) {
  std::string text = "name|born|village|number\n";
  for (int i = 0; i < 400; ++i)
    text += "N" + std::to_string(i / 2) + "|" + std::to_string(1900 + i / 2 % 97) + "-01-01|v" +
            std::to_string(i / 2 % 31) + "|\n";
  Records records = records_of(text + "N0|1900-01-01|v0|\n");
  for (size_t i = 0; i < records.size(); ++i) records.tables[i] = i % 2 == 1 || i == 400 ? 1 : 0;
  const auto config = parse_link_config(kConfig + "link: one_to_one\n", "link.yaml");
  ASSERT_TRUE(config.ok());
  const auto done = link(records, *config, {});
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_EQ(done->clusters.entity_of[1], 0U);
  EXPECT_EQ(done->clusters.entity_of[400], 400U);
  EXPECT_EQ(done->clusters.entity_of[399], 398U);
}

TEST(Linkage, NothingToLink) {
  const auto config = parse_link_config(kConfig, "link.yaml");
  for (const char* text : {"name|born|village|number\n", "name|born|village|number\nA|1950-01-01|one|1\n",
                           "name|born|village|number\n|||\n|||\n"}) {
    const auto done = link(records_of(text), *config, {});
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(done->links.size(), 0);
  }
}

}  // namespace
}  // namespace qy
