// What is told of ties that officers declared, wherever they stand against somebody: who, by what, in which declaration and row, of
// which day, under which article. It names no relative.
#pragma once

#include <string>
#include <vector>

#include "casework/recusals.h"
#include "law/procedure_book.h"

namespace qy {

// A line each; "" where there is none.
std::string recusals_text(const std::vector<TieFound>& ties, const ProcedureBook& procedures, Date today);
// Of what the law does not name: told to whoever decides.
std::string possible_recusals_text(const std::vector<TieFound>& ties);

}  // namespace qy
