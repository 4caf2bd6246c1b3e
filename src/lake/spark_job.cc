#include "lake/spark_job.h"

#include <nlohmann/json.hpp>

#include "lake/kernel.h"
#include "lake/spark_sql.h"
#include "lake/spark_steps.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

std::string spark_type(ColumnType type) {
  if (type == ColumnType::text) return "STRING";
  if (type == ColumnType::blob) return "BINARY";
  if (type == ColumnType::timestamp) return "TIMESTAMP_NTZ";
  return std::string(sql_type(type));
}

Result<Json> table_of(const PlanTable& table, const Macros& macros, const SparkPlaces& places) {
  Json json = {{"name", table.name}};
  std::string columns, nothing;
  for (const ColumnSpec& column : table.columns) {
    const std::string name = "\"" + column.name + "\"", type = spark_type(column.type);
    columns += (columns.empty() ? "`" : ", `") + column.name + "` " +
               type;  // a schema is no SQL: "x" is nothing there
    nothing += (nothing.empty() ? "SELECT " : ", ") + ("CAST(NULL AS " + type) + ") AS " + name;
  }
  json["columns"] = columns;
  QY_TRY(json["select"], spark_sql(table.select.empty() ? nothing + " WHERE 1 = 0" : table.select, macros));
  if (!table.select.empty()) return json;
  for (const fs::path& file : table.files) json["files"].push_back(places.url_of(file));
  return json;
}

std::string shell_word(const std::string& word) {
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

// Rows go to the filter and come back as a line of JSON each: no text in them can be taken for a separator.
std::string piped(const KernelCall& call, const std::string& sql, const fs::path& filter) {
  const std::string command = shell_word(filter.string()) + " filter " + std::string(call.kernel->name);
  const std::string added(call.kernel->name), a = call.a, b = call.b;
  return "SELECT told." + a + " AS " + a + ", told." + b + " AS " + b + ", told." + added + " AS " + added +
         " FROM (SELECT from_json(line, '" + a + " STRING, " + b + " STRING, " + added +
         " BIGINT') AS told FROM (SELECT TRANSFORM(line) USING " + Engine::literal(command) +
         " AS (line STRING) FROM (SELECT to_json(named_struct('" + a + "', " + a + ", '" + b + "', " + b +
         "), map('ignoreNullFields', 'false')) AS line FROM (\n" + sql +
         "\n) AS given) AS lines) AS answered) AS read";
}

std::string piped_by_line(const LineFilter& call, const std::string& sql, const fs::path& filter) {
  const std::string command = shell_word(filter.string()) + " filter " + call.words;
  std::string columns;
  for (size_t i = 0; i < call.columns.size(); ++i)
    columns += std::string(i == 0 ? "" : ", ") + "CAST(split_part(line, ' ', " + std::to_string(i + 1) +
               ") AS BIGINT) AS " + call.columns[i];
  return "SELECT * FROM (SELECT " + columns + " FROM (SELECT TRANSFORM(line) USING " +
         Engine::literal(command) + " AS (line STRING) FROM (\n" + sql +
         "\n) AS given) AS lines) AS answered" + (call.where.empty() ? "" : " WHERE " + call.where);
}

}  // namespace

std::string SparkPlaces::url_of(const fs::path& file) const {
  const std::string root = url.empty() ? "file://" + workspace.string() : url;
  const std::string below = fs::absolute(file).lexically_normal().lexically_relative(workspace).string();
  return (root.ends_with('/') ? root.substr(0, root.size() - 1) : root) + "/" + below;
}

Result<Json> spark_job(const Plan& plan, const Macros& macros, const SparkPlaces& places) {
  Json json = {{"share", plan.share},
               {"tables", Json::array()},
               {"put", Json::array()},
               {"relations", Json::array()},
               {"questions", Json::array()}};
  for (const PlanTable& table : plan.tables) {
    QY_TRY(Json one, table_of(table, macros, places));
    json["tables"].push_back(std::move(one));
    // What is seen by its path is seen where it lies.
    if (table.is_here_only && !places.url.empty() && !places.url.starts_with("file:"))
      for (const fs::path& file : table.files)
        json["put"].push_back({fs::absolute(file).string(), places.url_of(file)});
  }
  for (const PlanRelation& relation : plan.relations) {
    QY_TRY(const auto call, kernel_call_of(relation.sql));
    const std::string whole = call              ? piped(*call, relation.sql, places.filter)
                              : relation.filter ? piped_by_line(*relation.filter, relation.sql, places.filter)
                                                : relation.sql;
    QY_TRY(const std::string sql, spark_sql(whole, macros));
    json["relations"].push_back({{"name", relation.name}, {"sql", sql}});
  }
  for (const Question& question : plan.questions) {
    const SparkSteps taken_apart = steps_of(question.sql);
    Json steps = Json::array();
    for (const SparkStep& step : taken_apart.steps) {
      QY_TRY(const std::string sql, spark_sql(step.sql, macros));
      steps.push_back({{"name", step.name}, {"sql", sql}, {"once", step.readers > 1}});
    }
    QY_TRY(const std::string sql, spark_sql(taken_apart.rest, macros));
    json["questions"].push_back({{"id", question.id}, {"steps", steps}, {"sql", sql}});
  }
  return json;
}

}  // namespace qy
