#include "network/relation.h"

#include <gtest/gtest.h>

#include "network/load.h"
#include "network/small_graph_test.h"

namespace qy {
namespace {

const TableSet& standard_tables() {
  static const TableSet tables = TableSet::load(std::string(QY_SOURCE_DIR) + "/tables").value();
  return tables;
}

std::string refusal(const std::string& relation) {
  auto folder = ScratchFolder::make("qy-relations");
  std::ofstream(folder->path() / "r.yaml") << "relations:\n  - {" << relation << "}\n";
  auto set = RelationSet::load(folder->path());
  return set.ok() ? "" : set.error().message;
}

TEST(Relation, RefusesWhatItCannotRead) {
  const std::string rest = ", label: 甲, english: a, table: company, says: x, says_en: x, purposes: [p]";
  EXPECT_NE(refusal("relation: r, strength: sure, from: {person: a}, to: {person: b}" + rest).find("sure"),
            std::string::npos);
  EXPECT_NE(
      refusal("relation: r, strength: confirmed, from: {ghost: a}, to: {person: b}" + rest).find("ghost"),
      std::string::npos);
  EXPECT_NE(refusal("relation: r, strength: confirmed, from: {person: a}" + rest).find("to"),
            std::string::npos);
  EXPECT_NE(refusal("relation: r, strenght: confirmed" + rest).find("strenght"), std::string::npos);
}

TEST(Relation, TheCheckerFindsWhatIsNotThere) {
  const RelationSet set = small_relations(R"(
purposes: {open: {label: 公开, english: open}}
relations:
  - {relation: a, label: 甲, english: a, table: nowhere, from: {organisation: x}, to: {organisation: y}, strength: confirmed,
     purposes: [open], says: "{from}{to}", says_en: "{from}{to}"}
  - {relation: b, label: 乙, english: b, table: company, from: {organisation: uscc}, to: {phone: telex}, since: name,
     strength: confirmed, purposes: [secret], says: "{from}", says_en: "{from}{to}"}
  - {relation: c, label: 丙, english: c, table: kin_declaration, from: {person: official_citizen_no},
     to: {person: relative_citizen_no}, strength: confirmed, purposes: [open], says: "{from}{to}", says_en: "{from}{to}"})");
  std::string told;
  for (const std::string& problem : problems_of(set, standard_tables())) told += problem + "\n";
  for (const char* what : {"nowhere", "telex", "b：字段 name", "secret", "{from} 和 {to}", "c：两端都是个人"})
    EXPECT_NE(told.find(what), std::string::npos) << what << " in\n" << told;
}

TEST(Relation, TheShippedOnesAreSound) {
  const RelationSet set = RelationSet::load(std::string(QY_SOURCE_DIR) + "/relations").value();
  EXPECT_EQ(problems_of(set, standard_tables()), std::vector<std::string>());
}

// The lake's rows through DuckDB into a graph: which rows make edges, and to whom.
TEST(Relation, RowsBecomeEdges) {
  auto engine = open_duckdb({.threads = 1}).value();
  const std::string person(32, 'a'), other(32, 'b');
  const auto run = [&](const std::string& sql) {
    const auto done = engine->execute(sql);
    ASSERT_TRUE(done.ok()) << done.error().message;
  };
  run("CREATE MACRO qy_code(s) AS upper(replace(s, ' ', ''))");
  run("CREATE TABLE company_role AS SELECT * FROM (VALUES ('91A', '" + person +
      "', 510.5, DATE '2020-01-02', DATE '2021-03-04', 's1', '', 7), ('91A', '91B', NULL, NULL, NULL, 's1', "
      "'', 8), "
      "('91A', NULL, NULL, NULL, NULL, 's1', '', 9)) AS t(uscc, holder_no, share_permille, from_on, to_on, "
      "source_id, source_sheet, source_row)");
  const RelationSet set = small_relations(R"(
purposes: {open: {label: 公开, english: open}}
relations:
  - {relation: holds, label: 股东, english: holds, table: company_role, from: {party: holder_no}, to: {organisation: uscc},
     since: from_on, until: to_on, share: share_permille, strength: confirmed, purposes: [open], says: "{from}{to}",
     says_en: "{from}{to}"})");
  const Graph graph = load_graph(*engine, set, standard_tables(), {}).value();
  ASSERT_EQ(graph.edges(), 2u);  // nobody holds nothing
  const auto arcs = graph.arcs(graph.find("P" + person).value());
  ASSERT_EQ(arcs.size(), 1u);
  EXPECT_EQ(graph.key(arcs[0].to), "O91A");
  EXPECT_EQ(date_of(arcs[0].since)->iso(), "2020-01-02");
  EXPECT_EQ(date_of(arcs[0].until)->iso(), "2021-03-04");
  EXPECT_EQ(graph.share(arcs[0].edge), 5'105'000);
  EXPECT_EQ(graph.source(arcs[0].edge).row, 7);
  const auto firm = graph.arcs(graph.find("O91B").value());
  ASSERT_EQ(firm.size(), 1u);
  EXPECT_EQ(date_of(firm[0].since), std::nullopt);
  EXPECT_EQ(graph.share(firm[0].edge), std::nullopt);
  EXPECT_FALSE(graph.find("P" + other).has_value());
}

}  // namespace
}  // namespace qy
