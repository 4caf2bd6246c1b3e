// docs/tables.md, generated from tables/*.yaml.
#pragma once

#include <string>

#include "lake/table.h"

namespace qy {

std::string tables_document(const TableSet& tables);
std::string table_document(const Table& table);

}  // namespace qy
