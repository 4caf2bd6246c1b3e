// Words by which records are found (record/search.h), kept beside them: FTS5 on SQLite, a GIN index over arrays on
// PostgreSQL. Private to this folder.
#pragma once

#include "record/search.h"
#include "store/database.h"

namespace qy {

Result<int64_t> search_upto(Database& database);
// In one transaction.
Result<void> put_search(Database& database, const std::vector<SearchEntry>& entries, int64_t upto);
RowFilter rows_found(const std::vector<SearchTerm>& terms, bool sqlite);

}  // namespace qy
