// Which standard table a section feeds, by how well its columns fit. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/match_columns.h"
#include "ingest/propose.h"

namespace qy {

// Fills table, score, columns and missing fields of the section; leaves them empty when no table is like it.
// `hint`: the only table to think of, or "".
void choose_table(const std::vector<ColumnSight>& sights, const TableSet& tables, const std::string& hint,
                  SectionProposal& section);

// A register of tenders often carries the award in the same row. The columns that are left make a second
// table of the same domain, if two or more of them fit it plainly and the two tables share a key.
std::optional<SectionProposal> second_table(const SectionProposal& first,
                                            const std::vector<ColumnSight>& sights, const TableSet& tables);

}  // namespace qy
