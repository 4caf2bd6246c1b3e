#include "rights/rights.h"

#include <gtest/gtest.h>

#include <sstream>

namespace qy {
namespace {

Rights shipped() {
  return Rights::load(std::filesystem::path(QY_SOURCE_DIR) / "rights").value();
}

// The table of rights as it was agreed, written a second time and in another form. Letters: c create, l list, r read,
// w contribute, d decide, x close, e export, z delete; what has no line here must be refused.
constexpr const char* kAgreed = R"(
lead           case_management         office            clrwdxe.
lead           petition_office         office            .l......
lead           handler                 handler           .lrw....
lead           handler                 assistant         .lrw....
lead           handler                 need_to_know      .lr.....
lead           handler                 break_glass       .lr.....
lead           handling_head           unit              .lrwd...
lead           handling_head           need_to_know      .lr.....
lead           handling_head           break_glass       .lr.....
lead           reviewer                reviewer          .lrw....
lead           reviewer                need_to_know      .lr.....
lead           leader_in_charge        leader_in_charge  .lr.d...
lead           leader_in_charge        need_to_know      .lr.....
lead           leader_in_charge        break_glass       .lr.....
lead           chief                   office            .lr.dx.z
lead           chief                   need_to_know      .lr.d...
lead           cadre_supervision       office            .l......
lead           cadre_supervision       need_to_know      .lr.....
finding        data_analyst            office            clrwd...
finding        case_management         office            .lr.d...
finding        leader_in_charge        office            .lr.....
finding        chief                   office            .lr...e.
report         petition_office         office            clrwdx..
report         case_management         office            .lr.....
report         handler                 assistant         .lr.....
report         handler                 need_to_know      .lr.....
report         handling_head           need_to_know      .lr.....
report         leader_in_charge        leader_in_charge  .lr.d...
report         leader_in_charge        need_to_know      .lr.....
report         chief                   office            .lr.d...
report         cadre_supervision       need_to_know      .lr.....
passed_report  petition_office         office            clrw....
passed_report  chief                   office            .lr.....
person         case_management         office            clrw....
person         chief                   office            .lrw....
involvement    case_management         office            clrw....
involvement    chief                   office            clrwd...
involvement    leader_in_charge        office            clr.d...
involvement    handling_head           office            cl......
involvement    handler                 office            c.......
involvement    reviewer                office            c.......
involvement    petition_office         office            c.......
involvement    data_analyst            office            c.......
involvement    cadre_supervision       office            .lr..x..
involvement    security_administrator  office            clrw....
involvement    audit_administrator     office            .lr.....
reporter       petition_office         office            c.......
unsealing      petition_office         office            clr.....
unsealing      handler                 office            c.......
unsealing      handling_head           office            c.......
unsealing      case_management         office            clr.....
unsealing      chief                   office            .lr.d...
unsealing      key_holder              office            .lrw....
unsealing      cadre_supervision       office            .lr.....
unsealing      audit_administrator     office            .lr.....
key_holder     security_administrator  office            clrw....
key_holder     petition_office         office            .lr.....
key_holder     key_holder              office            .lr.....
key_holder     audit_administrator     office            .lr.....
unit           security_administrator  office            clrwd...
office         security_administrator  office            .lrw....
drill          system_administrator    office            clr.....
drill          security_administrator  office            .lr.....
drill          audit_administrator     office            .lr.....
clock          system_administrator    office            ...w....
)";

using Cells = std::map<std::tuple<std::string, std::string, std::string>, std::string>;

Cells agreed() {
  Cells cells;
  std::string kind, role, footing, operations;
  for (std::istringstream in(kAgreed); in >> kind >> role >> footing >> operations;)
    cells[{kind, role, footing}] = operations;
  return cells;
}

const std::set<std::string> kRoles{"case_management",
                                   "petition_office",
                                   "data_analyst",
                                   "handler",
                                   "handling_head",
                                   "reviewer",
                                   "leader_in_charge",
                                   "chief",
                                   "cadre_supervision",
                                   "system_administrator",
                                   "security_administrator",
                                   "audit_administrator",
                                   "archivist",
                                   "property_keeper",
                                   "party_secretary",
                                   "key_holder",
                                   "nobody"};

// Asks about every cell in one situation; `expected` turns the agreed answer into the one for it.
template <class Expected>
int ask_every_cell(const Situation& beside, Expected&& expected) {
  const Rights rights = shipped();
  const Cells cells = agreed();
  int asked = 0;
  for (const auto& [name, kind] : rights.kinds())
    for (const auto& role : kRoles)
      for (size_t f = 0; f < kFootings; ++f) {
        Situation situation = beside;
        situation.footings.set(f);
        const auto line = cells.find({name, role, std::string(name_of(Footing(f)))});
        for (size_t o = 0; o < kOperations; ++o) {
          const bool said = line != cells.end() && line->second[o] != '.';
          EXPECT_EQ(rights.allows({role}, Operation(o), kind, situation),
                    expected(said, Operation(o), Footing(f)))
              << name << " " << role << " " << name_of(Footing(f)) << " " << name_of(Operation(o));
          ++asked;
        }
      }
  return asked;
}

TEST(Rights, EveryCellIsWhatWasAgreed) {
  const int asked = ask_every_cell({}, [](bool said, Operation, Footing) { return said; });
  EXPECT_EQ(asked, int(shipped().kinds().size() * kRoles.size() * kFootings * kOperations));
}

TEST(Rights, WhoeverIsRecusedMayNothing) {
  ask_every_cell({.recused = true}, [](bool, Operation, Footing) { return false; });
  ask_every_cell({.recused = true, .reads_through = true}, [](bool, Operation, Footing) { return false; });
}

TEST(Rights, ASealLeavesThoseWhoAreNamed) {
  ask_every_cell({.sealed = true}, [](bool said, Operation, Footing footing) {
    return said && footing != Footing::office && footing != Footing::unit && footing != Footing::break_glass;
  });
}

TEST(Rights, WhatIsClosedStaysAsItIs) {
  ask_every_cell({.closed = true}, [](bool said, Operation operation, Footing) {
    return said && (operation == Operation::list || operation == Operation::read ||
                    operation == Operation::export_ || operation == Operation::delete_);
  });
}

TEST(Rights, NoAdministratorSeesAMatterAndNobodyMayDoAll) {
  const Rights rights = shipped();
  for (const char* matter : {"lead", "finding", "report", "passed_report", "person", "reporter"})
    for (const char* role : {"system_administrator", "security_administrator", "audit_administrator"})
      EXPECT_FALSE(rights.kind(matter)->roles.contains(role)) << matter << role;
  for (const auto& role : kRoles) {
    bool all = true;
    for (const auto& [name, kind] : rights.kinds()) all = all && kind.roles.contains(role);
    EXPECT_FALSE(all) << role;
  }
}

// The three who may do different things are also no way to do more than one of them may.
TEST(Rights, SeveralRolesAddUpAndNothingElseDoes) {
  const Rights rights = shipped();
  Situation handler;
  handler.footings.set(size_t(Footing::handler));
  const RecordKind& lead = *rights.kind("lead");
  EXPECT_FALSE(rights.allows({"reviewer", "chief", "case_management"}, Operation::read, lead, handler));
  EXPECT_TRUE(rights.allows({"reviewer", "handler"}, Operation::read, lead, handler));
  EXPECT_FALSE(rights.allows({}, Operation::read, lead, handler));
}

Error refused(const std::string& text) {
  const auto rights = Rights::parse({{"x.yaml", text}});
  return rights.ok() ? Error{Code::internal, "accepted"} : rights.error();
}

TEST(Rights, RefusesWordsThatItDoesNotKnow) {
  EXPECT_NE(refused("kind: x\nroles: {a: {office: [reed]}}").message.find("reed"), std::string::npos);
  EXPECT_NE(refused("kind: x\nroles: {a: {offices: [read]}}").message.find("offices"), std::string::npos);
  EXPECT_NE(refused("kind: x\nrolls: {}").message.find("rolls"), std::string::npos);
  EXPECT_NE(refused("kind: x").message.find("roles"), std::string::npos);
  EXPECT_NE(refused("kind: x\nroles: {a: {office: [read]}}\nacts: {x.done: {y: read}}").message.find("y"),
            std::string::npos);
  EXPECT_NE(refused("kind: x\nroles: {}\nacts: {x.done: {x: raed}}").message.find("raed"), std::string::npos);
  EXPECT_EQ(Rights::parse({{"a", "kind: x\nroles: {}"}, {"b", "kind: x\nroles: {}"}}).ok(), false);
}

TEST(Rights, AnActThatNoFileNamesIsNobodys) {
  const Rights rights = shipped();
  EXPECT_EQ(rights.needs("lead.burnt"), nullptr);
  EXPECT_EQ(rights.needs("lead.concluded")->at("lead"), Operation::close);
}

}  // namespace
}  // namespace qy
