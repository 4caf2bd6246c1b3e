// The relations' answers, and who is who (resolve/lake_entities.h), as tables that rules read (tables/*.yaml of the domain
// `derived`), worked out before the rules run, and only when one of them asks for it.
//
//   <workspace>/screening/derived/official_supplier_path.parquet
#pragma once

#include <set>
#include <string>

#include "app/workspace.h"

namespace qy {

// Steps within which rules look for a path: an official, a relative, a firm of his, the supplier that it
// owns.
inline constexpr int kStepsForRules = 4;

// Works out the named tables and sets the files of those among `tables`; with `spark`, pairs of who may be who are compared there.
Result<void> derive_tables(Workspace& workspace, const std::set<std::string>& names,
                           std::vector<PlanTable>& tables, Executor* spark = nullptr);

}  // namespace qy
