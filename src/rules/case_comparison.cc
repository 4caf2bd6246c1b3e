#include "rules/case_comparison.h"

#include <algorithm>
#include <cmath>

#include "rules/messages.h"
#include "rules/sentence.h"
#include "rules/tally.h"

namespace qy {
namespace {

// "subsidy_payment|case||1" as the cases write it: "subsidy_payment:1".
std::string short_evidence(const std::string& reference) {
  const size_t first = reference.find('|'), last = reference.rfind('|');
  return first == std::string::npos ? reference
                                    : reference.substr(0, first) + ":" + reference.substr(last + 1);
}

bool same_value(const std::string& expected, const std::string& actual) {
  if (expected == actual) return true;
  char *expected_end = nullptr, *actual_end = nullptr;
  const double a = std::strtod(expected.c_str(), &expected_end), b = std::strtod(actual.c_str(), &actual_end);
  if (expected.empty() || actual.empty() || *expected_end != '\0' || *actual_end != '\0') return false;
  return std::fabs(a - b) <= 1e-6 * std::max(1.0, std::fabs(a));
}

class Comparison {
 public:
  Comparison(const Case& one, const Rows& rows) : rule_(*one.rule) { compare(one.wanted, rows, failures_); }
  std::vector<std::string> failures() && { return std::move(failures_); }

 private:
  void compare(const Yaml& one, const Rows& rows, std::vector<std::string>& failures) {
    for (const std::string& column : required_columns())
      if (rows.column(column) < 0) failures.push_back(say(kGivesNoColumn, column));
    for (const std::string& pattern : {rule_.card.sentence, rule_.card.sentence_en})
      if (auto columns = placeholders_of(pattern); columns.ok())
        for (const std::string& column : *columns)
          if (rows.column(column) < 0) failures.push_back(say(kSentenceColumn, column));
    if (!failures.empty()) return;
    std::vector<bool> expected(rows.cells.size(), false);
    if (const Yaml* expect = one.find("expect"))
      for (const Yaml& row : expect->items()) match(row, rows, expected, failures);
    const size_t outcome = size_t(rows.column("outcome")), key = size_t(rows.column("subject_key"));
    for (size_t i = 0; i < rows.cells.size(); ++i)
      if (!expected[i] && to_text(rows.cells[i][outcome]) != "clear")
        failures.push_back(say(kCaseUnexpected, to_text(rows.cells[i][outcome]), to_text(rows.cells[i][key]),
                               to_text(rows.cells[i][size_t(rows.column("detail"))])));
  }

  void match(const Yaml& wanted, const Rows& rows, std::vector<bool>& expected,
             std::vector<std::string>& failures) {
    const std::string key = wanted.optional("subject_key"), outcome = wanted.optional("outcome");
    for (size_t i = 0; i < rows.cells.size(); ++i) {
      if (expected[i] || to_text(rows.cells[i][size_t(rows.column("subject_key"))]) != key) continue;
      if (!outcome.empty() && to_text(rows.cells[i][size_t(rows.column("outcome"))]) != outcome) continue;
      expected[i] = true;
      compare_row(wanted, rows, i, failures);
      return;
    }
    failures.push_back(wanted.wrong(say(kCaseGotNone, outcome, key, given_instead(rows, key))).message);
  }

  // What the rule says of that subject, or which subjects it speaks of: mostly the key is written
  // differently.
  static std::string given_instead(const Rows& rows, const std::string& key) {
    std::string same, others;
    for (const auto& row : rows.cells) {
      const std::string one = to_text(row[size_t(rows.column("subject_key"))]);
      std::string& list = one == key ? same : others;
      list += (list.empty() ? "" : "; ") + (one == key ? "" : one + " ") +
              to_text(row[size_t(rows.column("outcome"))]);
    }
    return same.empty() ? (others.empty() ? "0" : others) : same;
  }

  void compare_row(const Yaml& wanted, const Rows& rows, size_t i, std::vector<std::string>& failures) const {
    Figures figures;
    for (size_t c = 0; c < rows.names.size(); ++c) figures[rows.names[c]] = to_text(rows.cells[i][c]);
    figures["sentence"] = fill_sentence(rule_.card.sentence, figures);
    figures["sentence_en"] = fill_sentence(rule_.card.sentence_en, figures);
    for (const auto& [name, value] : wanted.entries()) {
      if (name == "evidence") {
        compare_evidence(value, rows.cells[i][size_t(rows.column("evidence"))], failures);
      } else if (!figures.contains(name)) {
        failures.push_back(value.wrong(say(kGivesNoColumn, name)).message);
      } else if (!same_value(value.text(), figures[name])) {
        failures.push_back(value.wrong(say(kCaseDiffers, name, value.text(), figures[name])).message);
      }
    }
  }

  static void compare_evidence(const Yaml& wanted, const Value& actual, std::vector<std::string>& failures) {
    std::vector<std::string> expected, got;
    for (const Yaml& item : wanted.items()) expected.push_back(item.text());
    if (const auto* list = std::get_if<std::vector<std::string>>(&actual))
      for (const std::string& reference : *list) got.push_back(short_evidence(reference));
    std::sort(expected.begin(), expected.end());
    std::sort(got.begin(), got.end());
    if (expected == got) return;
    failures.push_back(
        wanted.wrong(say(kCaseDiffers, "evidence", to_text(Value(expected)), to_text(Value(got)))).message);
  }

  const Rule& rule_;
  std::vector<std::string> failures_;
};

// The rows as lines of text, sorted; lists within them sorted too.
std::vector<std::string> texts_of(const Rows& rows) {
  std::vector<std::string> texts;
  for (const auto& cells : rows.cells) {
    std::string text;
    for (size_t c = 0; c < cells.size(); ++c) {
      Value value = cells[c];
      if (auto* list = std::get_if<std::vector<std::string>>(&value)) std::sort(list->begin(), list->end());
      if (const std::string cell = to_text(value); !cell.empty()) text += rows.names[c] + "=" + cell + " ";
    }
    texts.push_back(text);
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace

std::vector<std::string> compare_case(const Case& one, const Rows& rows) {
  return Comparison(one, rows).failures();
}

std::vector<std::string> differences(const CaseOutcome& one, const CaseOutcome& other) {
  if (!one.rows.ok() || !other.rows.ok()) return {};  // a failure of its own, told as such
  const auto here = texts_of(*one.rows), there = texts_of(*other.rows);
  std::vector<std::string> told;
  for (const std::string& row : here)
    if (!std::binary_search(there.begin(), there.end(), row)) told.push_back("only one engine says " + row);
  for (const std::string& row : there)
    if (!std::binary_search(here.begin(), here.end(), row)) told.push_back("only the other says   " + row);
  if (told.empty() && here.size() != there.size())
    told.emplace_back("one engine gives a row more often than the other");
  return told;
}

}  // namespace qy
