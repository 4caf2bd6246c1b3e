#include "lake/sql_text.h"

#include <algorithm>
#include <cctype>

namespace qy {
namespace {

bool is_space(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}
bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
// Bytes above ASCII are Chinese names, and letters like any other.
bool starts_word(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
}

// Where a text in quotes that begins at `from` ends; a doubled quote stands for itself.
size_t end_of_quoted(std::string_view sql, size_t from) {
  const char quote = sql[from];
  for (size_t i = from + 1; i < sql.size(); ++i) {
    if (sql[i] != quote) continue;
    if (i + 1 == sql.size() || sql[i + 1] != quote) return i + 1;
    ++i;
  }
  return sql.size();
}

size_t end_of_number(std::string_view sql, size_t i) {
  while (i < sql.size() && (is_digit(sql[i]) || sql[i] == '.')) ++i;
  if (i < sql.size() && (sql[i] == 'e' || sql[i] == 'E')) {
    size_t digits = i + 1;
    if (digits < sql.size() && (sql[digits] == '+' || sql[digits] == '-')) ++digits;
    if (digits < sql.size() && is_digit(sql[digits])) i = digits;
    while (i < sql.size() && is_digit(sql[i])) ++i;
  }
  return i;
}

size_t end_of_space(std::string_view sql, size_t i) {
  while (i < sql.size()) {
    if (is_space(sql[i])) {
      ++i;
    } else if (sql.substr(i, 2) == "--") {
      i = std::min(sql.find('\n', i), sql.size());
    } else if (sql.substr(i, 2) == "/*") {
      const size_t end = sql.find("*/", i);
      i = end == std::string_view::npos ? sql.size() : end + 2;
    } else {
      break;
    }
  }
  return i;
}

size_t end_of_symbol(std::string_view sql, size_t i) {
  for (const std::string_view pair : {"||", "<>", "<=", ">=", "!=", "::", "->", "=>"})
    if (sql.substr(i, 2) == pair) return i + 2;
  return i + 1;
}

}  // namespace

bool SqlToken::is(std::string_view word) const {
  return (kind == Kind::word || kind == Kind::symbol) &&
         std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

std::vector<SqlToken> tokens_of(std::string_view sql) {
  using Kind = SqlToken::Kind;
  std::vector<SqlToken> tokens;
  int line = 1;
  for (size_t i = 0; i < sql.size();) {
    const size_t from = i;
    Kind kind = Kind::symbol;
    if (const size_t space = end_of_space(sql, i); space > i) {
      kind = Kind::space;
      i = space;
    } else if (sql[i] == '\'' || sql[i] == '"') {
      kind = sql[i] == '"' ? Kind::quoted : Kind::literal;
      i = end_of_quoted(sql, i);
    } else if (is_digit(sql[i])) {
      kind = Kind::number;
      i = end_of_number(sql, i);
    } else if (starts_word(sql[i])) {
      kind = Kind::word;
      while (i < sql.size() && (starts_word(sql[i]) || is_digit(sql[i]))) ++i;
    } else {
      i = end_of_symbol(sql, i);
    }
    tokens.push_back({kind, sql.substr(from, i - from), line});
    line += int(std::count(tokens.back().text.begin(), tokens.back().text.end(), '\n'));
  }
  return tokens;
}

size_t next_token(const std::vector<SqlToken>& tokens, size_t i) {
  for (++i; i < tokens.size() && tokens[i].kind == SqlToken::Kind::space;) ++i;
  return std::min(i, tokens.size());
}

size_t closing_bracket(const std::vector<SqlToken>& tokens, size_t open) {
  int depth = 0;
  for (size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")") && --depth == 0) return i;
  }
  return tokens.size();
}

}  // namespace qy
