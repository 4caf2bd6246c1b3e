#include "resolve/exact_kind.h"

#include <algorithm>
#include <charconv>

#include "base/disk.h"
#include "resolve/entity_kind.h"
#include "text/yaml.h"

namespace qy {
namespace {

Result<ExactSource> exact_source_of(const Yaml& node, const TableSet& tables) {
  ExactSource out;
  QY_TRY(out.table, node.required("table"));
  const Table* table = tables.find(out.table);
  if (table == nullptr) return node.wrong("没有表 " + out.table + " (no such table)");
  for (const auto& [word, value] : node.entries()) {
    if (word == "table") continue;
    if (table->field(value.text()) == nullptr)
      return node.wrong("表 " + out.table + " 没有字段 " + value.text() + " (no such field)");
    out.fields.emplace(word, value.text());
  }
  return out;
}

Result<int> whole_number(const Yaml& node, std::string_view word) {
  const std::string text = node.optional(word, "0");
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || number < 0)
    return node.wrong(std::string(word) + " 要写一个整数 (a whole number)");
  return number;
}

Result<ExactTie> exact_tie_of(const Yaml& node) {
  QY_CHECK(node.only({"of", "at_most", "characters", "rows", "percent", "chinese", "english"}));
  ExactTie out;
  QY_TRY(out.of, node.required("of"));
  QY_TRY(out.at_most, whole_number(node, "at_most"));
  QY_TRY(out.characters, whole_number(node, "characters"));
  QY_TRY(out.rows, whole_number(node, "rows"));
  QY_TRY(out.percent, whole_number(node, "percent"));
  QY_TRY(out.chinese, node.required("chinese"));
  QY_TRY(out.english, node.required("english"));
  return out;
}

Result<ExactKind> exact_kind_of(const Yaml& root, const TableSet& tables) {
  QY_CHECK(root.only({"kind", "label", "english", "purpose", "table", "from", "by"}));
  ExactKind out;
  QY_TRY(out.kind, root.required("kind"));
  QY_TRY(out.label, root.required("label"));
  QY_TRY(out.english, root.required("english"));
  QY_TRY(out.purpose, root.required("purpose"));
  QY_TRY(out.table, root.required("table"));
  if (tables.find(out.table) == nullptr) return root.wrong("没有表 " + out.table + " (no such table)");
  QY_TRY(const auto from, root.list("from"));
  for (const Yaml& node : from) {
    QY_TRY(ExactSource source, exact_source_of(node, tables));
    out.from.push_back(std::move(source));
  }
  QY_TRY(const auto by, root.list("by"));
  for (const Yaml& node : by) {
    QY_TRY(ExactTie tie, exact_tie_of(node));
    out.by.push_back(std::move(tie));
  }
  if (out.from.empty()) return root.wrong("要写 from (from is needed)");
  return out;
}

}  // namespace

bool is_exact_kind(const Yaml& root) {
  return root.find("table") != nullptr;
}

Result<std::vector<ExactKind>> load_exact_kinds(const std::filesystem::path& folder, const TableSet& tables) {
  QY_TRY(const auto files, entity_files(folder));
  std::vector<ExactKind> out;
  for (const auto& file : files) {
    QY_TRY(const std::string text, read_file(file));
    QY_TRY(const Yaml root, Yaml::parse(text, file.string()));
    if (!is_exact_kind(root)) continue;
    QY_TRY(ExactKind kind, exact_kind_of(root, tables));
    kind.text = text;
    out.push_back(std::move(kind));
  }
  return out;
}

std::string with(std::string_view sql, const std::vector<std::pair<std::string, std::string>>& words) {
  std::string out(sql);
  for (const auto& [word, value] : words)
    for (size_t at = out.find(word); at != out.npos; at = out.find(word, at + value.size()))
      out.replace(at, word.size(), value);
  return out;
}

Result<int64_t> count_of(Engine& engine, std::string_view sql) {
  QY_TRY(const Rows rows, engine.query(sql));
  return std::get<int64_t>(rows.cells[0][0]);
}

bool is_judged_out(const Judgements& judged, const std::string& key, const std::string& whole) {
  const Judgement* said = judged.find(key, whole);
  return said != nullptr && said->verdict != Verdict::yes;
}

}  // namespace qy
