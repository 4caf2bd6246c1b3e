// What the lake says of one kind of entity, as records that a linkage takes.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "entity/records.h"
#include "lake/engine.h"
#include "lake/lake.h"
#include "lake/plan.h"
#include "resolve/entity_kind.h"

namespace qy {

// What people said of pairs of records (entity/judgements.h).
inline std::filesystem::path entity_judgements(const std::filesystem::path& workspace) {
  return workspace / "findings" / "entity-judgements.jsonl";
}

// What the entities of a lake are worked out from, and read again from.
struct EntityGround {
  const Lake& lake;
  const TableSet& tables;
  std::filesystem::path content;                 // with entities/
  std::string version;                           // of the program: another one resolves anew
  std::function<Result<std::string>()> prelude;  // the qy_ macros; asked for where the lake is read
  EngineOptions engine;
  const std::atomic<bool>* cancelled = nullptr;
  Executor* spark = nullptr;  // compares the pairs of a linkage; none: this process

  std::filesystem::path kind_folder(const std::string& kind) const {
    return lake.workspace() / "screening" / "entities" / kind;
  }
  std::filesystem::path judgements() const { return entity_judgements(lake.workspace()); }
  // Beside the table, what it was worked out over.
  std::filesystem::path resolved_over() const {
    return lake.workspace() / "screening" / "derived" / "entity.of";
  }
};

// A code and a name that rows of the lake hold together, and the first of these rows.
struct LakeRecord {
  std::string code, key, name;  // key: qy_code of the name
  std::string table, source_id, sheet;
  int64_t row = 0;
};
std::string record_id(const std::string& code, const std::string& key);

struct LakeRecords {
  Records records;
  std::vector<LakeRecord> told;  // by record
};

// The lake with the prelude, to be read.
Result<std::unique_ptr<Engine>> open_lake(const EntityGround& ground);
// In the order of `before` (place in an earlier run, by record id) and then as it comes.
Result<LakeRecords> read_lake_records(Engine& engine, const EntityGround& ground, const EntityKind& kind,
                                      const std::unordered_map<std::string, size_t>& before);

}  // namespace qy
