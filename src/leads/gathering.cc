#include "leads/gathering.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "leads/words.h"
#include "rules/sentence.h"

namespace qy {
namespace {

constexpr double kBlueShare = 0.5;

// "企业 91…": a subject whose name no table tells. A person or household is a token, and of that
// six digits are enough to find it again.
std::string plain_label(const std::string& subject, const std::string& key) {
  std::string own = key.substr(key.find(':') + 1);
  if (subject == "person" || subject == "household") own = own.substr(0, 6);
  return std::string(word_of_subject(subject).zh) + " " + own;
}

bool is_open(const Finding& finding) {
  return !finding.settled ||
         (finding.settled->exit != Exit::explained && finding.settled->exit != Exit::data_correction);
}

// What is known of one subject under one typology.
struct Heap {
  std::string label;
  std::optional<Fen> amount_fen;
  std::string currency;
  std::map<std::string, std::vector<const Finding*>> by_part;
};

class Gatherer {
 public:
  Gatherer(const Typology& typology, const SubjectLinks& links) : typology_(typology), links_(links) {
    for (const TypologyPart& part : typology.parts)
      for (const std::string& rule : part.rules) part_of_[rule] = part.name;
  }

  void take(const Finding& finding) {
    const auto part = part_of_.find(finding.rule);
    if (part == part_of_.end() || !is_open(finding)) return;
    const auto subjects = subjects_of(finding);
    for (const auto& [key, label] : subjects) {
      Heap& heap = heaps_[key];
      if (heap.label.empty()) heap.label = label;
      heap.by_part[part->second].push_back(&finding);
      // A firm's findings concern all its buyers; its amount is none of theirs.
      if (subjects.size() == 1) take_amount(heap, finding);
    }
  }

  std::vector<Gathering> gatherings() const {
    std::vector<Gathering> found;
    for (const auto& [key, heap] : heaps_) {
      std::set<std::string> present;
      for (const auto& [part, findings] : heap.by_part) present.insert(part);
      if (!typology_.when.holds(present)) continue;
      Gathering gathering = gathered(key, heap);
      if (gathering.weight >= typology_.lead) found.push_back(std::move(gathering));
    }
    return found;
  }

 private:
  std::map<std::string, std::string> subjects_of(const Finding& finding) const {
    std::map<std::string, std::string> subjects;  // key -> label
    const std::string before = typology_.subject + ":";
    const auto is_one = [&](const std::string& key) {
      return key.size() > before.size() && key.starts_with(before);
    };
    if (is_one(finding.stack_key)) subjects[finding.stack_key];
    if (const auto at = links_.find(finding.stack_key); at != links_.end())
      for (const SubjectLink& link : at->second)
        if (is_one(link.key) && subjects[link.key].empty()) subjects[link.key] = link.label;
    return subjects;
  }

  Gathering gathered(const std::string& key, const Heap& heap) const {
    Gathering gathering{
        .typology = typology_.name,
        .subject_key = key,
        .subject_label = heap.label.empty() ? plain_label(typology_.subject, key) : heap.label,
        .amount_fen = heap.amount_fen,
        .currency = heap.currency};
    std::string parts_zh, parts_en;
    for (const TypologyPart& part : typology_.parts) {
      const auto at = heap.by_part.find(part.name);
      if (at == heap.by_part.end()) continue;
      GatheredPart told{.name = part.name, .label = part.label, .english = part.english};
      bool all_blue = true;
      std::vector<const Finding*> findings = at->second;
      std::stable_sort(findings.begin(), findings.end(), [](const auto* a, const auto* b) {
        return std::tie(a->band, a->fingerprint) < std::tie(b->band, b->fingerprint);
      });
      for (const Finding* finding : findings) {
        told.findings.push_back(finding->fingerprint);
        all_blue = all_blue && finding->band == Band::blue;
      }
      told.weight = all_blue ? part.weight * kBlueShare : part.weight;
      gathering.weight += told.weight;
      parts_zh += (parts_zh.empty() ? "" : "；") + part.label;
      parts_en += (parts_en.empty() ? "" : "; ") + part.english;
      gathering.parts.push_back(std::move(told));
    }
    gathering.level = gathering.weight >= typology_.urgent_lead ? Level::urgent_lead : Level::lead;
    tell(gathering, parts_zh, parts_en);
    return gathering;
  }

