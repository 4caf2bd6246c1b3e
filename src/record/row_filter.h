// Which rows of a state table are meant, as SQL that SQLite and PostgreSQL read alike. The table goes by the
// name `t`; values are named places, ":user", and never part of the text.
#pragma once

#include "record/list.h"

namespace qy {

struct RowFilter {
  std::string sql;  // what stands after WHERE
  Fields values;
};

// A record book whose rows can also be asked for by more than equal fields.
class FilteringBook : public RecordBook, public RecordLists {
 public:
  // Rows that equal `where` and pass the filter, by id.
  virtual Result<std::vector<Row>> filtered(std::string_view table, const Fields& where,
                                            const RowFilter& filter) = 0;
  virtual Result<std::vector<Row>> filtered_list(const ListQuery& query, const RowFilter& filter) = 0;
  virtual Result<int64_t> filtered_count(std::string_view table, const Fields& where,
                                         const RowFilter& filter) = 0;
  // Whether an act with this key is on record: whoever asks again is answered by perform, whatever has changed since.
  virtual Result<bool> is_done(const std::string& act_key) = 0;
};

}  // namespace qy
