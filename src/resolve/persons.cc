#include "resolve/persons.h"

#include <set>

namespace qy {
namespace {

std::string said_field(const ExactSource& source, const std::string& word) {
  const auto at = source.fields.find(word);
  return at == source.fields.end() ? "CAST(NULL AS VARCHAR)" : "\"" + at->second + "\"";
}

// What may tie two records: an account that a bank could pay to, a household number that is no line number.
std::string tying(const ExactSource& source, const ExactTie& tie, const TableSet& tables) {
  const auto at = source.fields.find(tie.of);
  if (at == source.fields.end()) return "CAST(NULL AS VARCHAR)";
  const std::string field = "\"" + at->second + "\"";
  std::string when = "length(" + field + ") >= " + std::to_string(tie.characters);
  if (tables.find(source.table)->field(at->second)->type == FieldType::account_no)
    when += " AND coalesce(" + at->second + "_check, 'valid') = 'valid'";
  return "CASE WHEN " + when + " THEN " + field + " END";
}

// Every row of every source that names somebody in a village, with number, what it shows, and where it stands.
std::string rows_select(const ExactKind& kind, const TableSet& tables) {
  std::string sql;
  for (const ExactSource& source : kind.from) {
    const std::string number = source.fields.at("number");
    sql += (sql.empty() ? "SELECT \"" : " UNION ALL SELECT \"") + number + "\" AS number, CASE WHEN \"" +
           number + "\" IS NULL THEN 'missing' ELSE coalesce(" + number + "_check, 'valid') END AS state, " +
           number + "_division AS division, " + number + "_sex AS sex, " + said_field(source, "name") +
           " AS name, " + said_field(source, "village") + " AS village, " + said_field(source, "account") +
           " AS account, " + said_field(source, "household") + " AS household";
    for (const ExactTie& tie : kind.by) sql += ", " + tying(source, tie, tables) + " AS by_" + tie.of;
    sql += ", '" + source.table + "' AS edge_table, source_id, source_sheet, source_row FROM " +
           source.table + " WHERE " + said_field(source, "name") + " IS NOT NULL AND " +
           said_field(source, "village") + " IS NOT NULL";
  }
  return sql;
}

constexpr std::string_view kOpenRows = R"(
CREATE OR REPLACE TEMP TABLE open_person AS
SELECT qy_person_key(number, name, village, account, household) AS person_key, coalesce(number, '') AS number, qy_code(name) AS name_key, village, {ties},
       min(division) AS division, max(division) AS other_division, min(sex) AS sex, max(sex) AS other_sex
FROM person_row
WHERE state NOT IN ('valid', 'foreign_document') AND name NOT LIKE '%*%' AND length(qy_code(name)) >= 2
GROUP BY person_key, coalesce(number, ''), qy_code(name), village, {ties})";

// Under a valid number, with a name and in a village that an open record has.
constexpr std::string_view kKnownRows = R"(
CREATE OR REPLACE TEMP TABLE known_person AS
SELECT number, name_key, village, {ties}, min(division) AS division, min(sex) AS sex, edge_table,
       min(struct_pack(id := source_id, sheet := source_sheet, line := source_row)) AS place
FROM (
  SELECT r.*, w.name_key
  FROM person_row r
  JOIN (SELECT name, qy_code(name) AS name_key FROM (SELECT DISTINCT name FROM person_row)) AS w ON w.name = r.name
  JOIN (SELECT DISTINCT name_key, village FROM open_person) AS o ON o.name_key = w.name_key AND o.village = r.village
  WHERE r.state = 'valid' AND r.number IS NOT NULL
) AS named
GROUP BY number, name_key, village, {ties}, edge_table)";

// What so many names, or so many numbers, share that it says nothing of one of them. A household's number is its village's.
constexpr std::string_view kCrowd = R"(
CREATE OR REPLACE TEMP TABLE crowd_{of} AS
SELECT by_{of} AS thing FROM person_row WHERE by_{of} IN (SELECT by_{of} FROM open_person)
GROUP BY by_{of} HAVING count(DISTINCT name) > {at_most} OR count(DISTINCT CASE WHEN state = 'valid' THEN number END) > {at_most})";

constexpr std::string_view kCrowdInVillage = R"(
CREATE OR REPLACE TEMP TABLE crowd_{of} AS
SELECT by_{of} AS thing, village FROM person_row WHERE by_{of} IN (SELECT by_{of} FROM open_person)
GROUP BY by_{of}, village HAVING count(DISTINCT name) > {at_most} OR count(DISTINCT CASE WHEN state = 'valid' THEN number END) > {at_most})";

constexpr std::string_view kClaim = R"(
SELECT o.person_key, o.number AS written, o.name_key, o.village, k.number AS person_no, k.edge_table, k.place, {nth} AS nth,
       CASE WHEN o.division <> k.division OR o.other_division <> k.division OR o.sex <> k.sex OR o.other_sex <> k.sex THEN 1 ELSE 0 END AS contradicted