  // The largest amount: the same money, asked about twice, is still the same money.
  static void take_amount(Heap& heap, const Finding& finding) {
    if (!finding.amount_fen) return;
    const Fen fen = *finding.amount_fen < 0 ? -*finding.amount_fen : *finding.amount_fen;
    if (heap.amount_fen && *heap.amount_fen >= fen) return;
    heap.amount_fen = fen;
    heap.currency = finding.currency;
  }

  void tell(Gathering& gathering, const std::string& parts_zh, const std::string& parts_en) const {
    std::set<std::string> all;
    for (const GatheredPart& part : gathering.parts) all.insert(part.findings.begin(), part.findings.end());
    Figures figures{{"count", count_text(int64_t(all.size()))}, {"parts", parts_zh}};
    if (gathering.amount_fen) figures["amount"] = std::to_string(*gathering.amount_fen);
    if (!gathering.currency.empty()) figures["currency"] = gathering.currency;
    gathering.sentence = fill_sentence(typology_.sentence, figures);
    figures["parts"] = parts_en;
    gathering.sentence_en = fill_sentence(typology_.sentence_en, figures);
  }

  const Typology& typology_;
  const SubjectLinks& links_;
  std::map<std::string, std::string> part_of_;  // rule -> part
  std::map<std::string, Heap> heaps_;           // by subject
};

// Whether findings of these rules would make a gathering if they all met in one subject.
bool is_within_reach(const Typology& typology, const std::set<std::string>& found) {
  std::set<std::string> present;
  double weight = 0;
  for (const TypologyPart& part : typology.parts) {
    if (std::none_of(part.rules.begin(), part.rules.end(),
                     [&](const std::string& rule) { return found.contains(rule); }))
      continue;
    present.insert(part.name);
    weight += part.weight;
  }
  return typology.when.holds(present) && weight >= typology.lead;
}

TypologyFacts facts_of(const Typology& typology) {
  return {.name = typology.name,
          .title = typology.title,
          .english = typology.english,
          .topic = typology.topic,
          .subject = typology.subject,
          .why = typology.why,
          .why_en = typology.why_en,
          .next_step = typology.next_step,
          .next_step_en = typology.next_step_en,
          .innocent = typology.innocent,
          .lead = typology.lead,
          .urgent_lead = typology.urgent_lead};
}

}  // namespace

std::vector<std::string> keys_to_link(const Screening& screening, const std::vector<Typology>& typologies) {
  std::set<std::string> found, rules, keys;
  for (const Finding& finding : screening.findings) found.insert(finding.rule);
  for (const Typology& typology : typologies)
    if (is_within_reach(typology, found))
      for (const TypologyPart& part : typology.parts) rules.insert(part.rules.begin(), part.rules.end());
  for (const Finding& finding : screening.findings)
    if (rules.contains(finding.rule) && !finding.stack_key.empty()) keys.insert(finding.stack_key);
  return {keys.begin(), keys.end()};
}

void gather(Screening& screening, const std::vector<Typology>& typologies, const SubjectLinks& links) {
  screening.typologies.clear();
  screening.gatherings.clear();
  for (const Typology& typology : typologies) {
    Gatherer gatherer(typology, links);
    for (const Finding& finding : screening.findings) gatherer.take(finding);
    auto found = gatherer.gatherings();
    std::move(found.begin(), found.end(), std::back_inserter(screening.gatherings));
    screening.typologies[typology.name] = facts_of(typology);
  }
  std::stable_sort(screening.gatherings.begin(), screening.gatherings.end(),
                   [](const Gathering& a, const Gathering& b) {
                     if (a.level != b.level) return a.level > b.level;
                     if (a.weight != b.weight) return a.weight > b.weight;
                     if (a.amount_fen != b.amount_fen) return a.amount_fen > b.amount_fen;
                     return std::tie(a.typology, a.subject_key) < std::tie(b.typology, b.subject_key);
                   });
}

}  // namespace qy
