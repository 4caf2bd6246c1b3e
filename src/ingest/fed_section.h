// A section (sheet) of a source on its way into the lake: where its data begin, which tables it feeds, and
// what became of its rows and cells.
#pragma once

#include <string>
#include <vector>

#include "ingest/copy_rows.h"
#include "ingest/quality.h"
#include "ingest/row_screen.h"
#include "ingest/sample.h"
#include "ingest/transform.h"

namespace qy {

struct Feed {
  RowMapper mapper;
  size_t table;  // index into the copier's outputs
};

struct FedSection {
  bool is_ready = false;
  std::vector<SampleRow> waiting;  // until the header is found
  size_t header_begins = 0, data_begins = 0;
  RowScreen screen;
  std::vector<Feed> feeds;
  SectionOutcome outcome;

  // Once the feeds are known: columns with personal data, and columns that no table takes.
  void note_columns();
  // At the end, over all sections of a source: cells with one trouble in one field become one warning.
  void add_warnings(std::vector<Warning>& warnings) const;
  void add_cell_counts(TableQuality& quality) const;
};

}  // namespace qy
