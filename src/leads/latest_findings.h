// The findings of the last screening of a workspace, and what of one goes on record with it.
#pragma once

#include <filesystem>
#include <string>

#include "leads/finding.h"
#include "leads/finding_way.h"

namespace qy {

std::filesystem::path latest_findings_file(const std::filesystem::path& workspace);
// not_found where nothing has been screened yet.
Result<Screening> latest_findings(const std::filesystem::path& workspace);

// The last screening that ran restricted rules too, for an approved purpose (app/keep_findings.h). forbidden where
// the approval is another one, not_found where there was none.
std::filesystem::path approved_findings_file(const std::filesystem::path& workspace);
Result<Screening> approved_findings(const std::filesystem::path& workspace, const Approval& approval);

// By rank, fingerprint or the beginning of one.
Result<FindingFacts> finding_on_record(const Screening& screening, const std::string& wanted);

}  // namespace qy
