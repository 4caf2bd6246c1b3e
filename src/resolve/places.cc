#include "resolve/places.h"

#include <set>

namespace qy {
namespace {

std::string addresses_select(const ExactKind& kind) {
  std::string sql;
  for (const ExactSource& source : kind.from) {
    const std::string field = source.fields.at("address");
    sql += (sql.empty() ? "SELECT \"" : " UNION ALL SELECT \"") + field + "\" AS address_key, " + field +
           "_place AS place, " + field + "_division AS division, " + field + "_extent AS extent, '" +
           source.table + "' AS edge_table, source_id, source_sheet, source_row FROM " + source.table +
           " WHERE \"" + field + "\" IS NOT NULL";
  }
  return sql;
}

// Each spelling once. One that two versions of the program have read in two ways is of neither place.
constexpr std::string_view kSpellings = R"(
CREATE OR REPLACE TEMP TABLE spelling AS
SELECT address_key, min(place) AS place, min(division) AS division,
       count(DISTINCT place) = 1 AND count(DISTINCT coalesce(division, '')) = 1 AS is_clear
FROM address_row WHERE extent = 'house' AND place IS NOT NULL
GROUP BY address_key)";

// The division whose register a file is, by addresses that say theirs; a city's or a province's code (…00) says too little.
constexpr std::string_view kRegisters = R"(
CREATE OR REPLACE TEMP TABLE register_division AS
SELECT edge_table, source_id, arg_max(division, n) AS division
FROM (SELECT edge_table, source_id, division, count(DISTINCT address_key) AS n FROM address_row
      WHERE division IS NOT NULL AND division NOT LIKE '%00' GROUP BY edge_table, source_id, division) AS said
GROUP BY edge_table, source_id
HAVING max(n) >= {rows} AND max(n) * 100 >= {percent} * sum(n))";

constexpr std::string_view kPlaced = R"(
CREATE OR REPLACE TEMP TABLE placed AS
SELECT address_key, place, division, TRUE AS said FROM spelling WHERE is_clear AND division IS NOT NULL
UNION ALL
SELECT s.address_key, s.place, k.division, FALSE
FROM spelling s
JOIN (SELECT place, min(division) AS division FROM spelling WHERE division IS NOT NULL
      GROUP BY place HAVING count(DISTINCT division) = 1) AS k ON k.place = s.place
WHERE s.is_clear AND s.division IS NULL
  AND NOT EXISTS (SELECT 1 FROM address_row r LEFT JOIN register_division d ON d.edge_table = r.edge_table AND d.source_id = r.source_id
                  WHERE r.address_key = s.address_key AND d.division IS DISTINCT FROM k.division))";

constexpr std::string_view kTold = R"(
SELECT p.address_key, p.division || '|' || p.place AS place_id, p.said, o.edge_table,
       min(o.line).id AS source_id, min(o.line).sheet AS source_sheet, min(o.line).line AS source_row
FROM placed p
JOIN (SELECT q.division, q.place, q.address_key, r.edge_table, min(struct_pack(id := r.source_id, sheet := r.source_sheet, line := r.source_row)) AS line
      FROM placed q JOIN address_row r ON r.address_key = q.address_key
      GROUP BY q.division, q.place, q.address_key, r.edge_table) AS o
  ON o.division = p.division AND o.place = p.place AND o.address_key <> p.address_key
GROUP BY p.address_key, p.division, p.place, p.said, o.edge_table
ORDER BY p.address_key, o.edge_table)";

// Places that the lake knows somewhere, and spellings of theirs that were left to none.
constexpr std::string_view kInDoubt = R"(
SELECT count(*) FROM spelling s WHERE s.address_key NOT IN (SELECT address_key FROM placed)
  AND (NOT s.is_clear OR s.place IN (SELECT place FROM spelling WHERE division IS NOT NULL)))";

Result<void> check_place_words(const ExactKind& kind) {
  for (const ExactSource& source : kind.from)
    if (!source.fields.contains("address"))
      return invalid("entities：" + kind.kind + " 的 " + source.table + " 要写 address (is needed)");
  if (kind.by.size() != 2 || kind.by[0].of != "place" || kind.by[1].of != "division")
    return invalid("entities：" + kind.kind + " 的 by 要依次写 place、division (place, then division)");
  if (kind.by[1].rows < 1 || kind.by[1].percent <= 50 || kind.by[1].percent > 100)
    return invalid("entities：" + kind.kind +
                   " 的 division 要写 rows 和 51 到 100 的 percent "
                   "(rows, and percent from 51 to 100)");
  return {};
}

}  // namespace

Result<PlacesFound> find_places(Engine& engine, const ExactKind& kind, const Judgements& judged) {
  QY_CHECK(check_place_words(kind));
  QY_CHECK(engine.execute("CREATE OR REPLACE TEMP VIEW address_row AS " + addresses_select(kind)));
  QY_CHECK(engine.execute(std::string(kSpellings)));
  PlacesFound out;
  QY_TRY(out.records, count_of(engine, "SELECT count(*) FROM spelling"));
  QY_TRY(out.unread, count_of(engine,
                              "SELECT count(DISTINCT address_key) FROM address_row WHERE extent IS NULL "
                              "AND address_key NOT IN (SELECT address_key FROM spelling)"));
  const ExactTie& division = kind.by[1];
  QY_CHECK(engine.execute(with(kRegisters, {{"{rows}", std::to_string(division.rows)},
                                            {"{percent}", std::to_string(division.percent)}})));
  QY_CHECK(engine.execute(std::string(kPlaced)));
  QY_TRY(out.in_doubt, count_of(engine, kInDoubt));
  QY_TRY(const Rows rows, engine.query(std::string(kTold)));
  std::set<std::string> judged_out;
  for (const auto& cells : rows.cells) {
    PlaceOf one{.key = to_text(cells[0]), .place = to_text(cells[1])};
    if (is_judged_out(judged, one.key, one.place)) {
      judged_out.insert(one.key);
      continue;
    }
    one.division_said = std::get<bool>(cells[2]);
    const ExactTie& tie = kind.by[one.division_said ? 0 : 1];
    one.basis = tie.chinese;
    one.basis_en = tie.english;
    one.table = to_text(cells[3]);
    one.source_id = to_text(cells[4]);
    one.sheet = to_text(cells[5]);
    if (const auto* row = std::get_if<int64_t>(&cells[6])) one.row = *row;
    out.told.push_back(std::move(one));
  }
  out.in_doubt += int64_t(judged_out.size());
  return out;
}

}  // namespace qy
