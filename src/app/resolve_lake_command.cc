#include "app/resolve_lake_command.h"

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/entity_ground.h"
#include "app/spark_words.h"
#include "base/json.h"
#include "entity/messages.h"
#include "lake/engine.h"

namespace qy {
namespace {

struct LakeWords {
  std::string folder;
  bool as_json = false;
  std::string engine = "local";
  SparkWords spark;
};

// What rests on more than a code and a name in one row.
Result<Rows> merged(const PlanTable& table) {
  QY_TRY(auto engine, open_duckdb({.threads = 1}));
  return engine->query(
      "SELECT kind, entity_id, entity_name, entity_key, name, basis, basis_en, CAST(probability AS DOUBLE) "
      "AS probability, edge_table, source_id, "
      "source_sheet, source_row FROM read_parquet(" +
      Engine::literal(table.files.front().string()) + ") WHERE basis NOT IN (" +
      Engine::literal(kBasisItself.chinese) + ", " + Engine::literal(kBasisOneRow.chinese) +
      ") ORDER BY kind, entity_id, entity_key");
}

void print(const Rows& rows) {
  for (const auto& row : rows.cells)
    std::printf("%s  %s\n  = %s  %s  (%.4f)\n", to_text(row[1]).c_str(), to_text(row[2]).c_str(),
                to_text(row[4]).c_str(), to_text(row[5]).c_str(), std::get<double>(row[7]));
}

Json json_of(const Rows& rows) {
  Json all = Json::array();
  for (const auto& row : rows.cells) {
    Json one;
    for (size_t i = 0; i < rows.names.size(); ++i) one[rows.names[i]] = to_text(row[i]);
    one["probability"] = std::get<double>(row[7]);
    all.push_back(std::move(one));
  }
  return all;
}

Result<void> resolve_lake_now(const LakeWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(PlanTable table, entity_table(workspace->lake()));
  EntityGround ground = entity_ground(*workspace);
  std::unique_ptr<Executor> spark;
  if (words.engine == "spark") {
    QY_TRY(const RuleSet rules, workspace->rules());
    QY_TRY(spark, spark_of(words.spark, rules, words.folder));
    ground.spark = spark.get();
  }
  QY_TRY(const auto runs, resolve_lake(ground, table));
  QY_TRY(PlanTable persons, entity_table(workspace->lake(), kPersonTable));
  QY_TRY(const auto person_runs, resolve_exact(ground, persons));
  QY_TRY(PlanTable addresses, entity_table(workspace->lake(), kAddressTable));
  QY_TRY(const auto address_runs, resolve_exact(ground, addresses));
  QY_TRY(const Rows rows, merged(table));
  if (words.as_json) {
    std::printf("%s\n", json_of(rows).dump(2).c_str());
    return {};
  }
  if (runs.empty()) std::printf("%s\n", say(kLakeStands).text().c_str());
  for (const LakeEntities& run : runs) {
    std::printf("%s\n",
                say(kLakeResolved, run.label, run.records, run.entities, rows.cells.size()).text().c_str());
    for (const std::string& comparison : run.guessed)
      std::printf("%s\n", say(kGuessed, comparison).text().c_str());
  }
  for (const LakeEntities& run : person_runs)  // how many, and never who
    std::printf("%s\n", say(kPersonsResolved, run.label, run.records, run.keys, run.in_doubt).text().c_str());
  for (const LakeEntities& run : address_runs) {
    std::printf("%s\n", say(kPlacesResolved, run.label, run.records, run.keys, run.in_doubt).text().c_str());
    if (run.unread > 0) std::printf("%s\n", say(kPlacesUnread, run.label, run.unread).text().c_str());
  }
  print(rows);
  return {};
}

}  // namespace

void add_resolve_lake(CommandLine& line, CLI::App& resolve) {
  auto words = std::make_shared<LakeWords>();
  CLI::App* command = resolve.add_subcommand(
      "lake",
      "湖里各表所说的谁是谁，筛查时自动先做 (who is who in the lake's own tables; screening does it first)");
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  command->add_flag("--json", words->as_json, "JSON");
  command->add_option("--engine", words->engine, "比对在本机或 Spark 上 (pairs compared here or on Spark)")
      ->check(CLI::IsMember({"local", "spark"}));
  add_spark_words(*command, words->spark);
  command->callback([&line, words] { line.chosen = [words] { return resolve_lake_now(*words); }; });
}

}  // namespace qy
