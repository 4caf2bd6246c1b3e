// The course of a file as one line of time: steps, submissions, recusals, evidence, papers, reminders; who, in which role, on which article,
// who approved, with which documents, and where it stands in the log.
#pragma once

#include "api/route.h"
#include "casework/case_rows.h"

namespace qy {

// One act without what lies in other tables.
Json act_line(const ApiCall& call, const CaseFile& file, const PastAct& act);
// `acts`: oldest first, and so is what comes back.
Result<Json> course_of(ApiCall& call, RecordBook& book, const FileOnRecord& found,
                       const std::vector<PastAct>& acts);

}  // namespace qy
