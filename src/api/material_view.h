// What lies in a file, as its page shows it: documents, evidence with every hand that it passed through, the accounts of case property.
#pragma once

#include "api/route.h"
#include "casework/case_rows.h"

namespace qy {

Result<Json> papers_of(ApiCall& call, const FileOnRecord& found);
Result<Json> evidence_of(ApiCall& call, const FileOnRecord& found);
Result<Json> property_of(ApiCall& call, const FileOnRecord& found);

}  // namespace qy
