// What makes the standard tables sound. Each finding is one line for whoever edits `tables/`.
#include <algorithm>
#include <map>
#include <set>

#include "lake/table.h"
#include "text/normalize.h"

namespace qy {
namespace {

const std::set<std::string, std::less<>> kDomains = {
    "reference",   "people", "money_to_people", "medical",   "school",
    "procurement", "asset",  "unit_money",      "complaint", "derived"};

bool is_identifier(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
         std::all_of(name.begin(), name.end(), fits);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.ends_with(end);
}

// Units stand last in a name: money in fen, dates `_on`, times `_at`.
std::string unit_problem(const Field& field) {
  if (field.type == FieldType::money && !ends_with(field.name, "_fen") &&
      field.name.find("_fen_per_") == std::string::npos)
    return "money is in fen: the name must end in _fen";
  if (field.type == FieldType::timestamp && !ends_with(field.name, "_at") && field.name != "at")
    return "a time's name must be `at` or end in _at";
  if (field.type == FieldType::date && !ends_with(field.name, "_on") && field.name != "on")
    return "a date's name must be `on` or end in _on";
  if (field.personal() && field.sensitivity != Sensitivity::personal &&
      field.sensitivity != Sensitivity::restricted)
    return "a personal type needs the sensitivity personal or restricted";
  return {};
}

class Checker {
 public:
  explicit Checker(std::vector<std::string>& problems) : problems_(problems) {}

  void check(const Table& table) {
    where_ = table.name;
    if (!is_identifier(table.name)) say("a table's name is lower case, digits and underscores");
    if (!kDomains.contains(table.domain)) say("the domain " + table.domain + " is not known");
    if (table.label.empty() || table.purpose.empty()) say("label and purpose must be filled");
    if (!table.time_field.empty()) need(table, table.time_field, "time");
    for (const std::string& name : table.key) need(table, name, "key");
    for (const Field& field : table.fields) check(field);
    check_headers(table);
    check_columns(table);
  }

 private:
  void say(const std::string& problem) { problems_.push_back(where_ + ": " + problem); }

  void need(const Table& table, const std::string& name, const std::string& role) {
    if (table.field(name) == nullptr) say(role + " names the field " + name + ", which there is not");
  }

  void check(const Field& field) {
    if (!is_identifier(field.name))
      say(field.name + ": a field's name is lower case, digits and underscores");
    if (const std::string problem = unit_problem(field); !problem.empty()) say(field.name + ": " + problem);
  }

  // No header may stand for two fields of one table.
  void check_headers(const Table& table) {
    std::map<std::string, std::string> owner;
    for (const Field& field : table.fields) {
      std::set<std::string> own = {fold_key(field.label), fold_key(field.english)};
      for (const std::string& synonym : field.synonyms) own.insert(fold_key(synonym));
      for (const std::string& header : own) {
        const auto [at, is_new] = owner.emplace(header, field.name);
        if (!is_new) say("the header " + header + " stands for both " + at->second + " and " + field.name);
      }
    }
  }

  void check_columns(const Table& table) {
    std::set<std::string> names;
    for (const ColumnSpec& column : table.columns())
      if (!names.insert(column.name).second) say("the column " + column.name + " would stand there twice");
  }

  std::vector<std::string>& problems_;
  std::string where_;
};

}  // namespace

std::vector<std::string> problems_of(const TableSet& tables) {
  std::vector<std::string> problems;
  Checker checker(problems);
  for (const auto& [name, table] : tables.all()) checker.check(table);
  return problems;
}

}  // namespace qy
