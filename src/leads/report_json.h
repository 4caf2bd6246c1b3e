// Findings as JSON: contract/findings.schema.json. It loses nothing: read_report_json(report_json(s)) == s.
// `screen` keeps it in the workspace (findings/latest.json), where the next screening finds out what is new,
// and `findings list|show|explain` reads it.
#pragma once

#include <string>
#include <string_view>

#include "leads/finding.h"

namespace qy {

inline constexpr std::string_view kFindingsFormat = "qingyuan.findings/1";

// One finding a line, so that text tools can work on it. Invalid UTF-8 becomes U+FFFD.
std::string report_json(const Screening& screening);

// Fails with damaged when it is not such a file; the message says what is missing.
Result<Screening> read_report_json(std::string_view text);

}  // namespace qy
