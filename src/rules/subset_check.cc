#include "rules/subset_check.h"

#include <algorithm>
#include <cctype>

#include "lake/macros.h"
#include "lake/sql_text.h"
#include "rules/messages.h"

namespace qy {
namespace {

using Kind = SqlToken::Kind;

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return char(std::tolower(c)); });
  return result;
}

SqlKind kind_of(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return SqlKind::text;
    case ColumnType::int64:
    case ColumnType::decimal:
      return SqlKind::number;
    case ColumnType::date:
    case ColumnType::timestamp:
      return SqlKind::date;
    case ColumnType::boolean:
    case ColumnType::blob:
      break;
  }
  return SqlKind::unknown;
}

template <class Entry>
const Entry* entry(std::span<const Entry> list, std::string_view name, std::string_view Entry::*key) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const Entry& e) { return e.*key == name; });
  return at == list.end() ? nullptr : &*at;
}

// The tokens of a text without its spaces. Past either end stands a token that is nothing.
class Tokens {
 public:
  explicit Tokens(std::string_view sql) : all_(tokens_of(sql)) {
    std::erase_if(all_, [](const SqlToken& token) { return token.kind == Kind::space; });
    for (size_t i = 0; i < all_.size(); ++i) {
      if (all_[i].is("(")) open_.push_back(i);
      if (!all_[i].is(")") || open_.empty()) continue;
      partner_[open_.back()] = i;
      partner_[i] = open_.back();
      open_.pop_back();
    }
  }
  size_t size() const { return all_.size(); }
  const SqlToken& operator[](size_t i) const { return i < all_.size() ? all_[i] : nothing_; }
  bool is(size_t i, std::string_view word) const { return (*this)[i].is(word); }
  bool is_any(size_t i, std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(i, word); });
  }
  // The bracket that belongs to this one; the end, where there is none.
  size_t partner(size_t i) const {
    const auto at = partner_.find(i);
    return at == partner_.end() ? all_.size() : at->second;
  }
  bool touches_next(size_t i) const {
    return i + 1 < all_.size() && all_[i].text.data() + all_[i].text.size() == all_[i + 1].text.data();
  }

 private:
  std::vector<SqlToken> all_;
  SqlToken nothing_{Kind::space, {}, 0};
  std::map<size_t, size_t> partner_;
  std::vector<size_t> open_;
};

}  // namespace

class SubsetReader {
 public:
  SubsetReader(const SubsetCheck& known, std::string_view sql, const std::string& file)
      : known_(known), tokens_(sql), file_(file) {
    for (size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (!tokens_.is(i, "as")) continue;
      ++aliases_[lower(tokens_[i + 1].text)];
      if (!tokens_.is(i + 2, "(")) continue;  // AS t(a, b)
      for (size_t j = i + 3; j < tokens_.partner(i + 2); ++j) ++aliases_[lower(tokens_[j].text)];
    }
  }

