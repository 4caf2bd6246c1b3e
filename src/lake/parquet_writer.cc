#include "lake/parquet_writer.h"

#include <algorithm>

#include "base/disk.h"
#include "lake/engine.h"

namespace qy {
namespace {

constexpr int64_t kRowsAPart = 491'520;  // four row groups of DuckDB's own size

duckdb_logical_type logical(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
    case ColumnType::blob:
      return duckdb_create_logical_type(DUCKDB_TYPE_BLOB);
    case ColumnType::int64:
      return duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
    case ColumnType::decimal:
      return duckdb_create_decimal_type(18, 4);
    case ColumnType::date:
      return duckdb_create_logical_type(DUCKDB_TYPE_DATE);
    case ColumnType::timestamp:
      return duckdb_create_logical_type(DUCKDB_TYPE_TIMESTAMP);
    case ColumnType::boolean:
      return duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN);
  }
  return duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
}

template <class T>
void fill_integers(const Column& column, size_t from, size_t count, void* data) {
  for (size_t i = 0; i < count; ++i) static_cast<T*>(data)[i] = static_cast<T>(column.integer(from + i));
}

// Copies rows [from, from + count) of our column into DuckDB's vector. Our texts are valid UTF-8: the
// decoders saw to it.
void fill(const Column& column, size_t from, size_t count, duckdb_vector vector) {
  void* data = duckdb_vector_get_data(vector);
  switch (column.type()) {
    case ColumnType::text:
    case ColumnType::blob:
      for (size_t i = 0; i < count; ++i) {
        const std::string_view text = column.text(from + i);
        if (!column.is_null(from + i))
          duckdb_unsafe_vector_assign_string_element_len(vector, i, text.data(), text.size());
      }
      break;
    case ColumnType::date:
      fill_integers<int32_t>(column, from, count, data);
      break;
    case ColumnType::boolean:
      fill_integers<bool>(column, from, count, data);
      break;
    default:
      fill_integers<int64_t>(column, from, count, data);
      break;
  }
  for (size_t i = 0; i < count; ++i) {
    if (!column.is_null(from + i)) continue;
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), i);
  }
}

}  // namespace

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "VARCHAR";
    case ColumnType::blob:
      return "BLOB";
    case ColumnType::int64:
      return "BIGINT";
    case ColumnType::decimal:
      return "DECIMAL(18,4)";
    case ColumnType::date:
      return "DATE";
    case ColumnType::timestamp:
      return "TIMESTAMP";
    case ColumnType::boolean:
      return "BOOLEAN";
  }
  return "VARCHAR";
}

// The table function qy_gathered(): the batches of the table that is being copied out, chunk by chunk.
struct GatheredSource {
  size_t batch = 0, row = 0;

  static void bind(duckdb_bind_info info) {
    const auto* writer = static_cast<const ParquetWriter*>(duckdb_bind_get_extra_info(info));
    for (const ColumnSpec& column : writer->copied_->columns) {
      duckdb_logical_type type = logical(column.type);
      duckdb_bind_add_result_column(info, column.name.c_str(), type);
      duckdb_destroy_logical_type(&type);
    }
  }

  static void init(duckdb_init_info info) {
    duckdb_init_set_max_threads(info, 1);
    duckdb_init_set_init_data(info, new GatheredSource,
                              [](void* data) { delete static_cast<GatheredSource*>(data); });
  }

  static void give(duckdb_function_info info, duckdb_data_chunk chunk) {
    const auto* writer = static_cast<const ParquetWriter*>(duckdb_function_get_extra_info(info));
    auto* at = static_cast<GatheredSource*>(duckdb_function_get_init_data(info));
    const std::vector<ColumnBatch>& batches = writer->copied_->batches;
    while (at->batch < batches.size() && at->row >= batches[at->batch].rows()) {
      ++at->batch;
      at->row = 0;
    }
    if (at->batch == batches.size()) {
      duckdb_data_chunk_set_size(chunk, 0);
      return;
    }
    const ColumnBatch& rows = batches[at->batch];
    const size_t count = std::min<size_t>(duckdb_vector_size(), rows.rows() - at->row);
    for (size_t c = 0; c < rows.columns.size(); ++c)
      fill(rows.columns[c], at->row, count, duckdb_data_chunk_get_vector(chunk, c));
    duckdb_data_chunk_set_size(chunk, count);
    at->row += count;
  }
};

