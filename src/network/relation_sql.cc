// Relations as SQL over the lake, in DuckDB's spelling: the graph is built in process, whichever engine asks
// the rules.
#include "lake/engine.h"
#include "network/relation.h"

namespace qy {
namespace {

std::string quoted(const std::string& name) {
  return "\"" + name + "\"";
}

bool is_name(const Table& table, const std::string& name) {
  const Field* field = table.field(name);
  return field != nullptr && field->type == FieldType::text;
}

// The first of the fields that is there. A name stands in for a missing code by its letters and characters
// (qy_code of the prelude); four and fewer could be a private person's and are left out.
std::string number_of(const RelationEnd& end, const Table& table) {
  std::string text;
  for (const std::string& field : end.fields) {
    const std::string column = quoted(field);
    text += (text.empty() ? "" : ", ") +
            (is_name(table, field) && end.kind == NodeKind::organisation
                 ? "CASE WHEN length(" + column + ") > 4 THEN qy_code(" + column + ") END"
                 : column);
  }
  return end.fields.size() == 1 ? text : "coalesce(" + text + ")";
}

// A person's token is 32 small hexadecimal digits (seal/seal.h); no code of an organisation looks like that.
std::string key_of(const RelationEnd& end, const Table& table) {
  const std::string number = number_of(end, table);
  if (!end.is_party) return "'" + std::string(1, letter_of(end.kind)) + "' || " + number;
  return "CASE WHEN length(" + number + ") = 32 AND regexp_full_match(" + number +
         ", '[0-9a-f]*') THEN 'P' ELSE 'O' END || " + number;
}

std::string day_of(const std::string& field) {
  return field.empty() ? "CAST(NULL AS DATE)" : "CAST(" + quoted(field) + " AS DATE)";
}

}  // namespace

std::string node_key(NodeKind kind, std::string_view number) {
  return letter_of(kind) + std::string(number);
}

std::string edge_select(const Relation& relation, const TableSet& tables) {
  const Table& table = *tables.find(relation.table);
  std::string sql = "SELECT " + key_of(relation.from, table) + " AS a, " + key_of(relation.to, table) +
                    " AS b, " + day_of(relation.since) + " AS since, " + day_of(relation.until) +
                    " AS until, CAST(" + (relation.share.empty() ? "NULL" : quoted(relation.share)) +
                    " AS DECIMAL(18,4)) AS share, source_id, source_sheet, source_row FROM " + relation.table;
  if (!relation.where.empty()) sql += " WHERE " + relation.where;
  sql = "SELECT * FROM (" + sql + ") AS edges WHERE length(a) > 1 AND length(b) > 1 AND a <> b";
  if (!relation.is_once) return sql;
  return "SELECT a, b, since, until, share, place.id AS source_id, place.sheet AS source_sheet, place.line "
         "AS "
         "source_row FROM (SELECT a, b, min(since) AS since, max(until) AS until, max(share) AS share, "
         "min(struct_pack(id := source_id, sheet := source_sheet, line := source_row)) AS place FROM (" +
         sql + ") AS rows_of_pairs GROUP BY a, b) AS pairs";
}

}  // namespace qy
