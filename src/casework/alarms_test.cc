#include "casework/alarms.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

const std::filesystem::path kProcedures = std::filesystem::path(QY_SOURCE_DIR) / "procedures";

// "ME-04 3 → handler,…", or "" where nothing is near; "!" before an incident.
std::string rings(const RunningLimit& running, const char* now) {
  static const Calendar calendar = *Calendar::load(kProcedures / "workdays");
  CaseFile file;
  file.limits = {running};
  std::string text;
  for (const Alarm& alarm : alarms(calendar, file, *Moment::from_text(now))) {
    text += (alarm.is_incident ? "!" : "") + alarm.limit + " " + std::to_string(alarm.threshold);
    for (const std::string& role : alarm.tell) text += " " + role;
  }
  return text;
}

RunningLimit limit(const char* id, const char* from, const char* length, bool liberty) {
  return {id, "M", {*Moment::from_text(from), *Span::from_text(length), liberty, {}, {}}, {}, false};
}

TEST(Alarms, RetentionRingsNearerAndHigherAndItsExpiryIsAnIncident) {
  const RunningLimit retention =
      limit("ME-04", "2025-07-01 09:00", "3 months", true);  // to 2025-09-30, strictly
  struct Row {
    const char *now, *rings;
  };
  for (const Row& row : std::vector<Row>{
           {"2025-08-30 09:00", ""},  // 31 days
           {"2025-08-31 09:00", "ME-04 30 handler handling_head"},
           {"2025-09-16 09:00", "ME-04 14 handler handling_head"},
           {"2025-09-23 09:00", "ME-04 7 handler handling_head"},
           {"2025-09-27 09:00", "ME-04 3 handler handling_head leader_in_charge"},
           {"2025-09-29 09:00", "ME-04 1 handler handling_head leader_in_charge chief"},
           {"2025-09-30 23:59", "ME-04 1 handler handling_head leader_in_charge chief"},
           {"2025-10-01 00:01",
            "!ME-04 0 case_management_head chief superior"},  // the lenient reading does not help
       })
    EXPECT_EQ(rings(retention, row.now), row.rings) << row.now;
}

TEST(Alarms, CompelledAppearanceIsCountedInHours) {
  const RunningLimit appearance = limit("ME-01", "2026-01-13 08:00", "12 hours", true);
  EXPECT_EQ(rings(appearance, "2026-01-13 13:59"), "");
  EXPECT_EQ(rings(appearance, "2026-01-13 14:00"), "ME-01 6 handler handling_head");
  EXPECT_EQ(rings(appearance, "2026-01-13 19:30"), "ME-01 1 handler handling_head leader_in_charge chief");
  EXPECT_EQ(rings(appearance, "2026-01-13 20:01"), "!ME-01 0 case_management_head chief superior");
}

TEST(Alarms, WhatEndedOrStandsStillIsSilent) {
  RunningLimit review = limit("RV-01", "2026-06-02", "1 months", false);  // to 2026-07-02
  EXPECT_EQ(rings(review, "2026-07-03 09:00"), "RV-01 0 handler handling_head leader_in_charge chief");
  review.running.pauses = {{*Moment::from_text("2026-06-15"), {}}};
  EXPECT_EQ(rings(review, "2026-07-03 09:00"), "");
  review.running.pauses.clear();
  review.ended = *Moment::from_text("2026-06-30");
  EXPECT_EQ(rings(review, "2026-07-03 09:00"), "");
}

}  // namespace
}  // namespace qy
