#include "resolve/entity_kind.h"

#include <algorithm>

#include "base/disk.h"
#include "resolve/exact_kind.h"
#include "text/yaml.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

Result<EntitySource> source_of(const Yaml& node, const TableSet& tables) {
  EntitySource out;
  QY_TRY(out.table, node.required("table"));
  const Table* table = tables.find(out.table);
  if (table == nullptr) return node.wrong("没有表 " + out.table + " (no such table)");
  QY_TRY(out.codes, node.texts("code"));
  QY_TRY(out.name, node.required("name"));
  for (const auto& [word, value] : node.entries())
    if (word != "table" && word != "code" && word != "name") out.others.emplace_back(word, value.text());
  std::vector<std::string> fields = out.codes;
  fields.push_back(out.name);
  for (const auto& [word, field] : out.others) fields.push_back(field);
  for (const std::string& field : fields)
    if (table->field(field) == nullptr)
      return node.wrong("表 " + out.table + " 没有字段 " + field + " (no such field)");
  return out;
}

Result<EntityKind> kind_of(const Yaml& root, const TableSet& tables) {
  QY_CHECK(root.only({"kind", "label", "english", "purpose", "from", "resolve", "says"}));
  EntityKind out;
  QY_TRY(out.kind, root.required("kind"));
  QY_TRY(out.label, root.required("label"));
  QY_TRY(out.english, root.required("english"));
  QY_TRY(out.purpose, root.required("purpose"));
  QY_TRY(const auto from, root.list("from"));
  for (const Yaml& node : from) {
    QY_TRY(EntitySource source, source_of(node, tables));
    out.from.push_back(std::move(source));
  }
  const Yaml* resolve = root.find("resolve");
  if (out.from.empty() || resolve == nullptr)
    return root.wrong("要写 from 和 resolve (from and resolve are needed)");
  QY_TRY(out.config, link_config_of(*resolve));
  out.config.id = "id";
  QY_TRY(const auto says, root.list("says"));
  for (const Yaml& node : says) {
    QY_CHECK(node.only({"of", "level", "chinese", "english"}));
    out.says.push_back(
        {node.optional("of"), node.optional("level"), node.optional("chinese"), node.optional("english")});
  }
  return out;
}

std::string quoted(const std::string& name) {
  return "\"" + name + "\"";
}

// A value that a spreadsheet damaged, or that stands for none, ties nobody (ingest marks accounts so).
std::string checked(const std::string& field, const Table& table) {
  const Field* spec = table.field(field);
  if (spec == nullptr || spec->type != FieldType::account_no) return quoted(field);
  return "CASE WHEN " + field + "_check NOT IN ('placeholder', 'damaged') THEN " + quoted(field) + " END";
}

std::string source_select(const EntitySource& source, const std::vector<std::string>& others,
                          const Table& table) {
  std::string code;
  for (const std::string& field : source.codes) code += quoted(field) + ", ";
  std::string sql = "SELECT coalesce(" + code + "'') AS code, " + quoted(source.name) + " AS name";
  for (const std::string& word : others) {
    const auto at = std::find_if(source.others.begin(), source.others.end(),
                                 [&](const auto& other) { return other.first == word; });
    sql += ", " + (at == source.others.end() ? "CAST(NULL AS VARCHAR)" : checked(at->second, table)) +
           " AS " + quoted(word);
  }
  return sql + ", '" + source.table + "' AS edge_table, source_id, source_sheet, source_row FROM " +
         source.table;
}

}  // namespace

Result<std::vector<fs::path>> entity_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code ec;
  fs::directory_iterator entries(folder, ec);
  if (ec)
    return not_found(folder.string() +
                     "：打不开，程序的 entities/ 不全 (the program's entities/ cannot be read)");
  for (const auto& entry : entries)
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::vector<EntityKind>> load_entity_kinds(const fs::path& folder, const TableSet& tables) {
  QY_TRY(const auto files, entity_files(folder));
  std::vector<EntityKind> out;
  for (const fs::path& file : files) {
    QY_TRY(const std::string text, read_file(file));
    QY_TRY(const Yaml root, Yaml::parse(text, file.string()));
    if (is_exact_kind(root)) continue;
    QY_TRY(EntityKind kind, kind_of(root, tables));
    kind.text = text;
    out.push_back(std::move(kind));
  }
  return out;
}

std::string records_select(const EntityKind& kind, const TableSet& tables) {
  std::vector<std::string> others;
  for (const EntitySource& source : kind.from)
    for (const auto& [word, field] : source.others)
      if (std::find(others.begin(), others.end(), word) == others.end()) others.push_back(word);
  std::string rows, firsts;
  for (const EntitySource& source : kind.from)
    rows += (rows.empty() ? "" : " UNION ALL ") + source_select(source, others, *tables.find(source.table));
  for (const std::string& word : others) firsts += ", min(" + quoted(word) + ") AS " + quoted(word);
  return "SELECT code, key, name" +
         [&] {
           std::string list;
           for (const std::string& word : others) list += ", " + quoted(word);
           return list;
         }() +
         ", place.t AS edge_table, place.id AS source_id, place.sheet AS source_sheet, place.line AS "
         "source_row FROM "
         "(SELECT code, qy_code(name) AS key, min(name) AS name" +
         firsts +
         ", min(struct_pack(t := edge_table, id := source_id, sheet := source_sheet, line := source_row)) AS "
         "place "
         "FROM (" +
         rows +
         ") AS rows_that_name "
         "WHERE length(name) > 4 AND length(qy_code(name)) > 4 AND name NOT LIKE '%**%' AND upper(name) NOT "
         "LIKE '%REDACTED%' "
         "AND NOT regexp_full_match(code, '[0-9a-f]{32}') "
         "GROUP BY code, qy_code(name)) AS named ORDER BY code, key";
}

}  // namespace qy
