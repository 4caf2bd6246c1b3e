#include "resolve/lake_entities.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "base/clock.h"
#include "base/disk.h"
#include "base/json_book.h"
#include "entity/judgements.h"
#include "lake/derived_rows.h"
#include "lake/parquet_file.h"
#include "resolve/entity_keys.h"
#include "resolve/entity_kind.h"
#include "resolve/past_linkage.h"
#include "resolve/persons.h"
#include "resolve/places.h"
#include "resolve/spark_pairs.h"
#include "seal/seal.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

struct EarlierLake {
  PastLinkage past;
  std::unordered_map<std::string, size_t> place;  // by record id
};

// The earlier run, where new records can join it: its definitions are the same ones.
std::optional<EarlierLake> earlier_lake(const EntityGround& ground, const EntityKind& kind) {
  const fs::path folder = ground.kind_folder(kind.kind);
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

// The row of the lake that says so: of a record, or of a person.
template <typename Told>
void put_place(DerivedRows& out, const Told& told) {
  out.text("edge_table", told.table);
  out.text("source_id", told.source_id);
  out.text("source_sheet", told.sheet);
  out.number("source_row", told.row);
  out.text("batch_id", "");
}

Result<LakeEntities> resolve_kind(const EntityGround& ground, Engine& engine, const EntityKind& kind,
                                  DerivedRows& out) {
  const fs::path folder = ground.kind_folder(kind.kind);
  auto earlier = earlier_lake(ground, kind);
  QY_TRY(LakeRecords lake,
         read_lake_records(engine, ground, kind,
                           earlier ? earlier->place : std::unordered_map<std::string, size_t>()));
  QY_TRY(Judgements judgements, JudgementBook(ground.judgements()).load());
  LinkOptions options{.judgements = &judgements, .cancelled = ground.cancelled};
  EarlierRun onto;
  LakeEntities facts{.kind = kind.kind, .label = kind.label, .records = int64_t(lake.records.size())};
  if (earlier && joins(*earlier, lake.records)) {
    QY_TRY(onto.entity_of, read_past_entities(folder, lake.records));
    if (only_adds(judgements, earlier->past.judged)) {
      onto.model = std::move(earlier->past.model);
      QY_TRY(onto.links, read_past_links(folder, lake.records));
      facts.added = int64_t(lake.records.size() - onto.entity_of.size());
      options.onto = &onto;
    } else {
      options.named = &onto.entity_of;
    }
  }
  std::optional<SparkPairs> pairs;
  if (ground.spark != nullptr) {
    pairs.emplace(*ground.spark, lake.records, kind.config, kind.text,
                  SparkPairs::Place{ground.lake.workspace() / "screening" / "pairs", ground.cancelled});
    options.scorer = &*pairs;
  }
  QY_TRY(const Linkage linkage, link(lake.records, kind.config, options));
  QY_TRY(const auto keys,
         entity_keys(kind, lake, {linkage.model, linkage.clusters.entity_of, linkage.links, judgements}));
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
    put_place(out, record);
  }
  for (size_t i = 0; i < lake.records.size(); ++i)
    facts.entities += linkage.clusters.entity_of[i] == i ? 1 : 0;
  facts.keys = int64_t(keys.size());
  facts.guessed = linkage.guessed;
  QY_CHECK(write_linkage(folder, lake.records, kind.config, linkage));
  QY_CHECK(write_past(folder,
                      {.config_text = kind.text, .config_name = kind.kind, .judged = std::move(judgements)}));
  return facts;
}

Result<void> log_run(const EntityGround& ground, const std::string& purpose, const LakeEntities& facts,
                     const std::string& state) {
  Json line{{"at", SystemClock().stamp()}, {"kind", facts.kind},       {"purpose", purpose}, {"over", state},
            {"opened", Json::array()},     {"records", facts.records}, {"keys", facts.keys}};
  if (facts.in_doubt >= 0) {
    line["in_doubt"] = facts.in_doubt;
    if (facts.unread > 0) line["unread"] = facts.unread;
  } else {
    line["entities"] = facts.entities;
    line["added"] = facts.added;
  }
  return JsonBook(ground.lake.workspace() / "findings" / "entities-resolved.jsonl").append(line);
}

// A table that was worked out over this very state.
bool stands(const fs::path& file, const std::string& state) {
  std::error_code ec;
  const auto stood = read_file(fs::path(file).replace_extension(".of"));
  return stood.ok() && *stood == state && fs::exists(file, ec);
}

Result<LakeEntities> tell_persons(const EntityGround& ground, Engine& engine, const ExactKind& kind,
                                  DerivedRows& out) {
  QY_TRY(const Judgements judgements, JudgementBook(ground.judgements()).load());
  QY_TRY(const PersonsFound found, find_persons(engine, kind, ground.tables, judgements));
  std::string_view last;
  int64_t known = 0;
  for (const PersonOf& person : found.told) {
    known += person.key != last ? 1 : 0;
    last = person.key;
    out.text("person_key", person.key);
    out.text("person_no", person.number);
    out.text("basis", person.basis);
    out.text("basis_en", person.basis_en);
    put_place(out, person);
  }
  return LakeEntities{.kind = kind.kind,
                      .label = kind.label,
                      .records = found.records,
                      .keys = known,
                      .in_doubt = found.in_doubt};
}

