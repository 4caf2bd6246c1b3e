#include "ingest/profile.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>

#include "base/disk.h"
#include "ingest/messages.h"
#include "ingest/profile_yaml.h"
#include "lake/table.h"
#include "text/messages.h"
#include "text/normalize.h"
#include "text/yaml.h"

namespace qy {
namespace {

constexpr std::array<std::pair<std::string_view, CellTransform>, 9> kTransforms = {{
    {"none", CellTransform::none},
    {"serial_date", CellTransform::serial_date},
    {"serial_date_1904", CellTransform::serial_date_1904},
    {"month_in_text", CellTransform::month_in_text},
    {"upper", CellTransform::upper},
    {"digits", CellTransform::digits},
    {"negate", CellTransform::negate},
    {"before_dash", CellTransform::before_dash},
    {"after_dash", CellTransform::after_dash},
}};

constexpr std::initializer_list<AmountUnit> kAmountUnits = {AmountUnit::fen,           AmountUnit::yuan,
                                                            AmountUnit::thousand_yuan, AmountUnit::wan_yuan,
                                                            AmountUnit::million_yuan,  AmountUnit::yi_yuan};
constexpr std::initializer_list<AreaUnit> kAreaUnits = {AreaUnit::m2, AreaUnit::mu, AreaUnit::hectare,
                                                        AreaUnit::km2};

template <class T>
std::optional<T> named_in(std::initializer_list<T> values, std::string_view name) {
  const auto at = std::find_if(values.begin(), values.end(), [&](T one) { return name_of(one) == name; });
  return at == values.end() ? std::nullopt : std::optional(*at);
}

template <class T>
Result<T> one_of(std::initializer_list<T> values, const Yaml& node, const std::string& text,
                 std::string_view what) {
  std::string known;
  for (const T value : values) {
    if (name_of(value) == text) return value;
    known += (known.empty() ? "" : ", ") + std::string(name_of(value));
  }
  return node.wrong(say(kUnknownWord, what, text, known));
}

Result<AmountUnit> read_unit(const Yaml& node, const std::string& text) {
  return one_of(kAmountUnits, node, text, "unit");
}

Result<void> read_unit_into(ColumnRule& rule, const Yaml& node) {
  if (area_unit_of(rule.field)) {
    QY_TRY(rule.area, one_of(kAreaUnits, node, node.text(), "unit"));
    return {};
  }
  QY_TRY(rule.unit, read_unit(node, node.text()));
  return {};
}

Result<ColumnRule> read_column(const std::string& field, const Yaml& node) {
  ColumnRule rule;
  rule.field = field;
  if (node.kind() == Yaml::Kind::scalar) {
    rule.from = {node.text()};
    return rule;
  }
  QY_CHECK(node.only({"from", "with", "unit", "constant", "map", "transform"}));
  QY_TRY(rule.from, node.texts("from"));
  QY_TRY(rule.with, node.texts("with"));
  if (const Yaml* unit = node.find("unit")) QY_CHECK(read_unit_into(rule, *unit));
  if (const Yaml* constant = node.find("constant")) rule.constant = constant->text();
  if (const Yaml* map = node.find("map"))
    for (const auto& [text, value] : map->entries()) rule.map.emplace_back(text, value.text());
  const std::string transform = node.optional("transform", "none");
  const auto at = std::find_if(kTransforms.begin(), kTransforms.end(),
                               [&](const auto& t) { return t.first == transform; });
  if (at == kTransforms.end()) return node.wrong(say(kUnknownTransform, transform));
  rule.transform = at->second;
  if (rule.from.empty() && !rule.constant) return node.wrong(say(kNeedsFrom, field));
  return rule;
}

Result<std::optional<HeaderPlace>> read_header_place(const Yaml& node) {
  const Yaml* place = node.find("header");
  if (place == nullptr) return std::optional<HeaderPlace>();
  QY_CHECK(place->only({"row", "rows"}));
  QY_TRY(const double row, place->number("row"));
  QY_TRY(const double rows, place->number("rows"));
  if (row < 1 || rows < 0 || rows > 9) return place->wrong(say(kHeaderPlace));
  return std::optional<HeaderPlace>(HeaderPlace{size_t(row), size_t(rows)});
}

Result<TableRule> read_table_rule(const Yaml& node, const TableSet& tables) {
  QY_CHECK(node.only({"table", "section", "header", "columns", "skip", "empty"}));
  TableRule rule;
  QY_TRY(rule.table, node.required("table"));
  const Table* table = tables.find(rule.table);
  if (table == nullptr) return node.wrong(say(kSeeTables, rule.table));
  rule.section = node.optional("section", "*");
  QY_TRY(rule.header, read_header_place(node));
  QY_TRY(rule.skip, node.texts("skip"));
  QY_TRY(rule.empty, node.texts("empty"));
  const Yaml* columns = node.find("columns");
  if (columns == nullptr) return node.wrong(say(kIsMissing, "columns"));
  for (const auto& [field, value] : columns->entries()) {
    if (table->field(field) == nullptr) return value.wrong(say(kSeeFields, rule.table, field));
    if (value.kind() != Yaml::Kind::list) {
      QY_TRY(ColumnRule column, read_column(field, value));
      rule.columns.push_back(std::move(column));
      continue;
    }
    for (const Yaml& choice : value.items()) {
      QY_TRY(ColumnRule column, read_column(field, choice));
      rule.columns.push_back(std::move(column));
    }
  }
  return rule;
}

Result<void> read_reading(const Yaml& root, Profile& profile) {
  QY_TRY(profile.header, read_header_place(root));
  if (const std::string encoding = root.optional("encoding"); !encoding.empty()) {
    QY_TRY(profile.encoding, encoding_named(encoding));
  }
  if (const std::string delimiter = root.optional("delimiter"); !delimiter.empty())
    profile.delimiter = delimiter == "tab" || delimiter == "\\t" ? '\t' : delimiter[0];
  if (const std::string order = root.optional("date_order"); !order.empty()) {
    QY_TRY(profile.date_order,
           one_of({DateOrder::ymd, DateOrder::dmy, DateOrder::mdy}, root, order, "date_order"));
  }
  return {};
}

Result<void> read_match(const Yaml& node, Profile& profile) {
  for (const Yaml& entry : node.items()) {
    QY_CHECK(entry.only({"headers", "file", "format"}));
    HeaderSignature signature;
    QY_TRY(signature.headers, entry.texts("headers"));
    signature.file = entry.optional("file");
    signature.format = entry.optional("format");
    if (signature.headers.empty() && signature.file.empty() && signature.format.empty())
      return entry.wrong(say(kEmptyMatch));
    profile.match.push_back(std::move(signature));
  }
  return {};
}

bool holds(const HeaderSignature& signature, const std::vector<std::string>& folded,
           std::string_view file_name, std::string_view format) {
  if (!signature.format.empty() && signature.format != format) return false;
  if (!signature.file.empty() && !matches_pattern(signature.file, file_name)) return false;
  return std::all_of(signature.headers.begin(), signature.headers.end(), [&](const std::string& wanted) {
    return std::find(folded.begin(), folded.end(), fold_key(wanted)) != folded.end();
  });
}

}  // namespace

std::string_view name_of(CellTransform transform) {
  return kTransforms.at(size_t(transform)).first;
}

std::string_view name_of(AreaUnit unit) {
  constexpr std::array<std::string_view, 4> kNames = {"m2", "mu", "hectare", "km2"};
  return kNames.at(size_t(unit));
}

std::optional<AreaUnit> area_unit_named(std::string_view name) {
  return named_in(kAreaUnits, name);
}

std::optional<AmountUnit> amount_unit_named(std::string_view name) {
  return named_in(kAmountUnits, name);
}

std::optional<AreaUnit> area_unit_in(std::string_view header) {
  constexpr std::array<std::pair<std::string_view, AreaUnit>, 8> kWords = {{{"平方公里", AreaUnit::km2},
                                                                            {"公顷", AreaUnit::hectare},
                                                                            {"平方米", AreaUnit::m2},
                                                                            {"平米", AreaUnit::m2},
                                                                            {"㎡", AreaUnit::m2},
                                                                            {"m2", AreaUnit::m2},
                                                                            {"亩", AreaUnit::mu},
                                                                            {"hectare", AreaUnit::hectare}}};
  for (const auto& [word, unit] : kWords)
    if (header.find(word) != std::string_view::npos) return unit;
  return std::nullopt;
}

std::optional<AreaUnit> area_unit_of(std::string_view field_name) {
  if (field_name.ends_with("_m2")) return AreaUnit::m2;
  if (field_name.ends_with("_mu")) return AreaUnit::mu;
  return std::nullopt;
}

bool matches_pattern(std::string_view pattern, std::string_view text) {
  return fnmatch(std::string(pattern).c_str(), std::string(text).c_str(), 0) == 0;
}

bool Profile::wants_sheet(std::string_view sheet, bool hidden) const {
  for (const std::string& pattern : sheets)
    if (pattern == sheet || (!hidden && matches_pattern(pattern, sheet))) return true;
  return sheets.empty() && !hidden;
}

std::optional<HeaderPlace> Profile::header_of(std::string_view sheet) const {
  for (const TableRule& rule : tables)
    if (rule.header && matches_pattern(rule.section, sheet)) return rule.header;
  return header;
}

int Profile::fit(const std::vector<std::string>& names, std::string_view file_name,
                 std::string_view format) const {
  std::vector<std::string> folded;
  folded.reserve(names.size());
  for (const std::string& header_name : names) folded.push_back(fold_key(header_name));
  int best = 0;
  for (const HeaderSignature& signature : match)
    if (holds(signature, folded, file_name, format))
      best = std::max(best, 1 + 2 * int(signature.headers.size()) + (signature.file.empty() ? 0 : 1));
  return best;
}

Result<Profile> read_profile(std::string_view yaml, const std::string& file_name, const TableSet& tables) {
  QY_TRY(const Yaml root, Yaml::parse(yaml, file_name));
  QY_CHECK(root.only({"profile", "description", "match", "sheets", "header", "encoding", "delimiter",
                      "date_order", "not_data", "by_name", "tables"}));
  Profile profile;
  QY_TRY(profile.name, root.required("profile"));
  profile.description = root.optional("description");
  profile.not_data = root.optional("not_data");
  QY_TRY(profile.sheets, root.texts("sheets"));
  QY_TRY(profile.by_name, root.flag("by_name", false));
  QY_CHECK(read_reading(root, profile));
  if (const Yaml* match = root.find("match")) QY_CHECK(read_match(*match, profile));
  if (const Yaml* rules = root.find("tables"))
    for (const Yaml& node : rules->items()) {
      QY_TRY(TableRule rule, read_table_rule(node, tables));
      profile.tables.push_back(std::move(rule));
    }
  if (profile.tables.empty() && !profile.by_name && profile.not_data.empty())
    return root.wrong(say(kNoDestination));
  return profile;
}

Result<Profile> load_profile(const std::filesystem::path& path, const TableSet& tables) {
  QY_TRY(const std::string text, read_file(path));
  return read_profile(text, path.string(), tables);
}

}  // namespace qy
