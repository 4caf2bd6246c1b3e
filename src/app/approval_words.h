// --purpose --approved-by --approval-no: the approved purpose without which rules of restricted packs do not
// run.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>

#include "base/result.h"
#include "leads/finding.h"

namespace qy {

void add_approval_words(CLI::App& command, Approval& words);

// None of the three: no approval. Some of them: refused, an approval is whole or it is none.
Result<std::optional<Approval>> approval_of(const Approval& words);

}  // namespace qy
