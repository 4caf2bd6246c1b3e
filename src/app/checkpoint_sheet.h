// The log's checkpoint as a sheet to be printed once a week: a QR code of its very text for a machine, the text for people, and lines to
// sign. Kept on paper elsewhere it tells of a log that was rolled back or rewritten, like a witness that needs no power.
#pragma once

#include <string>

#include "base/result.h"

namespace qy {

// HTML of one page, without anything from elsewhere. `note`: the signed checkpoint.
Result<std::string> checkpoint_sheet(const std::string& note, const std::string& unit,
                                     const std::string& printed_at);

}  // namespace qy
