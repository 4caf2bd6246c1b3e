#include "entity/blocking.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "entity/small_records_test.h"

namespace qy {
namespace {

using Pairs = std::vector<std::pair<RecordIndex, RecordIndex>>;

struct Given {
  std::set<std::pair<RecordIndex, RecordIndex>> all;
  Pairs fresh;  // as often as they were given
};

Given given_by(const Records& records, const std::string& keys, size_t parts = 1) {
  const auto config = parse_link_config("compare: [{of: name, levels: [same]}]\nblock:\n" + keys, "c.yaml");
  EXPECT_TRUE(config.ok()) << config.error().message;
  Derived derived(records);
  auto blocking = Blocking::prepare(records, *config, derived);
  Given out;
  for (size_t key = 0; key < blocking->size(); ++key) {
    const Blocking::Walk walk = blocking->open(key);
    for (size_t part = 0; part < parts; ++part)
      walk.visit(part, parts, [&](RecordIndex a, RecordIndex b, bool is_new) {
        out.all.emplace(a, b);
        if (is_new) out.fresh.emplace_back(a, b);
      });
  }
  std::sort(out.fresh.begin(), out.fresh.end());
  return out;
}

TEST(Blocking, NeighboursInOrderWhereTheRestAgrees) {
  // In order: AA(1) AB(0) AC(3) AD(2); without a name: 4.
  const Records records = records_of("name|place\nAB|x\nAA|x\nAD|x\nAC|y\n|x\n");
  EXPECT_EQ(given_by(records, "  - {near: name, window: 1}\n").fresh, (Pairs{{0, 1}, {0, 3}, {2, 3}}));
  EXPECT_EQ(given_by(records, "  - {near: name, window: 1, same: [place]}\n").fresh, (Pairs{{0, 1}, {0, 2}}));
}

TEST(Blocking, ValuesThatAreAlike) {
  // MÜLLER / MUELLER share 5 of 10 runs, and one and the same is alike too.
  const Records records = records_of("name|place\nMÜLLER|x\nMUELLER|x\nSCHMIDT|x\nMÜLLER|y\nMUELLER|y\n");
  EXPECT_EQ(given_by(records, "  - {like: name, at_least: 0.5}\n").fresh,
            (Pairs{{0, 1}, {0, 3}, {0, 4}, {1, 3}, {1, 4}, {3, 4}}));
  EXPECT_EQ(given_by(records, "  - {like: name, at_least: 0.5, same: [place]}\n").fresh,
            (Pairs{{0, 1}, {3, 4}}));
  EXPECT_TRUE(given_by(records, "  - {like: name, at_least: 0.51, same: [place]}\n").fresh.empty());
}

// Whatever the records: each pair is new once, from whichever of several keys of all kinds, on any number of
// parts.
RC_GTEST_PROP(Blocking, APairIsNewOnce, ()) {
  std::string text = "name|place\n";
  const int rows = *rc::gen::inRange(0, 30);
  for (int i = 0; i < rows; ++i) {
    for (int length = *rc::gen::inRange(0, 4); length > 0; --length) text += *rc::gen::element('A', 'B');
    text += std::string("|") + *rc::gen::element("", "x", "y") + "\n";
  }
  const Records records = records_of(text);
  const Given given =
      given_by(records,
               "  - [place, name]\n  - {near: name, window: 2}\n  - {like: name, at_least: 0.4, same: "
               "[place]}\n  - name\n",
               size_t(*rc::gen::inRange(1, 4)));
  RC_ASSERT(std::adjacent_find(given.fresh.begin(), given.fresh.end()) == given.fresh.end());
  RC_ASSERT(Pairs(given.all.begin(), given.all.end()) == given.fresh);
}

// What the inverted index finds is what comparing each with each finds.
RC_GTEST_PROP(AlikeValues, AreThoseOfEveryPair, ()) {
  Values values;
  const int count = *rc::gen::inRange(0, 25);
  for (int i = 0; i < count; ++i) {
    std::string text;
    for (int length = *rc::gen::inRange(1, 7); length > 0; --length) text += *rc::gen::element('A', 'B', 'C');
    values.add(text);
  }
  const double at_least = *rc::gen::element(0.2, 0.34, 0.5, 0.75, 1.0);
  const auto runs = [&](ValueCode code) {
    const std::string text = "^" + std::string(values.text(code)) + "$";
    std::set<std::string> out;
    for (size_t i = 0; i + 1 < text.size(); ++i) out.insert(text.substr(i, 2));
    return out;
  };
  std::vector<std::pair<ValueCode, ValueCode>> naive;
  for (ValueCode a = 1; a < values.size(); ++a)
    for (ValueCode b = a + 1; b < values.size(); ++b) {
      const auto of_a = runs(a), of_b = runs(b);
      std::set<std::string> all = of_a;
      all.insert(of_b.begin(), of_b.end());
      const double both = double(of_a.size() + of_b.size() - all.size());
      if (both / double(all.size()) >= at_least - 1e-9) naive.emplace_back(a, b);
    }
  RC_ASSERT(alike_values(values, at_least).pairs == naive);
}

}  // namespace
}  // namespace qy
