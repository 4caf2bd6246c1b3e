// A mapping proposed for a file nobody has mapped before: from its headers, in the words of the standard
// tables, and from its values. A proposal is a profile and the reasons for it.
//
//   sure      every required field has one plain column, nothing is asked: ingest may go on by itself
//   not sure  the questions say what a person must decide; the profile is written for her to put right
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ingest/column_look.h"
#include "ingest/header_finder.h"
#include "ingest/profile.h"
#include "ingest/sample.h"

namespace qy {

struct ProposedColumn {
  size_t column = 0;
  std::string header;            // "" over an unnamed column
  const Field* field = nullptr;  // null: not mapped
  double confidence = 0;         // 0..1
  bool must_confirm = false;
  std::string reason;    // 表头“Supplier”即收款人；内容像名称
  bool is_told = false;  // by a person: nothing is asked of it again
};

struct SectionProposal {
  size_t section = 0;
  std::string name;
  Header header;
  std::optional<HeaderPlace> place;  // of the header, where a person said so
  const Table* table = nullptr;      // null: the section looks like no standard table
  double score = 0;
  std::string runner_up;  // the table that came second, when it came near
  std::vector<ProposedColumn> columns;
  std::vector<const Field*> missing;  // required fields without a column
};

struct Proposal {
  Profile profile;
  std::vector<SectionProposal> sections;
  std::vector<std::string> questions;  // in Chinese, English behind it
  bool is_sure() const { return questions.empty() && !profile.tables.empty(); }
};

// What a person said of a section. Where anything is told, sections of which nothing is told are left out.
struct SectionTold {
  std::string section, table;  // table: may be "" where the header is told, and is proposed then
  struct Column {
    std::string field, unit;  // unit: of money or area, as profiles write it; "": as it is found
  };
  // By place; the others feed nothing. Without it the table alone is told, and its columns are proposed.
  std::optional<std::map<size_t, Column>> columns;
  std::optional<HeaderPlace> header;  // else looked for
};

struct ProposeHints {
  std::string file_name;
  std::optional<DateOrder> date_order;  // told by the user: not asked again
  std::string table;                    // told by the user: "" when any may be meant
  std::vector<SectionTold> told;
  std::optional<HeaderPlace> header;  // of every section of which nothing else is told
  std::vector<std::string>
      sheets;  // the only ones to look at, hidden ones too; none: all that are not hidden
};

Proposal propose(const std::vector<Section>& sections, const std::vector<SectionSample>& samples,
                 const TableSet& tables, const HeaderWords& words, const ProposeHints& hints);

}  // namespace qy
