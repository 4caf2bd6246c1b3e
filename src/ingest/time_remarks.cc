#include "ingest/time_remarks.h"

#include <cstdio>
#include <cstdlib>

#include "ingest/remark_figures.h"

namespace qy {
namespace {

constexpr int64_t kFewRows = 10;      // a median below this says nothing about breaks
constexpr size_t kMonthsBefore = 12;  // looked back over

int index_of(const std::string& month) {
  return std::stoi(month.substr(0, 4)) * 12 + std::stoi(month.substr(5)) - 1;
}

class TimeWriter {
 public:
  explicit TimeWriter(const TableQuality& table) : table_(table) {}

  std::vector<Remark> write() {
    times();
    heaps();
    return std::move(remarks_);
  }

 private:
  void say(RemarkLevel level, RemarkKind kind, std::string chinese, std::string english) {
    remarks_.push_back(
        {level, kind, table_.table, table_.time_field, std::move(chinese), std::move(english)});
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
    if (table_.time_field.empty() || table_.rows == 0) return;
    if (table_.rows_without_time > 0) without_time();
    const MonthSpan span = span_of(table_);
    if (span.first.empty()) return;
    if (span.stray_rows > 0)
      say(RemarkLevel::warning, RemarkKind::stray_dates,
          number(span.stray_rows) + " 行的日期远在 " + span.first + " 至 " + span.last +
              " 之外，可能是填错的年份",
          number(span.stray_rows) + " rows are dated far outside " + span.first + " to " + span.last);
    std::vector<Run> breaks, jumps, gaps;
    std::vector<int64_t> before;
    for (std::string month = span.first; month <= span.last; month = month_after(month)) {
      const auto at = table_.rows_by_month.find(month);
      const int64_t rows = at == table_.rows_by_month.end() ? 0 : at->second;
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
      say(RemarkLevel::serious, RemarkKind::break_in_time,
          named(run) + " 只有 " + number(run.rows) + " 行，此前每月的中位数是 " + number(run.usual) +
              " 行，降到 " + percent(left) +
              (run.last == span.last ? "（最后的月份，也可能还没有报完）" : "") + "，请核实数据是否缺失",
          named_en(run) + " has only " + number(run.rows) + " rows where " + number(run.usual) +
              " a month were usual: down to " + percent(left));
    }
    for (const Run& run : gaps)
      say(RemarkLevel::serious, RemarkKind::gap_in_time, named(run) + " 一行也没有，前后都有数据",
          named_en(run) + " has no rows, with data before and after");
    for (const Run& run : jumps)
      say(RemarkLevel::warning, RemarkKind::jump_in_time,
          named(run) + " 有 " + number(run.rows) + " 行，此前每月的中位数是 " + number(run.usual) +
              " 行，请核实是否重复报送",
          named_en(run) + " has " + number(run.rows) + " rows where " + number(run.usual) +
              " a month were usual");
  }

  void without_time() {
    const double part = share(table_.rows_without_time, table_.rows);
    say(part > 0.01 ? RemarkLevel::warning : RemarkLevel::notice, RemarkKind::without_time,
        number(table_.rows_without_time) + " 行（" + percent(part) + "）没有" + label_of_time() +
            "，按时间的规则用不上",
        number(table_.rows_without_time) + " rows (" + percent(part) + ") have no " + table_.time_field);
  }

  void heaps() {
    const int64_t dated = table_.rows - table_.rows_without_time;
    if (dated < 100 || table_.rows_by_month.size() < 3) return;
    const auto heap = [&](int64_t rows, const std::string& day, const std::string& english) {
      if (share(rows, dated) < 0.05) return;
      say(RemarkLevel::notice, RemarkKind::year_end_heap,
          number(rows) + " 行（" + percent(share(rows, dated)) + "）的日期是" + day +
              "，可能是默认日期或年末集中支付",
          number(rows) + " rows (" + percent(share(rows, dated)) + ") are dated " + english);
    };
    heap(table_.on_first_of_january, "1 月 1 日", "1 January");
    heap(table_.on_last_of_december, "12 月 31 日", "31 December");
  }

  std::string label_of_time() const {
    for (const FieldQuality& one : table_.fields)
      if (one.field == table_.time_field) return one.label;
    return table_.time_field;
  }

  const TableQuality& table_;
  std::vector<Remark> remarks_;
};

}  // namespace

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

std::vector<Remark> remarks_on_time(const TableQuality& table) {
  return TimeWriter(table).write();
}

}  // namespace qy
