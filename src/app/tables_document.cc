#include "app/tables_document.h"

namespace qy {
namespace {

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

std::string note_of(const Field& field) {
  std::string note = field.required ? "必填" : "";
  if (!field.unit.empty()) note += (note.empty() ? "" : "；") + ("单位：" + field.unit);
  if (!field.values.empty()) note += (note.empty() ? "" : "；") + joined(field.values, " / ");
  return note;
}

}  // namespace

std::string table_document(const Table& table) {
  std::string text =
      "## " + table.name + " " + table.label + "\n\n" + table.english + ". " + table.purpose + "\n\n";
  if (!table.time_field.empty()) text += "时间字段 time: `" + table.time_field + "`  \n";
  if (!table.key.empty()) text += "查重字段 key: `" + joined(table.key, "`, `") + "`\n";
  text += "\n| 字段 field | 名称 | English | 类型 type | 敏感级 | 说明 |\n|---|---|---|---|---|---|\n";
  for (const Field& field : table.fields)
    text += "| `" + field.name + "` | " + field.label + " | " + field.english + " | " +
            std::string(name_of(field.type)) + " | " + std::string(name_of(field.sensitivity)) + " | " +
            note_of(field) + " |\n";
  return text + "\n";
}

std::string tables_document(const TableSet& tables) {
  std::string text =
      "# 标准表 Standard tables\n\n"
      "由 `qingyuan tables docs` 从 `tables/*.yaml` 生成，请勿手改。Generated from `tables/*.yaml`; do not "
      "edit.\n\n"
      "每行数据另带来源：`source_id`（文件的 SM3 前 16 "
      "位）、`source_sheet`、`source_row`、`batch_id`。个人字段只存不可逆的令牌和密文，"
      "见 `src/lake/table.h`。\n\n";
  for (const auto& [name, table] : tables.all()) text += table_document(table);
  return text;
}

}  // namespace qy
