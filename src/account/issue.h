// First passwords (首次密码): drawn, told once to whoever hands them out, and good for nothing but a change of themselves
// (door.h). With each comes a new key of the codes.
#pragma once

#include <string>
#include <vector>

#include "account/credentials.h"
#include "base/clock.h"
#include "record/act.h"

namespace qy {

struct IssuedPassword {
  std::string user, password, code_key;
};

// One act for each account (system.passwords_set, about account/an), then all of them are set. `records`: as `by` may use
// them; `reason`: goes on record. On failure none is set.
Result<std::vector<IssuedPassword>> issue_passwords(RecordBook& records, CredentialBook& book,
                                                    const std::vector<std::string>& users, const Actor& by,
                                                    const std::string& reason, const Clock& clock);

}  // namespace qy
