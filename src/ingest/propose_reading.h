// How a column that found its field is to be read: the unit of its money or area, the order of its dates, the
// currency. Doubts become questions of the proposal. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/match_columns.h"
#include "ingest/propose.h"

namespace qy {

// Puts a question, once.
void ask(Proposal& proposal, const std::string& chinese, const std::string& english);

class ReadingProposer {
 public:
  // `told`: the order of dates that the user gave.
  ReadingProposer(Proposal& proposal, std::optional<DateOrder> told) : proposal_(proposal), told_(told) {}

  ColumnRule rule_for(const SectionProposal& section, ProposedColumn& column, const ColumnSight& sight,
                      const std::vector<const SampleRow*>& rows);
  // £ in a header or beside the figures: the ledger's money is no yuan.
  static void add_currency(const SectionProposal& section, const std::vector<ColumnSight>& sights,
                           TableRule& rule);

 private:
  void settle_date(ProposedColumn& column, const ColumnSight& sight,
                   const std::vector<const SampleRow*>& rows, ColumnRule& rule);
  void take_order(ProposedColumn& column, const DateEvidence& evidence, const std::string& from);

  Proposal& proposal_;
  std::optional<DateOrder> told_;
  bool order_settled_ = false;
};

}  // namespace qy
