// The long work of the house for the workbench's administrators (api/house_work.h), on the functions that the commands use.
#pragma once

#include "api/house_work.h"
#include "app/workspace.h"
#include "store/record_store.h"

namespace qy {

// What it is given must outlive it.
Result<HouseWork> house_work(Workspace& workspace, RecordStore& records, const Clock& clock);

}  // namespace qy
