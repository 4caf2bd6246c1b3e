#include "leads/cases_in_words.h"

#include "leads/words.h"
#include "text/yaml.h"

namespace qy {
namespace {

void add_once(std::string& all, const std::string& one, const std::string& between) {
  if (all.find(one) == all.npos) all += (all.empty() ? "" : between) + one;
}

CaseInWords told_of(const Yaml& one) {
  CaseInWords told{
      .name = one.optional("name"), .english = one.optional("english"), .outcomes = {}, .outcomes_en = {}};
  if (const Yaml* expect = one.find("expect"))
    for (const Yaml& row : expect->items()) {
      const Word word = word_of_outcome(row.optional("outcome"));
      const auto band = band_of(row.optional("detail"));
      add_once(told.outcomes, zh(word) + (band ? "（" + zh(word_of(*band)) + "）" : ""), "；");
      add_once(told.outcomes_en,
               std::string(word.en) + (band ? " (" + std::string(word_of(*band).en) + ")" : ""), "; ");
    }
  if (told.outcomes.empty()) {
    const Word clear = word_of_outcome("clear");
    told.outcomes = clear.zh;
    told.outcomes_en = clear.en;
  }
  return told;
}

}  // namespace

Result<CasesInWords> cases_in_words(const Rule& rule) {
  QY_TRY(const Yaml root, Yaml::load(rule.folder / "cases.yaml"));
  CasesInWords words;
  for (const Yaml& one : root.items()) {
    words.cases.push_back(told_of(one));
    const Yaml* expect = one.find("expect");
    if (expect == nullptr || !words.sentence.empty()) continue;
    for (const Yaml& row : expect->items()) {
      if (!words.sentence.empty()) break;
      words.sentence = row.optional("sentence");
      words.sentence_en = row.optional("sentence_en");
    }
  }
  return words;
}

}  // namespace qy
