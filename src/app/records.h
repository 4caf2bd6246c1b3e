// The records of a workspace (record/act.h, store/record_store.h), as commands open them.
#pragma once

#include <memory>
#include <vector>

#include "app/workspace.h"
#include "base/clock.h"
#include "leads/finding.h"
#include "store/record_store.h"
#include "store/store_place.h"

namespace qy {

Result<StorePlace> records_place(const Workspace& workspace);
// Whether anything was ever recorded here; a workspace that only screens has none.
bool has_records(const Workspace& workspace);
Result<std::unique_ptr<RecordStore>> open_records(const Workspace& workspace, const Clock& clock);
// Every exit of a finding: those of the book of lines, from before there was an office on record, then those
// that were acts.
Result<std::vector<ExitRecord>> all_exits(const Workspace& workspace);

}  // namespace qy
