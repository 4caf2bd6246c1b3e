#include <gtest/gtest.h>

#include <fstream>

#include "base/disk.h"
#include "law/procedure_check.h"

namespace qy {
namespace {

namespace fs = std::filesystem;
const fs::path kFolder = fs::path(QY_SOURCE_DIR) / "procedures";

const ProcedureBook& shipped() {
  static const ProcedureBook book = [] {
    auto loaded = ProcedureBook::load(kFolder);
    if (!loaded.ok()) std::fprintf(stderr, "%s\n", loaded.error().message.c_str());
    return *loaded;
  }();
  return book;
}

Date day(const char* iso) {
  return *Date::from_iso(iso);
}

// A copy of the shipped folder with one word changed.
class Changed {
 public:
  Changed(const char* file, const std::string& from, const std::string& to) {
    for (const auto& entry : fs::directory_iterator(kFolder))
      if (entry.is_regular_file()) fs::copy(entry, scratch_.path());
    fs::copy(kFolder / "shared", scratch_.path() / "shared");
    std::string text = *read_file(scratch_.path() / file);
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    EXPECT_TRUE(write_file(scratch_.path() / file, text).ok());
  }
  // What loading or checking says first.
  std::string says() const {
    const auto book = ProcedureBook::load(scratch_.path());
    if (!book.ok()) return book.error().message.substr(scratch_.path().string().size() + 1);
    const ProcedureReport report = check(*book);
    return report.problems.empty() ? "sound" : report.problems.front();
  }

