// A section of a source as a person is shown it before anything is imported: its first lines, each column with how well it
// is filled, a few of its values, and the field that it will feed. Values of personal columns are masked, whether mapped or not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "ingest/header_words.h"
#include "ingest/profile.h"
#include "ingest/propose.h"
#include "ingest/sample.h"
#include "ingest/source.h"
#include "lake/table.h"

namespace qy {

struct ColumnView {
  size_t at = 0;                 // its place, from 0
  std::string name;              // as the header has it ("name#2" for a second one of a name); #3 without one
  const Field* field = nullptr;  // null: it feeds nothing
  const Field* perhaps = nullptr;  // what it may be, where a person must say so
  std::string unit;                // of money or area, as profiles write it: yuan, mu
  size_t rows = 0, filled = 0;     // of the rows looked at
  std::vector<std::string> samples;
  bool is_masked = false;
  double confidence = 0;  // of a proposal, 0..1
  bool must_confirm = false;
  std::string reason;
};

struct SectionView {
  std::string name, title;  // title: the text above the header
  bool is_hidden = false;
  int64_t header_row = 0;  // in the file, from 1; 0: there is none
  size_t header_rows = 0;
  bool is_header_told = false;  // by a person, or by the profile
  struct Line {
    int64_t row = 0;
    std::vector<std::string> cells;
  };
  std::vector<Line> first_lines;  // as the file has them, what is personal masked
  const Table* table = nullptr;   // null: nothing of it is imported
  std::vector<ColumnView> columns;
  std::vector<const Field*> missing;  // required fields that no column feeds
};

struct ViewGround {
  const std::vector<Section>& sections;
  const Profile& profile;
  const std::optional<Proposal>& proposal;
  const TableSet& tables;
  const HeaderWords& words;
  Date received_on;
};

// One a section and table that it feeds, in the file's order.
std::vector<SectionView> views_of(const std::vector<SectionSample>& samples, const ViewGround& ground);

}  // namespace qy
