#include "rules/subset_words.h"

#include <algorithm>

namespace qy {
namespace {

using enum SqlKind;

constexpr CommonFunction kFunctions[] = {
    {"abs", number},     {"array_agg", unknown},  {"avg", number},        {"ceil", number},
    {"coalesce", first}, {"count", number},       {"exp", number},        {"floor", number},
    {"greatest", first}, {"lag", first},          {"lead", first},        {"least", first},
    {"length", number},  {"lower", text},         {"max", first},         {"md5", text},
    {"min", first},      {"nullif", first},       {"power", number},      {"rank", number},
    {"replace", text},   {"round", number},       {"row_number", number}, {"sqrt", number},
    {"substr", text},    {"stddev_samp", number}, {"sum", number},        {"translate", text},
    {"trim", text},      {"upper", text},
};

constexpr CommonFunction kMacros[] = {
    {"qy_add_days", date},      {"qy_add_months", date},    {"qy_time_days", date},  {"qy_days", number},
    {"qy_months", number},      {"qy_year", number},        {"qy_month_no", number}, {"qy_weekday", number},
    {"qy_month_index", number}, {"qy_minutes", number},     {"qy_hour", number},     {"qy_seconds", number},
    {"qy_ln", number},          {"qy_quantile", number},    {"qy_text", text},       {"qy_code", text},
    {"qy_digits", text},        {"qy_month", text},         {"qy_minute", text},     {"qy_join", text},
    {"qy_ref", text},           {"qy_permille_text", text},
};

constexpr Instead kRefusedFunctions[] = {
    // dates
    {"add_months", "qy_add_months(d, n)"},
    {"current_date", "params.as_of"},
    {"date_add", "qy_add_days(d, n)"},
    {"date_diff", "qy_days(a, b), qy_months(a, b)"},
    {"date_format", "qy_month(d), qy_minute(ts)"},
    {"date_part", "qy_year(d), qy_month_no(d)"},
    {"date_sub", "qy_days(a, b), qy_months(a, b), qy_add_days(d, -n)"},
    {"date_trunc", "qy_month(d)"},
    {"datediff", "qy_days(a, b)"},
    {"day", "qy_days(a, b)"},
    {"dayofweek", "qy_weekday(d)"},
    {"extract", "qy_year(d), qy_month_no(d), qy_hour(ts)"},
    {"hour", "qy_hour(ts)"},
    {"isodow", "qy_weekday(d)"},
    {"month", "qy_month_no(d)"},
    {"months_between", "qy_months(a, b)"},
    {"now", "params.as_of"},
    {"strftime", "qy_month(d), qy_minute(ts)"},
    {"strptime", "CAST(x AS DATE)"},
    {"to_date", "CAST(x AS DATE)"},
    {"weekday", "qy_weekday(d)"},
    {"year", "qy_year(d)"},
    // text
    {"concat", "a || b"},
    {"concat_ws", "a || b"},
    {"contains", "x LIKE '%…%'"},
    {"instr", "x LIKE '%…%', qy_listed(item, list)"},
    {"len", "length(x)"},
    {"printf", "qy_text(x)"},
    {"regexp_extract", "qy_matches(x, pattern), substr(x, n, m)"},
    {"regexp_like", "qy_matches(x, pattern)"},
    {"regexp_matches", "qy_matches(x, pattern)"},
    {"regexp_replace", "qy_code(x), qy_digits(x), translate(x, a, b)"},
    {"split", "qy_listed(item, list), substr(x, n, m)"},
    {"split_part", "qy_number_listed(item, list), substr(x, n, m)"},
    {"starts_with", "x LIKE '…%'"},
    {"string_split", "qy_listed(item, list), substr(x, n, m)"},
    {"substring", "substr(x, n, m)"},
    {"to_char", "qy_text(x)"},
    // lists
    {"array", "qy_refs(ref), array_agg(x)"},
    {"array_to_string", "qy_join(list, ', ')"},
    {"collect_list", "array_agg(x)"},
    {"group_concat", "qy_join(array_agg(x), ', ')"},
    {"list", "array_agg(x)"},
    {"list_concat", "qy_both(a, b)"},
    {"list_value", "qy_refs(ref)"},
    {"listagg", "qy_join(array_agg(x), ', ')"},
    {"string_agg", "qy_join(array_agg(x), ', ')"},
    {"unnest", "JOIN"},
    // numbers and choices
    {"any_value", "min(x), max(x)"},
    {"arg_max", "row_number() OVER (ORDER BY …)"},
    {"arg_min", "row_number() OVER (ORDER BY …)"},
    {"bool_and", "min(CASE WHEN … THEN 1 ELSE 0 END)"},
    {"bool_or", "max(CASE WHEN … THEN 1 ELSE 0 END)"},
    {"count_if", "count(*) FILTER (WHERE …)"},
    {"first", "min(x), row_number() OVER (ORDER BY …)"},
    {"if", "CASE WHEN … THEN … ELSE … END"},
    {"ifnull", "coalesce(x, y)"},
    {"iff", "CASE WHEN … THEN … ELSE … END"},
    {"last", "max(x), row_number() OVER (ORDER BY …)"},
    {"ln", "qy_ln(x)"},
    {"log", "qy_ln(x)"},
    {"max_by", "row_number() OVER (ORDER BY …)"},
    {"median", "qy_quantile(x, 0.5)"},
    {"min_by", "row_number() OVER (ORDER BY …)"},
    {"mode", "row_number() OVER (ORDER BY count(*) DESC, …)"},
    {"nvl", "coalesce(x, y)"},
    {"percentile", "qy_quantile(x, q)"},
    {"pow", "power(x, y)"},
    {"quantile_cont", "qy_quantile(x, q)"},
    {"random", "md5(x)"},
    {"stddev", "stddev_samp(x)"},
    {"trunc", "floor(x)"},
    {"try_cast", "CASE WHEN qy_matches(x, pattern) THEN CAST(x AS BIGINT) END"},
};

constexpr Instead kRefusedWords[] = {
    {"anti", "NOT EXISTS (SELECT …)"},
    {"asof", "row_number() OVER (… ORDER BY …)"},
    {"div", "floor(a / b)"},
    {"exclude", "SELECT a, b, c"},
    {"ilike", "lower(x) LIKE …"},
    {"interval", "qy_add_days(d, n), qy_add_months(d, n)"},
    {"lateral", "JOIN … ON …"},
    {"limit", "row_number() OVER (ORDER BY …)"},
    {"materialized", "name AS (SELECT …)"},
    {"pivot", "sum(x) FILTER (WHERE …)"},
    {"positional", "JOIN … ON …"},
    {"qualify", "SELECT … FROM (SELECT …, row_number() OVER (…) AS n) AS t WHERE n = 1"},
    {"recursive", "rules/prepared/*.sql"},
    {"rlike", "qy_matches(x, pattern)"},
    {"semi", "EXISTS (SELECT …)"},
    {"similar", "qy_matches(x, pattern)"},
    {"tablesample", "substr(md5(x), 1, 1) = '0'"},
    {"transform", "-- kernel: …"},
    {"unpivot", "UNION ALL"},
};

constexpr Instead kRefusedSymbols[] = {
    {"::", "CAST(x AS T)"}, {"[", "qy_first(list, n), qy_refs(ref)"},
    {"{", "a, b"},          {"->", "CASE WHEN … END"},
    {"=>", "f(a, b)"},      {"`", "\"x\""},
    {"^", "power(x, y)"},   {"~", "qy_matches(x, pattern)"},
    {"@", "abs(x)"},        {"#", "x"},
    {"$", "params.x"},      {"?", "params.x"},
    {":", "params.x"},      {"&", "AND"},
};

constexpr std::string_view kClauseWords[] = {
    "all",    "and",    "as",   "between", "by",   "case",  "decimal", "distinct", "else",
    "exists", "filter", "from", "having",  "in",   "is",    "join",    "like",     "not",
    "on",     "or",     "over", "select",  "then", "union", "values",  "when",     "where",
};

}  // namespace

std::span<const CommonFunction> common_functions() {
  return kFunctions;
}
std::span<const CommonFunction> common_macros() {
  return kMacros;
}
std::span<const Instead> refused_functions() {
  return kRefusedFunctions;
}
std::span<const Instead> refused_words() {
  return kRefusedWords;
}
std::span<const Instead> refused_symbols() {
  return kRefusedSymbols;
}

bool is_clause_word(std::string_view lower) {
  return std::find(std::begin(kClauseWords), std::end(kClauseWords), lower) != std::end(kClauseWords);
}

}  // namespace qy
