#include "lake/duckdb_functions.h"

#include <string_view>

#include "lake/kernel.h"

namespace qy {
namespace {

std::string_view view_of(duckdb_string_t* text) {
  return {duckdb_string_t_data(text), duckdb_string_t_length(*text)};
}

// qy_<kernel>(a VARCHAR, b VARCHAR) -> BIGINT. Null in, null out.
void compare(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const auto* kernel = static_cast<const Kernel*>(duckdb_scalar_function_get_extra_info(info));
  auto* a = static_cast<duckdb_string_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 0)));
  auto* b = static_cast<duckdb_string_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 1)));
  uint64_t* a_valid = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 0));
  uint64_t* b_valid = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 1));
  auto* out = static_cast<int64_t*>(duckdb_vector_get_data(output));
  const idx_t rows = duckdb_data_chunk_get_size(input);
  for (idx_t i = 0; i < rows; ++i) {
    const bool present = (a_valid == nullptr || duckdb_validity_row_is_valid(a_valid, i)) &&
                         (b_valid == nullptr || duckdb_validity_row_is_valid(b_valid, i));
    if (present) {
      out[i] = kernel->value(view_of(a + i), view_of(b + i));
    } else {
      duckdb_vector_ensure_validity_writable(output);
      duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output), i);
    }
  }
}

Result<void> register_kernel(duckdb_connection connection, const Kernel& kernel) {
  const std::string name = "qy_" + std::string(kernel.name);
  duckdb_logical_type text = duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
  duckdb_logical_type whole = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(function, name.c_str());
  duckdb_scalar_function_add_parameter(function, text);
  duckdb_scalar_function_add_parameter(function, text);
  duckdb_scalar_function_set_return_type(function, whole);
  duckdb_scalar_function_set_extra_info(function, const_cast<Kernel*>(&kernel), nullptr);
  duckdb_scalar_function_set_function(function, compare);
  const duckdb_state state = duckdb_register_scalar_function(connection, function);
  duckdb_destroy_scalar_function(&function);
  duckdb_destroy_logical_type(&text);
  duckdb_destroy_logical_type(&whole);
  if (state != DuckDBSuccess) return Error{Code::internal, "DuckDB refused the function " + name};
  return {};
}

}  // namespace

Result<void> register_functions(duckdb_connection connection) {
  for (const Kernel& kernel : kernels()) QY_CHECK(register_kernel(connection, kernel));
  return {};
}

}  // namespace qy
