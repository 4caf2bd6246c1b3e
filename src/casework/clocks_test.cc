#include "casework/clocks.h"

#include <gtest/gtest.h>

#include "casework/scene.h"

namespace qy {
namespace {

const std::filesystem::path kProcedures = std::filesystem::path(QY_SOURCE_DIR) / "procedures";

const ProcedureBook& book() {
  static const ProcedureBook shipped = *ProcedureBook::load(kProcedures);
  return shipped;
}

const Calendar& calendar() {
  static const Calendar shipped = *Calendar::load(kProcedures / "workdays");
  return shipped;
}

constexpr const char* kPeople =
    "人员 何 信访工作人员\n人员 韩 信访部门主要负责人\n人员 李 案管工作人员\n人员 王 承办人\n人员 赵 "
    "承办人\n人员 周 承办部门主要负责人\n"
    "人员 钱 分管领导\n人员 孙 主要负责人\n人员 吴 审理人员\n人员 冯 审理人员\n人员 陈 "
    "审理部门主要负责人\n人员 常委会 collective\n人员 市 superior\n"
    "人员 某 person\n人员 单位 unit_leader\n"
    "事项 信 report\n事项 线 lead\n事项 核 verification\n事项 案 investigation\n事项 留 liberty\n事项 款 "
    "property\n事项 款二 property\n"
    "事项 审 review\n事项 处 sanction\n";
constexpr const char* kToFiling =
    "2025-07-01 09:00\n李 线 register with all\n李 线 assign with all approved chain\n王 线 sign with all\n"
    "王 线 verify with all approved chain\n王+赵 核 open with all approved chain\n王+赵 核 report with all "
    "approved chain\n"
    "王 核 propose_filing with all approved chain\n王 线 propose_filing with all approved chain\n"
    "周 案 file with all approved chain\n王 线 file\n王+赵 案 announce with all\n周 案 plan with all "
    "approved chain\n";
constexpr const char* kToReview =
    "王+赵 案 show_facts with all\n王+赵 案 report with all approved chain\n周 案 send_to_review with all "
    "approved chain\n"
    "吴 审 receive with all\n吴 审 accept with all approved chain\n吴+冯 审 read with all\n陈+吴 审 "
    "deliberate with all\n";

CaseFile after(const std::string& lines) {
  const Result<Scene> scene = read_scene(kPeople + lines, "clocks.scene", book());
  EXPECT_TRUE(scene.ok()) << (scene.ok() ? "" : scene.error().message);
  const Result<Played> played = play(*scene, book(), calendar());
  EXPECT_TRUE(played.ok()) << (played.ok() ? "" : played.error().message);
  return played.ok() ? played->file : CaseFile();
}

// "2025-08-01", "2025-08-01 late" where it ended too late, "ended", or "paused".
std::string says(const CaseFile& file, const std::string& limit, const std::string& matter) {
  for (const RunningLimit& running : file.limits) {
    if (running.limit != limit || running.matter != matter) continue;
    if (running.ended) return running.was_late ? "late" : "ended";
    const Result<Deadline> deadline = deadline_of(running.running, calendar());
    return deadline.ok() ? deadline->due.text() : "paused";
  }
  return "none";
}

TEST(Clocks, StartAndEndWithTheirSteps) {
  const CaseFile registered =
      after("2025-09-01 09:00\n李 线 register with all\n李 线 assign with all approved chain\n");
  EXPECT_EQ(says(registered, "LD-01", "线"), "none");
  const std::string signed_for =
      "2025-09-01 09:00\n李 线 register with all\n李 线 assign with all approved chain\n王 线 sign with "
      "all\n";
  EXPECT_EQ(says(after(signed_for), "LD-01", "线"), "2025-10-09 24:00");  // 1 October and seven days off
  EXPECT_EQ(
      says(after(signed_for + "2025-10-09 17:00\n王 线 close with all approved chain\n"), "LD-01", "线"),
      "ended");
  EXPECT_EQ(
      says(after(signed_for + "2025-10-10 09:00\n王 线 close with all approved chain\n"), "LD-01", "线"),
      "late");
}

TEST(Clocks, RunOnlyWhereTheFactsSay) {
  const CaseFile anonymous = after("2025-09-25 09:00\n何 信 receive with all\n");
  EXPECT_EQ(says(anonymous, "IN-04", "信"), "none");
  const CaseFile named = after("2025-09-25 09:00\n何 信 receive with all knowing named\n");
  EXPECT_EQ(says(named, "IN-04", "信"), "2025-10-22 24:00");  // 15 working days
  const CaseFile repeated = after("2025-09-25 09:00\n何 信 receive with all knowing named repeated\n");
  EXPECT_EQ(says(repeated, "IN-04", "信"), "none");
  const CaseFile above = after("2025-04-25 09:00\n何 信 receive knowing managed_above\n");
  EXPECT_EQ(says(above, "IN-02", "信"), "2025-05-06 24:00");
}

TEST(Clocks, OneObjectsDepositDoesNotEndAnothers) {
  const std::string seized =
      std::string(kToFiling) +
      "王+赵 款 seize with all approved chain knowing money living_costs_kept recorded quantity 100元\n"
      "王+赵 款二 seize with all approved chain knowing money living_costs_kept recorded quantity 100元\n"
      "王 款 ledger with all\n王 款 deposit with all\n";
  const CaseFile file = after(seized);
  EXPECT_EQ(says(file, "ME-10", "款"), "ended");
  EXPECT_EQ(says(file, "ME-10", "款二"), "2025-07-16 24:00");
  EXPECT_EQ(says(file, "ME-11", "款二"), "none");  // money has no store
}

TEST(Clocks, ReviewStandsStillWhileEvidenceIsSupplied) {
  const std::string accepted = std::string(kToFiling) + kToReview;
  EXPECT_EQ(says(after(accepted), "RV-01", "审"), "2025-08-01 24:00");
  const std::string away =
      accepted + "2025-07-10 09:00\n陈 审 return_for_supplement with all approved chain\n";
  EXPECT_EQ(says(after(away), "RV-01", "审"), "paused");
  const std::string back = away + "2025-07-20 09:00\n吴 审 supplemented with all\n";
  EXPECT_EQ(says(after(back), "RV-01", "审"), "2025-08-11 24:00");
}

TEST(Clocks, ReinvestigationBeginsReviewAnew) {
  const CaseFile file =
      after(std::string(kToFiling) + kToReview +
            "2025-07-10 09:00\n陈 审 return_for_reinvestigation with all approved chain\n"
            "周 案 reinvestigate with all\n王+赵 案 show_facts with all\n"
            "王+赵 案 report with all approved chain\n2025-09-15 09:00\n"
            "周 案 send_to_review with all approved chain\n吴 审 reinvestigated with all approved chain\n");
  EXPECT_EQ(says(file, "RV-01", "审"), "2025-10-15 24:00");
}

TEST(Clocks, AYearFromFilingGivesWayToAYearFromTheEndOfRetention) {
  const std::string retained =
      std::string(kToFiling) +
      "周 留 approve_retention with all approved chain\n王+赵 留 announce with all\n";
  const CaseFile during = after(retained);
  EXPECT_EQ(says(during, "CA-01", "案"), "2026-07-01 24:00");
  EXPECT_EQ(says(during, "ME-04", "留"), "2025-09-30 24:00");  // the strict reading, over a holiday
  EXPECT_EQ(says(during, "ME-05", "留"), "2025-07-02 09:00");
  EXPECT_EQ(says(during, "ME-06", "留"), "2025-07-02 09:00");
  const CaseFile lifted =
      after(retained + "2025-09-26 10:00\n王+赵 留 lift_retention with all approved chain\n");
  EXPECT_EQ(says(lifted, "CA-01", "案"), "ended");
  EXPECT_EQ(says(lifted, "CA-02", "留"), "2026-09-28 24:00");  // 26 September 2026 is a Saturday
  EXPECT_EQ(says(lifted, "ME-04", "留"), "ended");
}

}  // namespace
}  // namespace qy
