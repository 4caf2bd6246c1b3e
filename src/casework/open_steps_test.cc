// What is offered is what would be accepted; what is not says why, and who may.
#include "casework/open_steps.h"

#include <gtest/gtest.h>

#include "casework/scene.h"

namespace qy {
namespace {

const std::filesystem::path kSource = QY_SOURCE_DIR;
const std::string kPeople = R"(
  标题 演示 | a scene
  人员 李案管 案管工作人员
  人员 王承办 承办人
  人员 赵承办 承办人
  人员 周主任 承办部门主要负责人
  人员 钱副书记 分管领导
  人员 孙书记 主要负责人
  事项 线索甲 问题线索
  2025-07-01 09:00
)";
const std::string kInStudy = R"(
  李案管 线索甲 登记编号 附 齐
  李案管 线索甲 分办 附 齐 批 孙书记
  王承办 线索甲 签收 附 齐
)";

class OpenSteps : public ::testing::Test {
 protected:
  CaseFile after(const std::string& lines) {
    const auto scene = read_scene(kPeople + lines, "test", procedures);
    EXPECT_TRUE(scene.ok()) << scene.error().message;
    const auto played = play(*scene, procedures, calendar);
    EXPECT_TRUE(played.ok()) << played.error().message;
    return played->file;
  }
  // The guard that stands against the step for that officer; "may" where none does, "hidden" where it is not shown.
  std::string told(const CaseFile& file, const std::string& officer, const std::string& step) {
    const auto steps = open_steps(procedures, calendar, file, officer, now);
    EXPECT_TRUE(steps.ok()) << steps.error().message;
    for (const OpenStep& open : *steps)
      if (open.step->name() == step) {
        last = open;
        return open.against ? open.against->guard : "may";
      }
    return "hidden";
  }

  ProcedureBook procedures = *ProcedureBook::load(kSource / "procedures");
  Calendar calendar = *Calendar::load(kSource / "procedures/workdays");
  Moment now{*Date::from_iso("2025-07-02"), 9 * 60};
  OpenStep last;
};

TEST_F(OpenSteps, WhatWouldBeRefusedIsNotOffered) {
  const CaseFile file = after(kInStudy);
  EXPECT_EQ(told(file, "李案管", "lead.verify"), "wrong_proposer");
  EXPECT_EQ(last.instead, (std::vector<std::string>{"王承办", "赵承办"}));
  EXPECT_EQ(told(file, "王承办", "lead.sign"), "hidden");              // it stands elsewhere
  EXPECT_EQ(told(file, "王承办", "lead.merge"), "verification_runs");  // a guard of the other matters
  EXPECT_EQ(last.instead, std::vector<std::string>{});                 // that nobody else would pass
  EXPECT_EQ(told(file, "王承办", "investigation.file"), "hidden");
  EXPECT_EQ(told(file, "王承办", "lead.report_special"), "hidden");  // for another kind of person
  CaseFile without = file;
  without.recused = {"王承办"};
  EXPECT_EQ(told(without, "王承办", "lead.verify"), "recused");
  EXPECT_EQ(last.instead, std::vector<std::string>{"赵承办"});
  without.officers.erase("孙书记");
  EXPECT_EQ(told(without, "赵承办", "lead.verify"), "wrong_approver");  // nobody holds the last level
}

TEST_F(OpenSteps, SaysWhoApprovesWithWhatAndUntilWhen) {
  const CaseFile file = after(kInStudy);  // what is told of its limits points into it
  EXPECT_EQ(told(file, "王承办", "lead.verify"), "may");
  EXPECT_EQ(last.approvers, (std::vector<std::string>{"handling_head", "leader_in_charge", "chief"}));
  EXPECT_EQ(last.documents, (std::vector<std::string>{"disposition_opinion", "disposition_plan"}));
  ASSERT_NE(last.ends, nullptr);
  EXPECT_EQ(last.ends->limit, "LD-01");
  EXPECT_FALSE(last.is_called_for);
}

TEST_F(OpenSteps, AnEmptyFileWaitsForItsLead) {
  EXPECT_EQ(told(after(""), "李案管", "lead.register"), "may");
  EXPECT_TRUE(last.is_called_for);
  EXPECT_EQ(last.matter, "");
}

TEST_F(OpenSteps, WhatAnActMadeWayForIsCalledFor) {
  const std::string verify = kInStudy + "  王承办 线索甲 初步核实 附 齐 批 逐级\n";
  EXPECT_EQ(told(after(kInStudy), "王承办", "verification.open"), "hidden");
  EXPECT_EQ(told(after(verify), "王承办", "verification.open"), "may");
  EXPECT_TRUE(last.is_called_for);
  // Begun, it is called for no more; and it may be longer by what the law leaves.
  const CaseFile begun =
      after(verify + "  事项 核实甲 初步核实\n  王承办+赵承办 核实甲 批准初步核实 附 齐 批 逐级\n");
  told(begun, "王承办", "verification.open");
  EXPECT_FALSE(last.step->name() == "verification.open" && last.is_called_for);
  EXPECT_EQ(told(begun, "王承办", "verification.report"), "may");  // the whole group signs with him
}

}  // namespace
}  // namespace qy
