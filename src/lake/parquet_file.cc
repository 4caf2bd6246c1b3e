#include "lake/parquet_file.h"

#include "base/disk.h"
#include "lake/parquet_press.h"

namespace qy {

Result<void> write_parquet(const std::filesystem::path& path, const std::vector<ColumnSpec>& columns,
                           const ColumnBatch& rows) {
  QY_CHECK(make_folder(path.parent_path()));
  QY_TRY(const auto press, ParquetPress::open(path.parent_path()));
  const std::filesystem::path beside = path.string() + ".part";
  bool is_given = false;
  QY_CHECK(press->print(
      columns, [&]() -> const ColumnBatch* { return std::exchange(is_given, true) ? nullptr : &rows; },
      beside));
  return rename_file(beside, path);
}

}  // namespace qy
