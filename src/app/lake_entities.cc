#include "app/lake_entities.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "app/commands.h"
#include "app/content.h"
#include "app/derived_rows.h"
#include "app/entity_keys.h"
#include "app/entity_kind.h"
#include "app/past_linkage.h"
#include "base/clock.h"
#include "base/disk.h"
#include "base/json_book.h"
#include "entity/judgements.h"
#include "lake/engine.h"
#include "lake/parquet_file.h"
#include "text/normalize.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

fs::path kind_folder(const Workspace& workspace, const std::string& kind) {
  return workspace.folder() / "screening" / "entities" / kind;
}
fs::path judgement_file(const Workspace& workspace) {
  return workspace.folder() / "findings" / "entity-judgements.jsonl";
}

// What the lake says of this kind, in the order of `before` and then as it comes.
Result<LakeRecords> read_lake(Workspace& workspace, Engine& engine, const EntityKind& kind,
                              const std::unordered_map<std::string, size_t>& before) {
  QY_TRY(const Rows rows, engine.query(records_select(kind, workspace.tables())));
  std::vector<std::pair<size_t, size_t>> order;  // place in the earlier run, row
  for (size_t row = 0; row < rows.cells.size(); ++row) {
    const auto at = before.find(record_id(to_text(rows.cells[row][0]), to_text(rows.cells[row][1])));
    order.emplace_back(at == before.end() ? before.size() : at->second, row);
  }
  std::sort(order.begin(), order.end());
  const auto lineage = size_t(rows.column("edge_table"));
  LakeRecords out;
  for (const size_t column : {size_t(0), size_t(2)})
    out.records.columns.emplace_back().name = rows.names[column];
  for (size_t column = 3; column < lineage; ++column)
    out.records.columns.emplace_back().name = rows.names[column];
  for (const auto& [place, row] : order) {
    const std::vector<Value>& cells = rows.cells[row];
    LakeRecord record{.code = to_text(cells[0]),
                      .key = to_text(cells[1]),
                      .name = to_text(cells[2]),
                      .table = to_text(cells[lineage]),
                      .source_id = to_text(cells[lineage + 1]),
                      .sheet = to_text(cells[lineage + 2])};
    if (const auto* number = std::get_if<int64_t>(&cells[lineage + 3])) record.row = *number;
    out.records.ids.add(record_id(record.code, record.key));
    out.records.tables.push_back(0);
    size_t at = 0;
    const auto put = [&](const std::string& value) {
      RecordColumn& column = out.records.columns[at++];
      column.codes.push_back(column.values.add(value));
    };
    put(record.code);
    put(normalize_name(record.name));
    for (size_t column = 3; column < lineage; ++column) put(to_text(cells[column]));
    out.told.push_back(std::move(record));
  }
  return out;
}

struct EarlierLake {
  PastLinkage past;
  std::unordered_map<std::string, size_t> place;  // by record id
};

// The earlier run, where new records can join it: its definitions are the same ones.
std::optional<EarlierLake> earlier_lake(const Workspace& workspace, const EntityKind& kind) {
  const fs::path folder = kind_folder(workspace, kind.kind);
  auto past = read_past(folder, &kind.config);
  if (!past.ok() || past->config_text != kind.text) return {};
  auto ids = read_past_ids(folder);
  if (!ids.ok()) return {};
  EarlierLake out{.past = std::move(past).value()};
  for (std::string& id : *ids) out.place.emplace(std::move(id), out.place.size());
  return out;
}

// Joins what stood where every record of it is still there and fewer are new than were old: a model learned from
// little is not kept for much.
bool joins(const EarlierLake& earlier, const Records& records) {
  const size_t old = earlier.place.size();
  if (records.size() < old || records.size() - old > old) return false;
  for (size_t i = 0; i < old; ++i)
    if (!earlier.place.contains(std::string(records.ids[i]))) return false;
  return true;
}

