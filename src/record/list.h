// Lists of the workbench: a page of rows in the order of one field, so that an index carries it.
#pragma once

#include "record/act.h"

namespace qy {

// Which rows of a state table are meant, as SQL that SQLite and PostgreSQL read alike. The table goes by the name `t`; values are named
// places, ":user", and never part of the text.
struct RowFilter {
  std::string sql;  // what stands after WHERE
  Fields values;
};

// The least of a field among the rows of another table that belong to a row: the nearest deadline of the matters of a file.
struct LeastOfParts {
  std::string table, of, field;  // "matter", "case_file", "due_at"
  Fields where;                  // of its rows, those that hold this
  std::string none;              // where there is none
  RowFilter only;                // and of rows that do not pass this; "": of none
};

struct ListQuery {
  std::string table;
  Fields where;               // fields that equal
  std::string order_by;       // ascending; among equals by id. "seq": by the last act that touched it
  int64_t most = 100;         // rows
  int64_t skip = 0;           // rows before them
  bool is_downwards = false;  // from the greatest of order_by
  std::optional<LeastOfParts> first_by;  // before order_by, ascending
  std::set<std::string> fields;          // of a row, these; none named: all
};

class RecordLists {
 public:
  virtual ~RecordLists() = default;
  // invalid: an unknown table or field, or a page of no rows.
  virtual Result<std::vector<Row>> list(const ListQuery& query) = 0;
};

}  // namespace qy
