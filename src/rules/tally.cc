#include "rules/tally.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/messages.h"

namespace qy {
namespace {

EvidenceRef evidence_of(const std::string& reference) {
  std::vector<std::string> parts;
  for (size_t from = 0; from <= reference.size();) {
    const size_t bar = std::min(reference.find('|', from), reference.size());
    parts.push_back(reference.substr(from, bar - from));
    from = bar + 1;
  }
  if (parts.size() < 4) return {reference, "", "", 0};
  // A sheet's name may hold a bar itself; table, source and row cannot.
  std::string sheet = parts[2];
  for (size_t i = 3; i + 1 < parts.size(); ++i) sheet += "|" + parts[i];
  return {parts[0], parts[1], sheet, std::strtoll(parts.back().c_str(), nullptr, 10)};
}

// Reads one row of the tally; the names of the columns are looked up once.
class TallyReader {
 public:
  TallyReader(const Rule& rule, const Rows& rows) : rule_(rule), rows_(rows) {}

  std::string text(const std::vector<Value>& row, std::string_view name) const {
    const int column = rows_.column(name);
    return column < 0 ? "" : to_text(row[size_t(column)]);
  }

  Hit hit(const std::vector<Value>& row) const {
    Hit hit{.rule = &rule_,
            .band = text(row, "detail"),
            .subject_key = text(row, "subject_key"),
            .subject_label = text(row, "subject_label"),
            .stack_key = text(row, "stack_key"),
            .currency = text(row, "currency")};
    if (const std::string amount = text(row, "amount_fen"); !amount.empty())
      hit.amount_fen = Fen(std::strtod(amount.c_str(), nullptr));
    for (size_t c = 0; c < rows_.names.size(); ++c)
      if (rows_.names[c] != "evidence" && rows_.names[c] != "rows_examined")
        hit.figures[rows_.names[c]] = to_text(row[c]);
    const Value& evidence = row[size_t(rows_.column("evidence"))];
    if (const auto* list = std::get_if<std::vector<std::string>>(&evidence))
      for (const std::string& reference : *list) hit.evidence.push_back(evidence_of(reference));
    std::sort(hit.evidence.begin(), hit.evidence.end());  // an engine gives a list in any order
    hit.evidence.erase(std::unique(hit.evidence.begin(), hit.evidence.end()), hit.evidence.end());
    hit.sentence = fill_sentence(rule_.card.sentence, hit.figures);
    hit.sentence_en = fill_sentence(rule_.card.sentence_en, hit.figures);
    return hit;
  }

 private:
  const Rule& rule_;
  const Rows& rows_;
};

}  // namespace

Result<RuleOutcome> outcome_of(const Rule& rule, const Rows& tally) {
  RuleOutcome outcome;
  const TallyReader reader(rule, tally);
  std::map<std::tuple<std::string, std::string, std::string>, int64_t> counts;
  std::set<std::string> subjects;
  for (const std::vector<Value>& row : tally.cells) {
    const std::string kind = reader.text(row, "outcome");
    const int64_t records = std::strtoll(reader.text(row, "rows_examined").c_str(), nullptr, 10);
    counts[{reader.text(row, "source_id"), kind, reader.text(row, "detail")}] += records;
    if (kind != "hit") continue;
    Hit hit = reader.hit(row);
    if (records != 1 || !subjects.insert(hit.subject_key).second)
      return invalid(say(kSubjectTwice, hit.subject_key));
    outcome.hits.push_back(std::move(hit));
  }
  std::sort(outcome.hits.begin(), outcome.hits.end(),
            [](const Hit& a, const Hit& b) { return a.subject_key < b.subject_key; });
  for (const auto& [key, records] : counts)
    outcome.coverage.push_back({rule.card.id, std::get<0>(key), std::get<1>(key), std::get<2>(key), records});
  return outcome;
}

}  // namespace qy
