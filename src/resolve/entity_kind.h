// A kind of entity that the lake's own tables speak of, as data: entities/*.yaml. The first of them, entities/firm.yaml,
// explains the words.
//
//   rows of payment, contract, bid … ──▶ one record a code and name ──▶ entity/linkage.h ──▶ table `entity`
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "entity/link_config.h"
#include "lake/table.h"

namespace qy {

// Rows of one table that name such an entity.
struct EntitySource {
  std::string table, name;                                  // the field that holds the name
  std::vector<std::string> codes;                           // the first that is there is the code
  std::vector<std::pair<std::string, std::string>> others;  // as the configuration calls it -> field
};

// What an officer reads for a level of a comparison.
struct LevelWords {
  std::string of, level, chinese, english;
};

struct EntityKind {
  std::string kind, label, english, purpose;
  std::vector<EntitySource> from;
  LinkConfig config;
  std::vector<LevelWords> says;
  std::string text;  // of the file: a result depends on it
};

// Every *.yaml of the folder, in order of name.
Result<std::vector<std::filesystem::path>> entity_files(const std::filesystem::path& folder);

// Every *.yaml of the folder but those of resolve/exact_kind.h; the error names file and line. Fails where a table or a field is not
// there.
Result<std::vector<EntityKind>> load_entity_kinds(const std::filesystem::path& folder,
                                                  const TableSet& tables);

// One row a code and qy_code(name): code, key (of the name), name, what else is compared, and the first row of the lake that
// says so (edge_table, source_id, source_sheet, source_row). In order of code and key. DuckDB's spelling.
std::string records_select(const EntityKind& kind, const TableSet& tables);

}  // namespace qy
