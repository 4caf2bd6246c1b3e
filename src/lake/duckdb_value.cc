#include "lake/duckdb_value.h"

#include <cmath>
#include <optional>

#include "base/date.h"

namespace qy {
namespace {

// One column of a chunk, ready to be read row by row.
struct Reader {
  duckdb_vector vector;
  duckdb_logical_type logical;
  duckdb_type type;
  void* data;
  uint64_t* validity;

  explicit Reader(duckdb_vector v)
      : vector(v),
        logical(duckdb_vector_get_column_type(v)),
        type(duckdb_get_type_id(logical)),
        data(duckdb_vector_get_data(v)),
        validity(duckdb_vector_get_validity(v)) {}
  ~Reader() { duckdb_destroy_logical_type(&logical); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  template <class T>
  T at(idx_t row) const {
    return static_cast<T*>(data)[row];
  }
  bool is_null(idx_t row) const {
    return validity != nullptr && !duckdb_validity_row_is_valid(validity, row);
  }
};

std::string text_at(const Reader& column, idx_t row) {
  duckdb_string_t* text = static_cast<duckdb_string_t*>(column.data) + row;
  return {duckdb_string_t_data(text), duckdb_string_t_length(*text)};
}

// The sum of a BIGINT column is a HUGEINT: whole where it fits, a double beyond.
Value whole(duckdb_hugeint huge) {
  const auto low = int64_t(huge.lower);
  if ((huge.upper == 0 && low >= 0) || (huge.upper == -1 && low < 0)) return low;
  return duckdb_hugeint_to_double(huge);
}

double decimal_at(const Reader& column, idx_t row) {
  const double scale = std::pow(10.0, duckdb_decimal_scale(column.logical));
  switch (duckdb_decimal_internal_type(column.logical)) {
    case DUCKDB_TYPE_SMALLINT:
      return column.at<int16_t>(row) / scale;
    case DUCKDB_TYPE_INTEGER:
      return column.at<int32_t>(row) / scale;
    case DUCKDB_TYPE_BIGINT:
      return double(column.at<int64_t>(row)) / scale;
    default:
      return duckdb_hugeint_to_double(column.at<duckdb_hugeint>(row)) / scale;
  }
}

std::string timestamp_text(int64_t micros) {
  const int64_t day_micros = 86'400'000'000;
  const int64_t days = micros >= 0 ? micros / day_micros : (micros - day_micros + 1) / day_micros;
  const int64_t seconds = (micros - days * day_micros) / 1'000'000;
  char time[40];
  const int n = std::snprintf(time, sizeof time, "T%02d:%02d:%02d", int(seconds / 3600),
                              int(seconds / 60 % 60), int(seconds % 60));
  return Date::from_days(int32_t(days)).iso() + std::string(time, size_t(n));
}

Value value_at(const Reader& column, idx_t row);

std::vector<std::string> list_at(const Reader& column, idx_t row) {
  const auto entry = column.at<duckdb_list_entry>(row);
  const Reader child(duckdb_list_vector_get_child(column.vector));
  std::vector<std::string> texts;
  texts.reserve(entry.length);
  for (idx_t i = entry.offset; i < entry.offset + entry.length; ++i)
    texts.push_back(to_text(value_at(child, i)));
  return texts;
}

Value value_at(const Reader& column, idx_t row) {
  if (column.is_null(row)) return {};
  switch (column.type) {
    case DUCKDB_TYPE_BOOLEAN:
      return column.at<bool>(row);
    case DUCKDB_TYPE_TINYINT:
      return int64_t(column.at<int8_t>(row));
    case DUCKDB_TYPE_SMALLINT:
      return int64_t(column.at<int16_t>(row));
    case DUCKDB_TYPE_INTEGER:
      return int64_t(column.at<int32_t>(row));
    case DUCKDB_TYPE_BIGINT:
      return column.at<int64_t>(row);
    case DUCKDB_TYPE_UTINYINT:
      return int64_t(column.at<uint8_t>(row));
    case DUCKDB_TYPE_USMALLINT:
      return int64_t(column.at<uint16_t>(row));
    case DUCKDB_TYPE_UINTEGER:
      return int64_t(column.at<uint32_t>(row));
    case DUCKDB_TYPE_UBIGINT:
      return int64_t(column.at<uint64_t>(row));
    case DUCKDB_TYPE_HUGEINT:
      return whole(column.at<duckdb_hugeint>(row));
    case DUCKDB_TYPE_FLOAT:
      return double(column.at<float>(row));
    case DUCKDB_TYPE_DOUBLE:
      return column.at<double>(row);
    case DUCKDB_TYPE_DECIMAL:
      return decimal_at(column, row);
    case DUCKDB_TYPE_DATE:
      return Date::from_days(column.at<duckdb_date>(row).days).iso();
    case DUCKDB_TYPE_TIMESTAMP:
      return timestamp_text(column.at<duckdb_timestamp>(row).micros);
    case DUCKDB_TYPE_VARCHAR:
    case DUCKDB_TYPE_BLOB:
      return text_at(column, row);
    case DUCKDB_TYPE_LIST:
      return list_at(column, row);
    default:
      return std::string("(a type that is not read: ") + std::to_string(int(column.type)) + ")";
  }
}

// How a result's column is handed on; nothing for a type that stream() does not know.
std::optional<ColumnType> column_type_of(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_VARCHAR:
      return ColumnType::text;
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
      return ColumnType::int64;
    case DUCKDB_TYPE_DECIMAL:
      return ColumnType::decimal;
    case DUCKDB_TYPE_DATE:
      return ColumnType::date;
    default:
      return std::nullopt;
  }
}

void append_cell(const Reader& column, idx_t row, Column& to) {
  if (column.is_null(row)) return to.append_null();
  switch (column.type) {
    case DUCKDB_TYPE_VARCHAR: {
      duckdb_string_t* text = static_cast<duckdb_string_t*>(column.data) + row;
      return to.append_text({duckdb_string_t_data(text), duckdb_string_t_length(*text)});
    }
    case DUCKDB_TYPE_UTINYINT:
      return to.append_int(column.at<uint8_t>(row));
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_DATE:
      return to.append_int(column.at<int32_t>(row));
    case DUCKDB_TYPE_DECIMAL:
      return to.append_int(std::llround(decimal_at(column, row) * 10'000));
    default:
      return to.append_int(column.at<int64_t>(row));
  }
}

}  // namespace

Result<void> stream_of(duckdb_result result, const TakeRows& take) {
  std::vector<ColumnSpec> specs;
  Result<void> outcome;
  for (idx_t c = 0; c < duckdb_column_count(&result) && outcome.ok(); ++c) {
    const auto type = column_type_of(duckdb_column_type(&result, c));
    if (type)
      specs.push_back({duckdb_column_name(&result, c), *type});
    else
      outcome = Error{Code::internal,
                      "a column that is not streamed: " + std::string(duckdb_column_name(&result, c))};
  }
  ColumnBatch batch(specs);
  while (outcome.ok()) {
    duckdb_data_chunk chunk = duckdb_fetch_chunk(result);
    if (chunk == nullptr) break;
    const idx_t count = duckdb_data_chunk_get_size(chunk);
    batch.clear();
    for (size_t c = 0; c < specs.size(); ++c) {
      const Reader column(duckdb_data_chunk_get_vector(chunk, c));
      for (idx_t r = 0; r < count; ++r) append_cell(column, r, batch.columns[c]);
    }
    duckdb_destroy_data_chunk(&chunk);
    outcome = take(batch);
  }
  // What broke while it was read ends the chunks early, and is told only here.
  if (const char* error = duckdb_result_error(&result); outcome.ok() && error != nullptr && *error != '\0')
    outcome = Error{Code::io, error};
  duckdb_destroy_result(&result);
  return outcome;
}

Result<Rows> rows_of(duckdb_result result) {
  Rows rows;
  const idx_t columns = duckdb_column_count(&result);
  for (idx_t c = 0; c < columns; ++c) rows.names.emplace_back(duckdb_column_name(&result, c));
  while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result)) {
    const idx_t count = duckdb_data_chunk_get_size(chunk);
    const size_t first = rows.cells.size();
    rows.cells.resize(first + count, std::vector<Value>(columns));
    for (idx_t c = 0; c < columns; ++c) {
      const Reader column(duckdb_data_chunk_get_vector(chunk, c));
      for (idx_t r = 0; r < count; ++r) rows.cells[first + r][c] = value_at(column, r);
    }
    duckdb_destroy_data_chunk(&chunk);
  }
  duckdb_destroy_result(&result);
  return rows;
}

}  // namespace qy
