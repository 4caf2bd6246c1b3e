#include "lake/macros.h"

#include <algorithm>
#include <cctype>

#include "lake/messages.h"
#include "lake/sql_text.h"

namespace qy {
namespace {

using Kind = SqlToken::Kind;
using Tokens = std::vector<SqlToken>;

constexpr int kDeepest = 32;  // macros within macros; more is a circle

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return char(std::tolower(c)); });
  return result;
}

std::string joined(const Tokens& tokens, size_t from, size_t to) {
  std::string text;
  for (size_t i = from; i < to; ++i) text += tokens[i].text;
  const size_t first = text.find_first_not_of(" \n\t"), last = text.find_last_not_of(" \n\t");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

// An expression in brackets, unless it is one name, number, text or call, which holds together by itself (and
// a call may be followed by OVER or FILTER, which brackets would cut off).
std::string as_one(const std::string& expression) {
  const Tokens tokens = tokens_of(expression);
  const auto is_name = [&](size_t i) {
    return tokens[i].kind != Kind::symbol && tokens[i].kind != Kind::space;
  };
  if (tokens.size() == 1 && is_name(0)) return expression;
  if (tokens.size() == 3 && is_name(0) && tokens[1].is(".") && is_name(2)) return expression;
  if (tokens.size() > 2 && tokens[0].kind == Kind::word && tokens[1].is("(") &&
      closing_bracket(tokens, 1) == tokens.size() - 1)
    return expression;
  return "(" + expression + ")";
}

// What stands between the commas of a call's brackets.
std::vector<std::string> arguments_of(const Tokens& tokens, size_t open, size_t close) {
  std::vector<std::string> arguments;
  size_t from = open + 1;
  int depth = 0;
  for (size_t i = open + 1; i <= close; ++i) {
    if (i == close || (depth == 0 && tokens[i].is(","))) {
      arguments.push_back(joined(tokens, from, i));
      from = i + 1;
    }
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")")) --depth;
  }
  if (arguments.size() == 1 && arguments.front().empty()) arguments.clear();
  return arguments;
}

std::string filled(const Macro& macro, const std::vector<std::string>& arguments) {
  std::string text;
  for (const SqlToken& token : tokens_of(macro.body)) {
    const auto at = token.kind == Kind::word
                        ? std::find(macro.parameters.begin(), macro.parameters.end(), lower(token.text))
                        : macro.parameters.end();
    text += at == macro.parameters.end() ? std::string(token.text)
                                         : as_one(arguments[size_t(at - macro.parameters.begin())]);
  }
  return text;
}

}  // namespace

Result<Macros> Macros::parse(std::string_view prelude, const std::string& name) {
  Macros macros;
  const Tokens tokens = tokens_of(prelude);
  for (size_t i = next_token(tokens, size_t(-1)); i < tokens.size(); i = next_token(tokens, i)) {
    const int line = tokens[i].line;
    const auto wrong = [&] { return invalid(say(kMacroForm, name, line)); };
    for (const std::string_view word : {"create", "or", "replace", "macro"}) {
      if (i >= tokens.size() || !tokens[i].is(word)) return wrong();
      i = next_token(tokens, i);
    }
    if (i >= tokens.size()) return wrong();
    const std::string macro = lower(tokens[i].text);
    const size_t open = next_token(tokens, i), close = closing_bracket(tokens, open);
    const size_t as = next_token(tokens, close);
    if (open >= tokens.size() || !tokens[open].is("(") || as >= tokens.size() || !tokens[as].is("as"))
      return wrong();
    const size_t end = size_t(
        std::find_if(tokens.begin() + long(as), tokens.end(), [](const SqlToken& t) { return t.is(";"); }) -
        tokens.begin());
    Macro made{.body = joined(tokens, as + 1, end), .line = line};
    for (const std::string& parameter : arguments_of(tokens, open, close))
      made.parameters.push_back(lower(parameter));
    macros.macros_.insert_or_assign(macro, std::move(made));
    i = end;
  }
  return macros;
}

void Macros::lay_over(const Macros& others) {
  for (const auto& [name, macro] : others.macros_) macros_.insert_or_assign(name, macro);
}

Result<std::string> Macros::expand(std::string_view sql) const {
  return expanded(sql, 0);
}

Result<std::string> Macros::expanded(std::string_view sql, int depth) const {
  if (depth > kDeepest) return invalid(say(kMacroCircle));
  const Tokens tokens = tokens_of(sql);
  std::string text;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const auto at = tokens[i].kind == Kind::word ? macros_.find(lower(tokens[i].text)) : macros_.end();
    const size_t open = at == macros_.end() ? tokens.size() : next_token(tokens, i);
    if (open >= tokens.size() || !tokens[open].is("(")) {
      text += tokens[i].text;
      continue;
    }
    const size_t close = closing_bracket(tokens, open);
    if (close == tokens.size()) return invalid(say(kMacroOpen, at->first));
    const auto arguments = arguments_of(tokens, open, close);
    if (arguments.size() != at->second.parameters.size())
      return invalid(say(kMacroArguments, at->first, at->second.parameters.size(), arguments.size()));
    QY_TRY(const std::string whole, expanded(filled(at->second, arguments), depth + 1));
    text += as_one(whole);
    i = close;
  }
  return text;
}

}  // namespace qy
