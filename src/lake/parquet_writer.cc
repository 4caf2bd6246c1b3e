#include "lake/parquet_writer.h"

#include <algorithm>

#include "base/disk.h"
#include "lake/engine.h"

namespace qy {
namespace {

constexpr int64_t kRowsAPart = 983'040;  // eight row groups of DuckDB's own size

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

Result<void> append_all(duckdb_appender appender, const std::vector<ColumnSpec>& specs,
                        const ColumnBatch& rows) {
  std::vector<duckdb_logical_type> types;
  for (const ColumnSpec& spec : specs) types.push_back(logical(spec.type));
  duckdb_data_chunk chunk = duckdb_create_data_chunk(types.data(), types.size());
  const size_t step = duckdb_vector_size();
  duckdb_state state = DuckDBSuccess;
  for (size_t from = 0; from < rows.rows() && state == DuckDBSuccess; from += step) {
    const size_t count = std::min(step, rows.rows() - from);
    duckdb_data_chunk_reset(chunk);
    for (size_t c = 0; c < specs.size(); ++c)
      fill(rows.columns[c], from, count, duckdb_data_chunk_get_vector(chunk, c));
    duckdb_data_chunk_set_size(chunk, count);
    state = duckdb_append_data_chunk(appender, chunk);
  }
  duckdb_destroy_data_chunk(&chunk);
  for (auto& type : types) duckdb_destroy_logical_type(&type);
  if (state == DuckDBSuccess) return {};
  const char* reason = duckdb_appender_error(appender);
  return io_error(std::string("the lake took no more rows: ") + (reason ? reason : "no reason given"));
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
  Gathering gathering{.columns = table.columns()};
  std::string columns;
  for (const ColumnSpec& column : gathering.columns)
    columns +=
        (columns.empty() ? "" : ", ") + ("\"" + column.name + "\" ") + std::string(sql_type(column.type));
  QY_CHECK(execute("CREATE TABLE \"" + table.name + "\" (" + columns + ")"));
  QY_CHECK(make_folder(folder_ / table.name / ("batch=" + batch_id_)));
  gathering_.emplace(table.name, std::move(gathering));
  return {};
}

Result<void> ParquetWriter::append(const Table& table, const ColumnBatch& rows) {
  if (rows.rows() == 0) return {};
  if (!gathering_.contains(table.name)) QY_CHECK(begin_table(table));
  Gathering& gathering = gathering_.at(table.name);

  duckdb_appender appender = nullptr;
  if (duckdb_appender_create(connection_, nullptr, table.name.c_str(), &appender) != DuckDBSuccess)
    return Error{Code::internal, "DuckDB gives no appender for " + table.name};
  auto appended = append_all(appender, gathering.columns, rows);
  const bool closed = duckdb_appender_close(appender) == DuckDBSuccess;
  duckdb_appender_destroy(&appender);
  QY_CHECK(appended);
  if (!closed) return io_error("the lake took no more rows for " + table.name);

  gathering.rows += int64_t(rows.rows());
  rows_by_table_[table.name] += int64_t(rows.rows());
  if (gathering.rows >= kRowsAPart) return copy_out(table.name);
  return {};
}

Result<void> ParquetWriter::copy_out(const std::string& table) {
  Gathering& gathering = gathering_.at(table);
  if (gathering.rows == 0) return {};
  const auto path =
      folder_ / table / ("batch=" + batch_id_) / ("part-" + std::to_string(gathering.parts) + ".parquet");
  QY_CHECK(execute("COPY \"" + table + "\" TO " + Engine::literal(path.string()) +
                   " (FORMAT parquet, COMPRESSION snappy)"));
  QY_CHECK(execute("TRUNCATE \"" + table + "\""));
  gathering.rows = 0;
  ++gathering.parts;
  return {};
}

Result<void> ParquetWriter::finish() {
  for (auto& [table, gathering] : gathering_) QY_CHECK(copy_out(table));
  return {};
}

}  // namespace qy
