// Rows asked for by more than equal fields (RowFilter), and the record book that answers.
#pragma once

#include <memory>

#include "record/list.h"

namespace qy {

// A condition of which one part asks for what anybody knows who may know of the row, the other for what only its readers know:
// either will do. (A file is found by its number, or by its title.)
struct GuardedFilter {
  RowFilter open{"1 = 0", {}}, inside{"1 = 0", {}};
};

// Rows that pass both.
RowFilter both(const RowFilter& a, const RowFilter& b);
// Rows whose field is one of these; there is at least one.
RowFilter holds_any(const std::string& field, const std::set<std::string>& values);

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
  // The same records for one who reads much at once: what is read through it is of one state of affairs, until an act goes through
  // it; then of the state after that. Not for several threads, and not for long: it keeps a connection.
  std::unique_ptr<FilteringBook> steady() { return steady_for(*this); }
  // The same, with acts going through `door`.
  virtual std::unique_ptr<FilteringBook> steady_for(RecordBook& door) = 0;
  // Another number with every state of affairs that a steady book is of; 0 where the next question may be answered by another.
  virtual int64_t state() const { return 0; }
};

}  // namespace qy
