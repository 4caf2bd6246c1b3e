// Where a body goes that is too large to be held: PUT carries a file, and its bytes are handed on as they come.
//
//   head ──▶ intake ──▶ an answer: refused before a byte of the body is read
//                └────▶ a sink ──take──take──take──▶ finish: the answer
//                                 └ an answer: refused; no more is read, the connection is closed
//
// One piece at a time, on the worker threads: a slow disk slows the sender, and a sender takes no more memory than a
// piece. A sink that goes without finish() did not get the whole body.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>

#include "http/message.h"

namespace qy {

class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual std::optional<HttpResponse> take(std::string_view piece) = 0;
  virtual HttpResponse finish() = 0;
};

using Taken = std::variant<HttpResponse, std::unique_ptr<BodySink>>;
// `head`: the request without its body; `bytes`: how long the body will be.
using Intake = std::function<Taken(const HttpRequest& head, int64_t bytes)>;

}  // namespace qy
