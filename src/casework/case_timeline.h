// What was done in a file, act by act, as an officer reads it: when, who, which step, who approved, which documents, and where
// it stands in the log.
#pragma once

#include <string>

#include "casework/case_rows.h"

namespace qy {

Result<std::string> timeline_of(RecordBook& book, const std::string& number, const FileOnRecord& file,
                                const ProcedureBook& procedures);

}  // namespace qy
