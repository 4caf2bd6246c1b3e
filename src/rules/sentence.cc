#include "rules/sentence.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/money.h"
#include "rules/messages.h"

namespace qy {
namespace {

struct Placeholder {
  std::string column, form;
};

Placeholder split(std::string_view inside) {
  const size_t colon = inside.find(':');
  if (colon == std::string_view::npos) return {std::string(inside), ""};
  return {std::string(inside.substr(0, colon)), std::string(inside.substr(colon + 1))};
}

std::string as_percent(const std::string& value) {
  char text[64];
  const int n = std::snprintf(text, sizeof text, "%.1f%%", std::strtod(value.c_str(), nullptr) * 100);
  return {text, size_t(n)};
}

std::string as_number(const std::string& value) {
  const double number = std::strtod(value.c_str(), nullptr);
  if (number != std::floor(number)) {
    char text[64];
    const int n = std::snprintf(text, sizeof text, "%.2f", number);
    return {text, size_t(n)};
  }
  const std::string money = format_money(Fen(number) * 100);
  return money.substr(0, money.size() - 3);
}

std::string written(const Placeholder& placeholder, const Figures& figures) {
  const auto at = figures.find(placeholder.column);
  if (at == figures.end() || at->second.empty()) return placeholder.form == "aside" ? "" : "未知";
  if (placeholder.form == "percent") return as_percent(at->second);
  if (placeholder.form == "number") return as_number(at->second);
  if (placeholder.form == "money") {
    const auto currency = figures.find("currency");
    return format_money(Fen(std::llround(std::strtod(at->second.c_str(), nullptr))),
                        currency == figures.end() ? "CNY" : currency->second);
  }
  return at->second;
}

}  // namespace

std::string fill_sentence(std::string_view pattern, const Figures& figures) {
  std::string sentence;
  while (!pattern.empty()) {
    const size_t open = pattern.find('{');
    const size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) return sentence + std::string(pattern);
    sentence += pattern.substr(0, open);
    sentence += written(split(pattern.substr(open + 1, close - open - 1)), figures);
    pattern.remove_prefix(close + 1);
  }
  return sentence;
}

Result<std::vector<std::string>> placeholders_of(std::string_view pattern) {
  std::vector<std::string> columns;
  for (size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    const size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) return invalid(say(kBraceOpen, pattern));
    const Placeholder placeholder = split(pattern.substr(open + 1, close - open - 1));
    if (!placeholder.form.empty() && placeholder.form != "money" && placeholder.form != "percent" &&
        placeholder.form != "number" && placeholder.form != "aside")
      return invalid(say(kUnknownForm, placeholder.form, pattern));
    columns.push_back(placeholder.column);
  }
  return columns;
}

}  // namespace qy
