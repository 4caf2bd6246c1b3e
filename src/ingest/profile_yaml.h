// Profiles as YAML text. Private to this folder.
#pragma once

#include <string>

#include "ingest/profile.h"

namespace qy {

enum class Comments { no, yes };
std::string to_yaml(const Profile& profile, Comments comments);

}  // namespace qy