Result<LakeEntities> tell_places(const EntityGround& ground, Engine& engine, const ExactKind& kind,
                                 DerivedRows& out) {
  QY_TRY(const Judgements judgements, JudgementBook(ground.judgements()).load());
  QY_TRY(const PlacesFound found, find_places(engine, kind, judgements));
  std::string_view last;
  int64_t known = 0;
  for (const PlaceOf& place : found.told) {
    known += place.key != last ? 1 : 0;
    last = place.key;
    out.text("address_key", place.key);
    out.text("place_id", place.place);
    out.number("division_said", place.division_said ? 1 : 0);
    out.text("basis", place.basis);
    out.text("basis_en", place.basis_en);
    put_place(out, place);
  }
  return LakeEntities{.kind = kind.kind,
                      .label = kind.label,
                      .records = found.records,
                      .keys = known,
                      .in_doubt = found.in_doubt,
                      .unread = found.unread};
}

}  // namespace

Result<std::string> entities_depend_on(const EntityGround& ground) {
  QY_TRY(const auto kinds, load_entity_kinds(ground.content / "entities", ground.tables));
  QY_TRY(const auto exact, load_exact_kinds(ground.content / "entities", ground.tables));
  std::string text = ground.version;
  for (const EntityKind& kind : kinds) text += kind.text;
  for (const ExactKind& kind : exact) text += kind.text;
  std::error_code ec;
  if (!fs::exists(ground.judgements(), ec)) return text;
  QY_TRY(const std::string book, read_file(ground.judgements()));
  return text + book;
}

Result<std::string> entities_state(const EntityGround& ground) {
  QY_TRY(std::string state, entities_depend_on(ground));
  QY_TRY(const auto batches, ground.lake.batches());
  for (const BatchManifest& batch : batches) state += "|" + batch.batch_id;
  return sm3_hex(state);
}

Result<PlanTable> entity_table(const Lake& lake, std::string_view name) {
  QY_TRY(const auto tables, lake.tables());
  const auto table = std::ranges::find(tables, name, &PlanTable::name);
  if (table == tables.end()) return not_found("没有表 (no table) " + std::string(name));
  return *table;
}

bool is_entity_table(std::string_view name) {
  return name == kEntityTable || name == kPersonTable || name == kAddressTable;
}

Result<void> resolve_tables(const EntityGround& ground, const std::set<std::string, std::less<>>& names,
                            std::vector<PlanTable>& tables) {
  for (PlanTable& table : tables) {
    if (!names.contains(table.name)) continue;
    if (table.name == kEntityTable) QY_CHECK(resolve_lake(ground, table));
    if (table.name == kPersonTable || table.name == kAddressTable) QY_CHECK(resolve_exact(ground, table));
  }
  return {};
}

Result<std::vector<LakeEntities>> resolve_lake(const EntityGround& ground, PlanTable& table) {
  QY_TRY(const auto kinds, load_entity_kinds(ground.content / "entities", ground.tables));
  QY_TRY(const std::string state, entities_state(ground));
  const fs::path of = ground.resolved_over();
  const fs::path file = fs::path(of).replace_extension(".parquet");
  table.files = {file};
  if (stands(file, state)) return std::vector<LakeEntities>();
  QY_TRY(const auto engine, open_lake(ground));
  DerivedRows rows(table.columns);
  std::vector<LakeEntities> out;
  QY_CHECK(make_folder(ground.lake.workspace() / "findings"));
  for (const EntityKind& kind : kinds) {
    QY_TRY(LakeEntities facts, resolve_kind(ground, *engine, kind, rows));
    QY_CHECK(log_run(ground, kind.purpose, facts, state));
    out.push_back(std::move(facts));
  }
  QY_CHECK(write_parquet(file, table.columns, rows.rows()));
  QY_CHECK(write_file(of, state));
  return out;
}

Result<std::vector<LakeEntities>> resolve_exact(const EntityGround& ground, PlanTable& table) {
  QY_TRY(const auto kinds, load_exact_kinds(ground.content / "entities", ground.tables));
  QY_TRY(const std::string state, entities_state(ground));
  const fs::path file = ground.resolved_over().parent_path() / (table.name + ".parquet");
  table.files = {file};
  if (stands(file, state)) return std::vector<LakeEntities>();
  QY_TRY(const auto engine, open_lake(ground));
  DerivedRows rows(table.columns);
  std::vector<LakeEntities> out;
  QY_CHECK(make_folder(ground.lake.workspace() / "findings"));
  for (const ExactKind& kind : kinds) {
    if (kind.table != table.name) continue;
    QY_TRY(LakeEntities facts, table.name == kAddressTable ? tell_places(ground, *engine, kind, rows)
                                                           : tell_persons(ground, *engine, kind, rows));
    QY_CHECK(log_run(ground, kind.purpose, facts, state));
    out.push_back(std::move(facts));
  }
  QY_CHECK(write_parquet(file, table.columns, rows.rows()));
  QY_CHECK(write_file(fs::path(file).replace_extension(".of"), state));
  return out;
}

}  // namespace qy
