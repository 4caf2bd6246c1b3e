#include "lake/spark_sql.h"

#include "lake/sql_text.h"

namespace qy {
namespace {

using Kind = SqlToken::Kind;

std::string spark_literal(std::string_view literal) {
  std::string text;
  for (size_t i = 0; i < literal.size(); ++i) {
    const bool inside = i > 0 && i + 1 < literal.size();
    if (inside && (literal[i] == '\\' || literal[i] == '\'')) text += '\\';
    if (inside && literal[i] == '\'') ++i;  // the second of two
    text += literal[i];
  }
  return text;
}

std::string spark_token(const SqlToken& token) {
  if (token.kind == Kind::literal) return spark_literal(token.text);
  if (token.kind == Kind::number && token.text.find('.') != std::string_view::npos &&
      token.text.find_first_of("eE") == std::string_view::npos)
    return std::string(token.text) + "E0";
  if (token.is("varchar")) return "STRING";
  if (token.is("blob")) return "BINARY";
  return std::string(token.text);
}

// Follows the ORDER BY lists of a text, brackets within brackets, and knows where each of their items ends.
class Orders {
 public:
  // Whether the item that was being read ends before this token, without having said where NULL goes.
  bool item_ends(const SqlToken& token) {
    if (!depths_.back().reading) return false;
    const bool list_ends =
        token.is(")") || token.is("rows") || token.is("range") || token.is("limit") || token.is("union");
    if (token.is("nulls")) depths_.back().said = true;
    if (!list_ends && !token.is(",")) return false;
    const bool unsaid = !depths_.back().said;
    depths_.back() = {.reading = !list_ends};
    return unsaid;
  }
  void pass(const SqlToken& token) {
    if (token.kind == Kind::space) return;
    if (token.is("(")) depths_.push_back({});
    if (token.is(")") && depths_.size() > 1) depths_.pop_back();
    if (token.is("by") && after_order_) depths_.back() = {.reading = true};
    after_order_ = token.is("order");
  }
  bool item_is_open() const { return depths_.back().reading && !depths_.back().said; }

 private:
  struct Depth {
    bool reading = false, said = false;
  };
  std::vector<Depth> depths_ = {{}};
  bool after_order_ = false;
};

}  // namespace

Result<std::string> spark_sql(std::string_view sql, const Macros& macros) {
  QY_TRY(const std::string expanded, macros.expand(sql));
  std::string text, space;
  Orders orders;
  for (const SqlToken& token : tokens_of(expanded)) {
    if (token.kind == Kind::space) {
      space += token.text;
      continue;
    }
    if (orders.item_ends(token)) text += " NULLS LAST";
    text += space + spark_token(token);
    space.clear();
    orders.pass(token);
  }
  if (orders.item_is_open()) text += " NULLS LAST";
  return text + space;
}

}  // namespace qy
