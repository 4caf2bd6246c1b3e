#include "entity/expression.h"

#include <algorithm>
#include <cstdlib>

#include "entity/messages.h"
#include "entity/text_functions.h"

namespace qy {
namespace {

constexpr std::string_view kJoin = "+", kFirst = "|";

// expression: sum { | sum }      sum: term { + term }      term: column | function ( expression )
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Expression> whole() {
    QY_TRY(Expression expression, either());
    if (at_ != text_.size()) return wrong();
    return expression;
  }

 private:
  Result<Expression> either() {
    return several('|', kFirst, [this] { return sum(); });
  }
  Result<Expression> sum() {
    return several('+', kJoin, [this] { return term(); });
  }

  template <typename Part>
  Result<Expression> several(char sign, std::string_view name, const Part& part) {
    QY_TRY(Expression first, part());
    if (at_ >= text_.size() || text_[at_] != sign) return first;
    Expression out{.name = std::string(name), .of = {first}, .text = first.text};
    while (take(sign)) {
      QY_TRY(Expression next, part());
      out.text += sign + next.text;
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
    const TextFunction* function = text_function_named(out.name);
    QY_TRY(Expression argument, either());
    if (!take(')') || function == nullptr || function->takes_number != (out.number > 0)) return wrong();
    out.text += "(" + argument.text + ")";
    out.of.push_back(std::move(argument));
    return out;
  }

  std::string word() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    const size_t from = at_;
    at_ = std::min(text_.size(), text_.find_first_of("()+|", at_));
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
  for (const TextFunction& function : text_functions())
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
  if (const TextFunction* function = text_function_named(expression.name)) {
    const RecordColumn& of = *arguments.front();
    std::vector<ValueCode> code_of(of.values.size(), kNothing);
    for (ValueCode code = 1; code < of.values.size(); ++code)
      code_of[code] = made->values.add(function->of(std::string(of.values.text(code)), expression.number));
    for (size_t i = 0; i < of.codes.size(); ++i) made->codes[i] = code_of[of.codes[i]];
  } else {
    std::string joined;
    for (size_t i = 0; i < records_->size(); ++i) {
      joined.clear();
      for (const RecordColumn* of : arguments) {
        const std::string_view text = of->values.text(of->codes[i]);
        if (!text.empty()) joined.append(joined.empty() ? "" : " ").append(text);
        if (!joined.empty() && expression.name == kFirst) break;
      }
      made->codes[i] = made->values.add(joined);
    }
  }
  return made_.emplace(expression.text, std::move(made)).first->second.get();
}

}  // namespace qy
