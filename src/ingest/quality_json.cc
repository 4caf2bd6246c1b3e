#include <nlohmann/json.hpp>

#include "ingest/messages.h"
#include "ingest/quality.h"

namespace qy {
namespace {

Json json_of(const FieldQuality& field) {
  Json json = {
      {"field", field.field}, {"label", field.label}, {"filled", field.filled}, {"empty", field.empty}};
  const auto put = [&](const char* name, int64_t count) {
    if (count != 0) json[name] = count;
  };
  put("placeholders", field.placeholders);
  put("padded", field.padded);
  put("replaced", field.replaced);
  put("mojibake", field.mojibake);
  put("negatives", field.negatives);
  if (field.is_constant) json["constant"] = field.constant;
  if (!field.checks.empty()) json["checks"] = field.checks;
  for (const auto& [month, money] : field.by_month)
    json["by_month"][month] = {{"rows", money.rows}, {"median_fen", money.median_fen}};
  return json;
}

FieldQuality field_of(const Json& json) {
  FieldQuality field;
  field.field = json.at("field");
  field.label = json.at("label");
  field.filled = json.at("filled");
  field.empty = json.at("empty");
  field.placeholders = json.value("placeholders", int64_t(0));
  field.padded = json.value("padded", int64_t(0));
  field.replaced = json.value("replaced", int64_t(0));
  field.mojibake = json.value("mojibake", int64_t(0));
  field.negatives = json.value("negatives", int64_t(0));
  field.is_constant = json.contains("constant");
  field.constant = json.value("constant", std::string());
  if (json.contains("checks"))
    for (const auto& [check, count] : json["checks"].items()) field.checks[check] = count;
  if (json.contains("by_month"))
    for (const auto& [month, money] : json["by_month"].items())
      field.by_month[month] = {money.at("rows"), money.at("median_fen")};
  return field;
}

Json json_of(const TableQuality& table) {
  Json json = {{"table", table.table},
               {"label", table.label},
               {"rows", table.rows},
               {"time_field", table.time_field},
               {"rows_by_month", table.rows_by_month},
               {"rows_without_time", table.rows_without_time},
               {"on_first_of_january", table.on_first_of_january},
               {"on_last_of_december", table.on_last_of_december},
               {"keyed_rows", table.keyed_rows},
               {"repeated_keys", table.repeated_keys},
               {"repeated_rows", table.repeated_rows},
               {"is_estimate", table.is_estimate},
               {"sketch", {{"mask", table.sketch.mask}, {"hashes", table.sketch.text()}}}};
  for (const FieldQuality& field : table.fields) json["fields"].push_back(json_of(field));
  return json;
}

Result<TableQuality> table_of(const Json& json) {
  TableQuality table;
  table.table = json.at("table");
  table.label = json.at("label");
  table.rows = json.at("rows");
  table.time_field = json.at("time_field");
  for (const auto& [month, rows] : json.at("rows_by_month").items()) table.rows_by_month[month] = rows;
  table.rows_without_time = json.at("rows_without_time");
  table.on_first_of_january = json.at("on_first_of_january");
  table.on_last_of_december = json.at("on_last_of_december");
  table.keyed_rows = json.at("keyed_rows");
  table.repeated_keys = json.at("repeated_keys");
  table.repeated_rows = json.at("repeated_rows");
  table.is_estimate = json.at("is_estimate");
  if (json.contains("sketch")) {
    const Json& sketch = json["sketch"];
    QY_TRY(table.sketch,
           RowSketch::from(sketch.at("mask"), sketch.at("hashes").get_ref<const std::string&>()));
  }
  for (const Json& field : json.at("fields")) table.fields.push_back(field_of(field));
  return table;
}

Json json_of(const Warning& warning) {
  Json json = {
      {"field", warning.field}, {"trouble", std::string(name_of(warning.trouble))}, {"count", warning.count}};
  for (const auto& example : warning.examples)
    json["examples"].push_back({{"sheet", example.sheet}, {"row", example.row}, {"text", example.text}});
  return json;
}

Warning warning_of(const Json& json) {
  Warning warning;
  warning.field = json.at("field");
  warning.count = json.at("count");
  const std::string trouble = json.at("trouble");
  for (int t = 0; t <= int(Trouble::formula_without_value); ++t)
    if (name_of(Trouble(t)) == trouble) warning.trouble = Trouble(t);
  if (json.contains("examples"))
    for (const Json& example : json["examples"])
      warning.examples.push_back({example.at("sheet"), example.at("row"), example.at("text")});
  return warning;
}

}  // namespace

Json to_json(const Quality& quality) {
  Json json = {{"source_id", quality.source_id},
               {"name", quality.name},
               {"profile", quality.profile},
               {"batch_id", quality.batch_id},
               {"format", quality.format},
               {"encoding", quality.encoding},
               {"damaged_characters", quality.damaged_characters},
               {"formulas_without_value", quality.formulas_without_value},
               {"error_cells", quality.error_cells},
               {"hidden_sheets", quality.hidden_sheets},
               {"external_links", quality.external_links},
               {"reader_remarks", Json::array()},
               {"rows_read", quality.rows_read},
               {"rows_kept", quality.rows_kept},
               {"rows_refused", quality.rows_refused},
               {"refused", Json::array()},
               {"warnings", Json::array()},
               {"tables", Json::array()}};
  for (const Said& remark : quality.reader_remarks)
    json["reader_remarks"].push_back({{"chinese", remark.chinese}, {"english", remark.english}});
  for (const auto& refused : quality.refused)
    json["refused"].push_back(
        {{"reason", refused.reason}, {"field", refused.field}, {"count", refused.count}});
  for (const Warning& warning : quality.warnings) json["warnings"].push_back(json_of(warning));
  for (const TableQuality& table : quality.tables) json["tables"].push_back(json_of(table));
  return json;
}

Result<Quality> quality_from_json(std::string_view text, const std::string& what) {
  QY_TRY(const Json json, parse_json(text, what));
  try {
    Quality quality;
    quality.source_id = json.at("source_id");
    quality.name = json.at("name");
    quality.profile = json.at("profile");
    quality.batch_id = json.at("batch_id");
    quality.format = json.at("format");
    quality.encoding = json.at("encoding");
    quality.damaged_characters = json.at("damaged_characters");
    quality.formulas_without_value = json.at("formulas_without_value");
    quality.error_cells = json.at("error_cells");
    quality.hidden_sheets = json.at("hidden_sheets");
    quality.external_links = json.at("external_links");
    for (const Json& remark : json.at("reader_remarks"))
      quality.reader_remarks.push_back({remark.at("chinese"), remark.at("english")});
    quality.rows_read = json.at("rows_read");
    quality.rows_kept = json.at("rows_kept");
    quality.rows_refused = json.at("rows_refused");
    for (const Json& count : json.at("refused"))
      quality.refused.push_back({count.at("reason"), count.at("field"), count.at("count")});
    for (const Json& warning : json.at("warnings")) quality.warnings.push_back(warning_of(warning));
    for (const Json& one : json.at("tables")) {
      QY_TRY(TableQuality table, table_of(one));
      quality.tables.push_back(std::move(table));
    }
    return quality;
  } catch (const nlohmann::json::exception& e) {
    return damaged(say(kReportDamaged, what, e.what()));
  }
}

}  // namespace qy
