// The decision of Rights::allows as SQL over a kind's own table, so that a list, a count or a search never holds what
// may not be read. Made from the table of rights for one asker; the two are held against each other over random
// worlds (rights_sql_test.cc).
//
//   involvement: object "lead/2026-0007", "unit/room-2" or "person/p-3"; user_id; relation; active; from_ms, until_ms
#pragma once

#include <cstdint>

#include "record/row_filter.h"
#include "rights/rights.h"

namespace qy {

// What lets him in begins at what names him, which is little, for a list; or is asked of each row, where few are looked at.
enum class Begins { at_names, at_row };

// The rows of kind.table, named t, on which the asker may do it at `now_ms`.
RowFilter rows_allowed(const Rights& rights, const Asker& asker, Operation operation, const RecordKind& kind,
                       int64_t now_ms, Begins begins = Begins::at_names);
// Whether his office alone lets him: then he may on every row that is neither sealed nor one that he keeps out of.
bool is_allowed_by_office(const Asker& asker, Operation operation, const RecordKind& kind);
// The rows of a table of kind.parts: those of records on which he may.
RowFilter parts_allowed(const Rights& rights, const Asker& asker, Operation operation, const RecordKind& kind,
                        const PartField& field, int64_t now_ms, Begins begins = Begins::at_names);
// All rows, if he may on the record of that number, else none: asked once, not for each row.
RowFilter all_if_allowed(const Rights& rights, const Asker& asker, Operation operation,
                         const RecordKind& kind, const std::string& id, int64_t now_ms);

}  // namespace qy
