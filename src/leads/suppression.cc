#include "leads/suppression.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "leads/messages.h"

namespace qy {
namespace {

std::string trimmed(const std::string& text) {
  const size_t from = text.find_first_not_of(" \t\r\n");
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

Json to_json(const Suppression& s) {
  Json json{{"id", s.id}, {"act", "add"}, {"rule", s.rule}};
  if (!s.fingerprint.empty()) json["fingerprint"] = s.fingerprint;
  if (!s.unit.empty()) json["unit"] = s.unit;
  json["version"] = s.version;
  if (s.amount_fen) json["amount_fen"] = *s.amount_fen;
  json.update({{"reason", s.reason},
               {"asked_by", s.asked_by},
               {"approved_by", s.approved_by},
               {"from", s.from.iso()},
               {"until", s.until.iso()},
               {"at", s.at}});
  return json;
}

// Throws where a key is missing; JsonBook is the fence.
Result<Suppression> suppression_of(const Json& json) {
  Suppression s{.id = json.at("id"),
                .rule = json.at("rule"),
                .fingerprint = json.value("fingerprint", ""),
                .unit = json.value("unit", ""),
                .version = json.at("version"),
                .reason = json.at("reason"),
                .asked_by = json.at("asked_by"),
                .approved_by = json.at("approved_by"),
                .at = json.at("at")};
  if (json.contains("amount_fen")) s.amount_fen = json.at("amount_fen").get<Fen>();
  QY_TRY(s.from, Date::from_iso(json.at("from").get<std::string>()));
  QY_TRY(s.until, Date::from_iso(json.at("until").get<std::string>()));
  return s;
}

Result<void> check(const Suppression& s) {
  if (s.rule.empty() || s.fingerprint.empty() == s.unit.empty()) return invalid(say(kSuppressWhat));
  if (trimmed(s.reason).empty()) return invalid(say(kSuppressWhy));
  const std::string asked = trimmed(s.asked_by), approved = trimmed(s.approved_by);
  if (asked.empty() || approved.empty()) return invalid(say(kSuppressWho));
  if (asked == approved) return Error{Code::forbidden, say(kFourEyes)};
  if (s.until < s.from) return invalid(say(kSuppressPast, s.until.iso()));
  if (s.until.days() - s.from.days() > kLongestSuppressionDays)
    return invalid(say(kSuppressLong, kLongestSuppressionDays));
  return {};
}

bool names(const Finding& finding, const std::string& unit) {
  return finding.subject_label == unit ||
         std::any_of(finding.figures.begin(), finding.figures.end(),
                     [&](const auto& figure) { return figure.second == unit; });
}

bool covers(const Suppression& s, const Finding& finding, int version) {
  if (s.rule != finding.rule || version > s.version) return false;
  if (!s.unit.empty()) return names(finding, s.unit);
  const bool grown = finding.amount_fen && (!s.amount_fen || *finding.amount_fen > *s.amount_fen);
  return s.fingerprint == finding.fingerprint && !grown;
}

}  // namespace

SuppressionBook::SuppressionBook(const std::filesystem::path& workspace)
    : book_(workspace / "findings" / "suppressions.jsonl") {}

Result<std::vector<Suppression>> SuppressionBook::load() const {
  std::vector<Suppression> all;
  QY_CHECK(book_.each([&](const Json& json) -> Result<void> {
    if (json.at("act") == "add") {
      QY_TRY(auto s, suppression_of(json));
      all.push_back(std::move(s));
      return {};
    }
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.id == json.at("id"); });
    if (at == all.end() || json.at("act") != "end")
      return damaged(say(kNoSuppression, json.at("id").get<std::string>()));
    json.at("by").get_to(at->ended_by);
    json.at("reason").get_to(at->end_reason);
    json.at("at").get_to(at->ended_at);
    return {};
  }));
  return all;
}

Result<std::string> SuppressionBook::add(const Suppression& suppression) const {
  QY_CHECK(check(suppression));
  QY_TRY(const auto all, load());
  Suppression numbered = suppression;
  numbered.id = std::to_string(all.size() + 1);
  numbered.id.insert(0, "s" + std::string(numbered.id.size() < 4 ? 4 - numbered.id.size() : 0, '0'));
  QY_CHECK(book_.append(to_json(numbered)));
  return numbered.id;
}

Result<void> SuppressionBook::end(const std::string& id, const std::string& by, const std::string& reason,
                                  const std::string& at) const {
  QY_TRY(const auto all, load());
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.id == id; });
  if (found == all.end()) return not_found(say(kNoSuppression, id));
  if (!found->ended_at.empty()) return Error{Code::conflict, say(kSuppressionEnded, id, found->ended_at)};
  if (trimmed(by).empty() || trimmed(reason).empty()) return invalid(say(kSuppressWhy));
  return book_.append(Json{{"id", id}, {"act", "end"}, {"by", by}, {"reason", reason}, {"at", at}});
}

void suppress(Screening& screening, const std::vector<Suppression>& suppressions, Date day) {
  for (Finding& finding : screening.findings)
    for (const Suppression& s : suppressions)
      if (s.holds_on(day) && covers(s, finding, screening.card(finding.rule).version)) {
        finding.suppressed = {s.id, s.reason, s.asked_by, s.approved_by, s.until.iso()};
        break;
      }
  const auto covered = std::stable_partition(screening.findings.begin(), screening.findings.end(),
                                             [](const Finding& finding) { return !finding.suppressed; });
  screening.suppressed.assign(std::make_move_iterator(covered),
                              std::make_move_iterator(screening.findings.end()));
  screening.findings.erase(covered, screening.findings.end());
}

}  // namespace qy
