// SQL as a row of tokens: enough to find names, calls and lines, not to understand it. What is joined again
// is the text that came in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qy {

struct SqlToken {
  enum class Kind { word, quoted, literal, number, symbol, space };  // quoted: "on"; space: comments too
  Kind kind;
  std::string_view text;  // as written; a view of the text it came from
  int line;               // 1-based

  bool is(std::string_view word) const;  // a word or symbol, whatever its case
};

std::vector<SqlToken> tokens_of(std::string_view sql);

// The next token after `i` that is no space, or tokens.size().
size_t next_token(const std::vector<SqlToken>& tokens, size_t i);

// The token that closes the bracket at `open`, or tokens.size().
size_t closing_bracket(const std::vector<SqlToken>& tokens, size_t open);

}  // namespace qy
