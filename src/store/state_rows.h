// State tables: one row as an act leaves it, and reading them. Private to this folder.
#pragma once

#include "record/list.h"
#include "record/row_filter.h"
#include "store/database.h"

namespace qy {

// Refuses unknown tables and fields (invalid) and another version than expected (conflict).
Result<void> apply_change(Database& database, const Change& change, int64_t seq);
// By id. `where` may name id too.
Result<std::vector<Row>> rows_where(Database& database, std::string_view table, const Fields& where,
                                    const RowFilter* filter = nullptr);
// Where `field` holds one of `values`.
Result<std::vector<Row>> rows_of_any(Database& database, std::string_view table, const std::string& field,
                                     const std::set<std::string>& values, const Fields& where);
Result<std::vector<Row>> page_of(Database& database, const ListQuery& query,
                                 const RowFilter* filter = nullptr);
Result<int64_t> count_where(Database& database, std::string_view table, const Fields& where,
                            const RowFilter& filter);
// The last act that touched a row of the table; -1 where none did.
Result<int64_t> last_act_on(Database& database, std::string_view table);
Result<int64_t> largest_number(Database& database, std::string_view table, std::string_view prefix);

}  // namespace qy
