#include "law/alert.h"

#include <gtest/gtest.h>

#include "base/disk.h"

namespace qy {
namespace {

const std::filesystem::path kShared = std::filesystem::path(QY_SOURCE_DIR) / "procedures/shared";

const Terms& terms() {
  static const Terms shipped = *Terms::load(kShared);
  return shipped;
}

TEST(Alert, RefusesAWordThatItDoesNotKnow) {
  const ScratchFolder scratch = ScratchFolder::make("alerts").value();
  const auto says = [&](const std::string& rule) {
    const auto file = scratch.path() / "alerts.yaml";
    EXPECT_TRUE(write_file(file, "sets:\n  - id: A\n    title: 甲\n    english: a\n    rules:\n      - {" +
                                     rule + "}\n")
                    .ok());
    const auto read = load_alerts(file, terms());
    return read.ok() ? "read" : read.error().message.substr(file.string().size());
  };
  EXPECT_EQ(says("stage: lead, since: received, days: 31, colour: blue, do: [phone], tell: chief"), "read");
  EXPECT_EQ(says("stage: lead, since: seen, days: 31, colour: blue, do: [], tell: chief")
                .find(":6: 这里不能写“seen”"),
            0u);
  EXPECT_EQ(says("stage: lead, since: due, days: 31, colour: green, do: [], tell: chief")
                .find(":6: 这里不能写“green”"),
            0u);
  EXPECT_EQ(says("stage: lead, since: due, days: 31, colour: red, do: [arrest], tell: chief")
                .find(":6: 这里不能写“arrest”"),
            0u);
  EXPECT_EQ(says("stage: lead, since: due, days: 31, colour: red, do: [], tell: boss")
                .find(":6: 没有“boss”这个角色"),
            0u);
}

TEST(Alert, ColoursByHand) {
  const auto sets = *load_alerts(kShared / "alerts.yaml", terms());
  struct Row {
    const char *set, *stage, *received, *progress, *due, *today, *colour, *tell;
  };
  for (const Row& row : std::vector<Row>{
           {"A", "lead", "2026-03-02", "2026-03-02", "", "2026-04-01", "none", ""},
           {"A", "lead", "2026-03-02", "2026-03-02", "", "2026-04-02", "blue", "handling_head"},  // 31 days
           {"A", "inquiry", "2026-01-05", "2026-03-02", "", "2026-05-02", "yellow",
            "leader_in_charge"},                                                            // 61 days
           {"A", "inquiry", "2026-01-05", "2026-03-02", "", "2026-06-02", "red", "chief"},  // 92 days
           {"A", "verification", "2026-01-05", "2026-03-02", "", "2026-06-02", "yellow", "leader_in_charge"},
           {"A", "verification", "2026-01-05", "2026-06-01", "", "2026-06-02", "none",
            ""},  // progress yesterday
           {"B", "lead", "2026-03-02", "2026-03-02", "2026-04-02", "2026-03-20", "blue", "handling_head"},
           {"B", "lead", "2026-03-02", "2026-03-02", "2026-04-02", "2026-03-30", "yellow",
            "handling_head"},  // 3 left
           {"B", "lead", "2026-03-02", "2026-03-02", "2026-04-02", "2026-04-02", "yellow", "handling_head"},
           {"B", "lead", "2026-03-02", "2026-03-02", "2026-04-02", "2026-04-03", "red",
            "leader_in_charge"},                                                                 // overdue
           {"C", "review", "2026-03-02", "2026-03-02", "2026-12-31", "2026-09-29", "none", ""},  // 93 left
           {"C", "review", "2026-03-02", "2026-03-02", "2026-12-31", "2026-09-30", "blue", "handling_head"},
           {"C", "review", "2026-03-02", "2026-03-02", "2026-12-31", "2026-11-30", "red",
            "chief"},                                                                  // 31 left
           {"C", "review", "2026-03-02", "2026-03-02", "", "2026-11-30", "none", ""},  // nothing is due
       }) {
    const auto set =
        std::find_if(sets.begin(), sets.end(), [&](const AlertSet& one) { return one.id == row.set; });
    AlertSubject subject{row.stage, *Date::from_iso(row.received), *Date::from_iso(row.progress), {}};
    if (*row.due != '\0') subject.due = *Date::from_iso(row.due);
    const AlertRule* rule = alert_for(*set, subject, *Date::from_iso(row.today));
    EXPECT_EQ(name_of(rule == nullptr ? AlertColour::none : rule->colour), row.colour)
        << row.set << " " << row.today;
    EXPECT_EQ(rule == nullptr ? "" : rule->tell, row.tell) << row.set << " " << row.today;
  }
}

}  // namespace
}  // namespace qy
