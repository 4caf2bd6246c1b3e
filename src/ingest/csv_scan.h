// Cuts one record out of delimited text, after RFC 4180 and after what people do to it.
//
// A field in quotes may hold delimiters, doubled quotes and line ends. Reality adds:
//   5" pipe,12            a quote inside a plain field is a character like any other
//   a, "b, c" ,d          spaces around a quoted field
//   "He said "hi", twice" a quote that is neither doubled nor followed by a delimiter: a character of the
//   field (Quotes::lenient), "abc"def,5            or the field's end with litter behind it (Quotes::early);
//   the width of the record tells which "never closed         runs on to the next quote, anywhere:
//   Scan::never_closed, and the caller reads the line with Quotes::none
//
// A quoted field that spans lines must be clean: with a stray quote in it, or with more than kMaxQuotedLines
// lines, it is taken for one never closed. So a lost quote costs one line, not the rest of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qy {

inline constexpr int64_t kMaxQuotedLines = 256;
// Columns of a spreadsheet (ECMA-376). A record with more is no table's: 16 MiB of commas would make sixteen
// million cells, so no more than one beyond this are noted.
inline constexpr size_t kMostColumns = 16'384;

enum class Quotes { lenient, early, none };

struct FieldSpan {
  size_t begin = 0, end = 0;  // of the content, without the outer quotes
  bool has_quotes = false;    // quotes inside must be resolved by unquote()
};

struct Scan {
  enum class Outcome { whole, need_more, never_closed };
  Outcome outcome = Outcome::whole;
  size_t end = 0;             // behind the line end
  int64_t lines = 1;          // physical lines of the record
  bool is_irregular = false;  // a stray quote was met in a quoted field
};

// Scans the record at the start of `text`. `is_last`: nothing follows `text`.
Scan scan_record(std::string_view text, bool is_last, std::string_view delimiter, Quotes quotes,
                 std::vector<FieldSpan>& fields);

// Resolves the quotes inside a quoted field in place and returns the new length. "a""b" -> a"b; early:
// abc"def -> abcdef.
size_t unquote(char* content, size_t size, Quotes quotes);

}  // namespace qy
