#include <charconv>

#include "ingest/xlsx_parts.h"
#include "ingest/xml_events.h"
#include "text/utf8.h"

namespace qy {
namespace {

// <si> holds <t>, or runs <r><t>; the reading aids of <rPh> are no part of the text.
class Strings final : public XmlHandler {
 public:
  explicit Strings(HeldText& strings) : strings_(strings) {}

  void on_start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") is_reading_aid_ = true;
    is_text_ = name == "t" && !is_reading_aid_;
  }
  void on_end(std::string_view name) override {
    if (name == "t") is_text_ = false;
    if (name == "rPh") is_reading_aid_ = false;
    if (name != "si") return;
    unescaped_.clear();
    append_unescaped(unescaped_, text_);
    if (auto added = strings_.add(unescaped_); !added.ok()) pump().fail(added.error());
  }
  void on_text(std::string_view text) override {
    if (is_text_) text_ += text;
  }

 private:
  HeldText& strings_;
  std::string text_, unescaped_;
  bool is_text_ = false, is_reading_aid_ = false;
};

}  // namespace

void append_unescaped(std::string& out, std::string_view text) {
  for (;;) {
    const size_t at = text.find("_x");
    if (at == std::string_view::npos) break;
    uint32_t point = 0;
    const char* const digits = text.data() + at + 2;
    const bool is_escape = text.size() - at >= 7 && text[at + 6] == '_' &&
                           std::from_chars(digits, digits + 4, point, 16).ptr == digits + 4;
    out += text.substr(0, is_escape ? at : at + 2);
    if (is_escape && point != 0 && (point < 0xD800 || point > 0xDFFF)) append_utf8(point, out);
    text.remove_prefix(is_escape ? at + 7 : at + 2);
  }
  out += text;
}

Result<void> read_shared_strings(const ZipFile& zip, const std::string& part, HeldText& strings) {
  const ZipPart* found = part.empty() ? nullptr : zip.find(part);
  if (!found) return {};
  QY_TRY(auto bytes, zip.read(*found));
  Strings handler(strings);
  QY_CHECK(run_whole(std::move(bytes), handler, part));
  return strings.finish();
}

}  // namespace qy
