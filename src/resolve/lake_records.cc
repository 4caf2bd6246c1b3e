#include "resolve/lake_records.h"

#include <algorithm>

#include "text/normalize.h"

namespace qy {

std::string record_id(const std::string& code, const std::string& key) {
  return code + "|" + key;
}

Result<std::unique_ptr<Engine>> open_lake(const EntityGround& ground) {
  QY_TRY(auto engine, open_duckdb(ground.engine));
  QY_TRY(const std::string prelude, ground.prelude());
  QY_CHECK(engine->execute(prelude));
  QY_CHECK(ground.lake.attach(*engine));
  return engine;
}

Result<LakeRecords> read_lake_records(Engine& engine, const EntityGround& ground, const EntityKind& kind,
                                      const std::unordered_map<std::string, size_t>& before) {
  QY_TRY(const Rows rows, engine.query(records_select(kind, ground.tables)));
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

}  // namespace qy
