#include "casework/case_book.h"

#include <gtest/gtest.h>

#include "casework/recusals.h"
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

class RecusalFound : public CaseBookTest {
 protected:
  RecusalFound() {
    put("person", "p1", {{"name", "某甲"}, {"unit", "U2"}});
    EXPECT_TRUE(cases.concern(number, {"p1"}, {"U1"}, {{"cm1", ""}, "", "", ""}).ok());
  }
  void put(const std::string& table, const std::string& id, const Fields& fields) {
    Act act{.key = "put-" + table + "-" + id,
            .kind = "system.put",
            .actor = {"system", "system"},
            .object = "office",
            .basis = ""};
    act.changes = {{table, id, 0, fields}};
    ASSERT_TRUE(book.perform(act).ok());
  }
  void declare(const std::string& officer, const std::string& tie, const std::string& field,
               const std::string& of, const std::string& until = "") {
    Fields fields{{"user_id", officer},  {"tie", tie},        {field, of},
                  {"source", "申报表"},  {"source_row", "3"}, {"declared_on", "2026-03-01"},
                  {"active", int64_t(1)}};
    if (!until.empty()) fields["until_on"] = until;
    put("officer_tie", officer + "." + tie + "." + of, fields);
  }
  std::string registered_by(const std::string& officer) {
    return refused(act("lead.register", {officer}, {"lead_registration"}));
  }
};

TEST_F(RecusalFound, NearRelativesAndOwnFirmsKeepOut) {
  book.hire("cm2", {"case_management"});
  declare("cm1", "spouse", "person", "p1");
  declare("cm2", "own_firm", "unit_code", "U1");
  const auto outcome = done(act("lead.register", {"cm1"}, {"lead_registration"}));
  ASSERT_TRUE(outcome.ok() && outcome->refusal);
  const std::string text = outcome->refusal->text();
  for (const char* told : {"某cm1 申报的“配偶”", "申报表第 3 行", "2026-03-01", "第六十七条"})
    EXPECT_NE(text.find(told), std::string::npos) << text;
  EXPECT_EQ(text.find("某甲"), std::string::npos);  // whose wife she is, is nobody's business here
  EXPECT_EQ(registered_by("cm2"), "recusal_found");
  book.hire("cm3", {"case_management"});
  EXPECT_EQ(registered_by("cm3"), "");
}

// A name is no key, another's tie is not his, and what is over binds nobody.
TEST_F(RecusalFound, NobodyElseIsKeptOut) {
  declare("h1", "spouse", "person", "p2");       // not concerned
  declare("h2", "own_firm", "unit_code", "U2");  // where the person works is no firm concerned
  declare("cm1", "former_unit", "unit_code", "U1");
  put("officer_tie", "cm1.child.p1",
      {{"user_id", "cm1"},
       {"tie", "child"},
       {"person", "p1"},
       {"source", "申报表"},
       {"source_row", "9"},
       {"declared_on", "2025-03-01"},
       {"active", int64_t(0)}});
  EXPECT_TRUE(cases.read(number)->file.recused.empty());
  EXPECT_EQ(registered_by("cm1"), "");
}

TEST_F(RecusalFound, ApproversAndReceiversKeepOutToo) {
  declare("chief", "sibling", "person", "p1");
  declare("h1", "parent", "person", "p1");
  ASSERT_EQ(registered_by("cm1"), "");
  CaseAct assign = act("lead.assign", {"cm1"}, {"assignment_submission"}, {{"chief", "chief", now}});
  EXPECT_EQ(refused(assign), "recusal_found");
  book.hire("chief2", {"chief"});
  assign.approvals = {{"chief2", "chief", now}};
  const auto handed = done(assign, "", "h1");
  EXPECT_EQ(handed.error().code, Code::forbidden);
  EXPECT_NE(handed.error().message.find("第六十七条"), std::string::npos) << handed.error().message;
  EXPECT_TRUE(done(assign, "", "h2").ok());
}

TEST_F(RecusalFound, TheChiefDecidesEitherWay) {
  ASSERT_EQ(registered_by("cm1"), "");
  ASSERT_EQ(refused(act("lead.assign", {"cm1"}, {"assignment_submission"}, {{"chief", "chief", now}})), "");
  ASSERT_EQ(refused(act("lead.sign", {"h1"}, {"lead_ledger_entry"})), "");
  const CaseEntry by_chief{{"chief", ""}, "", "", "申报有误"};
  EXPECT_EQ(cases.clear_recusal(number, "h1", by_chief).error().code, Code::not_found);
  declare("h1", "spouse", "person", "p1");
  const auto waiting = recusals_to_decide(book);
  ASSERT_TRUE(waiting.ok());
  ASSERT_EQ(waiting->size(), 1u);
  EXPECT_EQ(waiting->front().officer, "h1");
  EXPECT_EQ(waiting->front().grounds, "near_relative");
  EXPECT_EQ(cases.clear_recusal(number, "h1", {{"chief", ""}, "", "", ""}).error().code, Code::invalid);
  ASSERT_TRUE(cases.clear_recusal(number, "h1", by_chief).ok());
  EXPECT_TRUE(cases.read(number)->file.recused.empty());
  EXPECT_TRUE(recusals_to_decide(book)->empty());
  declare("h1", "parent", "person", "p1");
  ASSERT_TRUE(cases.recuse(number, "h1", "near_relative", "h2", by_chief).ok());
  EXPECT_EQ(book.find("matter", number + "/线索甲")->text("holder"), "h2");
  EXPECT_TRUE(recusals_to_decide(book)->empty());
  EXPECT_TRUE(cases.read(number)->file.found_ground.empty());
  EXPECT_EQ(cases.read(number)->file.recused, std::set<std::string>{"h1"});
}

// What the law does not name is told where the county asks for it, and keeps nobody out.
TEST_F(RecusalFound, FormerColleaguesAreOnlyTold) {
  declare("h1", "former_unit", "unit_code", "U2", "2024-01-01");  // where the person concerned works
  declare("h2", "former_unit", "unit_code", "U2", "2020-01-01");
  const Row file = *book.find("case_file", number);
  const Date today = clock.today();
  EXPECT_TRUE(possible_ties(book, file, {}, today)->empty());
  const auto three_years = possible_ties(book, file, {3, false}, today);
  ASSERT_EQ(three_years->size(), 1u);
  EXPECT_EQ(three_years->front().officer, "h1");
  EXPECT_EQ(possible_ties(book, file, {7, false}, today)->size(), 2u);
  EXPECT_TRUE(cases.read(number)->file.recused.empty());
}

TEST_F(CaseBookTest, AccessEndsOnTheFileItselfToo) {
  ASSERT_EQ(refused(act("lead.register", {"cm1"}, {"lead_registration"})), "");
  ASSERT_TRUE(
      done(act("lead.assign", {"cm1"}, {"assignment_submission"}, {{"chief", "chief", now}}), "", "h1").ok());
  ASSERT_EQ(book.find("case_file", number)->text("handler"), "h1");
  bool is_taken = false;
  for (const Change& change : *taken_out_of_all(book, "case_file/" + number, "h1"))
    is_taken = is_taken || (change.table == "case_file" && change.fields.contains("handler"));
  EXPECT_TRUE(is_taken);
}

}  // namespace
}  // namespace qy
