// Words of procedures and persons as the pages show them: {"zh", "en"}; {"id", "name", "roles"}.
#pragma once

#include "api/route.h"
#include "casework/case_rows.h"
#include "law/moment.h"

namespace qy {

Moment now_of(const ApiCall& call);
Json words_of(const Said& said);
// A role of procedures/shared/roles.yaml; what is none stands for itself.
Json role_words(const ProcedureBook& book, const std::string& role);
Json roles_words(const ProcedureBook& book, const std::vector<std::string>& roles);
// {"id", "name"}: an account or a party; a name that is not known is its number.
Json person_of(const CaseFile& file, const std::string& id);
// The step's own title with that of its procedure.
Json step_words(const ProcedureBook& book, const std::string& step);
Json facts_words(const ProcedureBook& book, const Facts& facts);

}  // namespace qy
