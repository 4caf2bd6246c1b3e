#include "leads/rule_trial.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "leads/messages.h"
#include "leads/words.h"
#include "seal/seal.h"
#include "text/json_text.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMostTrialsKept = 100;

Json line_of(const char* change, const Finding& finding) {
  return {{"id", finding.fingerprint},
          {"change", change},
          {"band", name_of(finding.band)},
          {"subject", finding.subject_label},
          {"sentence", {{"zh", finding.sentence}, {"en", finding.sentence_en}}},
          {"amount", amount_text(finding.amount_fen, finding.currency)}};
}

// The largest first, and no more of them than anybody reads.
std::vector<const Finding*> for_reading(std::vector<const Finding*> findings) {
  std::ranges::stable_sort(findings, [](const Finding* a, const Finding* b) {
    return a->amount_fen.value_or(0) > b->amount_fen.value_or(0);
  });
  findings.resize(std::min(findings.size(), kMostTrialLines));
  return findings;
}

bool is_trial_number(const std::string& id) {
  return id.size() > 1 && id.size() < 40 && id.front() == 't' &&
         id.find_first_not_of("0123456789abcdef-", 1) == std::string::npos;
}

// Their numbers begin with the time.
void forget_oldest(const fs::path& folder) {
  std::vector<fs::path> kept;
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(folder, ec))
    if (entry.path().extension() == ".json") kept.push_back(entry.path());
  std::ranges::sort(kept);
  for (size_t i = 0; i + kMostTrialsKept < kept.size(); ++i) fs::remove(kept[i], ec);
}

// Throws where a key is missing.
RuleTrial trial_from(const Json& json) {
  RuleTrial trial{.id = json.at("id"),
                  .by = json.at("by"),
                  .rule = json.at("rule"),
                  .as_of = json.at("as_of"),
                  .at = json.at("at"),
                  .version = json.at("version"),
                  .difference = json.at("difference")};
  for (const Json& one : json.at("values"))
    trial.values.push_back({one.at("name"), one.at("unit"), one.at("present"), one.at("value")});
  return trial;
}

}  // namespace

Json told_of(const FindingsDifference& difference) {
  Json lines = Json::array();
  for (const Finding* finding : for_reading(difference.came)) lines.push_back(line_of("came", *finding));
  for (const Finding* finding : for_reading(difference.gone)) lines.push_back(line_of("gone", *finding));
  std::map<const Finding*, Band> before;
  std::vector<const Finding*> after;
  for (const auto& [here, there] : difference.other_band) {
    before[there] = here->band;
    after.push_back(there);
  }
  for (const Finding* finding : for_reading(after)) {
    Json line = line_of("other_band", *finding);
    line["band_before"] = name_of(before[finding]);
    lines.push_back(std::move(line));
  }
  return {{"came", difference.came.size()},
          {"gone", difference.gone.size()},
          {"stayed", difference.stayed.size()},
          {"other_band", difference.other_band.size()},
          {"lines", lines}};
}

Result<void> TrialBook::keep(const RuleTrial& trial) const {
  Json values = Json::array();
  for (const TrialValue& one : trial.values)
    values.push_back(
        {{"name", one.name}, {"unit", one.unit}, {"present", one.present}, {"value", one.value}});
  const Json json = {
      {"id", trial.id},       {"by", trial.by}, {"rule", trial.rule}, {"version", trial.version},
      {"as_of", trial.as_of}, {"at", trial.at}, {"values", values},   {"difference", trial.difference}};
  QY_CHECK(make_folder(folder_));
  QY_CHECK(
      write_file(folder_ / (trial.id + ".json"), json.dump(1, ' ', false, Json::error_handler_t::replace)));
  forget_oldest(folder_);
  return {};
}

Result<RuleTrial> TrialBook::find(const std::string& id, const std::string& user) const {
  if (!is_trial_number(id)) return not_found(say(kNoTrial));
  const auto text = read_file(folder_ / (id + ".json"));
  if (!text.ok()) return not_found(say(kNoTrial));
  try {
    RuleTrial trial = trial_from(Json::parse(*text));
    if (trial.by != user) return not_found(say(kNoTrial));
    return trial;
  } catch (const nlohmann::json::exception&) {
    return damaged(say(kTrialDamaged, id));
  }
}

std::string trial_number(const RuleTrial& trial) {
  std::string second, asked = trial.at + "\n" + trial.by + "\n" + trial.rule + "\n" + trial.as_of;
  for (const char c : trial.at.substr(0, 19))
    if (c >= '0' && c <= '9') second += c;
  for (const TrialValue& one : trial.values) asked += "\n" + one.name + "=" + one.value;
  return "t" + second.substr(0, 8) + "-" + second.substr(8) + "-" + sm3_hex(asked).substr(0, 8);
}

}  // namespace qy
