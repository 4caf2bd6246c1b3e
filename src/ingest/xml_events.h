// XML as a stream of events that can be paused, over expat. A document type or entity of its own making is
// refused before it can do anything, and no piece of markup may be longer than a row may be.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/message.h"
#include "base/result.h"
#include "ingest/bytes.h"

namespace qy {

// Names come without their namespace prefix.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  std::string_view operator[](std::string_view name) const;  // empty when there is none

 private:
  const char** pairs_;
};

class XmlPump;

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void on_start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void on_end(std::string_view name) = 0;
  virtual void on_text(std::string_view text) = 0;

 protected:
  XmlPump& pump() { return *pump_; }

 private:
  friend class XmlPump;
  XmlPump* pump_ = nullptr;
};

class XmlPump {
 public:
  // `what` names the part in messages. Both must outlive the pump.
  XmlPump(std::unique_ptr<ByteStream> bytes, XmlHandler& handler, Said what, int64_t max_token_bytes);
  XmlPump(const XmlPump&) = delete;
  XmlPump& operator=(const XmlPump&) = delete;
  ~XmlPump();

  // Runs until the handler pauses (true) or the document ends (false).
  Result<bool> run();
  double progress() const { return bytes_->progress(); }

  // For handlers. fail() ends the document with an error of the handler's own.
  void pause();
  void fail(Error error);

 private:
  struct Callbacks;
  Result<bool> judge(int status);

  std::unique_ptr<ByteStream> bytes_;
  XmlHandler& handler_;
  Said what_;
  int64_t max_token_bytes_;
  void* parser_;
  std::optional<Error> error_;
  bool is_paused_ = false, is_last_ = false, is_done_ = false;
  int64_t fed_ = 0;
};

// Runs to the end without pausing.
Result<void> run_whole(std::unique_ptr<ByteStream> bytes, XmlHandler& handler, const std::string& part);

}  // namespace qy
