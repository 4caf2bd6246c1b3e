#include "entity/expression.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

#include "entity/messages.h"
#include "text/citizen_no.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

std::string utf8_of(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(c, out);
  return out;
}

std::string prefix(const std::string& text, int n) {
  return utf8_of(code_points(text).substr(0, size_t(n)));
}

std::string suffix(const std::string& text, int n) {
  const std::u32string all = code_points(text);
  return utf8_of(all.substr(all.size() - std::min(all.size(), size_t(n))));
}

// The n-th run of digits of a date, counted from 1: 1901-02-03, 1901/2/3; 19010203 is taken apart by place.
std::string date_part(const std::string& text, size_t from, size_t size) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits.size() == 8 ? digits.substr(from, size) : "";
}
std::string year(const std::string& text, int /*n*/) {
  return date_part(text, 0, 4);
}
std::string month_and_day(const std::string& text, int /*n*/) {
  return date_part(text, 4, 4);
}

std::string digits(const std::string& text, int /*n*/) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

std::string sorted_words(const std::string& text, int /*n*/) {
  std::string out;
  for (const std::u32string& token : tokens_of(code_points(text)))
    out += (out.empty() ? "" : " ") + utf8_of(token);
  return out;
}

std::string first_word(const std::string& text, int /*n*/) {
  return text.substr(0, text.find(' '));
}
std::string last_word(const std::string& text, int /*n*/) {
  return text.substr(text.rfind(' ') + 1);  // npos + 1 is 0: the only word
}

// What an ear keeps of a Latin name. Source: R. C. Russell's Soundex as the US National Archives state it:
// h and w do not part two letters of one class, vowels do.
std::string soundex(const std::string& text, int /*n*/) {
  constexpr std::string_view kClasses = "01230120022455012623010202";
  std::string out;
  char last = 0;
  for (const char letter : text) {
    const auto c = char(std::toupper(uint8_t(letter)));
    if (c < 'A' || c > 'Z') continue;
    const char of_letter = kClasses[size_t(c - 'A')];
    if (out.empty()) {
      out += c;
    } else if (of_letter != '0' && of_letter != last) {
      out += of_letter;
    }
    if (c != 'H' && c != 'W') last = of_letter;
    if (out.size() == 4) break;
  }
  if (!out.empty()) out.resize(4, '0');
  return out;
}

// A citizen number that checks, of 18 characters; else nothing: a mistyped one proves no difference.
std::string valid_citizen_no(const std::string& text, int /*n*/) {
  const CitizenNo read = read_citizen_no(text);
  return read.check == NumberCheck::valid ? read.number : "";
}

struct Function {
  std::string_view name;
  std::string (*of)(const std::string& text, int number);
  bool takes_number;
};

constexpr std::array kFunctions{Function{"prefix", prefix, true},
                                Function{"suffix", suffix, true},
                                Function{"year", year, false},
                                Function{"month_and_day", month_and_day, false},
                                Function{"digits", digits, false},
                                Function{"sorted_words", sorted_words, false},
                                Function{"first_word", first_word, false},
                                Function{"last_word", last_word, false},
                                Function{"soundex", soundex, false},
                                Function{"valid_citizen_no", valid_citizen_no, false}};
constexpr std::string_view kJoin = "+";

const Function* function_named(std::string_view name) {
  const auto at =
      std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
  return at == kFunctions.end() ? nullptr : &*at;
}

// expression: term { + term }      term: column | function ( expression )
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Expression> whole() {
    QY_TRY(Expression expression, sum());
    if (at_ != text_.size()) return wrong();
    return expression;
  }

 private:
  Result<Expression> sum() {
    QY_TRY(Expression first, term());
    if (at_ >= text_.size() || text_[at_] != '+') return first;
    Expression out{.name = std::string(kJoin), .of = {first}, .text = first.text};
    while (take('+')) {
      QY_TRY(Expression next, term());
      out.text += "+" + next.text;
      out.of.push_back(std::move(next));
    }
    return out;
  }

  Result<Expression> term() {
    Expression out{.name = word()};
    if (out.name.empty()) return wrong();
    out.text = out.name;
    if (!take('(')) return out;
    const size_t letters = out.name.find_last_not_of("0123456789") + 1;
    out.number = std::atoi(out.name.c_str() + letters);
    out.name.resize(letters);
    const Function* function = function_named(out.name);
    QY_TRY(Expression argument, sum());
    if (!take(')') || function == nullptr || function->takes_number != (out.number > 0)) return wrong();
    out.text += "(" + argument.text + ")";
    out.of.push_back(std::move(argument));
    return out;
  }

  std::string word() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    const size_t from = at_;
    at_ = std::min(text_.size(), text_.find_first_of("()+", at_));
    size_t to = at_;
    while (to > from && text_[to - 1] == ' ') --to;
    return std::string(text_.substr(from, to - from));
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return true;
  }
  Error wrong() const { return invalid(say(kBadExpression, std::string(text_), functions_known())); }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

void Expression::columns(std::set<std::string>& into) const {
  if (is_column()) into.insert(name);
  for (const Expression& argument : of) argument.columns(into);
}

Result<Expression> parse_expression(std::string_view text) {
  return Parser(text).whole();
}

std::string functions_known() {
  std::string out;
  for (const Function& function : kFunctions)
    out += (out.empty() ? "" : ", ") + std::string(function.name) + (function.takes_number ? "N" : "");
  return out;
}

Result<const RecordColumn*> Derived::column(const Expression& expression) {
  if (expression.is_column()) {
    const RecordColumn* column = records_->find(expression.name);
    if (column == nullptr) return not_found(say(kNoSuchColumn, expression.name));
    return column;
  }
  if (const auto at = made_.find(expression.text); at != made_.end()) return at->second.get();
  std::vector<const RecordColumn*> arguments;
  for (const Expression& argument : expression.of) {
    QY_TRY(const RecordColumn* column, this->column(argument));
    arguments.push_back(column);
  }
  auto made = std::make_unique<RecordColumn>();
  made->name = expression.text;
  made->codes.resize(records_->size());
  if (const Function* function = function_named(expression.name)) {
    const RecordColumn& of = *arguments.front();
    std::vector<ValueCode> code_of(of.values.size(), kNothing);
    for (ValueCode code = 1; code < of.values.size(); ++code)
      code_of[code] = made->values.add(function->of(of.values.text(code), expression.number));
    for (size_t i = 0; i < of.codes.size(); ++i) made->codes[i] = code_of[of.codes[i]];
  } else {
    std::string joined;
    for (size_t i = 0; i < records_->size(); ++i) {
      joined.clear();
      for (const RecordColumn* of : arguments) {
        const std::string& text = of->values.text(of->codes[i]);
        if (!text.empty()) joined += (joined.empty() ? "" : " ") + text;
      }
      made->codes[i] = made->values.add(joined);
    }
  }
  return made_.emplace(expression.text, std::move(made)).first->second.get();
}

}  // namespace qy
