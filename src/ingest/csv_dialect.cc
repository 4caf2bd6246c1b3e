#include "ingest/csv_dialect.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "ingest/csv_scan.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 6> kDelimiters = {",", "\t", ";", "|", "\xEF\xBC\x8C", "^"};
constexpr size_t kSampleRecords = 200;

struct Reading {
  size_t width = 1;     // the commonest width above one
  size_t agreeing = 0;  // records of that width
  size_t records = 0;
};

bool is_blank(std::string_view text, const std::vector<FieldSpan>& fields) {
  return std::all_of(fields.begin(), fields.end(), [&](const FieldSpan& field) {
    return text.substr(field.begin, field.end - field.begin).find_first_not_of(' ') == std::string_view::npos;
  });
}

Reading read_with(std::string_view delimiter, std::string_view sample, bool is_whole) {
  Reading reading;
  std::map<size_t, size_t> count_of_width;
  std::vector<FieldSpan> fields;
  while (!sample.empty() && reading.records < kSampleRecords) {
    Scan scan = scan_record(sample, is_whole, delimiter, Quotes::lenient, fields);
    if (scan.outcome == Scan::Outcome::never_closed)
      scan = scan_record(sample, is_whole, delimiter, Quotes::none, fields);
    if (scan.outcome != Scan::Outcome::whole) break;
    if (!is_blank(sample, fields)) {
      ++reading.records;
      ++count_of_width[fields.size()];
    }
    sample.remove_prefix(scan.end);
  }
  for (const auto& [width, count] : count_of_width) {
    if (width > 1 && count >= reading.agreeing) reading = {width, count, reading.records};
  }
  return reading;
}

// Better: a larger share of the lines agrees on a width; among near equals, the wider reading.
bool is_better(const Reading& a, const Reading& b) {
  constexpr double kNear = 0.1;
  if (a.agreeing == 0 || b.agreeing == 0) return a.agreeing > b.agreeing;
  const double share_a = double(a.agreeing) / double(a.records),
               share_b = double(b.agreeing) / double(b.records);
  if (std::abs(share_a - share_b) > kNear) return share_a > share_b;
  return a.width > b.width;
}

std::string directive(std::string_view sample, size_t& size) {
  const size_t end = sample.find_first_of("\r\n");
  if (!sample.starts_with("sep=") || end != 5) return {};
  size = sample.substr(end).starts_with("\r\n") ? end + 2 : end + 1;
  return std::string(1, sample[4]);
}

}  // namespace

CsvDialect detect_dialect(std::string_view sample, bool is_whole, char told) {
  CsvDialect dialect;
  dialect.delimiter = directive(sample, dialect.directive_size);
  sample.remove_prefix(dialect.directive_size);
  if (told != 0) dialect.delimiter = std::string(1, told);
  if (!dialect.delimiter.empty()) {
    dialect.width = read_with(dialect.delimiter, sample, is_whole).width;
    return dialect;
  }
  Reading best;
  dialect.delimiter = kDelimiters.front();
  for (const std::string_view delimiter : kDelimiters) {
    const Reading reading = read_with(delimiter, sample, is_whole);
    if (!is_better(reading, best)) continue;
    best = reading;
    dialect.delimiter = delimiter;
  }
  dialect.width = best.width;
  return dialect;
}

std::string_view delimiter_name(std::string_view delimiter) {
  return delimiter == "\t" ? "tab" : delimiter;
}

}  // namespace qy
