#include "ingest/quality_remarks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/money.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 17> kKinds = {
    "break_in_time", "jump_in_time",       "gap_in_time",        "stray_dates",     "without_time",
    "year_end_heap", "invalid_identities", "damaged_identities", "repeated_rows",   "repeated_keys",
    "other_unit",    "encoding_damage",    "placeholders",       "constant_column", "empty_key",
    "many_refused",  "unread_cells"};

constexpr int64_t kFewRows = 10;      // a median below this says nothing about breaks
constexpr size_t kMonthsBefore = 12;  // looked back over
constexpr double kUnitFactor = 200;
constexpr size_t kRowsTold = 20;

std::string number(int64_t value) {
  return std::to_string(value);
}
std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, share < 0.0995 ? "%.1f%%" : "%.0f%%", 100 * share);
  return text;
}
double share(int64_t part, int64_t whole) {
  return whole == 0 ? 0 : double(part) / double(whole);
}

int64_t median(std::vector<int64_t> values) {
  if (values.empty()) return 0;
  std::nth_element(values.begin(), values.begin() + long(values.size() / 2), values.end());
  return values[values.size() / 2];
}

int index_of(const std::string& month) {
  return std::stoi(month.substr(0, 4)) * 12 + std::stoi(month.substr(5)) - 1;
}

class Writer {
 public:
  explicit Writer(const Quality& quality) : quality_(quality) {}

  std::vector<Remark> write() {
    for (const TableQuality& table : quality_.tables) {
      table_ = &table;
      times();
      heaps();
      for (const FieldQuality& field : table.fields) {
        identities(field);
        damaged(field);
        units(field);
        damage(field);
        values(field);
      }
      duplicates();
    }
    table_ = nullptr;
    reading();
    std::stable_sort(remarks_.begin(), remarks_.end(),
                     [](const Remark& a, const Remark& b) { return a.level > b.level; });
    return std::move(remarks_);
  }

 private:
  void say(RemarkLevel level, RemarkKind kind, const std::string& field, std::string chinese,
           std::string english) {
    remarks_.push_back(
        {level, kind, table_ == nullptr ? "" : table_->table, field, std::move(chinese), std::move(english)});
  }

  // Runs of months in one state are told in one sentence.
  struct Run {
    std::string first, last;
    int64_t rows = 0, usual = 0;
  };
  static std::string named(const Run& run) {
    return run.first == run.last ? run.first : run.first + " 至 " + run.last;
  }
  static std::string named_en(const Run& run) {
    return run.first == run.last ? run.first : run.first + " to " + run.last;
  }

  void times() {
    if (table_->time_field.empty() || table_->rows == 0) return;
    if (table_->rows_without_time > 0) without_time();
    const MonthSpan span = span_of(*table_);
    if (span.first.empty()) return;
    if (span.stray_rows > 0)
      say(RemarkLevel::warning, RemarkKind::stray_dates, table_->time_field,
          number(span.stray_rows) + " 行的日期远在 " + span.first + " 至 " + span.last +
              " 之外，可能是填错的年份",
          number(span.stray_rows) + " rows are dated far outside " + span.first + " to " + span.last);
    std::vector<Run> breaks, jumps, gaps;
    std::vector<int64_t> before;
    for (std::string month = span.first; month <= span.last; month = month_after(month)) {
      const auto at = table_->rows_by_month.find(month);
      const int64_t rows = at == table_->rows_by_month.end() ? 0 : at->second;
      if (rows == 0) {
        extend(gaps, month, 0, 0);
        continue;
      }
      const size_t from = before.size() > kMonthsBefore ? before.size() - kMonthsBefore : 0;
      const std::vector<int64_t> last(before.begin() + long(from), before.end());
      const int64_t usual = median(last);
      if (last.size() >= 3 && usual >= kFewRows && rows * 5 <= usual) {
        extend(breaks, month, rows, usual);
      } else if (last.size() >= 3 && usual >= kFewRows && rows >= usual * 5) {
        extend(jumps, month, rows, usual);
        before.push_back(rows);
      } else {
        before.push_back(rows);
      }
    }
    tell(breaks, jumps, gaps, span);
  }

