// The relations at the size of a prefecture, for measuring: made-up tables in Parquet, read by the shipped
// relations (relations/*.yaml) into the graph and asked, the plain engine beside it.
//
//   network make DIR PEOPLE          Parquet of PEOPLE persons, a fifth as many firms, four edges a person
//   network ask DIR CONTENT          builds the graph, asks all officials, and single paths; prints seconds
//   network plain DIR CONTENT UNITS  recursive SQL in DuckDB over the same edges, for so many units
//
// Everybody is drawn by a hash of his number, so that the same size gives the same county.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "network/load.h"
#include "network/reach.h"

namespace {

namespace fs = std::filesystem;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// One made-up table: rows 0 … count - 1 and, for each, its columns; $P, $F, $U stand for how many persons,
// firms and units there are, h(n) for a number drawn by row and n.
struct Made {
  std::string table;
  int64_t per_mille;  // rows for each thousand persons
  std::string columns;
};

const std::string kPerson = "md5('p' || (%))", kFirm = "'91F' || (%)", kUnit = "'12U' || (%)";

std::string key(const std::string& pattern, const std::string& number) {
  std::string text = pattern;
  text.replace(text.find('%'), 1, number);
  return text;
}

// Officials are the first twentieth of the persons, forty to a unit.
std::vector<Made> made_tables() {
  const std::string role_days =
      "DATE '2010-01-01' + CAST(h(7) % 3650 AS INTEGER) AS from_on, CASE WHEN h(8) % 4 = 0 "
      "THEN DATE '2021-01-01' + CAST(h(9) % 1400 AS INTEGER) END AS to_on";
  return {
      {"payroll", 50,
       key(kPerson, "i") + " AS citizen_no, " + key(kUnit, "i % $U") +
           " AS unit_code, CAST(NULL AS VARCHAR) AS "
           "unit_name, DATE '2012-01-01' AS from_on, CAST(NULL AS DATE) AS to_on, md5('a' || i) AS "
           "account_no, 'valid' AS "
           "account_no_check"},
      {"kin_declaration", 150,
       key(kPerson, "i % ($P // 20)") + " AS official_citizen_no, " + key(kPerson, "h(1) % $P") +
           " AS relative_citizen_no"},
      {"household_member", 1000,
       key(kPerson, "i") + " AS citizen_no, 'H' || (h(1) % ($P // 4)) AS household_no, DATE '2005-01-01' AS "
                           "moved_in_on, CAST(NULL AS DATE) AS moved_out_on"},
      {"company", 200,
       key(kFirm, "i") + " AS uscc, " + key(kPerson, "h(1) % $P") +
           " AS legal_representative_no, DATE '2012-01-01' AS "
           "founded_on, md5('t' || (h(2) % ($F * 9 // 10))) AS phone"},
      {"company_role", 1400,
       key(kFirm, "i % $F") + " AS uscc, CASE WHEN h(1) % 20 = 0 THEN " + key(kFirm, "h(2) % $F") + " ELSE " +
           key(kPerson, "h(2) % $P") +
           " END AS holder_no, CASE i // $F WHEN 0 THEN 'legal_representative' WHEN 1 THEN 'shareholder' "
           "WHEN 2 THEN "
           "'shareholder' WHEN 3 THEN 'director' WHEN 4 THEN 'director' WHEN 5 THEN 'supervisor' ELSE "
           "'manager' END "
           "AS role, CAST(100 + h(3) % 500 AS DECIMAL(18,4)) AS share_permille, " +
           role_days},
      {"social_insurance", 1600,
       key(kPerson, "h(1) % $P") + " AS citizen_no, " + key(kFirm, "h(2) % $F") +
           " AS unit_code, DATE '2015-01-01' + "
           "CAST(h(3) % 2000 AS INTEGER) AS from_on, CAST(NULL AS DATE) AS to_on"},
      {"payment", 250,
       key(kUnit, "h(1) % $U") + " AS payer_code, CAST(NULL AS VARCHAR) AS payer_name, " +
           key(kFirm, "h(2) % ($F // 10)") +
           " AS payee_code, CAST(NULL AS VARCHAR) AS payee_tax_no, CAST(NULL AS VARCHAR) AS payee_name, "
           "md5('b' || (h(2) % "
           "($F // 10))) AS payee_account, 'valid' AS payee_account_check, DATE '2022-01-01' + CAST(h(3) % "
           "1400 AS "
           "INTEGER) AS \"on\""},
  };
}

// Tables that the relations name and that this county has not.
std::string empty_table(const qy::Table& table) {
  std::string columns;
  for (const qy::ColumnSpec& column : table.columns())
    columns += (columns.empty() ? "" : ", ") + ("CAST(NULL AS " + std::string(qy::sql_type(column.type))) +
               ") AS \"" + column.name + "\"";
  return "CREATE VIEW " + table.name + " AS SELECT " + columns + " WHERE false";
}

qy::Result<void> make(const fs::path& folder, int64_t people) {
  QY_TRY(const auto engine, qy::open_duckdb({}));
  QY_CHECK(engine->execute("CREATE MACRO h(n) AS (0)"));
  for (const Made& made : made_tables()) {
    std::string columns = made.columns;
    const auto put = [&](const std::string& place, const std::string& value) {
      for (size_t at = 0; (at = columns.find(place, at)) != std::string::npos; at += value.size())
        columns.replace(at, place.size(), value);
    };
    for (int n = 1; n <= 9; ++n)
      put("h(" + std::to_string(n) + ")",
          "CAST(hash(i, '" + made.table + "', " + std::to_string(n) + ") % 9007199254740993 AS BIGINT)");
    put("$P", std::to_string(people));
    put("$F", std::to_string(people / 5));
    put("$U", std::to_string(people / 20 / 40));
    QY_CHECK(engine->execute("COPY (SELECT " + columns +
                             ", 'made' AS source_id, '' AS source_sheet, i AS source_row "
                             "FROM range(" +
                             std::to_string(people * made.per_mille / 1000) + ") AS r(i)) TO " +
                             qy::Engine::literal((folder / (made.table + ".parquet")).string()) +
                             " (FORMAT parquet)"));
  }
  return {};
}

qy::Result<std::unique_ptr<qy::Engine>> open(const fs::path& folder, const qy::TableSet& tables) {
  QY_TRY(auto engine, qy::open_duckdb({.spill_folder = folder / "spill", .memory_bytes = int64_t(3) << 30}));
  QY_CHECK(engine->execute("CREATE MACRO qy_code(s) AS upper(s)"));
  for (const auto& [name, table] : tables.all()) {
    const fs::path file = folder / (name + ".parquet");
    QY_CHECK(engine->execute(fs::exists(file) ? "CREATE VIEW " + name + " AS SELECT * FROM read_parquet(" +
                                                    qy::Engine::literal(file.string()) + ")"
                                              : empty_table(table)));
  }
  return engine;
}

struct Asked {
  qy::TableSet tables;
  qy::RelationSet relations;
  qy::RelationMask walk = 0, dealings = 0;
};

qy::Result<Asked> asked_of(const fs::path& content) {
  QY_TRY(qy::TableSet tables, qy::TableSet::load(content / "tables"));
  QY_TRY(qy::RelationSet relations, qy::RelationSet::load(content / "relations"));
  Asked asked{std::move(tables), std::move(relations)};
  asked.dealings = asked.relations.for_purpose("dealing");
  asked.walk = asked.relations.for_purpose("conflict_of_interest") & ~asked.relations.offices();
  return asked;
}

// Ten thousand pairs of an official and a firm, one after the other.
void ask_single_paths(const qy::Graph& graph, const Asked& asked, const std::vector<qy::TieGroup>& groups) {
  constexpr size_t kPairs = 10'000;
  std::vector<double> millis;
  size_t found = 0;
  for (size_t i = 0; i < kPairs; ++i) {
    const qy::TieGroup& group = groups[i * 7919 % groups.size()];
    const auto start = std::chrono::steady_clock::now();
    found += !qy::paths_between(graph, asked.relations,
                                {.from = group.from[i % group.from.size()].node,
                                 .to = group.to[i % group.to.size()].node,
                                 .within = 4,
                                 .walk = asked.walk})
                  .paths.empty();
    millis.push_back(seconds_since(start) * 1000);
  }
  std::sort(millis.begin(), millis.end());
  std::printf(
      "single path within 4 steps: median %.3f ms, 99 of 100 within %.3f ms, slowest %.3f ms (%zu of %zu "
      "tied)\n",
      millis[kPairs / 2], millis[kPairs * 99 / 100], millis.back(), found, kPairs);
}

qy::Result<void> ask(const fs::path& folder, const fs::path& content) {
  QY_TRY(const Asked asked, asked_of(content));
  QY_TRY(auto engine, open(folder, asked.tables));
  auto start = std::chrono::steady_clock::now();
  QY_TRY(const qy::Graph graph,
         load_graph(*engine, asked.relations, asked.tables,
                    {.wanted = asked.walk | asked.dealings | asked.relations.offices()}));
  engine.reset();
  std::printf("build: %.2f s (%zu nodes, %zu edges)\n", seconds_since(start), graph.nodes(), graph.edges());
  start = std::chrono::steady_clock::now();
  const auto groups = officials_and_suppliers(graph, asked.relations.offices(), asked.dealings);
  size_t officials = 0, suppliers = 0;
  for (const qy::TieGroup& group : groups) {
    officials += group.from.size();
    suppliers += group.to.size();
  }
  QY_TRY(const auto ties, ties_within(graph, asked.relations, groups, {.within = 4, .walk = asked.walk}));
  std::printf(
      "all officials to suppliers of their own units: %.2f s (%zu units, %zu posts, %zu supplies, %zu "
      "tied)\n",
      seconds_since(start), groups.size(), officials, suppliers, ties.size());
  ask_single_paths(graph, asked, groups);
  return {};
}

// The same question by recursive SQL: hubs marked as the relations say, days left out, which makes it easier.
qy::Result<void> plain(const fs::path& folder, const fs::path& content, int units) {
  QY_TRY(const Asked asked, asked_of(content));
  QY_TRY(const auto engine, open(folder, asked.tables));
  auto start = std::chrono::steady_clock::now();
  std::string edges;
  for (size_t i = 0; i < asked.relations.all().size(); ++i)
    if ((asked.walk >> i & 1) != 0) {
      const qy::Relation& relation = asked.relations.all()[i];
      const auto least = [](int hub) { return std::to_string(hub == 0 ? 1'000'000'000 : hub); };
      edges += (edges.empty() ? "" : " UNION ALL ") +
               ("SELECT hash(a) AS a, hash(b) AS b FROM (SELECT a, b, count(*) OVER (PARTITION BY a) AS "
                "of_a, count(*) "
                "OVER (PARTITION BY b) AS of_b FROM (" +
                edge_select(relation, asked.tables) + ") AS e) AS counted WHERE of_a <= " +
                least(relation.from.hub) + " AND of_b <= " + least(relation.to.hub));
    }
  QY_CHECK(engine->execute("CREATE TABLE one_way AS " + edges));
  QY_CHECK(
      engine->execute("CREATE TABLE edge AS SELECT a, b FROM one_way UNION ALL SELECT b, a FROM one_way"));
  std::printf("plain engine: edges %.2f s\n", seconds_since(start));
  start = std::chrono::steady_clock::now();
  QY_TRY(
      const qy::Rows rows,
      engine->query(
          "WITH RECURSIVE chosen AS (SELECT DISTINCT unit_code FROM payroll ORDER BY unit_code LIMIT " +
          std::to_string(units) +
          "), official AS (SELECT DISTINCT unit_code, hash('P' || citizen_no) AS official FROM payroll WHERE "
          "unit_code IN (SELECT unit_code FROM chosen)), supplier AS (SELECT DISTINCT payer_code AS "
          "unit_code, "
          "hash('O' || payee_code) AS supplier FROM payment WHERE payer_code IN (SELECT unit_code FROM "
          "chosen)), "
          "walk(unit_code, official, node, steps) AS (SELECT unit_code, official, official, 0 FROM official "
          "UNION "
          "SELECT w.unit_code, w.official, e.b, w.steps + 1 FROM walk w JOIN edge e ON e.a = w.node WHERE "
          "w.steps "
          "< 4) SELECT count(*) FROM (SELECT DISTINCT w.unit_code, w.official, w.node FROM walk w JOIN "
          "supplier s "
          "ON s.unit_code = w.unit_code AND s.supplier = w.node) AS tied"));
  std::printf("plain engine: %d units %.2f s (%s tied)\n", units, seconds_since(start),
              qy::to_text(rows.cells[0][0]).c_str());
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 3 ? argv[1] : "";
  const qy::Result<void> done = what == "make"                ? make(argv[2], std::atoll(argv[3]))
                                : what == "ask"               ? ask(argv[2], argv[3])
                                : what == "plain" && argc > 4 ? plain(argv[2], argv[3], std::atoi(argv[4]))
                                                              : qy::invalid("network make|ask|plain DIR …");
  if (!done.ok()) std::fprintf(stderr, "network: %s\n", done.error().message.c_str());
  return done.ok() ? 0 : 1;
}
