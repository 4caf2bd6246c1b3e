// The entities of one kind as the last run left them, whole, to be looked at: whose records they are, why each is there, what
// holds them together. Nothing is worked out anew that the rules would then see otherwise.
//
// Source: the run's folder and the lake (resolve/lake_entities.h), read together and only where they still fit.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entity/cohesion.h"
#include "resolve/entity_keys.h"
#include "resolve/explained.h"

namespace qy {

// Why a record is of its entity, as the rules are told; none of a record that no rule is told of, since its name may be two
// firms'.
struct RecordBasis {
  std::string chinese, english;
  double probability = 1;
  bool is_merged = false;
};

struct KeptEntity {
  RecordIndex named_after = 0;
  std::vector<RecordIndex> records;  // in the lake's order
  std::string number, name;          // a valid code where there is one; the fullest name
  bool is_merged = false;            // some record is there by more than one row
};

struct KeptEntities {
  EntityKind kind;
  LakeRecords lake;
  KeptRun run;
  std::vector<Cohesion> cohesion;                 // by record, at the one that the entity is named after
  std::vector<std::optional<RecordBasis>> basis;  // by record
  std::vector<KeptEntity> entities;               // by name
  std::vector<size_t> entity_at;                  // by record: place in `entities`
  std::unordered_map<std::string, RecordIndex> by_reference;
  std::unordered_map<std::string, size_t> by_key;  // a code, or the letters of a name, of one merged entity

  const KeptEntity& entity_of(RecordIndex record) const { return entities[entity_at[record]]; }
  std::string record_id(RecordIndex record) const { return std::string(run_ids()[record]); }
  std::string reference(RecordIndex record) const;

 private:
  const RecordIds& run_ids() const { return lake.records.ids; }
};

// What stands for a record, and for the entity named after it, in an address and in an answer: 16 hex digits, no name.
std::string record_reference(std::string_view kind, std::string_view record_id);

// None where there was no run, or where the lake or the definitions have moved on since: the records are others now.
Result<std::shared_ptr<const KeptEntities>> read_kept_entities(const EntityGround& ground, Engine& lake,
                                                               const EntityKind& kind);

// Columns of which no value is shown: accounts and telephones, whose fields hold personal data (tables/*.yaml).
bool is_personal(const EntityKind& kind, const TableSet& tables, std::string_view column);

}  // namespace qy
