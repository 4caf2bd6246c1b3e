// Delimited text of any encoding, delimiter and quoting, as one section of rows. See csv_scan.h for the
// quoting.
//
// Every physical line belongs to exactly one row, or is counted as blank. Memory is the longest record, at
// most max_row_bytes twice.

#include <algorithm>
#include <cstring>

#include "ingest/csv_dialect.h"
#include "ingest/csv_scan.h"
#include "ingest/formats.h"
#include "ingest/messages.h"
#include "ingest/text_feed.h"

namespace qy {
namespace {

constexpr size_t kBufferBytes = 1 << 20;
constexpr size_t kSampleBytes = 256 << 10;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \x1A") == std::string_view::npos;
}

class CsvSource final : public Source {
 public:
  CsvSource(TextFeed feed, const SourceOptions& options)
      : feed_(std::move(feed)), max_row_bytes_(size_t(std::max<int64_t>(options.max_row_bytes, 64))) {
    sections_.emplace_back();
    buffer_.resize(kBufferBytes);
  }

  Result<void> start(char told_delimiter) {
    while (!is_last_ && end_ < kSampleBytes) QY_CHECK(refill());
    const std::string_view sample(buffer_.data(), std::min(end_, kSampleBytes));
    const CsvDialect dialect = detect_dialect(sample, is_last_ && end_ <= kSampleBytes, told_delimiter);
    delimiter_ = dialect.delimiter;
    usual_width_ = dialect.width;
    notes_.format = delimiter_ == "\t" ? "tsv" : "csv";
    notes_.encoding = name_of(feed_.encoding());
    notes_.delimiter = delimiter_name(delimiter_);
    if (dialect.directive_size > 0) {
      at_ = dialect.directive_size;
      line_ = 2;
      notes_.remarks.push_back(said(kSeparatorLine));
    }
    return {};
  }

  const std::vector<Section>& sections() const override { return sections_; }
  double progress() const override { return feed_.progress(); }
  const SourceNotes& notes() const override {
    notes_.damaged_characters = feed_.damaged();
    notes_.nul_bytes = feed_.nul_bytes();
    return notes_;
  }

  Result<bool> next(RawRow& row) override {
    for (;;) {
      if (at_ == end_) {
        if (is_last_) return false;
        QY_CHECK(refill());
        continue;
      }
      row.broken.clear();
      QY_TRY(const Scan scan, scan_next(row.broken));
      if (fields_.size() > kMostColumns) return Error{Code::limit, say(kTooManyColumns, line_, kMostColumns)};
      row.section = 0;
      row.row_number = line_;
      const size_t begin = at_;
      at_ += scan.end;
      line_ += scan.lines;
      if (fields_.size() == 1 && is_blank({buffer_.data() + begin, fields_.front().end})) {
        notes_.blank_lines += scan.lines;
        continue;
      }
      give_cells(begin, row.cells);
      return true;
    }
  }

 private:
  // One record at at_, whole. Fills fields_ and quotes_.
  Result<Scan> scan_next(std::string& broken) {
    QY_TRY(const Scan scan, scan_with(Quotes::lenient));
    const bool is_closed = scan.outcome == Scan::Outcome::whole;
    if (is_closed && (!scan.is_irregular || is_expected(fields_.size()))) {
      if (!scan.is_irregular) last_width_ = fields_.size();
      return scan;
    }
    if (scan.is_irregular) {
      QY_TRY(const Scan early, scan_with(Quotes::early));
      if (early.outcome == Scan::Outcome::whole && is_expected(fields_.size())) return early;
    }
    broken = say(is_closed ? kQuotesDoNotMatch : kQuoteNeverClosed, line_);
    return scan_with(Quotes::none);
  }

  bool is_expected(size_t width) const { return width == usual_width_ || width == last_width_; }

  Result<Scan> scan_with(Quotes quotes) {
    for (;;) {
      const Scan scan = scan_record(unread(), is_last_, delimiter_, quotes, fields_);
      quotes_ = quotes;
      if (scan.outcome != Scan::Outcome::need_more) return scan;
      if (unread().size() < max_row_bytes_) {
        QY_CHECK(refill());
      } else if (quotes != Quotes::none) {
        return Scan{Scan::Outcome::never_closed, 0, 0, true};
      } else {
        return too_long();
      }
    }
  }

  Error too_long() const { return {Code::limit, say(kLineTooLong, line_, max_row_bytes_ >> 20)}; }

  std::string_view unread() const { return {buffer_.data() + at_, end_ - at_}; }

  // Moves what is unread to the front and reads on behind it; a record that fills the buffer doubles it.
  Result<void> refill() {
    if (at_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
      end_ -= at_;
      at_ = 0;
    }
    if (end_ * 2 > buffer_.size()) buffer_.resize(buffer_.size() * 2);
    QY_TRY(const size_t got, feed_.read(buffer_.data() + end_, buffer_.size() - end_));
    end_ += got;
    is_last_ = got == 0;
    return {};
  }

  void give_cells(size_t begin, std::vector<RawCell>& cells) {
    char* const base = buffer_.data() + begin;
    cells.resize(fields_.size());
    for (size_t i = 0; i < fields_.size(); ++i) {
      const FieldSpan& field = fields_[i];
      size_t size = field.end - field.begin;
      if (field.has_quotes) size = unquote(base + field.begin, size, quotes_);
      std::string_view text(base + field.begin, size);
      // ="00123", as some programs write a text that must not become a number.
      if (text.size() >= 3 && text.front() == '=' && text[1] == '"' && text.back() == '"') {
        text = text.substr(2, text.size() - 3);
      }
      cells[i] = {text, CellKind::text, false};
    }
  }

  TextFeed feed_;
  size_t max_row_bytes_;
  std::vector<Section> sections_;
  mutable SourceNotes notes_;
  std::string delimiter_;
  size_t usual_width_ = 1, last_width_ = 0;
  std::vector<char> buffer_;
  size_t at_ = 0, end_ = 0;  // the unread part of buffer_
  bool is_last_ = false;     // nothing follows end_
  int64_t line_ = 1;
  std::vector<FieldSpan> fields_;
  Quotes quotes_ = Quotes::lenient;
};

}  // namespace

bool claims_csv(const Opening&) {
  return true;
}

Result<std::unique_ptr<Source>> open_csv(Opening&& opening, const SourceOptions& options) {
  auto feed =
      TextFeed::start(std::move(opening.bytes), opening.head, opening.head_is_whole, options.encoding);
  if (!feed.ok()) return Error{feed.error().code, opening.name + ": " + feed.error().message};
  auto source = std::make_unique<CsvSource>(std::move(feed).value(), options);
  QY_CHECK(source->start(options.delimiter));
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace qy
