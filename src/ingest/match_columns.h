// Columns of one section matched to the fields of one table. Private to this folder.
#pragma once

#include <map>
#include <vector>

#include "ingest/column_look.h"
#include "ingest/header_words.h"
#include "ingest/propose.h"

namespace qy {

struct ColumnSight {
  std::string name;  // of the header, a path perhaps; "#3" without one
  bool is_named = false;
  ColumnLook look;
  std::map<const Field*, HeaderWords::Hit> hits;
};

struct TableMatch {
  const Table* table = nullptr;
  double score = 0;
  std::vector<ProposedColumn> columns;  // one a column of the section
};

TableMatch match_columns(const Table& table, const std::vector<ColumnSight>& sights);

}  // namespace qy