  std::vector<std::string> read() && {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      const SqlToken& token = tokens_[i];
      if (token.kind == Kind::symbol) check_symbol(i);
      if (token.kind == Kind::number && tokens_.touches_next(i) && tokens_[i + 1].kind == Kind::word)
        outside(i, "CAST(x AS BIGINT), CAST(x AS DOUBLE)");
      if (token.kind != Kind::word) continue;
      if (tokens_.touches_next(i) && tokens_[i + 1].kind == Kind::literal) outside(i, "'…'");
      if (tokens_.is(i - 1, ".")) continue;  // t.year is a column, whatever it is called
      if (tokens_.is(i + 1, "("))
        check_call(i);
      else if (!tokens_.is(i - 1, "as"))
        check_word(i);
      if (token.is("select")) check_select(i);
      if (tokens_.is(i + 1, "as") && tokens_.is(i + 2, "(") && tokens_.is_any(i - 1, {"with", ","}))
        check_with(i);
    }
    return std::move(problems_);
  }

 private:
  void tell(size_t i, const Said& problem) {
    problems_.push_back(say(kSubsetAt, file_, tokens_[i].line, problem));
  }
  void outside(size_t i, std::string_view use) { tell(i, say(kOutsideSubset, tokens_[i].text, use)); }
  void outside(size_t i, std::string_view what, std::string_view use) {
    tell(i, say(kOutsideSubset, what, use));
  }

  void check_word(size_t i) {
    if (const Instead* instead = entry(refused_words(), lower(tokens_[i].text), &Instead::word))
      outside(i, instead->use);
    if (tokens_.is(i, "by") && tokens_.is(i + 1, "all")) outside(i, "BY ALL", "BY a, b, c");
    if (tokens_.is(i, "by") && tokens_.is(i + 1, "name"))
      outside(i, "BY NAME", "SELECT a, b UNION ALL SELECT a, b");
    if (tokens_.is(i, "distinct") && tokens_.is(i + 1, "on"))
      outside(i, "DISTINCT ON", "row_number() OVER (PARTITION BY … ORDER BY …)");
    if (tokens_.is(i, "using") && tokens_.is(i + 1, "sample"))
      outside(i, "USING SAMPLE", "substr(md5(x), 1, 1) = '0'");
    if (tokens_.is(i, "from") && (i == 0 || tokens_.is(i - 1, "("))) outside(i, "SELECT … FROM …");
    if (tokens_.is_any(i, {"from", "join"}) && tokens_.is(i + 1, "(")) check_derived(i + 1);
  }

  void check_symbol(size_t i) {
    if (const Instead* instead = entry(refused_symbols(), tokens_[i].text, &Instead::word))
      outside(i, instead->use);
    if (tokens_.is(i, ";") && i + 1 < tokens_.size()) tell(i, say(kOneSelect));
    if (tokens_.is(i, ",") &&
        tokens_.is_any(i + 1, {")", "from", "where", "group", "order", "union", "select", ""}))
      tell(i, say(kTrailingComma));
    const SqlKind before = kind_before(i), after = kind_after(i);
    if (tokens_.is_any(i, {"+", "-"}) &&
        (before == SqlKind::date || (after == SqlKind::date && before != SqlKind::unknown)))
      tell(i, say(kDateArithmetic, tokens_[i].text));
    if (tokens_.is(i, "||") && (before == SqlKind::number || after == SqlKind::number))
      tell(i, say(kTextWithNumber));
    if (tokens_.is_any(i, {"=", "<>", "!=", "<", ">", "<=", ">="}) &&
        ((before == SqlKind::text && after == SqlKind::number) ||
         (before == SqlKind::number && after == SqlKind::text)))
      tell(i, say(kTextAgainstNumber));
    if (tokens_.is(i, "*") && tokens_.is(i + 1, "replace")) outside(i + 1, "SELECT a, b, c");
  }

  void check_call(size_t i) {
    const std::string name = lower(tokens_[i].text);
    if (is_clause_word(name)) {
      check_word(i);
      return;
    }
    if (tokens_.is(i - 1, "as")) return;  // AS t(a, b)
    if (name == "cast") return check_cast(i);
    const Instead* refused = entry(refused_functions(), name, &Instead::word);
    if (refused == nullptr) refused = entry(refused_words(), name, &Instead::word);
    if (refused != nullptr) return outside(i, refused->use);
    if (!known_.macros_.contains(name) && entry(common_functions(), name, &CommonFunction::name) == nullptr)
      return tell(i, say(name.starts_with("qy_") ? kNoMacro : kNoCommonFunction, tokens_[i].text));
    const size_t open = i + 1, close = tokens_.partner(open);
    if (name == "count" && close == open + 1) outside(i, "count()", "count(*)");
    const size_t over = tokens_.is(close + 1, "filter") ? tokens_.partner(close + 2) + 1 : close + 1;
    if (tokens_.is(over, "over") && over > close + 1)
      outside(i, "FILTER … OVER", "sum(CASE WHEN … THEN 1 ELSE 0 END) OVER (…)");
    if (tokens_.is(over, "over") && tokens_.is(open + 1, "distinct"))
      outside(i, "DISTINCT … OVER", "SELECT … GROUP BY …, JOIN");
    for (size_t j = open; j < close; ++j) {
      if (j > open && tokens_.is(j, "(")) j = tokens_.partner(j);
      if (tokens_.is(j, "order"))
        outside(i, std::string(tokens_[i].text) + "(… ORDER BY …)", "qy_first(list, n), qy_join(list, ', ')");
    }
  }

  void check_cast(size_t i) {
    const size_t close = tokens_.partner(i + 1);
    size_t as = close;
    for (size_t j = i + 2; j < close; ++j) {
      if (tokens_.is(j, "(")) j = tokens_.partner(j);
      if (tokens_.is(j, "as")) as = j;
    }
    if (tokens_.is_any(as + 1, {"varchar", "text", "string", "char"}))
      return outside(i, "CAST(… AS " + std::string(tokens_[as + 1].text) + ")", "qy_text(x)");
    if (tokens_.is_any(as + 1, {"int", "smallint", "hugeint", "long"})) return outside(as + 1, "BIGINT");
    if (tokens_.is_any(as + 1, {"float", "real", "numeric"})) return outside(as + 1, "DOUBLE");
    if (!tokens_.is_any(as + 1, {"bigint", "integer", "double", "date", "timestamp", "decimal"}))
      return outside(as + 1, "BIGINT, DOUBLE, DATE, TIMESTAMP, DECIMAL(p, s)");
    if (!tokens_.is(as + 1, "bigint")) return;
    for (size_t j = i + 2; j < as; ++j) {
      if (tokens_.is(j, "(") && tokens_.is_any(j - 1, {"floor", "round", "ceil"})) j = tokens_.partner(j);
      if (tokens_.is(j, "/"))
        return outside(i, "CAST(a / b AS BIGINT)",
                       "CAST(floor(a / b) AS BIGINT), CAST(round(a / b) AS BIGINT)");
    }
  }

  // FROM (SELECT …) AS t.
  void check_derived(size_t open) {
    if (tokens_.is_any(open + 1, {"select", "with", "values"}) &&
        !tokens_.is(tokens_.partner(open) + 1, "as"))
      tell(open, say(kNamelessTable));
  }

  void check_with(size_t i) {
    const std::string name = lower(tokens_[i].text);
    if (known_.relations_.contains(name)) tell(i, say(kWithTakesName, name));
    if (!withs_.insert(name).second) tell(i, say(kWithTwice, name));
  }

  // The list of a SELECT: every column named, no name used before it is a column.
  void check_select(size_t i) {
    size_t first = tokens_.is(i + 1, "distinct") ? i + 2 : i + 1;
    if (tokens_.is(first, "on")) first = tokens_.partner(first + 1) + 1;  // told already, by check_word
    const bool names_columns =
        i == 0 || (tokens_.is(i - 1, "(") && tokens_.is_any(i - 2, {"as", "from", "join"}));
    std::vector<size_t> named;  // where the aliases stand
    size_t from = first, j = first;
    for (;; ++j) {
      if (tokens_.is(j, "(")) j = tokens_.partner(j) + 1;
      const bool ends = j >= tokens_.size() || tokens_.is_any(j, {")", "where", "union", "group"}) ||
                        (tokens_.is(j, "from") && !tokens_.is(j - 1, "distinct"));
      if (!ends && !tokens_.is(j, ",")) continue;
      if (tokens_.is(j - 2, "as")) named.push_back(j - 1);
      const bool is_name = tokens_.is(from, "*") || tokens_.is(j - 1, "*") || j == from + 1 ||
                           (j == from + 3 && tokens_.is(from + 1, "."));
      if (names_columns && j > from && !tokens_.is(j - 2, "as") && !is_name) tell(from, say(kNamelessColumn));
      from = j + 1;
      if (ends) break;
    }
    size_t end = j;  // of the WHERE
    for (; end < tokens_.size() && !tokens_.is_any(end, {")", "group", "having", "order", "union", "window"});
         ++end)
      if (tokens_.is(end, "(")) end = tokens_.partner(end);
    for (const size_t alias : named) check_reuse(alias, end);
  }

  void check_reuse(size_t alias, size_t end) {
    const std::string name = lower(tokens_[alias].text);
    if (aliases_[name] > 1 || known_.columns_.contains(name) || known_.prepared_columns_.contains(name))
      return;
    for (size_t i = alias + 1; i < end; ++i)
      if (tokens_[i].kind == Kind::word && tokens_.is(i, name) &&
          !tokens_.is_any(i - 1, {".", "as", "from", "join"}) && !tokens_.is_any(i + 1, {".", "("}))
        return tell(i, say(kAliasReused, name));
  }

  SqlKind kind_before(size_t i) const { return kind_ending(i - 1); }
  SqlKind kind_after(size_t i) const {
    size_t last = i + 1;
    if (tokens_[last].kind == Kind::word && tokens_.is(last + 1, ".")) last += 2;
    if (tokens_[last].kind == Kind::word && tokens_[last + 1].kind == Kind::literal) ++last;  // DATE '…'
    if (tokens_[last].kind == Kind::word && tokens_.is(last + 1, "(")) last = tokens_.partner(last + 1);
    return kind_ending(last);
  }

  // What the operand gives whose last token this is.
  SqlKind kind_ending(size_t i) const {
    const SqlToken& token = tokens_[i];
    if (token.kind == Kind::number) return SqlKind::number;
    if (token.kind == Kind::literal)
      return tokens_.is_any(i - 1, {"date", "timestamp"}) ? SqlKind::date : SqlKind::text;
    if (token.kind == Kind::word) {
      const std::string name = lower(token.text);
      const auto column = known_.columns_.find(name);
      // The rule, or what it reads, may have made something else of it.
      const bool own = aliases_.contains(name) || known_.prepared_columns_.contains(name);
      return name == "as_of"                          ? SqlKind::date
             : column == known_.columns_.end() || own ? SqlKind::unknown
                                                      : column->second;
    }
    if (!tokens_.is(i, ")")) return SqlKind::unknown;
    const size_t open = tokens_.partner(i);
    const std::string name = lower(tokens_[open - 1].text);
    if (name == "cast") {
      if (tokens_.is(i - 1, "date") || tokens_.is(i - 1, "timestamp")) return SqlKind::date;
      return tokens_.is_any(i - 1, {"bigint", "double"}) ? SqlKind::number : SqlKind::unknown;
    }
    const CommonFunction* call = entry(common_functions(), name, &CommonFunction::name);
    if (call == nullptr) call = entry(common_macros(), name, &CommonFunction::name);
    if (call == nullptr) return SqlKind::unknown;
    return call->gives == SqlKind::first ? kind_first(open, i) : call->gives;
  }

  SqlKind kind_first(size_t open, size_t close) const {
    size_t end = open + 1;
    while (end < close && !tokens_.is(end, ","))
      end = tokens_.is(end, "(") ? tokens_.partner(end) + 1 : end + 1;
    return end > close ? SqlKind::unknown : kind_ending(end - 1);
  }

  const SubsetCheck& known_;
  const Tokens tokens_;
  const std::string& file_;
  std::map<std::string, int, std::less<>> aliases_;  // how often a name is given
  std::set<std::string, std::less<>> withs_;
  std::vector<std::string> problems_;
};

Result<SubsetCheck> SubsetCheck::over(const RuleSet& rules, const TableSet& tables) {
  SubsetCheck check;
  QY_TRY(const Macros macros, Macros::parse(rules.prelude(), "rules/prelude/duckdb.sql"));
  for (const auto& [name, macro] : macros.all()) check.macros_.insert(name);
  for (const auto& [name, table] : tables.all()) {
    check.relations_.insert(name);
    for (const ColumnSpec& column : table.columns()) {
      const auto [at, is_new] = check.columns_.emplace(column.name, kind_of(column.type));
      if (!is_new && at->second != kind_of(column.type)) at->second = SqlKind::unknown;
    }
  }
  for (const auto& [name, sql] : rules.prepared()) {
    check.relations_.insert(name);
    const Tokens tokens(sql);
    for (size_t i = 0; i < tokens.size(); ++i)
      if (tokens.is(i, "as")) check.prepared_columns_.insert(lower(tokens[i + 1].text));
  }
  return check;
}

std::vector<std::string> SubsetCheck::problems_of(std::string_view sql, const std::string& file) const {
  return SubsetReader(*this, sql, file).read();
}

}  // namespace qy
