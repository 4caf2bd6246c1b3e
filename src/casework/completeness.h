// Is the file whole (卷宗齐备)? What a machine can see of it before it is bound: papers that are not scanned, what was never entered,
// what still runs, and whether anything speaks for the person. What it cannot see, a reviewer scores (oversight.md 5).
#pragma once

#include <string>
#include <vector>

#include "casework/case_rows.h"

namespace qy {

struct Gap {
  Said what;
  bool blocks = false;  // it must be mended before the file is bound; otherwise it asks for a note
};

// In the order: required documents, documents on paper alone, evidence, property, matters and limits.
Result<std::vector<Gap>> gaps_of(RecordBook& book, const FileOnRecord& found,
                                 const ProcedureBook& procedures);

}  // namespace qy
