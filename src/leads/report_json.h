// Findings as JSON: contract/findings.schema.json. It loses nothing: read_report_json(report_json(s)) == s.
// `screen` keeps it in the workspace (findings/latest.json), where the next screening finds out what is new,
// and `findings list|show|explain` reads it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "leads/finding.h"

namespace qy {

inline constexpr std::string_view kFindingsFormat = "qingyuan.findings/1";

// One finding a line, so that text tools can work on it. Invalid UTF-8 becomes U+FFFD.
std::string report_json(const Screening& screening);
// The same piece by piece, for a report of many findings: only a piece of it is ever held. Ends with the
// error of `take`.
Result<void> write_report_json(const Screening& screening,
                               const std::function<Result<void>(std::string_view piece)>& take);

// Fails with damaged when it is not such a file; the message says what is missing.
Result<Screening> read_report_json(std::string_view text);

}  // namespace qy
