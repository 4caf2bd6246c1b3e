// A finding as the pages show it. Tokens of persons (subject_key, stack_key) never leave.
#pragma once

#include "base/json.h"
#include "leads/finding.h"
#include "record/act.h"

namespace qy {

// In a list: the ETag that a step on it carries, what it is about, how firm, how much, where it stands. `standing`: its row in finding_exit, or one of
// version 0.
Json finding_line(const Screening& screening, const Finding& finding, const Row& standing);
// The whole: figures, evidence, what else could explain it, what cannot be seen, the law, what may be done now.
Json finding_page(const Screening& screening, const Finding& finding, const Row& standing);

// "open" where nothing was done yet; else asked, answered, proposed, returned, decided.
std::string state_of(const Finding& finding, const Row& standing);
std::string fen_text(const std::optional<Fen>& amount_fen);  // "" for none

}  // namespace qy
