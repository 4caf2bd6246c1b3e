// A file as one officer had it before his eyes. What he may not read is not there; what moved since is told with both versions.
//
//   ETag "12-345"   version of the file's row, and the log entry of the last act in it (readings do not count)
#pragma once

#include "api/etag.h"
#include "api/route.h"
#include "casework/case_book.h"

namespace qy {

struct SeenCase {
  FileOnRecord found;
  std::vector<PastAct> acts;  // oldest first, readings left out
  std::string etag() const;
};

// With everybody who may act in it (casework/office_roll.h); `book`: with the rights of whoever asks, or the house's own.
Result<FileOnRecord> read_case(ApiCall& call, RecordBook& book, const std::string& id);
// The file of {id}, or none where he may not read it: answered like one that never was.
Result<std::optional<SeenCase>> see_case(ApiCall& call);
// 412 with both versions and what was done in between; none where it stands as he saw it.
std::optional<HttpResponse> moved_since(const ApiCall& call, const SeenCase& now);
// The same where another was quicker between our looking and our writing.
Result<HttpResponse> moved_meanwhile(ApiCall& call);
// The whole file with its ETag, after an act that he did.
Result<HttpResponse> case_response(ApiCall& call);

CaseBook cases_of(ApiCall& call, RecordBook& book);

}  // namespace qy
