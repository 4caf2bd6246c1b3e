// How an asker stands to one record, worked out from the rows: what Rights::allows is asked about.
#pragma once

#include "record/act.h"
#include "rights/rights.h"

namespace qy {

// `record`: the row, or none for one that is only being registered. not found: never; what is not there counts for
// nothing.
Result<Situation> situation_of(RecordBook& book, const Rights& rights, const Asker& asker,
                               const RecordKind& kind, const Row* record, int64_t now_ms);

}  // namespace qy
