#include "ingest/choose_table.h"

#include <algorithm>

namespace qy {
namespace {

constexpr std::string_view kDerived = "derived";  // worked out, never read from a file
constexpr double kLeastScore = 3;                 // of a table worth proposing

}  // namespace

void choose_table(const std::vector<ColumnSight>& sights, const TableSet& tables, const std::string& hint,
                  SectionProposal& section) {
  TableMatch best, second;
  for (const auto& [name, table] : tables.all()) {
    if (table.domain == kDerived || (!hint.empty() && hint != name)) continue;
    TableMatch match = match_columns(table, sights);
    if (best.table == nullptr || match.score > best.score) {
      second = std::move(best);
      best = std::move(match);
    } else if (second.table == nullptr || match.score > second.score) {
      second = std::move(match);
    }
  }
  if (best.table == nullptr || (best.score < kLeastScore && hint.empty())) return;
  section.table = best.table;
  section.score = best.score;
  section.columns = std::move(best.columns);
  if (second.table != nullptr && second.score > 0.9 * best.score) section.runner_up = second.table->name;
  for (const Field& field : section.table->fields)
    if (field.required && std::none_of(section.columns.begin(), section.columns.end(),
                                       [&](const auto& c) { return c.field == &field; }))
      section.missing.push_back(&field);
}

std::optional<SectionProposal> second_table(const SectionProposal& first,
                                            const std::vector<ColumnSight>& sights, const TableSet& tables) {
  std::vector<ColumnSight> left = sights;
  for (const ProposedColumn& column : first.columns) {
    const auto& key = first.table->key;
    if (column.field == nullptr || std::find(key.begin(), key.end(), column.field->name) != key.end())
      continue;
    if (!column.must_confirm) left[column.column] = {};
  }
  std::optional<SectionProposal> best;
  for (const auto& [name, table] : tables.all()) {
    if (table.domain == kDerived || &table == first.table || table.domain != first.table->domain) continue;
    TableMatch match = match_columns(table, left);
    size_t fresh = 0, shared = 0, missing = 0;
    for (ProposedColumn& column : match.columns) {
      const Field* before = first.columns[column.column].field;
      const bool is_shared =
          before != nullptr && column.field != nullptr && before->name == column.field->name;
      if (column.field == nullptr || column.confidence < 0.9 || column.must_confirm) column.field = nullptr;
      if (column.field == nullptr) continue;
      fresh += before == nullptr ? 1 : 0;
      shared += is_shared ? 1 : 0;
    }
    for (const Field& field : table.fields)
      missing += field.required && std::none_of(match.columns.begin(), match.columns.end(),
                                                [&](const auto& c) { return c.field == &field; })
                     ? 1
                     : 0;
    if (fresh < 2 || shared == 0 || missing > 0 || (best && best->score >= match.score)) continue;
    best.emplace();
    best->section = first.section;
    best->name = first.name;
    best->header = first.header;
    best->table = &table;
    best->score = match.score;
    best->columns = std::move(match.columns);
  }
  return best;
}

}  // namespace qy
