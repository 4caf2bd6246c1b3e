#include "lake/parquet_press.h"

#include <algorithm>
#include <cstring>

#include "lake/engine.h"
#include "lake/messages.h"

namespace qy {
namespace {

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

// DuckDB's own form of a text: up to twelve bytes in place, a longer one where it lies. Ours lie still until
// they are printed, so none is copied; they are valid UTF-8, the decoders saw to it.
void fill_texts(const Column& column, size_t from, size_t count, void* data) {
  auto* out = static_cast<duckdb_string_t*>(data);
  for (size_t i = 0; i < count; ++i) {
    const std::string_view text = column.text(from + i);
    duckdb_string_t& string = out[i];
    if (text.size() <= sizeof string.value.inlined.inlined) {
      string = {};  // equal texts are equal in all sixteen bytes
      std::memcpy(string.value.inlined.inlined, text.data(), text.size());
    } else {
      std::memcpy(string.value.pointer.prefix, text.data(), sizeof string.value.pointer.prefix);
      string.value.pointer.ptr = const_cast<char*>(text.data());
    }
    string.value.inlined.length = uint32_t(text.size());
  }
}

void mark_nulls(const Column& column, size_t from, size_t count, duckdb_vector vector) {
  uint64_t* valid = nullptr;
  for (size_t i = 0; i < count; ++i) {
    if (!column.is_null(from + i)) continue;
    if (valid == nullptr) {
      duckdb_vector_ensure_validity_writable(vector);
      valid = duckdb_vector_get_validity(vector);
    }
    valid[i / 64] &= ~(uint64_t{1} << (i % 64));
  }
}

// Puts rows [from, from + count) of our column into DuckDB's vector.
void fill(const Column& column, size_t from, size_t count, duckdb_vector vector) {
  void* data = duckdb_vector_get_data(vector);
  const size_t written = std::min(count, column.nulls_from() - std::min(column.nulls_from(), from));
  switch (column.type()) {
    case ColumnType::text:
    case ColumnType::blob:
      fill_texts(column, from, written, data);
      break;
    case ColumnType::date:
      fill_integers<int32_t>(column, from, written, data);
      break;
    case ColumnType::boolean:
      fill_integers<bool>(column, from, written, data);
      break;
    default:
      fill_integers<int64_t>(column, from, written, data);
      break;
  }
  mark_nulls(column, from, count, vector);
}

}  // namespace

namespace {

// DuckDB says in English why the disk refused.
Said not_written(const std::string& reason) {
  for (const std::string_view full : {"No space left", "File too large", "quota"})
    if (reason.find(full) != std::string::npos) return say(kLakeNotWritten, kDiskFull);
  return say(kLakeNotWrittenBecause, reason);
}

Result<void> execute(duckdb_connection connection, const std::string& sql) {
  duckdb_result result;
  const bool done = duckdb_query(connection, sql.c_str(), &result) == DuckDBSuccess;
  const std::string reason = done ? "" : duckdb_result_error(&result);
  duckdb_destroy_result(&result);
  if (!done) return io_error(not_written(reason));
  return {};
}

}  // namespace

// The table function of a plate: its batches, chunk by chunk.
struct PlateReader {
  const ColumnBatch* batch = nullptr;
  size_t row = 0;

  static void bind(duckdb_bind_info info) {
    const auto* plate = static_cast<const ParquetPress::Plate*>(duckdb_bind_get_extra_info(info));
    for (const ColumnSpec& column : *plate->columns) {
      duckdb_logical_type type = logical(column.type);
      duckdb_bind_add_result_column(info, column.name.c_str(), type);
      duckdb_destroy_logical_type(&type);
    }
  }

  static void init(duckdb_init_info info) {
    duckdb_init_set_max_threads(info, 1);
    duckdb_init_set_init_data(info, new PlateReader,
                              [](void* data) { delete static_cast<PlateReader*>(data); });
  }