Result<LakeEntities> resolve_kind(Workspace& workspace, Engine& engine, const EntityKind& kind,
                                  DerivedRows& out) {
  const fs::path folder = kind_folder(workspace, kind.kind);
  auto earlier = earlier_lake(workspace, kind);
  QY_TRY(LakeRecords lake, read_lake(workspace, engine, kind,
                                     earlier ? earlier->place : std::unordered_map<std::string, size_t>()));
  LinkOptions options{.cancelled = &interrupted};
  EarlierRun onto;
  LakeEntities facts{.kind = kind.kind, .label = kind.label, .records = int64_t(lake.records.size())};
  if (earlier && joins(*earlier, lake.records)) {
    onto.model = std::move(earlier->past.model);
    QY_TRY(onto.entity_of, read_past_entities(folder, lake.records));
    QY_TRY(onto.links, read_past_links(folder, lake.records));
    facts.added = int64_t(lake.records.size() - onto.entity_of.size());
    options.onto = &onto;
  }
  QY_TRY(const Judgements judgements, JudgementBook(judgement_file(workspace)).load());
  options.judgements = &judgements;
  QY_TRY(const Linkage linkage, link(lake.records, kind.config, options));
  QY_TRY(const auto keys, entity_keys(kind, lake, linkage));
  for (const EntityKey& key : keys) {
    const LakeRecord& record = lake.told[key.record];
    out.text("kind", kind.kind);
    out.text("entity_key", key.key);
    out.text("entity_id", key.entity_id);
    out.text("name", record.name);
    out.text("entity_name", key.entity_name);
    out.text("basis", key.basis);
    out.text("basis_en", key.basis_en);
    out.share("probability", int32_t(key.probability * 10000));
    out.text("edge_table", record.table);
    out.text("source_id", record.source_id);
    out.text("source_sheet", record.sheet);
    out.number("source_row", record.row);
    out.text("batch_id", "");
  }
  for (size_t i = 0; i < lake.records.size(); ++i)
    facts.entities += linkage.clusters.entity_of[i] == i ? 1 : 0;
  facts.keys = int64_t(keys.size());
  facts.guessed = linkage.guessed;
  QY_CHECK(write_linkage(folder, lake.records, kind.config, linkage));
  QY_CHECK(write_past(folder, {.config_text = kind.text, .config_name = kind.kind}));
  return facts;
}

Result<void> log_run(const Workspace& workspace, const EntityKind& kind, const LakeEntities& facts,
                     const std::string& state) {
  return JsonBook(workspace.folder() / "findings" / "entities-resolved.jsonl")
      .append({{"at", SystemClock().stamp()},
               {"kind", kind.kind},
               {"purpose", kind.purpose},
               {"over", state},
               {"opened", Json::array()},
               {"records", facts.records},
               {"entities", facts.entities},
               {"keys", facts.keys},
               {"added", facts.added}});
}

}  // namespace

Result<std::string> entities_depend_on(const Workspace& workspace) {
  QY_TRY(const auto kinds, load_entity_kinds(workspace.content() / "entities", workspace.tables()));
  std::string text(kVersion);
  for (const EntityKind& kind : kinds) text += kind.text;
  std::error_code ec;
  if (!fs::exists(judgement_file(workspace), ec)) return text;
  QY_TRY(const std::string book, read_file(judgement_file(workspace)));
  return text + book;
}

Result<std::vector<LakeEntities>> resolve_lake(Workspace& workspace, PlanTable& table) {
  QY_TRY(const auto kinds, load_entity_kinds(workspace.content() / "entities", workspace.tables()));
  QY_TRY(std::string state, entities_depend_on(workspace));
  QY_TRY(const auto batches, workspace.lake().batches());
  for (const BatchManifest& batch : batches) state += "|" + batch.batch_id;
  state = sm3_hex(state);
  const fs::path folder = workspace.folder() / "screening" / "derived";
  const fs::path file = folder / (table.name + ".parquet"), of = folder / (table.name + ".of");
  table.files = {file};
  std::error_code ec;
  if (const auto stood = read_file(of); stood.ok() && *stood == state && fs::exists(file, ec))
    return std::vector<LakeEntities>();
  QY_TRY(auto engine, open_duckdb({.spill_folder = workspace.folder() / "spill",
                                   .memory_bytes = workspace.settings().memory_bytes}));
  QY_TRY(const RuleSet rules, workspace.rules());
  QY_CHECK(engine->execute(rules.prelude()));
  QY_CHECK(workspace.lake().attach(*engine));
  DerivedRows rows(table.columns);
  std::vector<LakeEntities> out;
  QY_CHECK(make_folder(workspace.folder() / "findings"));
  for (const EntityKind& kind : kinds) {
    QY_TRY(LakeEntities facts, resolve_kind(workspace, *engine, kind, rows));
    QY_CHECK(log_run(workspace, kind, facts, state));
    out.push_back(std::move(facts));
  }
  QY_CHECK(write_parquet(file, table.columns, rows.rows()));
  QY_CHECK(write_file(of, state));
  return out;
}

}  // namespace qy
