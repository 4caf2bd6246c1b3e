#include "synth/sheet.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "text/amount_text.h"
#include "text/encoding.h"

namespace qy::synth {
namespace {

constexpr size_t kBufferBytes = 1 << 20;
constexpr size_t kBlankAfter = 3;

int digits_in(uint64_t number) {
  int digits = 1;
  while (number >= 10) {
    number /= 10;
    ++digits;
  }
  return digits;
}

}  // namespace

Sheet::Sheet(const std::filesystem::path& folder, std::string name, SheetStyle style,
             std::vector<Column> columns)
    : name_(std::move(name)),
      path_((folder / name_).string()),
      style_(std::move(style)),
      columns_(std::move(columns)) {
  sums_.assign(columns_.size(), 0);
  buffer_.reserve(kBufferBytes + 4096);
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
  if (file_ < 0) failure_ = errno;
  if (style_.charset == Charset::utf8_bom) buffer_ += "\xEF\xBB\xBF";
  put_header();
}

Sheet::~Sheet() {
  if (file_ >= 0) ::close(file_);
}

void Sheet::put_header() {
  if (!style_.title.empty()) put_line(style_.title);
  if (!style_.note.empty()) put_line(style_.note);
  bool has_groups = false;
  for (const auto& column : columns_) has_groups = has_groups || !column.group.empty();
  if (has_groups) {
    std::string_view above;  // a merged cell: said once, then empty
    for (const auto& column : columns_) {
      text(column.group == above ? "" : column.group);
      above = column.group;
    }
    end_line();
  }
  for (const auto& column : columns_) text(column.header);
  end_line();
}

void Sheet::put_line(const std::string& first_cell) {
  text(first_cell);
  for (size_t i = 1; i < columns_.size(); ++i) blank();
  end_line();
}

void Sheet::start_cell() {
  if (column_ > 0) buffer_ += style_.delimiter;
  if (column_ == kBlankAfter && style_.has_blank_column) buffer_ += style_.delimiter;
  ++column_;
}

Sheet& Sheet::text(std::string_view cell) {
  start_cell();
  const bool needs_quotes =
      cell.find(style_.delimiter) != std::string_view::npos || cell.find('"') != std::string_view::npos;
  if (!needs_quotes) {
    buffer_ += cell;
    return *this;
  }
  buffer_ += '"';
  for (const char c : cell) {
    if (c == '"') buffer_ += '"';
    buffer_ += c;
  }
  buffer_ += '"';
  return *this;
}

void Sheet::put_digits(uint64_t number, int width) {
  const size_t start = buffer_.size();
  buffer_.resize(start + size_t(width));
  for (size_t i = size_t(width); i-- > 0; number /= 10) buffer_[start + i] = char('0' + number % 10);
}

void Sheet::put_number(uint64_t number) {
  put_digits(number, digits_in(number));
}

Sheet& Sheet::count(int64_t number) {
  start_cell();
  if (number < 0) buffer_ += '-';
  put_number(uint64_t(number < 0 ? -number : number));
  return *this;
}

Sheet& Sheet::hundredths(int64_t number) {
  start_cell();
  put_number(uint64_t(number / 100));
  if (number % 100 == 0) return *this;
  buffer_ += '.';
  put_digits(uint64_t(number % 100), 2);
  return *this;
}

Sheet& Sheet::fen(Fen amount) {
  const size_t at = column_;
  if (at < sums_.size()) sums_[at] += amount;
  const auto size = uint64_t(amount < 0 ? -amount : amount);
  if (style_.money == MoneyStyle::yuan_commas && size >= 100'000) {
    const std::string with_commas = format_money(Fen(size));
    return text(amount < 0 ? "(" + with_commas + ")" : with_commas);
  }
  if (style_.money == MoneyStyle::capital && amount > 0) return text(uppercase_amount(amount));
  start_cell();
  if (amount < 0) buffer_ += '-';
  const uint64_t unit = style_.money == MoneyStyle::wan ? 1'000'000 : 100;
  put_number(size / unit);
  if (style_.money == MoneyStyle::wan && size % unit == 0) return *this;
  buffer_ += '.';
  put_digits(size % unit, style_.money == MoneyStyle::wan ? 6 : 2);
  return *this;
}

Sheet& Sheet::day(Date date) {
  start_cell();
  const std::chrono::year_month_day civil{std::chrono::sys_days(std::chrono::days(date.days()))};
  const auto year = uint64_t(int(civil.year()));
  const uint64_t month = unsigned(civil.month());
  const uint64_t day = unsigned(civil.day());
  const auto loose = [&](std::string_view after_year, std::string_view after_month,
                         std::string_view after_day) {
    put_digits(year, 4);
    buffer_ += after_year;
    put_number(month);
    buffer_ += after_month;
    put_number(day);
    buffer_ += after_day;
  };
  switch (style_.dates) {
    case DateStyle::iso:
      put_digits(year, 4);
      buffer_ += '-';
      put_digits(month, 2);
      buffer_ += '-';
      put_digits(day, 2);
      break;
    case DateStyle::compact:
      put_digits(year * 10000 + month * 100 + day, 8);
      break;
    case DateStyle::dotted:
      loose(".", ".", "");
      break;
    case DateStyle::slashed:
      loose("/", "/", "");
      break;
    case DateStyle::chinese:
      loose("年", "月", "日");
      break;
  }
  return *this;
}

void Sheet::end_row() {
  end_line();
  ++rows_;
  if (buffer_.size() >= kBufferBytes) flush();
}

void Sheet::end_line() {
  buffer_ += "\r\n";
  column_ = 0;
  ++line_;
}

void Sheet::put_totals() {
  const std::vector<Fen> sums = sums_;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].is_summed)
      fen(sums[i]);
    else
      text(i == 0 ? "合计" : "");
  }
  end_line();
}

void Sheet::flush() {
  std::string encoded;
  std::string_view bytes = buffer_;
  if (style_.charset == Charset::gb18030) {
    auto converted = to_gb18030(buffer_);
    if (converted.ok()) encoded = std::move(converted).value();
    bytes = encoded;
  }
  while (failure_ == 0 && !bytes.empty()) {
    const ssize_t n = ::write(file_, bytes.data(), bytes.size());
    if (n < 0 && errno != EINTR) failure_ = errno;
    if (n > 0) bytes.remove_prefix(size_t(n));
  }
  buffer_.clear();
}

Result<void> Sheet::close() {
  if (style_.has_totals) put_totals();
  if (!style_.remark.empty()) put_line(style_.remark);
  flush();
  if (file_ >= 0 && ::close(file_) != 0 && failure_ == 0) failure_ = errno;
  file_ = -1;
  if (failure_ == 0) return {};
  const std::string reason = failure_ == ENOSPC ? "the disk is full" : std::strerror(failure_);
  return io_error("cannot write " + path_ + ": " + reason);
}

std::string full_width(std::string_view digits) {
  std::string wide;
  for (const char c : digits) {
    if (c >= '0' && c <= '9') {
      wide += "\xEF\xBC";
      wide += char(0x90 + (c - '0'));
    } else {
      wide += c;
    }
  }
  return wide;
}

}  // namespace qy::synth
