#include "ingest/xml_events.h"

#include <expat.h>

#include "ingest/messages.h"

namespace qy {
namespace {

constexpr int kStep = 64 << 10;
constexpr int64_t kMaxTokenBytes = 16 << 20;

std::string_view local(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

XML_Parser parser_of(void* parser) {
  return static_cast<XML_Parser>(parser);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair; pair += 2) {
    if (local(*pair) == name) return pair[1];
  }
  return {};
}

struct XmlPump::Callbacks {
  static XmlPump& pump(void* user) { return *static_cast<XmlPump*>(user); }
  static void start(void* user, const char* name, const char** attributes) {
    pump(user).handler_.on_start(local(name), XmlAttributes(attributes));
  }
  static void end(void* user, const char* name) { pump(user).handler_.on_end(local(name)); }
  static void text(void* user, const char* bytes, int size) {
    pump(user).handler_.on_text({bytes, size_t(size)});
  }
  static void doctype(void* user, const char*, const char*, const char*, int) {
    pump(user).fail(invalid(say(kOwnDoctype, pump(user).what_)));
  }
};

XmlPump::XmlPump(std::unique_ptr<ByteStream> bytes, XmlHandler& handler, Said what, int64_t max_token_bytes)
    : bytes_(std::move(bytes)),
      handler_(handler),
      what_(std::move(what)),
      max_token_bytes_(max_token_bytes),
      parser_(::XML_ParserCreate(nullptr)) {
  handler_.pump_ = this;
  ::XML_SetUserData(parser_of(parser_), this);
  ::XML_SetElementHandler(parser_of(parser_), Callbacks::start, Callbacks::end);
  ::XML_SetCharacterDataHandler(parser_of(parser_), Callbacks::text);
  ::XML_SetStartDoctypeDeclHandler(parser_of(parser_), Callbacks::doctype);
}

XmlPump::~XmlPump() {
  ::XML_ParserFree(parser_of(parser_));
}

void XmlPump::pause() {
  if (!error_ && ::XML_StopParser(parser_of(parser_), XML_TRUE) == XML_STATUS_OK) is_paused_ = true;
}

void XmlPump::fail(Error error) {
  if (error_) return;
  error_ = std::move(error);
  ::XML_StopParser(parser_of(parser_), XML_FALSE);
}

Result<bool> XmlPump::run() {
  if (is_done_) return false;
  if (is_paused_) {
    is_paused_ = false;
    QY_TRY(const bool is_paused, judge(::XML_ResumeParser(parser_of(parser_))));
    if (is_paused) return true;
  }
  while (!is_last_) {
    if (fed_ - ::XML_GetCurrentByteIndex(parser_of(parser_)) > max_token_bytes_) {
      return Error{Code::limit, say(kMarkupTooLong, what_, max_token_bytes_ >> 20)};
    }
    void* buffer = ::XML_GetBuffer(parser_of(parser_), kStep);
    if (!buffer) return Error{Code::limit, say(kNoMemory, what_)};
    QY_TRY(const size_t got, bytes_->read(static_cast<char*>(buffer), size_t(kStep)));
    fed_ += int64_t(got);
    is_last_ = got == 0;
    QY_TRY(const bool is_paused, judge(::XML_ParseBuffer(parser_of(parser_), int(got), is_last_ ? 1 : 0)));
    if (is_paused) return true;
  }
  is_done_ = true;
  return false;
}

Result<bool> XmlPump::judge(int status) {
  if (error_) return *error_;
  if (status == XML_STATUS_SUSPENDED) return true;
  if (status == XML_STATUS_OK) return false;
  return damaged(say(kMarkupDamaged, what_, ::XML_ErrorString(::XML_GetErrorCode(parser_of(parser_))),
                     ::XML_GetCurrentLineNumber(parser_of(parser_))));
}

Result<void> run_whole(std::unique_ptr<ByteStream> bytes, XmlHandler& handler, const std::string& part) {
  XmlPump pump(std::move(bytes), handler, said(part), kMaxTokenBytes);
  QY_TRY(const bool is_paused, pump.run());
  if (is_paused) return Error{Code::internal, part + " was paused"};
  return {};
}

}  // namespace qy
