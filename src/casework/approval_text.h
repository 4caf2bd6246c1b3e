// Approvals as a field holds them: "u3 handling_head@2026-03-01 09:00;u4 chief@2026-03-02 10:00".
#pragma once

#include "casework/matter.h"

namespace qy {

std::string text_of_approvals(const std::vector<GivenApproval>& approvals);
Result<std::vector<GivenApproval>> approvals_of_text(const std::string& text);

}  // namespace qy
