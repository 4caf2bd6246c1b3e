// The outbox as rows (record/outbox.h). Private to this folder.
#pragma once

#include "record/outbox.h"
#include "store/database.h"

namespace qy {

Result<std::vector<OutboxMessage>> unsent_rows(Database& database, int64_t most);
Result<void> mark_row_sent(Database& database, const OutboxMessage& message, int64_t at_ms);

}  // namespace qy
