#include "ingest/profile_yaml.h"

#include "seal/seal.h"

namespace qy {
namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (static_cast<unsigned char>(c) >= ' ')
      out += c;
  }
  return out + "\"";
}

std::string list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + in_quotes(text);
  return out + "]";
}

std::string map(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string out = "{";
  for (const auto& [text, value] : entries)
    out += (out.size() > 1 ? ", " : "") + in_quotes(text) + ": " + in_quotes(value);
  return out + "}";
}

std::string place(const HeaderPlace& header) {
  return "{row: " + std::to_string(header.row) + ", rows: " + std::to_string(header.rows) + "}";
}

class Writer {
 public:
  explicit Writer(Comments comments) : comments_(comments == Comments::yes) {}

  std::string write(const Profile& profile) {
    for (const std::string& note : profile.notes) comment("", note);
    line("profile: " + in_quotes(profile.name));
    if (!profile.description.empty()) line("description: " + in_quotes(profile.description));
    if (!profile.match.empty()) line("match:");
    for (const HeaderSignature& signature : profile.match) write(signature);
    if (!profile.sheets.empty()) line("sheets: " + list(profile.sheets));
    if (profile.header) line("header: " + place(*profile.header));
    if (profile.encoding) line("encoding: " + std::string(name_of(*profile.encoding)));
    if (profile.delimiter != 0)
      line("delimiter: " + (profile.delimiter == '\t' ? "tab" : in_quotes({&profile.delimiter, 1})));
    if (profile.date_order) line("date_order: " + std::string(name_of(*profile.date_order)));
    if (!profile.not_data.empty()) line("not_data: " + in_quotes(profile.not_data));
    if (profile.by_name) line("by_name: true");
    if (!profile.tables.empty()) line("tables:");
    for (const TableRule& rule : profile.tables) write(rule);
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += text + "\n"; }
  void comment(const std::string& indent, const std::string& text) {
    if (!comments_) return;
    std::string safe = text;
    for (char& c : safe)
      if (c == '\n' || c == '\r') c = ' ';
    line(indent + "# " + safe);
  }

  void write(const HeaderSignature& signature) {
    std::string lead = "  - ";
    const auto entry = [&](const std::string& text) {
      line(lead + text);
      lead = "    ";
    };
    if (!signature.headers.empty()) entry("headers: " + list(signature.headers));
    if (!signature.file.empty()) entry("file: " + in_quotes(signature.file));
    if (!signature.format.empty()) entry("format: " + in_quotes(signature.format));
  }

  void write(const TableRule& rule) {
    line("  - table: " + rule.table);
    if (rule.section != "*") line("    section: " + in_quotes(rule.section));
    if (rule.header) line("    header: " + place(*rule.header));
    line("    columns:");
    for (size_t i = 0; i < rule.columns.size();) {
      const std::string& field = rule.columns[i].field;
      size_t end = i;
      while (end < rule.columns.size() && rule.columns[end].field == field) ++end;
      if (end == i + 1) {
        write("      " + field + ": ", rule.columns[i]);
      } else {
        line("      " + field + ":");
        for (size_t k = i; k < end; ++k) write("        - ", rule.columns[k]);
      }
      i = end;
    }
    if (!rule.empty.empty()) line("    empty: " + list(rule.empty));
    if (!rule.skip.empty()) line("    skip: " + list(rule.skip));
    for (const std::string& note : rule.notes) comment("    ", note);
  }

  void write(const std::string& lead, const ColumnRule& rule) {
    std::string text = lead + "{";
    const auto part = [&](const std::string& value) { text += (text.back() == '{' ? "" : ", ") + value; };
    if (!rule.from.empty())
      part("from: " + (rule.from.size() == 1 ? in_quotes(rule.from[0]) : list(rule.from)));
    if (!rule.with.empty()) part("with: " + list(rule.with));
    if (rule.unit) part("unit: " + std::string(name_of(*rule.unit)));
    if (rule.area) part("unit: " + std::string(name_of(*rule.area)));
    if (rule.constant) part("constant: " + in_quotes(*rule.constant));
    if (!rule.map.empty()) part("map: " + map(rule.map));
    if (rule.transform != CellTransform::none) part("transform: " + std::string(name_of(rule.transform)));
    text += "}";
    if (comments_ && !rule.note.empty()) text += "   # " + rule.note;
    line(text);
  }

  bool comments_;
  std::string out_;
};

}  // namespace

std::string to_yaml(const Profile& profile, Comments comments) {
  return Writer(comments).write(profile);
}
std::string to_yaml(const Profile& profile) {
  return to_yaml(profile, Comments::yes);
}

// The name and what it matches do not change what a row becomes, so they do not count.
std::string profile_hash(const Profile& profile) {
  Profile essence = profile;
  essence.name.clear();
  essence.description.clear();
  essence.match.clear();
  return sm3_hex(to_yaml(essence, Comments::no)).substr(0, 16);
}

}  // namespace qy
