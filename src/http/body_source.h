// Where a body comes from that is too large to be held: asked for its next piece when the last one is sent, on the worker threads. So a
// slow reader slows it, and an answer takes no more memory than a piece.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace qy {

class BodySource {
 public:
  virtual ~BodySource() = default;
  virtual int64_t bytes() const = 0;  // of the whole, promised in the head
  // Empty at the end. None where it cannot go on: the connection is closed before the promised length, so that the other side knows that
  // it does not have the whole.
  virtual std::optional<std::string> next() = 0;
};

}  // namespace qy
