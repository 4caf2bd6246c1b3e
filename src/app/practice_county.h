// The made-up county (synth/county.h) in an empty lake: something to practise on before there are files of one's own.
#pragma once

#include "app/workspace.h"
#include "jobs/job_board.h"

namespace qy {

struct PracticeCounty {
  int64_t files = 0, rows = 0;  // in the lake
};

// conflict where anything is in the lake: made-up rows never stand beside real ones.
Result<PracticeCounty> load_practice_county(Workspace& workspace, const Clock& clock, JobRun& run);

}  // namespace qy
