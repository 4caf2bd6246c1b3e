#include "rules/registers.h"

#include <algorithm>

#include "rules/messages.h"
#include "text/messages.h"
#include "text/yaml.h"

namespace qy {
namespace {

Result<Register> read_register(const Yaml& node, const TableSet& tables) {
  QY_CHECK(node.only({"name", "label", "english", "table", "on", "by", "values", "expected", "how", "how_en",
                      "clauses", "figures"}));
  Register one;
  QY_TRY(one.name, node.required("name"));
  QY_TRY(one.label, node.required("label"));
  QY_TRY(one.english, node.required("english"));
  QY_TRY(one.table, node.required("table"));
  QY_TRY(one.on, node.required("on"));
  QY_TRY(one.how, node.required("how"));
  QY_TRY(one.how_en, node.required("how_en"));
  one.by = node.optional("by");
  QY_TRY(one.expected, node.flag("expected", false));
  const Table* table = tables.find(one.table);
  if (table == nullptr) return node.find("table")->wrong(say(kNeedsTable, one.table));
  for (const std::string& field : {one.on, one.by})
    if (!field.empty() && table->field(field) == nullptr)
      return node.wrong(say(kNeedsField, one.table, field));
  if (const Yaml* values = node.find("values"))
    for (const auto& [value, label] : values->entries()) one.values.emplace_back(value, label.text());
  QY_TRY(one.clauses, node.texts("clauses"));
  if (const Yaml* figures = node.find("figures"))
    for (const Yaml& item : figures->items()) {
      QY_CHECK(item.only({"label", "english", "sql"}));
      RegisterFigure figure;
      QY_TRY(figure.label, item.required("label"));
      QY_TRY(figure.english, item.required("english"));
      QY_TRY(figure.sql, item.required("sql"));
      one.figures.push_back(std::move(figure));
    }
  return one;
}

}  // namespace

std::vector<Question> Register::questions() const {
  std::vector<Question> all;
  const auto ask = [&](const std::string& sql) {
    all.push_back({name + "-" + std::to_string(all.size()), sql});
  };
  ask("SELECT count(*) AS n, qy_text(min(\"" + on + "\")) AS a, qy_text(max(\"" + on +
      "\")) AS b, count(DISTINCT source_id) AS files FROM " + table);
  ask(by.empty() ? "SELECT NULL AS v, 0 AS n"
                 : "SELECT \"" + by + "\" AS v, count(*) AS n FROM " + table + " GROUP BY \"" + by + "\"");
  for (const RegisterFigure& figure : figures) ask(figure.sql);
  return all;
}

Result<std::vector<Register>> load_registers(const std::filesystem::path& file, const TableSet& tables) {
  QY_TRY(const Yaml root, Yaml::load(file));
  QY_CHECK(root.only({"registers"}));
  const Yaml* list = root.find("registers");
  if (list == nullptr) return root.wrong(say(kIsMissing, "registers"));
  std::vector<Register> registers;
  for (const Yaml& node : list->items()) {
    QY_TRY(Register one, read_register(node, tables));
    registers.push_back(std::move(one));
  }
  return registers;
}

}  // namespace qy