 private:
  ScratchFolder scratch_ = ScratchFolder::make("procedures").value();
};

TEST(Procedures, AMistakeIsRefusedWhereItStands) {
  struct Row {
    const char *file, *from, *to, *says;
  };
  for (const Row& row : std::vector<Row>{
           {"lead.yaml", "approval: [chief], documents: [assignment_submission]", "documents: []",
            "lead.yaml:22: 没有写明由谁批准"},
           {"lead.yaml", "basis: [规则 23 F]", "note: x", "lead.yaml:22: 缺少依据"},
           {"lead.yaml", "from: assigned, to: in_study", "from: asigned, to: in_study",
            "lead.yaml:23: 没有“asigned”这个状态"},
           {"lead.yaml", "by: [case_manager], approval: [chief], documents: [assig",
            "by: [case_mnager], approval: [chief], documents: [assig",
            "lead.assign: 没有“case_mnager”这个角色"},
           {"lead.yaml", "documents: [lead_registration]", "documents: [leed]",
            "lead.register: 没有“leed”这种文书"},
           {"lead.yaml", "guards: [human_accepted]", "guards: [humane]",
            "lead.register: 没有“humane”这个条件"},
           {"lead.yaml", "from: registered, to: assigned", "from: registered, to: registered",
            "lead.registered: 自 2021-09-20 的规则起，从这里走不到终点"},
           {"lead.yaml", "title: 已并案, english: merged, end: true", "title: 已并案, english: merged",
            "lead.merged: 自 2021-09-20"},
           {"verification.yaml", "extends: CH-01", "extends: CA-03",
            "verification.extend: 期限“CA-03”不存在或者不能延长"},
           {"shared/time-limits.yaml", "starts: [lead.sign]", "starts: [lead.sing]",
            "LD-01: 没有“lead.sing”这一步"},
           {"shared/time-limits.yaml", "starts: [lead.sign]", "starts: [lead.sound]",
            "LD-01: 自 2021-09-20 的规则起，起算的步骤都没有依据"},
           {"shared/roles.yaml", "{roles: [handling_head, leader_in_charge]}]}",
            "{when: [complex], roles: [handling_head]}]}", "shared/roles.yaml:30: 审批链最后一项不能带条件"},
           {"shared/laws.yaml", "from: 2025-06-01}\n  - {id: 监法18", "from: 2025-06-31}\n  - {id: 监法18",
            "shared/laws.yaml:4: "},
       }) {
    EXPECT_EQ(Changed(row.file, row.from, row.to).says().substr(0, std::string(row.says).size()), row.says);
  }
}

TEST(Procedures, AreSoundInEveryRuleSet) {
  const ProcedureReport report = check(shipped());
  for (const std::string& problem : report.problems) ADD_FAILURE() << problem;
  EXPECT_EQ(shipped().procedures().size(), 17u);
}

TEST(Procedures, WhatRestsOnKnowledgeAloneWaits) {
  const ProcedureReport report = check(shipped());
  EXPECT_EQ(report.waiting, (std::vector<std::string>{"report.reject", "TF-04"}));
}

// The differences between the regulations of 2021 and 2025, by the date of the act.
TEST(Procedures, TheDayOfTheActChoosesTheSteps) {
  struct Row {
    const char* step;
    bool in_2021, in_2025;
  };
  for (const Row& row : std::vector<Row>{{"lead.sound", false, true},
                                         {"lead.inquire", true, true},
                                         {"inquiry.to_filing", false, true},
                                         {"liberty.approve_appearance", false, true},
                                         {"liberty.approve_waiting", false, true},
                                         {"liberty.approve_custody", false, true},
                                         {"liberty.approve_retention", true, true},
                                         {"liberty.approve_confinement", false, true},
                                         {"liberty.first_talk", false, true},
                                         {"liberty.ask_change", false, true},
                                         {"investigation.file", true, true},
                                         {"suggestion.object", false, true}}) {
    const ProcedureStep* step = shipped().step(row.step);
    ASSERT_NE(step, nullptr) << row.step;
    EXPECT_EQ(shipped().stands(*step, day("2025-05-31")), row.in_2021) << row.step;
    EXPECT_EQ(shipped().stands(*step, day("2025-06-01")), row.in_2025) << row.step;
  }
}

TEST(Procedures, ApproversFollowTheStandingOfThePerson) {
  using Roles = std::vector<std::string>;
  const auto approvers = [&](const char* step, const Facts& facts) {
    return shipped().approvers(*shipped().step(step), shipped().terms().closed(facts));
  };
  EXPECT_EQ(approvers("verification.open", {"party_member"}),
            (Roles{"handling_head", "leader_in_charge", "chief"}));
  EXPECT_EQ(approvers("verification.open", {"unit_head"}),
            (Roles{"handling_head", "leader_in_charge", "chief", "party_secretary"}));
  EXPECT_EQ(approvers("investigation.file", {"unit_head"}), (Roles{"chief", "party_secretary"}));
  EXPECT_EQ(approvers("liberty.approve_retention", {"county_managed"}),
            (Roles{"collective", "party_secretary", "superior"}));
  EXPECT_EQ(approvers("liberty.approve_retention", {}), (Roles{"chief", "collective", "superior"}));
  EXPECT_EQ(approvers("sanction.decide", {"county_managed", "warning"}), (Roles{"collective"}));
  EXPECT_EQ(approvers("sanction.decide", {"county_managed", "probation"}),
            (Roles{"collective", "party_committee"}));
  EXPECT_EQ(approvers("sanction.decide", {"special_person", "expulsion"}),
            (Roles{"collective", "party_committee", "superior"}));
  EXPECT_EQ(approvers("lead.sign", {}), Roles{});
}

TEST(Procedures, ExtensionsAreUsedUpInOrder) {
  const TimeLimit& retention = *shipped().limit("ME-04");
  ASSERT_NE(next_extension(retention, {}, 0), nullptr);
  EXPECT_EQ(next_extension(retention, {}, 0)->by, (std::vector<std::string>{"collective", "superior"}));
  EXPECT_EQ(next_extension(retention, {}, 1), nullptr);  // only where ten years are likely
  EXPECT_EQ(next_extension(retention, {"ten_years"}, 1)->most->text(), "2 months");
  EXPECT_EQ(next_extension(retention, {"ten_years"}, 2), nullptr);
  EXPECT_NE(next_extension(*shipped().limit("ME-08"), {}, 7), nullptr);  // a freeze, as often as needed
}

}  // namespace
}  // namespace qy