  static void extend(std::vector<Run>& runs, const std::string& month, int64_t rows, int64_t usual) {
    if (!runs.empty() && month_after(runs.back().last) == month) {
      runs.back().last = month;
      runs.back().rows += rows;
      return;
    }
    runs.push_back({month, month, rows, usual});
  }

  void tell(const std::vector<Run>& breaks, const std::vector<Run>& jumps, const std::vector<Run>& gaps,
            const MonthSpan& span) {
    for (const Run& run : breaks) {
      const int64_t months = index_of(run.last) - index_of(run.first) + 1;
      const double left = share(run.rows, months * run.usual);
      say(RemarkLevel::serious, RemarkKind::break_in_time, table_->time_field,
          named(run) + " 只有 " + number(run.rows) + " 行，此前每月的中位数是 " + number(run.usual) +
              " 行，降到 " + percent(left) +
              (run.last == span.last ? "（最后的月份，也可能还没有报完）" : "") + "，请核实数据是否缺失",
          named_en(run) + " has only " + number(run.rows) + " rows where " + number(run.usual) +
              " a month were usual: down to " + percent(left));
    }
    for (const Run& run : gaps)
      say(RemarkLevel::serious, RemarkKind::gap_in_time, table_->time_field,
          named(run) + " 一行也没有，前后都有数据",
          named_en(run) + " has no rows, with data before and after");
    for (const Run& run : jumps)
      say(RemarkLevel::warning, RemarkKind::jump_in_time, table_->time_field,
          named(run) + " 有 " + number(run.rows) + " 行，此前每月的中位数是 " + number(run.usual) +
              " 行，请核实是否重复报送",
          named_en(run) + " has " + number(run.rows) + " rows where " + number(run.usual) +
              " a month were usual");
  }

  void without_time() {
    const double part = share(table_->rows_without_time, table_->rows);
    say(part > 0.01 ? RemarkLevel::warning : RemarkLevel::notice, RemarkKind::without_time,
        table_->time_field,
        number(table_->rows_without_time) + " 行（" + percent(part) + "）没有" +
            label_of(table_->time_field) + "，按时间的规则用不上",
        number(table_->rows_without_time) + " rows (" + percent(part) + ") have no " + table_->time_field);
  }

  void heaps() {
    const int64_t dated = table_->rows - table_->rows_without_time;
    if (dated < 100 || table_->rows_by_month.size() < 3) return;
    const auto heap = [&](int64_t rows, const std::string& day, const std::string& english) {
      if (share(rows, dated) < 0.05) return;
      say(RemarkLevel::notice, RemarkKind::year_end_heap, table_->time_field,
          number(rows) + " 行（" + percent(share(rows, dated)) + "）的日期是" + day +
              "，可能是默认日期或年末集中支付",
          number(rows) + " rows (" + percent(share(rows, dated)) + ") are dated " + english);
    };
    heap(table_->on_first_of_january, "1 月 1 日", "1 January");
    heap(table_->on_last_of_december, "12 月 31 日", "31 December");
  }

  void identities(const FieldQuality& field) {
    int64_t all = 0, invalid = 0;
    std::string kinds;
    for (const auto& [check, count] : field.checks) {
      all += count;
      if (check == "valid" || check == "damaged") continue;
      invalid += count;
      kinds += (kinds.empty() ? "" : "、") + check + " " + number(count);
    }
    if (invalid > 0)
      say(share(invalid, all) > 0.01 ? RemarkLevel::warning : RemarkLevel::notice,
          RemarkKind::invalid_identities, field.field,
          field.label + "有 " + number(invalid) + " 个（" + percent(share(invalid, all)) + "）不合规则：" +
              kinds,
          number(invalid) + " values of " + field.field + " (" + percent(share(invalid, all)) +
              ") are not valid: " + kinds);
  }

