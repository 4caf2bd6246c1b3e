#include "ingest/csv_scan.h"

#include <bit>
#include <cstring>

namespace qy {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;

// High bit set in the first byte of `word` that is zero (bytes behind it may be marked falsely).
uint64_t zero_bytes(uint64_t word) {
  return (word - kOnes) & ~word & kHighs;
}

// The first delimiter byte, CR or LF; `end` when there is none. Eight bytes a step.
const char* find_field_end(const char* at, const char* end, char delimiter) {
  static_assert(std::endian::native == std::endian::little);
  const uint64_t delimiters = kOnes * uint8_t(delimiter), returns = kOnes * '\r', feeds = kOnes * '\n';
  for (; end - at >= 8; at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, at, 8);
    const uint64_t found =
        zero_bytes(word ^ delimiters) | zero_bytes(word ^ returns) | zero_bytes(word ^ feeds);
    if (found != 0) return at + std::countr_zero(found) / 8;
  }
  while (at < end && *at != delimiter && *at != '\r' && *at != '\n') ++at;
  return at;
}

int64_t count_line_ends(const char* at, const char* end) {
  int64_t lines = 0;
  for (; at < end; ++at) {
    if (*at == '\n') ++lines;
    if (*at == '\r' && (at + 1 == end || at[1] != '\n')) ++lines;
  }
  return lines;
}

class Scanner {
 public:
  Scanner(std::string_view text, bool is_last, std::string_view delimiter, Quotes quotes,
          std::vector<FieldSpan>& fields)
      : base_(text.data()),
        end_(text.data() + text.size()),
        is_last_(is_last),
        delimiter_(delimiter),
        quotes_(quotes),
        fields_(fields) {}

  Scan run() {
    fields_.clear();
    const char* at = base_;
    for (;;) {
      at = take_field(at);
      if (!at) return scan_;
      if (at == end_) return finish(at);
      if (*at == '\r') {
        if (at + 1 == end_ && !is_last_) return stop(Scan::Outcome::need_more);
        return finish(at + (at + 1 < end_ && at[1] == '\n' ? 2 : 1));
      }
      if (*at == '\n') return finish(at + 1);
      at += delimiter_.size();
    }
  }

 private:
  Scan stop(Scan::Outcome outcome) {
    scan_.outcome = outcome;
    return scan_;
  }
  Scan finish(const char* at) {
    scan_.end = size_t(at - base_);
    return scan_;
  }

  // Adds one field and returns the place of the delimiter or line end behind it; null when the scan stopped.
  const char* take_field(const char* at) {
    if (quotes_ != Quotes::none) {
      const char* quote = at;
      while (quote < end_ && *quote == ' ') ++quote;
      if (quote < end_ && *quote == '"') return take_quoted(quote + 1);
    }
    const char* stop_at = plain_end(at);
    if (stop_at) add(at, stop_at, false);
    return stop_at;
  }

  const char* plain_end(const char* at) {
    for (;;) {
      at = find_field_end(at, end_, delimiter_.front());
      if (at == end_) break;
      if (*at != delimiter_.front() || delimiter_.size() == 1) return at;
      if (size_t(end_ - at) < delimiter_.size() && !is_last_) break;
      if (std::string_view(at, size_t(end_ - at)).starts_with(delimiter_)) return at;
      ++at;
    }
    if (is_last_) return end_;
    stop(Scan::Outcome::need_more);
    return nullptr;
  }

  const char* take_quoted(const char* content) {
    bool has_quotes = false, has_strays = false;
    const char* at = content;
    for (;;) {
      at = at < end_ ? static_cast<const char*>(std::memchr(at, '"', size_t(end_ - at))) : nullptr;
      if (!at) return unfinished(content);
      if (at + 1 < end_ && at[1] == '"') {
        has_quotes = true;
        at += 2;
        continue;
      }
      const char* behind = at + 1;
      while (behind < end_ && *behind == ' ') ++behind;
      if (behind == end_ && !is_last_) return unfinished(content);
      const int64_t line_ends = count_line_ends(content, at);
      if (line_ends > kMaxQuotedLines || (line_ends > 0 && has_strays)) return never_closed();
      if (behind == end_ || ends_field(behind)) {
        scan_.lines += line_ends;
        add(content, at, has_quotes || has_strays);
        return behind;
      }
      has_strays = scan_.is_irregular = true;
      if (line_ends > 0) return never_closed();
      if (quotes_ == Quotes::early) {
        const char* stop_at = plain_end(at);
        if (stop_at) add(content, stop_at, true);
        return stop_at;
      }
      ++at;
    }
  }

  bool ends_field(const char* at) const {
    return *at == '\r' || *at == '\n' || std::string_view(at, size_t(end_ - at)).starts_with(delimiter_);
  }

  const char* unfinished(const char* content) {
    if (is_last_ || count_line_ends(content, end_) > kMaxQuotedLines) return never_closed();
    stop(Scan::Outcome::need_more);
    return nullptr;
  }

  const char* never_closed() {
    stop(Scan::Outcome::never_closed);
    return nullptr;
  }

  void add(const char* begin, const char* end, bool has_quotes) {
    if (fields_.size() <= kMostColumns)
      fields_.push_back({size_t(begin - base_), size_t(end - base_), has_quotes});
  }

  const char* base_;
  const char* end_;
  bool is_last_;
  std::string_view delimiter_;
  Quotes quotes_;
  std::vector<FieldSpan>& fields_;
  Scan scan_;
};

}  // namespace

Scan scan_record(std::string_view text, bool is_last, std::string_view delimiter, Quotes quotes,
                 std::vector<FieldSpan>& fields) {
  return Scanner(text, is_last, delimiter, quotes, fields).run();
}

size_t unquote(char* content, size_t size, Quotes quotes) {
  size_t to = 0;
  for (size_t from = 0; from < size; ++from) {
    const bool is_quote = content[from] == '"';
    if (is_quote && from + 1 < size && content[from + 1] == '"') {
      content[to++] = '"';
      ++from;
    } else if (is_quote && quotes == Quotes::early) {
      std::memmove(content + to, content + from + 1, size - from - 1);
      return to + size - from - 1;
    } else {
      content[to++] = content[from];
    }
  }
  return to;
}

}  // namespace qy
