// A batch's manifest as JSON. Private to this folder.
#pragma once

#include "lake/lake.h"

namespace qy {

std::string to_json(const BatchManifest& manifest);
Result<BatchManifest> manifest_from_json(std::string_view text, const std::string& name);

}  // namespace qy
