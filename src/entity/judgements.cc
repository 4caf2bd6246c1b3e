#include "entity/judgements.h"

#include <algorithm>
#include <array>
#include <deque>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "entity/messages.h"

namespace qy {
namespace {

constexpr std::array<std::pair<Verdict, std::string_view>, 3> kVerdicts{
    {{Verdict::yes, "yes"}, {Verdict::no, "no"}, {Verdict::unsure, "unsure"}}};

Json to_json(const Judgement& j, std::string_view act) {
  Json out{{"act", act}, {"a", j.a}, {"b", j.b}};
  if (act == "judge") out["verdict"] = name_of(j.verdict);
  out.update({{"by", j.by}, {"reason", j.reason}, {"at", j.at}});
  return out;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Result<void> check_words(const Judgement& j) {
  if (is_blank(j.by) || is_blank(j.reason)) return invalid(say(kJudgeWhoAndWhy));
  if (is_blank(j.a) || is_blank(j.b)) return invalid(say(kNoSuchRecord, ""));
  if (j.a == j.b) return invalid(say(kSameRecord, j.a));
  return {};
}

}  // namespace

std::pair<std::string, std::string> in_order(const std::string& a, const std::string& b) {
  return a < b ? std::pair(a, b) : std::pair(b, a);
}

std::string_view name_of(Verdict verdict) {
  return kVerdicts[size_t(verdict)].second;
}

Result<Verdict> verdict_of(std::string_view word) {
  for (const auto& [verdict, name] : kVerdicts)
    if (name == word) return verdict;
  return invalid(say(kBadVerdict, word));
}

std::string written(const std::vector<Judgement>& chain) {
  std::string out;
  for (const Judgement& j : chain)
    out += (out.empty() ? "" : "; ") + j.a + (j.verdict == Verdict::no ? " ≠ " : " = ") + j.b + " (" + j.by +
           ", " + j.at + ")";
  return out;
}

void Judgements::put(const Judgement& judgement) {
  by_pair_[in_order(judgement.a, judgement.b)] = judgement;
}

bool Judgements::remove(const std::string& a, const std::string& b) {
  return by_pair_.erase(in_order(a, b)) > 0;
}

const Judgement* Judgements::find(const std::string& a, const std::string& b) const {
  const auto at = by_pair_.find(in_order(a, b));
  return at == by_pair_.end() ? nullptr : &at->second;
}

std::vector<Judgement> Judgements::all() const {
  std::vector<Judgement> out;
  for (const auto& [pair, judgement] : by_pair_) out.push_back(judgement);
  return out;
}

std::unordered_map<std::string, std::string> Judgements::together() const {
  std::unordered_map<std::string, std::string> parent;
  const auto of = [&](const std::string& from) {
    std::string record = from;
    while (true) {
      const std::string& above = parent.emplace(record, record).first->second;
      if (above == record) break;
      record = above;
    }
    parent[from] = record;  // the way is short the next time
    return record;
  };
  for (const auto& [pair, judgement] : by_pair_) {
    const std::string a = of(judgement.a), b = of(judgement.b);
    if (judgement.verdict == Verdict::yes) parent[a] = b;
  }
  for (auto& [record, above] : parent) above = of(record);
  return parent;
}

std::vector<Judgement> Judgements::chain(const std::string& a, const std::string& b) const {
  std::unordered_multimap<std::string, const Judgement*> of;
  for (const auto& [pair, judgement] : by_pair_) {
    if (judgement.verdict != Verdict::yes) continue;
    of.emplace(judgement.a, &judgement);
    of.emplace(judgement.b, &judgement);
  }
  std::unordered_map<std::string, const Judgement*> reached{{a, nullptr}};  // and by which judgement
  for (std::deque<std::string> open{a}; !open.empty() && !reached.contains(b); open.pop_front()) {
    const auto range = of.equal_range(open.front());
    for (auto at = range.first; at != range.second; ++at) {
      const std::string& next = at->second->a == open.front() ? at->second->b : at->second->a;
      if (reached.emplace(next, at->second).second) open.push_back(next);
    }
  }
  std::vector<Judgement> out;
  if (!reached.contains(b)) return out;
  for (std::string at = b; at != a;) {
    out.push_back(*reached.at(at));
    at = out.back().a == at ? out.back().b : out.back().a;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Result<void> Judgements::check() const {
  const auto group_of = together();
  for (const auto& [pair, judgement] : by_pair_) {
    if (judgement.verdict != Verdict::no) continue;
    if (group_of.at(judgement.a) != group_of.at(judgement.b)) continue;
    return Error{Code::conflict,
                 say(kJudgementsContradict, written({judgement}), written(chain(judgement.a, judgement.b)))};
  }
  return {};
}

bool only_adds(const Judgements& now, const Judgements& before) {
  const auto of_now = now.all(), of_before = before.all();
  return std::ranges::all_of(of_before,
                             [&](const Judgement& j) {
                               const Judgement* still = now.find(j.a, j.b);
                               return still != nullptr && still->verdict == j.verdict;
                             }) &&
         std::ranges::all_of(of_now, [&](const Judgement& j) {
           return j.verdict != Verdict::unsure || before.find(j.a, j.b) != nullptr;
         });
}

Result<Judgements> JudgementBook::load() const {
  Judgements out;
  QY_CHECK(book_.each([&](const Json& json) -> Result<void> {
    Judgement j{.a = json.at("a"),
                .b = json.at("b"),
                .by = json.at("by"),
                .reason = json.at("reason"),
                .at = json.at("at")};
    if (json.at("act") == "undo") {
      out.remove(j.a, j.b);
      return {};
    }
    QY_TRY(j.verdict, verdict_of(json.at("verdict").get<std::string>()));
    out.put(j);
    return {};
  }));
  QY_CHECK(out.check());
  return out;
}

Result<void> JudgementBook::judge(const Judgement& judgement, const First& first) const {
  QY_CHECK(check_words(judgement));
  QY_TRY(Judgements judgements, load());
  judgements.put(judgement);
  QY_CHECK(judgements.check());
  if (first) QY_CHECK(first());
  return book_.append(to_json(judgement, "judge"));
}

Result<void> JudgementBook::undo(const Judgement& judgement, const First& first) const {
  QY_CHECK(check_words(judgement));
  QY_TRY(Judgements judgements, load());
  if (!judgements.remove(judgement.a, judgement.b))
    return not_found(say(kNothingJudged, judgement.a, judgement.b));
  if (first) QY_CHECK(first());
  return book_.append(to_json(judgement, "undo"));
}

}  // namespace qy
