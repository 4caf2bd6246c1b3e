#include "casework/case_book.h"

#include <gtest/gtest.h>

#include "record/map_book_test.h"

namespace qy {
namespace {

const std::filesystem::path kSource = QY_SOURCE_DIR;

class CaseBookTest : public ::testing::Test {
 protected:
  CaseBookTest() {
    book.hire("cm1", {"case_management"});  // the office's word for case_manager
    book.hire("h1", {"handler"});
    book.hire("h2", {"handler"});
    book.hire("head", {"handling_head"});
    book.hire("deputy", {"leader_in_charge"});
    book.hire("chief", {"chief"});
    number = *cases.open({"演示", "", "", "", {}}, {{"cm1", ""}, "", "", ""});
  }

  CaseAct act(const std::string& step, const std::vector<std::string>& officers,
              const std::vector<std::string>& documents, const std::vector<GivenApproval>& approvals = {}) {
    CaseAct act{.matter = "线索甲", .step = step, .at = now, .officers = officers, .approvals = approvals};
    for (const auto& document : documents) act.documents.push_back({document, now.date});
    return act;
  }
  Result<StepOutcome> done(const CaseAct& act, const std::string& key = "", const std::string& holder = "") {
    return cases.act(number, act, {{act.officers.front(), ""}, key, holder, ""});
  }
  // The guard that refused, "" where it was accepted.
  std::string refused(const CaseAct& act) {
    const auto outcome = done(act);
    if (!outcome.ok()) return outcome.error().message;
    return outcome->refusal ? outcome->refusal->guard : "";
  }

  MapBook book;
  FakeClock clock{*Date::from_iso("2026-03-02")};
  Moment now{*Date::from_iso("2026-03-02"), 8 * 60};
  ProcedureBook procedures = *ProcedureBook::load(kSource / "procedures");
  Calendar calendar = *Calendar::load(kSource / "procedures/workdays");
  CaseBook cases{book, procedures, calendar, clock};
  std::string number;
};

TEST_F(CaseBookTest, WhatIsRefusedLeavesNothing) {
  const size_t before = book.acts();
  EXPECT_EQ(refused(act("lead.register", {"h1"}, {"lead_registration"})), "wrong_proposer");
  EXPECT_EQ(refused(act("lead.register", {"cm1"}, {})), "missing_document");
  EXPECT_EQ(refused(act("lead.assign", {"cm1"}, {"assignment_submission"})), "skipped_stage");
  EXPECT_FALSE(done(act("lead.register", {"stranger"}, {"lead_registration"})).ok());
  EXPECT_EQ(
      cases.act("2026-0099", act("lead.register", {"cm1"}, {"lead_registration"}), {{"cm1", ""}, "", "", ""})
          .error()
          .code,
      Code::not_found);
  EXPECT_EQ(cases.open({"x", "", "", "", {"no_such_fact"}}, {{"cm1", ""}, "", "", ""}).error().code,
            Code::not_found);
  EXPECT_EQ(book.acts(), before);
}

TEST_F(CaseBookTest, AnActStandsInItsFileAfterwards) {
  ASSERT_EQ(refused(act("lead.register", {"cm1"}, {"lead_registration"})), "");
  EXPECT_EQ(refused(act("lead.register", {"cm1"}, {"lead_registration"})), "skipped_stage");
  EXPECT_EQ(refused(act("lead.assign", {"cm1"}, {"assignment_submission"}, {{"head", "chief", now}})),
            "wrong_approver");
  EXPECT_EQ(refused(act("lead.assign", {"cm1"}, {"assignment_submission"}, {{"chief", "chief", now}})), "");
  EXPECT_EQ(refused(act("lead.sign", {"h1"}, {"lead_ledger_entry"})), "");
  const auto found = cases.read(number);
  ASSERT_TRUE(found.ok());
  const Matter& lead = found->file.matters.at("线索甲");
  EXPECT_EQ(lead.state, "in_study");
  EXPECT_EQ(lead.acts.size(), 3u);
  EXPECT_EQ(found->file.documents.size(), 3u);
  ASSERT_EQ(found->file.limits.size(), 1u);  // LD-01: a month from 2026-03-02, which ends on 2026-04-02
  const Row desk = *book.find("matter", number + "/线索甲");
  EXPECT_EQ(desk.text("holder"), "h1");
  EXPECT_EQ(desk.text("due_at"), "2026-04-02 24:00");
  EXPECT_EQ(desk.text("due_limit"), "LD-01");
  EXPECT_TRUE(book.find("participant", number + "/chief/chief").ok());
}

TEST_F(CaseBookTest, TheSameKeyIsTheSameAct) {
  const CaseAct registering = act("lead.register", {"cm1"}, {"lead_registration"});
  ASSERT_TRUE(done(registering, "asked-once", "h2").ok());
  const auto again = done(registering, "asked-once");
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->recorded.repeated);
  EXPECT_EQ(book.find("matter", number + "/线索甲")->text("holder"), "h2");
  EXPECT_EQ(
      done(act("lead.assign", {"cm1"}, {"assignment_submission"}, {{"chief", "chief", now}}), "asked-once")
          .error()
          .code,
      Code::conflict);
}

TEST_F(CaseBookTest, RecusalTakesAccessAndHandsOn) {
  ASSERT_EQ(refused(act("lead.register", {"cm1"}, {"lead_registration"})), "");
  ASSERT_EQ(refused(act("lead.assign", {"cm1"}, {"assignment_submission"}, {{"chief", "chief", now}})), "");
  ASSERT_EQ(refused(act("lead.sign", {"h1"}, {"lead_ledger_entry"})), "");
  const CaseEntry by_chief{{"chief", ""}, "", "", "近亲属"};
  EXPECT_EQ(cases.recuse(number, "h1", "near_relative", "", by_chief).error().code, Code::invalid);
  EXPECT_EQ(cases.recuse(number, "h1", "near_relative", "h1", by_chief).error().code, Code::forbidden);
  ASSERT_TRUE(cases.recuse(number, "h1", "near_relative", "h2", by_chief).ok());
  EXPECT_EQ(book.find("matter", number + "/线索甲")->text("holder"), "h2");
  EXPECT_EQ(book.find("participant", number + "/h1/handler")->number("active"), 0);
  const std::vector<GivenApproval> chain{
      {"head", "handling_head", now}, {"deputy", "leader_in_charge", now}, {"chief", "chief", now}};
  const std::vector<std::string> papers{"disposition_opinion", "disposition_plan"};
  EXPECT_EQ(refused(act("lead.verify", {"h1"}, papers, chain)), "recused");
  EXPECT_EQ(refused(act("lead.verify", {"h2"}, papers, chain)), "");
}

}  // namespace
}  // namespace qy
