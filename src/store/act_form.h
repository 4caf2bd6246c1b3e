// What an act must look like before anything is asked of the database. Private to this folder.
#pragma once

#include "record/act.h"

namespace qy {

// invalid or limit, with what is wrong.
Result<void> check_form(const Act& act, std::string_view record);
// forbidden where one person would hold two of the three administrators' roles.
bool is_administrator(std::string_view role);

}  // namespace qy
