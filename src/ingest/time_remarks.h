// What the months of one table tell: months that break, gap or jump, stray dates, days that heap. The rules
// of it are in quality_remarks.h. Private to this folder.
#pragma once

#include <vector>

#include "ingest/quality_remarks.h"

namespace qy {

std::vector<Remark> remarks_on_time(const TableQuality& table);

}  // namespace qy
