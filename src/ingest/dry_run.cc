#include "ingest/dry_run.h"

#include <algorithm>
#include <cstdio>

#include "base/date.h"
#include "base/money.h"
#include "ingest/sample.h"
#include "text/party_no.h"

namespace qy {
namespace {

constexpr size_t kShown = 5;

int64_t source_row(const ColumnBatch& rows, size_t row) {
  return rows.columns[rows.columns.size() - 2].integer(row);
}
std::string source_sheet(const ColumnBatch& rows, size_t row) {
  return std::string(rows.columns[rows.columns.size() - 3].text(row));
}

DryRun::SampleRowPair pair_of(const DryBatch::Kept& kept, size_t row) {
  DryRun::SampleRowPair pair;
  pair.table = kept.table->name;
  pair.sheet = source_sheet(kept.rows, row);
  pair.row = source_row(kept.rows, row);
  size_t column = 0;
  for (const Field& field : kept.table->fields) {
    std::string text = shown_value(kept.rows.columns[column], row, field);
    const bool is_person = field.type == FieldType::party_no && !kept.rows.columns[column + 1].is_null(row);
    if ((field.personal() || is_person) && !text.empty())
      text = "*" + text.substr(0, 6);
    else if (field.sensitivity >= Sensitivity::personal)
      text = masked(text);
    if (field.type == FieldType::citizen_no || field.type == FieldType::account_no) {
      const Column& check = kept.rows.columns[column + 1];
      if (!check.is_null(row)) text += (text.empty() ? "" : " ") + std::string(check.text(row));
    }
    if (!text.empty()) pair.as_mapped.push_back({field.name, text});
    column += Table::columns_of(field).size();
  }
  return pair;
}

bool is_masked(const std::vector<SectionView>& views, const std::string& sheet, size_t column) {
  return std::any_of(views.begin(), views.end(), [&](const SectionView& view) {
    return view.name == sheet && column < view.columns.size() && view.columns[column].is_masked;
  });
}

void read_beside(Source& source, const DryRun& run, std::vector<DryRun::SampleRowPair>& pairs) {
  RawRow row;
  size_t found = 0;
  while (found < pairs.size()) {
    const auto more = source.next(row);
    if (!more.ok() || !*more) return;
    const std::string& sheet = source.sections()[row.section].name;
    for (DryRun::SampleRowPair& pair : pairs) {
      if (pair.row != row.row_number || pair.sheet != sheet || !pair.as_read.empty()) continue;
      const auto section = std::find_if(run.copied.sections.begin(), run.copied.sections.end(),
                                        [&](const SectionOutcome& s) { return s.name == sheet; });
      for (size_t c = 0; c < row.cells.size(); ++c) {
        std::string name = "#" + std::to_string(c + 1);
        if (section != run.copied.sections.end() && c < section->headers.size() &&
            !section->headers[c].empty())
          name = section->headers[c];
        std::string text(trimmed(row.cells[c].text));
        if (text.empty()) continue;
        if (is_masked(run.views, sheet, c))
          text = masked(text);
        else
          text = hide_citizen_numbers(text, run.received_on);
        pair.as_read.push_back({name, std::move(text)});
      }
      ++found;
    }
  }
}

}  // namespace

Result<void> DryBatch::append(const Table& table, ColumnBatch rows) {
  const bool known =
      std::any_of(kept_.begin(), kept_.end(), [&](const Kept& k) { return k.table == &table; });
  if (!known) kept_.push_back({&table, std::move(rows)});
  return {};
}

void pair_samples(Source& source, const DryBatch& batch, DryRun& run) {
  for (const DryBatch::Kept& kept : batch.kept())
    for (size_t row = 0; row < std::min(kShown, kept.rows.rows()); ++row)
      run.samples.push_back(pair_of(kept, row));
  read_beside(source, run, run.samples);
}

std::string shown_value(const Column& column, size_t row, const Field& field) {
  if (column.is_null(row)) return "";
  char text[64];
  switch (column.type()) {
    case ColumnType::text:
    case ColumnType::blob:
      return std::string(column.text(row));
    case ColumnType::date:
      return Date::from_days(int32_t(column.integer(row))).iso();
    case ColumnType::boolean:
      return column.integer(row) != 0 ? "true" : "false";
    case ColumnType::decimal:
      std::snprintf(text, sizeof text, "%.4g", double(column.integer(row)) / 10'000);
      return text;
    case ColumnType::timestamp: {
      const int64_t seconds = column.integer(row) / 1'000'000;
      const int64_t days = (seconds >= 0 ? seconds : seconds - 86'399) / 86'400,
                    rest = seconds - days * 86'400;
      std::snprintf(text, sizeof text, "T%02d:%02d", int(rest / 3600), int(rest / 60 % 60));
      return Date::from_days(int32_t(days)).iso() + text;
    }
    case ColumnType::int64:
      return field.type == FieldType::money ? format_money(column.integer(row))
                                            : std::to_string(column.integer(row));
  }
  return "";
}

std::string masked(std::string_view text) {
  if (text.size() <= 4) return std::string(text.size(), '*');
  const size_t shown = text.size() >= 14 ? 6 : text.size() >= 8 ? 3 : 0;
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
  if (!is_ascii) return "***";
  return std::string(text.substr(0, shown)) + std::string(text.size() - shown - 4, '*') +
         std::string(text.substr(text.size() - 4));
}

}  // namespace qy
