#include <algorithm>
#include <array>
#include <optional>

#include "text/amount_text.h"
#include "text/normalize.h"

namespace qy {
namespace {

struct Word {
  std::string_view word;
  AmountUnit unit;
};
// Longest first: 百万元 holds 万元, and 万元 holds 元.
constexpr std::array<Word, 13> kAnywhere{{{"百万元", AmountUnit::million_yuan},
                                          {"千元", AmountUnit::thousand_yuan},
                                          {"万元", AmountUnit::wan_yuan},
                                          {"萬元", AmountUnit::wan_yuan},
                                          {"亿元", AmountUnit::yi_yuan},
                                          {"£'000", AmountUnit::thousand_yuan},
                                          {"£000", AmountUnit::thousand_yuan},
                                          {"'000", AmountUnit::thousand_yuan},
                                          {"(000s)", AmountUnit::thousand_yuan},
                                          {"thousand", AmountUnit::thousand_yuan},
                                          {"million", AmountUnit::million_yuan},
                                          {"pence", AmountUnit::fen},
                                          {"pounds", AmountUnit::yuan}}};

// Words too short to trust inside other words (单元, 公分): they must be all that a bracket, 单位： or /
// leaves.
constexpr std::array<Word, 17> kAlone{{{"元", AmountUnit::yuan},
                                       {"圆", AmountUnit::yuan},
                                       {"人民币元", AmountUnit::yuan},
                                       {"人民币", AmountUnit::yuan},
                                       {"分", AmountUnit::fen},
                                       {"万", AmountUnit::wan_yuan},
                                       {"亿", AmountUnit::yi_yuan},
                                       {"yuan", AmountUnit::yuan},
                                       {"rmb", AmountUnit::yuan},
                                       {"cny", AmountUnit::yuan},
                                       {"gbp", AmountUnit::yuan},
                                       {"£", AmountUnit::yuan},
                                       {"$", AmountUnit::yuan},
                                       {"€", AmountUnit::yuan},
                                       {"£k", AmountUnit::thousand_yuan},
                                       {"£m", AmountUnit::million_yuan},
                                       {"eur", AmountUnit::yuan}}};

bool ends_with(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

std::optional<AmountUnit> alone(std::string_view word) {
  const auto* found =
      std::find_if(kAlone.begin(), kAlone.end(), [&](const Word& w) { return w.word == word; });
  return found == kAlone.end() ? std::nullopt : std::optional(found->unit);
}

// The words between brackets, colons, slashes, commas and blanks.
std::optional<AmountUnit> first_alone(std::string_view text) {
  constexpr std::string_view kBreaks = "()[]{}:/,;-_| ";
  for (size_t from = 0; from < text.size();) {
    const size_t to = std::min(text.find_first_of(kBreaks, from), text.size());
    if (const auto unit = alone(text.substr(from, to - from))) return unit;
    from = to + 1;
  }
  return std::nullopt;
}

// 补贴金额元 and Amount£: the unit glued to the end, where it does not finish another word (单元, 公元).
std::optional<AmountUnit> at_the_end(std::string_view text) {
  if (ends_with(text, "£")) return AmountUnit::yuan;
  if (!ends_with(text, "元")) return std::nullopt;
  const std::array<std::string_view, 5> others{"单元", "公元", "多元", "纪元", "状元"};
  const bool is_other =
      std::any_of(others.begin(), others.end(), [&](auto word) { return ends_with(text, word); });
  return is_other ? std::nullopt : std::optional(AmountUnit::yuan);
}

}  // namespace

Result<AmountUnit> unit_in(std::string_view header) {
  std::string text = normalize(header);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = char(c + 32);
  for (size_t at = text.find("’"); at != std::string::npos; at = text.find("’")) text.replace(at, 3, "'");
  for (size_t at = text.find("‘"); at != std::string::npos; at = text.find("‘")) text.replace(at, 3, "'");
  std::optional<AmountUnit> found;
  std::string rest = text;
  for (const Word& word : kAnywhere) {
    const size_t at = rest.find(word.word);
    if (at == std::string::npos) continue;
    if (found && *found != word.unit) return invalid("the header names two units: " + std::string(header));
    found = word.unit;
    rest.replace(at, word.word.size(), "|");
  }
  if (!found) found = first_alone(text);
  if (!found) found = at_the_end(text);
  if (!found) return invalid("the header names no unit of money: " + std::string(header.substr(0, 90)));
  return *found;
}

}  // namespace qy
