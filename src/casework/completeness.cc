#include "casework/completeness.h"

#include <algorithm>

#include "casework/messages.h"

namespace qy {
namespace {

// Documents that a step always asks for and that do not lie in the file. What depended on facts of the day is left to the act itself.
void required(const FileOnRecord& found, const std::vector<Row>& documents, const ProcedureBook& procedures,
              std::vector<Gap>& gaps) {
  for (const auto& [name, matter] : found.file.matters)
    for (const DoneAct& done : matter.acts) {
      const ProcedureStep* step = procedures.step(done.step);
      if (step == nullptr) continue;
      for (const NeededDocument& needed : step->documents) {
        const bool is_there = std::ranges::any_of(documents, [&, &name = name](const Row& row) {
          return row.text("document_kind") == needed.id && row.text("matter") == name;
        });
        if (!needed.when.is_always() || is_there) continue;
        gaps.push_back(
            {say(kGapDocument, name, step->said(), procedures.terms().document(needed.id)->said()), true});
      }
    }
}

Result<void> evidence(RecordBook& book, const FileOnRecord& found, std::vector<Gap>& gaps) {
  QY_TRY(const auto rows, book.select("evidence", {{"object", "case_file/" + found.row.id}}));
  for (const Row& row : rows)
    if (row.text("kept_at").empty()) gaps.push_back({say(kGapPlace, row.id, row.text("title")), false});
  const bool speaks_for =
      std::ranges::any_of(rows, [](const Row& row) { return row.text("speaks") == "for"; });
  if (!rows.empty() && !speaks_for) gaps.push_back({said(kGapExculpatory), true});
  return {};
}

}  // namespace

Result<std::vector<Gap>> gaps_of(RecordBook& book, const FileOnRecord& found,
                                 const ProcedureBook& procedures) {
  std::vector<Gap> gaps;
  QY_TRY(const auto documents, book.select("document", {{"object", "case_file/" + found.row.id}}));
  required(found, documents, procedures, gaps);
  for (const Row& row : documents)
    if (row.text("sm3").empty())
      gaps.push_back({say(kGapPaper, row.text("matter"), row.text("title"), row.text("dated_on")), false});
  QY_CHECK(evidence(book, found, gaps));
  for (const auto& [matter, account] : found.file.property)
    if (account.balance > 0) gaps.push_back({say(kGapProperty, matter, account.balance), true});
  for (const auto& [name, matter] : found.file.matters) {
    const Procedure& procedure = *procedures.procedure(matter.procedure);
    const ProcedureState& state = *procedure.state(matter.state);
    if (!state.is_end && matter.procedure != "archive")
      gaps.push_back({say(kGapMatter, name, procedure.said(), state.said()), true});
  }
  for (const RunningLimit& limit : found.file.limits) {
    const TimeLimit& term = *procedures.limit(limit.limit);
    const Said title{term.title, term.english};
    if (!limit.ended) gaps.push_back({say(kGapLimit, limit.matter, title), false});
    if (limit.was_late) gaps.push_back({say(kGapLate, limit.matter, title), false});
  }
  return gaps;
}

}  // namespace qy
