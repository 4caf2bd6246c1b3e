#include "lake/table_gatherer.h"

#include "base/disk.h"

namespace qy {
namespace {

constexpr int64_t kRowsAPart = 491'520;  // four row groups of DuckDB's own size

}  // namespace

Result<void> TableGatherer::append(const Table& table, ColumnBatch rows) {
  if (rows.rows() == 0) return {};
  auto [at, is_new] = gathering_.try_emplace(table.name);
  Gathering& gathering = at->second;
  if (is_new) {
    gathering.columns = table.columns();
    QY_CHECK(make_folder(folder_ / table.name));
  }
  gathering.rows += int64_t(rows.rows());
  rows_by_table_[table.name] += int64_t(rows.rows());
  gathering.batches.push_back(std::move(rows));
  return gathering.rows >= kRowsAPart ? print(table.name, gathering) : Result<void>();
}

Result<void> TableGatherer::print(const std::string& table, Gathering& gathering) {
  if (gathering.rows == 0) return {};
  const std::string name = "part-" + std::to_string(gathering.parts++) + ".parquet";
  QY_CHECK(press_.print(gathering.columns, gathering.batches, folder_ / table / name));
  gathering.batches.clear();
  gathering.rows = 0;
  return {};
}

Result<void> TableGatherer::finish() {
  for (auto& [table, gathering] : gathering_) QY_CHECK(print(table, gathering));
  return {};
}

}  // namespace qy