  // Told from the warnings, because codes (a voucher number 4.72E+21) are eaten as well as citizen numbers.
  void damaged(const FieldQuality& field) {
    for (const Warning& warning : quality_.warnings) {
      if (warning.trouble != Trouble::damaged_number || warning.field != field.field) continue;
      std::string rows;
      // Rows of several files taken together say nothing without the files' names.
      for (size_t i = 0; i < std::min(kRowsTold, warning.examples.size()) && !quality_.source_id.empty();
           ++i) {
        const Warning::Example& example = warning.examples[i];
        rows += (rows.empty() ? "" : "、") + (example.sheet.empty() ? "" : example.sheet + "!") +
                number(example.row);
      }
      if (!rows.empty() && warning.count > int64_t(kRowsTold)) rows += "…";
      say(RemarkLevel::serious, RemarkKind::damaged_identities, field.field,
          field.label + "有 " + number(warning.count) +
              " 个已损坏（被表格软件当成数字），不能用来辨认，已置空，请向来源单位重新索取" +
              (rows.empty() ? "" : "；行号：" + rows),
          number(warning.count) + " values of " + field.field +
              " were eaten by a spreadsheet and identify nothing" + (rows.empty() ? "" : "; rows " + rows));
    }
  }

  void units(const FieldQuality& field) {
    std::vector<int64_t> medians;
    for (const auto& [month, money] : field.by_month)
      if (money.rows >= 5) medians.push_back(money.median_fen);
    if (medians.size() < 3) return;
    const int64_t usual = median(medians);
    for (const auto& [month, money] : field.by_month) {
      if (money.rows < 5 || usual == 0) continue;
      const double factor = double(money.median_fen) / double(usual);
      if (factor < kUnitFactor && factor > 1 / kUnitFactor) continue;
      const auto power = int64_t(std::llround(std::pow(10.0, std::round(std::abs(std::log10(factor))))));
      const bool larger = factor > 1;
      say(RemarkLevel::serious, RemarkKind::other_unit, field.field,
          month + " 的" + field.label + "比其他月份" + (larger ? "大" : "小") + "约 " + number(power) +
              " 倍（中位数 " + format_money(money.median_fen) + "，其他月份 " + format_money(usual) +
              "），单位可能不同",
          field.field + " of " + month + " is about " + number(power) + " times " +
              (larger ? "larger" : "smaller") + " than in the other months: another unit?");
    }
  }

  void damage(const FieldQuality& field) {
    if (field.replaced + field.mojibake == 0) return;
    say(RemarkLevel::warning, RemarkKind::encoding_damage, field.field,
        field.label + "有 " + number(field.replaced + field.mojibake) + " 格出现乱码，请用原始编码重新导出",
        number(field.replaced + field.mojibake) + " cells of " + field.field + " show damaged characters");
  }

  void values(const FieldQuality& field) {
    const double empty = share(field.placeholders, table_->rows);
    if (empty > 0.2)
      say(RemarkLevel::notice, RemarkKind::placeholders, field.field,
          field.label + "有 " + percent(empty) + " 填的是“无”“/”之类或被来源方遮盖，按空值处理",
          percent(empty) + " of " + field.field + " are placeholders");
    const bool telling = field.field.ends_with("_fen");
    if (field.is_constant && telling && field.filled >= 20)
      say(RemarkLevel::notice, RemarkKind::constant_column, field.field,
          field.label + "的 " + number(field.filled) + " 行全是同一个值",
          "all " + number(field.filled) + " values of " + field.field + " are the same");
  }

