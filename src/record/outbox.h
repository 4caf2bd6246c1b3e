// What others are to be told (Act::outbox), until it has left. Sent at least once: each message has a key, the same however often it is
// sent, by which whoever receives it twice knows the second.
#pragma once

#include <string>
#include <vector>

#include "record/act.h"

namespace qy {

struct OutboxMessage {
  int64_t seq = 0, place = 0;  // of the act, and among what it sends
  Outgoing message;
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  // Oldest first; whatever was committed and not marked.
  virtual Result<std::vector<OutboxMessage>> unsent(int64_t most) = 0;
  virtual Result<void> mark_sent(const OutboxMessage& message, int64_t at_ms) = 0;
};

}  // namespace qy
