// Files in and out of `qingyuan resolve`: whatever ingest can read becomes records; entities, links and the
// model become files that any program reads.
//
//   OUT/entities.csv   record,table,entity_id
//   OUT/links.csv      a,b,bits,probability; strongest first
//   OUT/clusters.csv   entity_id,records,weakest_a,weakest_b,bits,probability: what holds each entity of two
//   and more OUT/model.json     per comparison and level: m, u, bits; per key: records, groups, pairs
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/linkage.h"

namespace qy {

// The first row of a file holds its columns. Columns of one name are one column over all files; a file
// without it says nothing there. Texts are normalised as names are (text/normalize.h).
Result<Records> read_records(const std::vector<std::string>& paths, const std::string& id_column);

Result<void> write_linkage(const std::filesystem::path& folder, const Records& records,
                           const LinkConfig& config, const Linkage& linkage);

// A file of two columns, record and entity, by record.
Result<std::map<std::string, std::string>> read_entities(const std::filesystem::path& path, size_t id_column,
                                                         size_t entity_column);

}  // namespace qy
