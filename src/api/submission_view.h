// A submission (呈批件) as its approvers see it: what would be done, by whom, why, with which papers, and what was done before.
#pragma once

#include "api/route.h"
#include "casework/case_rows.h"
#include "casework/submission_book.h"

namespace qy {

// What waits for him, and what he proposed himself. The house's own records: an approver is let in by what waits for his level.
SubmissionBook submissions_of(ApiCall& call);
// He may see it: it waits for him, he proposed it, or he reads the file anyway.
Result<bool> may_see(ApiCall& call, const Row& submission);
// It waits for a body without account, whose decision on paper case management writes down (SubmissionBook::approve, `party`).
Result<bool> waits_for_a_body(ApiCall& call, const Row& submission);
Result<Json> submission_line(ApiCall& call, const Row& submission, const FileOnRecord& found);
// With the note, the papers and the course so far.
Result<Json> submission_page(ApiCall& call, const Row& submission, const FileOnRecord& found);
// All of them that wait for him, that he proposed, or that he is to write down for a body, oldest first.
Result<Json> waiting_for_me(ApiCall& call);

}  // namespace qy
