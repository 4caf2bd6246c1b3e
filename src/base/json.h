// JSON for what we write and for small files we read back. Large inputs are ingest's business
// (ingest/ocds.cc).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace qy {

// Keys keep the order in which they were put. Include <nlohmann/json.hpp> in the .cc that fills one.
using Json = nlohmann::ordered_json;

// `what` names the text in the message: "the manifest of batch 7: …".
Result<Json> parse_json(std::string_view text, const std::string& what);

}  // namespace qy