Result<void> ParquetWriter::register_source() {
  duckdb_table_function function = duckdb_create_table_function();
  duckdb_table_function_set_name(function, "qy_gathered");
  duckdb_table_function_set_extra_info(function, this, nullptr);
  duckdb_table_function_set_bind(function, GatheredSource::bind);
  duckdb_table_function_set_init(function, GatheredSource::init);
  duckdb_table_function_set_function(function, GatheredSource::give);
  const duckdb_state state = duckdb_register_table_function(connection_, function);
  duckdb_destroy_table_function(&function);
  if (state != DuckDBSuccess) return Error{Code::internal, "DuckDB refused the function qy_gathered"};
  return {};
}

Result<std::unique_ptr<ParquetWriter>> ParquetWriter::open(const std::filesystem::path& folder,
                                                           std::string batch_id) {
  std::unique_ptr<ParquetWriter> writer(new ParquetWriter(folder, std::move(batch_id)));
  if (duckdb_open(nullptr, &writer->database_) != DuckDBSuccess ||
      duckdb_connect(writer->database_, &writer->connection_) != DuckDBSuccess)
    return Error{Code::internal, "DuckDB does not start"};
  QY_CHECK(writer->execute("SET autoinstall_known_extensions = false"));
  QY_CHECK(writer->execute("SET autoload_known_extensions = false"));
  QY_CHECK(writer->execute("SET memory_limit = '1500MB'"));
  QY_CHECK(writer->execute("SET temp_directory = " + Engine::literal((folder / "spill").string())));
  QY_CHECK(writer->register_source());
  return writer;
}

ParquetWriter::~ParquetWriter() {
  duckdb_disconnect(&connection_);
  duckdb_close(&database_);
}

Result<void> ParquetWriter::execute(const std::string& sql) {
  duckdb_result result;
  const bool done = duckdb_query(connection_, sql.c_str(), &result) == DuckDBSuccess;
  const std::string reason = done ? "" : duckdb_result_error(&result);
  duckdb_destroy_result(&result);
  if (!done) return io_error("writing the lake failed: " + reason);
  return {};
}

Result<void> ParquetWriter::begin_table(const Table& table) {
  QY_CHECK(make_folder(folder_ / table.name / ("batch=" + batch_id_)));
  gathering_.emplace(table.name, Gathering{.columns = table.columns()});
  return {};
}

Result<void> ParquetWriter::append(const Table& table, ColumnBatch rows) {
  if (rows.rows() == 0) return {};
  if (!gathering_.contains(table.name)) QY_CHECK(begin_table(table));
  Gathering& gathering = gathering_.at(table.name);
  gathering.rows += int64_t(rows.rows());
  rows_by_table_[table.name] += int64_t(rows.rows());
  gathering.batches.push_back(std::move(rows));
  if (gathering.rows >= kRowsAPart) return copy_out(table.name);
  return {};
}

Result<void> ParquetWriter::copy_out(const std::string& table) {
  Gathering& gathering = gathering_.at(table);
  if (gathering.rows == 0) return {};
  const auto path =
      folder_ / table / ("batch=" + batch_id_) / ("part-" + std::to_string(gathering.parts) + ".parquet");
  copied_ = &gathering;
  QY_CHECK(execute("COPY (SELECT * FROM qy_gathered()) TO " + Engine::literal(path.string()) +
                   " (FORMAT parquet, COMPRESSION snappy)"));
  gathering.batches.clear();
  gathering.rows = 0;
  ++gathering.parts;
  return {};
}

Result<void> ParquetWriter::finish() {
  for (auto& [table, gathering] : gathering_) QY_CHECK(copy_out(table));
  return {};
}

}  // namespace qy
