#include "lake/table.h"

#include <algorithm>
#include <array>

#include "lake/messages.h"
#include "text/messages.h"
#include "text/yaml.h"

namespace qy {
namespace {

constexpr std::array<std::pair<std::string_view, FieldType>, 15> kFieldTypes = {{
    {"text", FieldType::text},
    {"code", FieldType::code},
    {"integer", FieldType::integer},
    {"decimal", FieldType::decimal},
    {"money", FieldType::money},
    {"date", FieldType::date},
    {"timestamp", FieldType::timestamp},
    {"boolean", FieldType::boolean},
    {"uscc", FieldType::uscc},
    {"party_no", FieldType::party_no},
    {"citizen_no", FieldType::citizen_no},
    {"account_no", FieldType::account_no},
    {"phone", FieldType::phone},
    {"address", FieldType::address},
    {"secret", FieldType::secret},
}};

constexpr std::array<std::pair<std::string_view, Sensitivity>, 4> kSensitivities = {{
    {"public", Sensitivity::public_},
    {"internal", Sensitivity::internal},
    {"personal", Sensitivity::personal},
    {"restricted", Sensitivity::restricted},
}};

ColumnType stored_as(FieldType type) {
  switch (type) {
    case FieldType::integer:
    case FieldType::money:
      return ColumnType::int64;
    case FieldType::decimal:
      return ColumnType::decimal;
    case FieldType::date:
      return ColumnType::date;
    case FieldType::timestamp:
      return ColumnType::timestamp;
    case FieldType::boolean:
      return ColumnType::boolean;
    default:
      return ColumnType::text;
  }
}

template <class T, size_t N>
Result<T> one_of(const std::array<std::pair<std::string_view, T>, N>& names, const Yaml& node,
                 std::string_view key) {
  QY_TRY(const std::string text, node.required(key));
  for (const auto& [name, value] : names)
    if (name == text) return value;
  return node.wrong(say(kUnknownValue, key, text));
}

Result<Field> read_field(const Yaml& node) {
  QY_CHECK(node.only(
      {"name", "label", "english", "type", "unit", "required", "sensitivity", "synonyms", "values", "note"}));
  Field field;
  QY_TRY(field.name, node.required("name"));
  QY_TRY(field.label, node.required("label"));
  QY_TRY(field.english, node.required("english"));
  QY_TRY(field.type, one_of(kFieldTypes, node, "type"));
  QY_TRY(field.required, node.flag("required", false));
  QY_TRY(field.sensitivity, one_of(kSensitivities, node, "sensitivity"));
  QY_TRY(field.synonyms, node.texts("synonyms"));
  QY_TRY(field.values, node.texts("values"));
  field.unit = node.optional("unit");
  return field;
}

Result<Table> read_table(const Yaml& root) {
  QY_CHECK(root.only({"table", "label", "english", "domain", "purpose", "time", "key", "fields", "note"}));
  Table table;
  QY_TRY(table.name, root.required("table"));
  QY_TRY(table.label, root.required("label"));
  QY_TRY(table.english, root.required("english"));
  QY_TRY(table.domain, root.required("domain"));
  QY_TRY(table.purpose, root.required("purpose"));
  QY_TRY(table.key, root.texts("key"));
  table.time_field = root.optional("time");
  const Yaml* fields = root.find("fields");
  if (fields == nullptr) return root.wrong(say(kIsMissing, "fields"));
  for (const Yaml& node : fields->items()) {
    QY_TRY(Field field, read_field(node));
    if (table.field(field.name) != nullptr) return node.wrong(say(kFieldTwice, field.name));
    table.fields.push_back(std::move(field));
  }
  return table;
}

}  // namespace

const Field* Table::field(std::string_view wanted) const {
  const auto at =
      std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == wanted; });
  return at == fields.end() ? nullptr : &*at;
}

std::vector<ColumnSpec> Table::columns_of(const Field& field) {
  std::vector<ColumnSpec> columns = {{field.name, stored_as(field.type)}};
  if (field.type == FieldType::citizen_no || field.type == FieldType::account_no)
    columns.push_back({field.name + "_check", ColumnType::text});
  if (field.type == FieldType::citizen_no) {
    columns.push_back({field.name + "_born_on", ColumnType::date});
    columns.push_back({field.name + "_sex", ColumnType::text});
    columns.push_back({field.name + "_division", ColumnType::text});
  }
  if (field.type == FieldType::address)
    for (const char* ending : {"_place", "_division", "_extent"})
      columns.push_back({field.name + ending, ColumnType::text});
  if (field.personal() || field.type == FieldType::party_no)
    columns.push_back({field.name + "_sealed", ColumnType::blob});
  return columns;
}

std::vector<ColumnSpec> Table::columns() const {
  std::vector<ColumnSpec> columns;
  for (const Field& field : fields)
    for (ColumnSpec& column : columns_of(field)) columns.push_back(std::move(column));
  columns.push_back({"source_id", ColumnType::text});
  columns.push_back({"source_sheet", ColumnType::text});
  columns.push_back({"source_row", ColumnType::int64});
  columns.push_back({"batch_id", ColumnType::text});
  return columns;
}

Result<TableSet> TableSet::load(const std::filesystem::path& folder) {
  std::error_code ec;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ec))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  if (ec) return io_error(say(kTablesUnread, folder.string(), ec.message()));
  std::sort(files.begin(), files.end());

  TableSet set;
  for (const auto& file : files) {
    QY_TRY(const Yaml root, Yaml::load(file));
    QY_TRY(Table table, read_table(root));
    if (file.stem() != table.name) return root.wrong(say(kTablePlace, table.name));
    std::string name = table.name;
    set.tables_.emplace(std::move(name), std::move(table));
  }
  if (set.tables_.empty()) return not_found(say(kNoTables, folder.string()));
  return set;
}

const Table* TableSet::find(std::string_view name) const {
  const auto at = tables_.find(name);
  return at == tables_.end() ? nullptr : &at->second;
}

std::string_view name_of(FieldType type) {
  return kFieldTypes.at(size_t(type)).first;
}
std::string_view name_of(Sensitivity sensitivity) {
  return kSensitivities.at(size_t(sensitivity)).first;
}

std::string_view name_of(ColumnType type) {
  constexpr std::array<std::string_view, 7> kNames = {"text",      "int64",   "decimal", "date",
                                                      "timestamp", "boolean", "blob"};
  return kNames.at(size_t(type));
}

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "VARCHAR";
    case ColumnType::blob:
      return "BLOB";
    case ColumnType::int64:
      return "BIGINT";
    case ColumnType::decimal:
      return "DECIMAL(18,4)";
    case ColumnType::date:
      return "DATE";
    case ColumnType::timestamp:
      return "TIMESTAMP";
    case ColumnType::boolean:
      return "BOOLEAN";
  }
  return "VARCHAR";
}

}  // namespace qy
