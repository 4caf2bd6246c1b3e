#include "leads/code_names.h"

#include <algorithm>
#include <cctype>

namespace qy {
namespace {

constexpr std::string_view kUnits[] = {"医疗机构", "单位", "学校", "机构"};
constexpr std::string_view kPlaces[] = {"村代码", "乡镇", "村"};

bool is_code_character(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0 || std::isupper(static_cast<unsigned char>(c)) != 0;
}

// The word before a code of this kind, empty where there is none.
std::string_view word_before(std::string_view text, std::string_view code) {
  const auto ends_with = [&](std::string_view word) { return text.ends_with(word); };
  if (code.size() == 18) {
    const auto* at = std::find_if(std::begin(kUnits), std::end(kUnits), ends_with);
    return at == std::end(kUnits) ? std::string_view() : *at;
  }
  const bool is_division =
      (code.size() == 9 || code.size() == 12) &&
      std::all_of(code.begin(), code.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  const auto* at = std::find_if(std::begin(kPlaces), std::end(kPlaces), ends_with);
  return !is_division || at == std::end(kPlaces) ? std::string_view() : *at;
}

// Calls `see(code, text before it)` for each run of digits and capitals, `keep(text)` for what lies between.
template <class See, class Keep>
void walk(std::string_view text, See see, Keep keep) {
  for (size_t at = 0; at < text.size();) {
    const size_t from = at;
    while (at < text.size() && is_code_character(text[at])) ++at;
    if (at > from) see(text.substr(from, at - from), text.substr(0, from));
    const size_t between = at;
    while (at < text.size() && !is_code_character(text[at])) ++at;
    keep(text.substr(between, at - between));
  }
}

std::string named(std::string_view text, const std::map<std::string, std::string>& names) {
  std::string out;
  walk(
      text,
      [&](std::string_view code, std::string_view before) {
        const std::string_view word = word_before(before, code);
        const auto at = word.empty() ? names.end() : names.find(std::string(code));
        if (at == names.end()) {
          out += code;
          return;
        }
        out.resize(out.size() - word.size());  // the name says what it is
        out += at->second;
      },
      [&](std::string_view between) { out += between; });
  return out;
}

// English sentences put all sorts of words before a code; the codes of the Chinese sentence are known.
std::string named_in_english(std::string_view text, const std::map<std::string, std::string>& names,
                             const std::set<std::string>& codes) {
  std::string out;
  walk(
      text,
      [&](std::string_view code, std::string_view) {
        const auto at = codes.contains(std::string(code)) ? names.find(std::string(code)) : names.end();
        out += at == names.end() ? code : std::string_view(at->second);
      },
      [&](std::string_view between) { out += between; });
  return out;
}

void collect(std::string_view text, std::set<std::string>& codes) {
  walk(
      text,
      [&](std::string_view code, std::string_view before) {
        if (!word_before(before, code).empty()) codes.emplace(code);
      },
      [](std::string_view) {});
}

}  // namespace

std::set<std::string> codes_to_name(const Screening& screening) {
  std::set<std::string> codes;
  for (const Finding& finding : screening.findings) {
    collect(finding.subject_label, codes);
    collect(finding.sentence, codes);
  }
  return codes;
}

void name_codes(Screening& screening, const std::map<std::string, std::string>& names) {
  for (Finding& finding : screening.findings) {
    std::set<std::string> codes;
    collect(finding.subject_label, codes);
    collect(finding.sentence, codes);
    if (codes.empty()) continue;
    finding.subject_label = named(finding.subject_label, names);
    finding.sentence = named(finding.sentence, names);
    finding.sentence_en = named_in_english(finding.sentence_en, names, codes);
  }
}

}  // namespace qy