FROM open_person o
JOIN known_person k ON k.name_key = o.name_key AND k.village = o.village AND k.by_{of} = o.by_{of}
WHERE NOT EXISTS (SELECT 1 FROM crowd_{of} c WHERE c.thing = o.by_{of}{in_village}))";

// One person, whom nothing speaks against, and who alone bears this number as written under this name in this village.
constexpr std::string_view kSettled = R"(
SELECT c.person_key, c.person_no, c.edge_table, min(c.nth) AS nth, min(c.place).id AS source_id, min(c.place).sheet AS source_sheet, min(c.place).line AS source_row
FROM claim c
WHERE c.person_key NOT IN (SELECT person_key FROM claim GROUP BY person_key HAVING count(DISTINCT person_no) > 1 OR max(contradicted) = 1)
  AND NOT EXISTS (SELECT 1 FROM (SELECT written, name_key, village FROM claim WHERE written <> '' GROUP BY written, name_key, village
                                 HAVING count(DISTINCT person_no) > 1) AS t
                  WHERE t.written = c.written AND t.name_key = c.name_key AND t.village = c.village)
GROUP BY c.person_key, c.person_no, c.edge_table
ORDER BY c.person_key, c.edge_table)";

// A household's number counts within its village alone, an account's everywhere.
bool is_of_village(const ExactTie& tie) {
  return tie.of == "household";
}

Result<void> gather_claims(Engine& engine, const ExactKind& kind, const std::string& ties) {
  QY_CHECK(engine.execute(with(kKnownRows, {{"{ties}", ties}})));
  std::string claims;
  for (size_t nth = 0; nth < kind.by.size(); ++nth) {
    const ExactTie& tie = kind.by[nth];
    const std::vector<std::pair<std::string, std::string>> words{
        {"{in_village}", is_of_village(tie) ? " AND c.village = o.village" : ""},
        {"{of}", tie.of},
        {"{at_most}", std::to_string(tie.at_most)},
        {"{nth}", std::to_string(nth)}};
    QY_CHECK(engine.execute(with(is_of_village(tie) ? kCrowdInVillage : kCrowd, words)));
    claims += (claims.empty() ? "" : " UNION ALL ") + with(kClaim, words);
  }
  return engine.execute("CREATE OR REPLACE TEMP TABLE claim AS " + claims);
}

Result<void> check_words(const ExactKind& kind) {
  for (const ExactSource& source : kind.from)
    for (const char* word : {"number", "name", "village"})
      if (!source.fields.contains(word))
        return invalid("entities：" + kind.kind + " 的 " + source.table + " 要写 " + word + " (is needed)");
  for (const ExactTie& tie : kind.by) {
    if (tie.of != "account" && tie.of != "household")
      return invalid("entities：" + kind.kind + " 的 by 只能写 account、household (account or household)");
    if (tie.at_most == 0)
      return invalid("entities：" + kind.kind + " 的 " + tie.of +
                     " 要写 at_most：最多几个人共用 (is needed)");
  }
  if (kind.by.empty()) return invalid("entities：" + kind.kind + " 要写 by (by is needed)");
  return {};
}

}  // namespace

Result<PersonsFound> find_persons(Engine& engine, const ExactKind& kind, const TableSet& tables,
                                  const Judgements& judged) {
  QY_CHECK(check_words(kind));
  std::string ties;
  for (const ExactTie& tie : kind.by) ties += (ties.empty() ? "by_" : ", by_") + tie.of;
  QY_CHECK(engine.execute("CREATE OR REPLACE TEMP VIEW person_row AS " + rows_select(kind, tables)));
  QY_CHECK(engine.execute(with(kOpenRows, {{"{ties}", ties}})));
  PersonsFound out;
  QY_TRY(out.records, count_of(engine, "SELECT count(*) FROM open_person"));
  if (out.records == 0) return out;
  QY_CHECK(gather_claims(engine, kind, ties));
  QY_TRY(const int64_t claimed, count_of(engine, "SELECT count(DISTINCT person_key) FROM claim"));
  QY_TRY(const Rows rows, engine.query(kSettled));
  std::set<std::string> told;
  for (const auto& cells : rows.cells) {
    PersonOf person{.key = to_text(cells[0]), .number = to_text(cells[1])};
    if (is_judged_out(judged, person.key, person.number)) continue;
    const ExactTie& tie = kind.by[size_t(std::get<int64_t>(cells[3]))];
    person.basis = tie.chinese;
    person.basis_en = tie.english;
    person.table = to_text(cells[2]);
    person.source_id = to_text(cells[4]);
    person.sheet = to_text(cells[5]);
    if (const auto* row = std::get_if<int64_t>(&cells[6])) person.row = *row;
    told.insert(person.key);
    out.told.push_back(std::move(person));
  }
  out.in_doubt = claimed - int64_t(told.size());
  return out;
}

}  // namespace qy
