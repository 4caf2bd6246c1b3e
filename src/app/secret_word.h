// A passphrase, from the person who knows it: from the terminal without showing it, or a line of what is piped in. It is
// never an argument: those stand in the shell's history and in the list of processes.
#pragma once

#include <string>

#include "base/result.h"

namespace qy {

Result<std::string> secret_word(const std::string& prompt);

}  // namespace qy