  // A chunk is taken whole into the row group before the next one is asked for: only then may its batch go.
  static void give(duckdb_function_info info, duckdb_data_chunk chunk) {
    const auto* plate = static_cast<const ParquetPress::Plate*>(duckdb_function_get_extra_info(info));
    auto* at = static_cast<PlateReader*>(duckdb_function_get_init_data(info));
    while (at->batch == nullptr || at->row >= at->batch->rows()) {
      at->row = 0;
      at->batch = (*plate->next)();
      if (at->batch != nullptr) continue;
      duckdb_data_chunk_set_size(chunk, 0);
      return;
    }
    const size_t count = std::min<size_t>(duckdb_vector_size(), at->batch->rows() - at->row);
    for (size_t c = 0; c < at->batch->columns.size(); ++c)
      fill(at->batch->columns[c], at->row, count, duckdb_data_chunk_get_vector(chunk, c));
    duckdb_data_chunk_set_size(chunk, count);
    at->row += count;
  }
};

// Whoever prints does the work on his own thread: there are as many at work as files are read side by side.
// With one source of rows to each print their order is kept without DuckDB's gathering them for it.
Result<std::unique_ptr<ParquetPress>> ParquetPress::open(const std::filesystem::path& spill_folder) {
  std::unique_ptr<ParquetPress> press(new ParquetPress);
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  const std::string spill = spill_folder.string();
  for (const auto& [name, value] :
       {std::pair("autoinstall_known_extensions", "false"), std::pair("autoload_known_extensions", "false"),
        std::pair("memory_limit", "1500MB"), std::pair("threads", "1"),
        std::pair("preserve_insertion_order", "false"), std::pair("temp_directory", spill.c_str())})
    duckdb_set_config(config, name, value);
  const bool opened = duckdb_open_ext(nullptr, &press->database_, config, nullptr) == DuckDBSuccess;
  duckdb_destroy_config(&config);
  if (!opened) return Error{Code::internal, "DuckDB does not start"};
  return press;
}

ParquetPress::~ParquetPress() {
  for (Plate& plate : plates_) duckdb_disconnect(&plate.connection);
  duckdb_close(&database_);
}

Result<ParquetPress::Plate*> ParquetPress::take_plate() {
  const std::lock_guard lock(mutex_);
  if (!idle_.empty()) {
    Plate* plate = idle_.back();
    idle_.pop_back();
    return plate;
  }
  Plate& plate = plates_.emplace_back();
  plate.function = "qy_plate_" + std::to_string(plates_.size());
  if (duckdb_connect(database_, &plate.connection) != DuckDBSuccess)
    return Error{Code::internal, "DuckDB gives no connection"};
  QY_CHECK(register_source(plate));
  return &plate;
}

Result<void> ParquetPress::register_source(Plate& plate) {
  duckdb_table_function function = duckdb_create_table_function();
  duckdb_table_function_set_name(function, plate.function.c_str());
  duckdb_table_function_set_extra_info(function, &plate, nullptr);
  duckdb_table_function_set_bind(function, PlateReader::bind);
  duckdb_table_function_set_init(function, PlateReader::init);
  duckdb_table_function_set_function(function, PlateReader::give);
  const duckdb_state state = duckdb_register_table_function(plate.connection, function);
  duckdb_destroy_table_function(&function);
  if (state != DuckDBSuccess) return Error{Code::internal, "DuckDB refused the function " + plate.function};
  return {};
}

Result<void> ParquetPress::print(const std::vector<ColumnSpec>& columns, const NextBatch& next,
                                 const std::filesystem::path& path) {
  QY_TRY(Plate * plate, take_plate());
  plate->columns = &columns;
  plate->next = &next;
  auto printed = execute(plate->connection, "COPY (SELECT * FROM " + plate->function + "()) TO " +
                                                Engine::literal(path.string()) +
                                                " (FORMAT parquet, COMPRESSION lz4_raw)");
  const std::lock_guard lock(mutex_);
  idle_.push_back(plate);
  return printed;
}

}  // namespace qy
