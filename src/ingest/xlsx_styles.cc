#include <charconv>
#include <map>

#include "ingest/xlsx_parts.h"
#include "ingest/xml_events.h"

namespace qy {
namespace {

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class Styles final : public XmlHandler {
 public:
  std::vector<bool> is_date;

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") custom_[number(attributes["numFmtId"])] = is_date_format(attributes["formatCode"]);
    if (name == "cellXfs") is_in_cells_ = true;
    if (name != "xf" || !is_in_cells_) return;
    const int id = number(attributes["numFmtId"]);
    const auto custom = custom_.find(id);
    is_date.push_back(custom != custom_.end() ? custom->second : is_date_format(id));
  }
  void on_end(std::string_view name) override {
    if (name == "cellXfs") is_in_cells_ = false;
  }
  void on_text(std::string_view) override {}

 private:
  std::map<int, bool> custom_;
  bool is_in_cells_ = false;
};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

// Reads one bracket from behind its '[': "[Red]", "[$-804]", "[>=100]", "[h]". True for an elapsed time.
bool take_bracket(std::string_view code, size_t& at) {
  const size_t end = std::min(code.find(']', at), code.size());
  const std::string_view inside = code.substr(at, end - at);
  at = end;
  return !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
}

}  // namespace

bool is_date_format(int id) {
  if (id == 46) return false;  // [h]:mm:ss
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

bool is_date_format(std::string_view code) {
  bool has_date_letter = false;
  for (size_t at = 0; at < code.size(); ++at) {
    switch (lower(code[at])) {
      case ';':
        return has_date_letter;  // only the first of the four sections counts
      case '"':
        at = std::min(code.find('"', at + 1), code.size());
        break;
      case '\\':
      case '_':
      case '*':
        ++at;
        break;
      case '[':
        if (take_bracket(code, ++at)) return false;
        break;
      case 'g':  // "General", in any language of the program
        if (at + 7 <= code.size() && lower(code[at + 1]) == 'e' && lower(code[at + 2]) == 'n') at += 6;
        break;
      case 'y':
      case 'm':
      case 'd':
      case 'h':
      case 's':
        has_date_letter = true;
        break;
      default:
        break;
    }
  }
  return has_date_letter;
}

Result<std::vector<bool>> read_date_styles(const ZipFile& zip, const std::string& part) {
  Styles styles;
  const ZipPart* found = part.empty() ? nullptr : zip.find(part);
  if (!found) return styles.is_date;
  QY_TRY(auto bytes, zip.read(*found));
  QY_CHECK(run_whole(std::move(bytes), styles, part));
  return std::move(styles.is_date);
}

}  // namespace qy
