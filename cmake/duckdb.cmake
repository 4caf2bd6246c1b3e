# DuckDB: the header lies in third_party/duckdb, the shared library of the same version is fetched by `./dev setup` into
# .deps/duckdb. Both are pinned by checksum there; here we only refuse to build with a pair that does not match.
set(QY_DUCKDB_DIR ${PROJECT_SOURCE_DIR}/.deps/duckdb CACHE PATH "where libduckdb.so lies")
if(NOT EXISTS ${QY_DUCKDB_DIR}/libduckdb.so)
  message(FATAL_ERROR "libduckdb.so is missing in ${QY_DUCKDB_DIR}: run ./dev setup")
endif()
add_library(duckdb SHARED IMPORTED GLOBAL)
set_target_properties(duckdb PROPERTIES
  IMPORTED_LOCATION ${QY_DUCKDB_DIR}/libduckdb.so
  INTERFACE_INCLUDE_DIRECTORIES ${PROJECT_SOURCE_DIR}/third_party/duckdb)
