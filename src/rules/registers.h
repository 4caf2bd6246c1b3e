// The registers that explain hits away (rules/registers.yaml): what the report's page on them asks.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "lake/plan.h"
#include "lake/table.h"

namespace qy {

struct RegisterFigure {
  std::string label, english, sql;
};

struct Register {
  std::string name, label, english, table, on, by, how, how_en;
  std::vector<std::pair<std::string, std::string>> values;  // of `by`, in order, with their labels
  bool expected = false;             // a value without rows is a source that has not been delivered
  std::vector<std::string> clauses;  // exclusion clauses of rules that read the table
  std::vector<RegisterFigure> figures;
  // "deaths-0" …: rows, first and last day, files; then rows by value; then each figure.
  std::vector<Question> questions() const;
};

// Refused with the line: a table or field that does not exist.
Result<std::vector<Register>> load_registers(const std::filesystem::path& file, const TableSet& tables);

}  // namespace qy
