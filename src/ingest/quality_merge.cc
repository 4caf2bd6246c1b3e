#include <algorithm>

#include "ingest/quality.h"

namespace qy {
namespace {

void add(FieldQuality& sum, const FieldQuality& more) {
  sum.is_constant = more.filled == 0  ? sum.is_constant
                    : sum.filled == 0 ? more.is_constant
                                      : sum.is_constant && more.is_constant &&
                                            sum.constant == more.constant && !sum.constant.empty();
  if (sum.filled == 0) sum.constant = more.constant;
  if (!sum.is_constant) sum.constant.clear();
  sum.filled += more.filled;
  sum.empty += more.empty;
  sum.placeholders += more.placeholders;
  sum.padded += more.padded;
  sum.replaced += more.replaced;
  sum.mojibake += more.mojibake;
  sum.negatives += more.negatives;
  for (const auto& [check, count] : more.checks) sum.checks[check] += count;
  // A month in two files keeps the median of the file that has more of it.
  for (const auto& [month, money] : more.by_month) {
    MoneyMonth& here = sum.by_month[month];
    if (money.rows > here.rows) here.median_fen = money.median_fen;
    here.rows += money.rows;
  }
}

void add(TableQuality& sum, const TableQuality& more) {
  for (size_t i = 0; i < more.fields.size(); ++i) {
    const auto at = std::find_if(sum.fields.begin(), sum.fields.end(),
                                 [&](const auto& f) { return f.field == more.fields[i].field; });
    if (at == sum.fields.end())
      sum.fields.push_back(more.fields[i]);
    else
      add(*at, more.fields[i]);
  }
  sum.rows += more.rows;
  for (const auto& [month, rows] : more.rows_by_month) sum.rows_by_month[month] += rows;
  sum.rows_without_time += more.rows_without_time;
  sum.on_first_of_january += more.on_first_of_january;
  sum.on_last_of_december += more.on_last_of_december;
  sum.keyed_rows += more.keyed_rows;
  sum.repeated_keys += more.repeated_keys;
  sum.repeated_rows += more.repeated_rows;
  sum.is_estimate |= more.is_estimate;
  sum.elsewhere.insert(sum.elsewhere.end(), more.elsewhere.begin(), more.elsewhere.end());
}

}  // namespace

Quality merged(const std::vector<Quality>& files, const std::string& name) {
  Quality sum;
  sum.name = name;
  for (const Quality& file : files) {
    if (sum.profile.empty()) sum.profile = file.profile;
    if (sum.format.empty()) sum.format = file.format;
    sum.damaged_characters += file.damaged_characters;
    sum.formulas_without_value += file.formulas_without_value;
    sum.error_cells += file.error_cells;
    sum.hidden_sheets += file.hidden_sheets;
    sum.external_links += file.external_links;
    for (const Said& remark : file.reader_remarks)
      if (std::none_of(sum.reader_remarks.begin(), sum.reader_remarks.end(),
                       [&](const Said& told) { return told.chinese == remark.chinese; }))
        sum.reader_remarks.push_back(remark);
    sum.rows_read += file.rows_read;
    sum.rows_kept += file.rows_kept;
    sum.rows_refused += file.rows_refused;
    for (const Quality::Count& count : file.refused) {
      const auto at = std::find_if(sum.refused.begin(), sum.refused.end(), [&](const Quality::Count& c) {
        return c.reason == count.reason && c.field == count.field;
      });
      if (at == sum.refused.end())
        sum.refused.push_back(count);
      else
        at->count += count.count;
    }
    for (const Warning& warning : file.warnings) {
      const auto at = std::find_if(sum.warnings.begin(), sum.warnings.end(), [&](const Warning& w) {
        return w.trouble == warning.trouble && w.field == warning.field;
      });
      if (at == sum.warnings.end())
        sum.warnings.push_back(warning);
      else
        at->count += warning.count;
    }
    for (const TableQuality& table : file.tables) {
      const auto at = std::find_if(sum.tables.begin(), sum.tables.end(),
                                   [&](const auto& t) { return t.table == table.table; });
      if (at == sum.tables.end())
        sum.tables.push_back(table);
      else
        add(*at, table);
    }
  }
  return sum;
}

}  // namespace qy
