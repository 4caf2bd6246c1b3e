// Lists of the workbench: a page of rows in the order of one field, so that an index carries it.
#pragma once

#include "record/act.h"

namespace qy {

struct ListQuery {
  std::string table;
  Fields where;          // fields that equal
  std::string order_by;  // ascending; among equals by id
  int64_t most = 100;    // rows
  int64_t skip = 0;      // rows before them
};

class RecordLists {
 public:
  virtual ~RecordLists() = default;
  // invalid: an unknown table or field, or a page of no rows.
  virtual Result<std::vector<Row>> list(const ListQuery& query) = 0;
};

}  // namespace qy