  void duplicates() {
    const std::string about = table_->is_estimate ? "约 " : "";
    if (table_->repeated_rows > 0)
      say(share(table_->repeated_rows, table_->rows) > 0.01 ? RemarkLevel::warning : RemarkLevel::notice,
          RemarkKind::repeated_rows, "",
          about + number(table_->repeated_rows) + " 行与前面的某行完全相同（" +
              percent(share(table_->repeated_rows, table_->rows)) + "）",
          number(table_->repeated_rows) + " rows repeat an earlier one word for word");
    if (table_->repeated_keys > table_->repeated_rows)
      say(RemarkLevel::notice, RemarkKind::repeated_keys, "",
          about + number(table_->repeated_keys) + " 行的主键此前已经出现",
          number(table_->repeated_keys) + " rows have a key that was there before");
  }

  void reading() {
    const double refused = share(quality_.rows_refused, quality_.rows_read);
    int64_t faulty = 0;
    for (const auto& count : quality_.refused)
      for (const std::string_view fault : {"missing", "bad_date", "bad_amount", "bad_number", "broken_row",
                                           "unmapped_sheet", "damaged_number", "bad_value"})
        faulty += count.reason == fault ? count.count : 0;
    if (faulty > 0)
      say(share(faulty, quality_.rows_read) > 0.05 ? RemarkLevel::serious : RemarkLevel::notice,
          RemarkKind::many_refused, "",
          "拒收 " + number(quality_.rows_refused) + " 行（" + percent(refused) + "），其中 " +
              number(faulty) + " 行是有问题的数据，原因见拒收文件",
          number(quality_.rows_refused) + " rows were refused, " + number(faulty) + " of them for a fault");
    const auto unread = [&](int64_t count, const std::string& chinese, const std::string& english) {
      if (count > 0)
        say(RemarkLevel::warning, RemarkKind::unread_cells, "", number(count) + " " + chinese,
            number(count) + " " + english);
    };
    unread(quality_.formulas_without_value, "个公式没有保存结果，读不到值", "formulas have no stored value");
    unread(quality_.error_cells, "个单元格是公式错误", "cells hold an error value");
    unread(quality_.hidden_sheets, "张隐藏的工作表没有读", "hidden sheets were not read");
    unread(quality_.external_links, "处引用了别的文件", "links go to other files");
    unread(quality_.damaged_characters, "个字符无法解码", "characters could not be decoded");
  }

  std::string label_of(const std::string& field) const {
    for (const FieldQuality& one : table_->fields)
      if (one.field == field) return one.label;
    return field;
  }

  const Quality& quality_;
  const TableQuality* table_ = nullptr;
  std::vector<Remark> remarks_;
};

}  // namespace

std::string_view name_of(RemarkKind kind) {
  return kKinds.at(size_t(kind));
}
std::string_view name_of(RemarkLevel level) {
  constexpr std::array<std::string_view, 3> kNames = {"notice", "warning", "serious"};
  return kNames.at(size_t(level));
}

std::string month_after(const std::string& month, int months) {
  const int index = index_of(month) + months;
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", index / 12, index % 12 + 1);
  return text;
}

// From both ends, months are left out as long as they hold few rows and lie half a year and more from the
// next one.
MonthSpan span_of(const TableQuality& table) {
  std::vector<std::pair<std::string, int64_t>> months(table.rows_by_month.begin(), table.rows_by_month.end());
  MonthSpan span;
  if (months.empty()) return span;
  int64_t total = 0;
  for (const auto& [month, rows] : months) total += rows;
  const auto is_stray = [&](const auto& month, const auto& next) {
    return double(span.stray_rows + month.second) <= 0.005 * double(total) &&
           std::abs(index_of(next.first) - index_of(month.first)) >= 6;
  };
  size_t first = 0, last = months.size() - 1;
  while (first < last && is_stray(months[first], months[first + 1]))
    span.stray_rows += months[first++].second;
  while (first < last && is_stray(months[last], months[last - 1])) span.stray_rows += months[last--].second;
  span.first = months[first].first;
  span.last = months[last].first;
  return span;
}

std::vector<Remark> remarks_on(const Quality& quality) {
  return Writer(quality).write();
}

}  // namespace qy
