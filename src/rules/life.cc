#include "rules/life.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "rules/messages.h"
#include "seal/seal.h"

namespace qy {
namespace {

// Which text is in force and which in shadow, by their pins.
struct Standing {
  std::string in_force, shadow;
  bool retired = false;
};

Standing shipped_standing(const Rule* shipped, const RuleSet& rules) {
  Standing standing;
  if (shipped == nullptr) return standing;
  if (shipped->card.status == "shadow") standing.shadow = pin_of(*shipped, rules);
  if (shipped->card.status == "in_force") standing.in_force = pin_of(*shipped, rules);
  return standing;
}

void apply(const LifeRecord& record, Standing& standing) {
  if (record.act == "shadow") {
    if (standing.in_force == record.pin) standing.in_force.clear();
    standing.shadow = record.pin;
  } else if (record.act == "publish") {
    standing.in_force = record.pin;
    standing.shadow.clear();
  } else if (record.act == "retire") {
    standing.in_force.clear();
    standing.shadow.clear();
  } else {
    return;
  }
  standing.retired = record.act == "retire";
}

Json to_json(const LifeRecord& record) {
  Json json{{"rule", record.rule}, {"act", record.act}};
  if (record.act == "set") {
    json["parameter"] = record.parameter;
    json["value"] = record.value;
  } else {
    json["version"] = record.version;
    json["pin"] = record.pin;
  }
  json.update({{"by", record.by}, {"reason", record.reason}, {"at", record.at}});
  return json;
}

// Throws where a key is missing; JsonBook is the fence.
Result<LifeRecord> record_of(const Json& json) {
  LifeRecord record{.rule = json.at("rule"),
                    .act = json.at("act"),
                    .version = json.value("version", 0),
                    .by = json.at("by"),
                    .reason = json.at("reason"),
                    .at = json.at("at")};
  if (record.act == "set") {
    json.at("parameter").get_to(record.parameter);
    json.at("value").get_to(record.value);
  } else if (record.act == "shadow" || record.act == "publish" || record.act == "retire") {
    json.at("pin").get_to(record.pin);
  } else {
    return damaged(say(kNoSuchAct, record.act));
  }
  return record;
}

bool blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

std::string_view name_of(LifeState state) {
  switch (state) {
    case LifeState::draft:
      return "draft";
    case LifeState::shadow:
      return "shadow";
    case LifeState::in_force:
      return "in_force";
    case LifeState::retired:
      return "retired";
    case LifeState::changed:
      return "changed";
  }
  return "";
}

std::string pin_of(const Rule& rule, const RuleSet& rules) {
  std::string text = rule.hash;
  for (const std::string& name : prepared_for({rule.sql}, rules)) {
    text += '\0' + name + '\0';
    text += rules.prepared().find(name)->second;
  }
  return sm3_hex(text).substr(0, 16);
}

LifeState Life::state_of(const Rule& rule, const RuleSet& rules) const {
  const Rule* shipped = rule.local ? rules.beneath(rule.card.id) : &rule;
  Standing standing = shipped_standing(shipped, rules);
  for (const LifeRecord& record : records_)
    if (record.rule == rule.card.id) apply(record, standing);
  const std::string pin = pin_of(rule, rules);
  if (standing.in_force == pin) return LifeState::in_force;
  if (standing.shadow == pin) return LifeState::shadow;
  if (standing.retired) return LifeState::retired;
  // Another text stands: an earlier state of this one, or the shipped rule that this one is to replace.
  const std::string& other = standing.in_force.empty() ? standing.shadow : standing.in_force;
  const bool shipped_stands = rule.local && shipped != nullptr && other == pin_of(*shipped, rules);
  return other.empty() || shipped_stands ? LifeState::draft : LifeState::changed;
}

bool Life::was_in_force(const Rule& rule, const RuleSet& rules) const {
  if (!rule.local && rule.card.status == "in_force") return true;
  const std::string pin = pin_of(rule, rules);
  return std::any_of(records_.begin(), records_.end(), [&](const LifeRecord& record) {
    return record.rule == rule.card.id && record.act == "publish" && record.pin == pin;
  });
}

std::vector<LifeRecord> Life::of(const std::string& rule) const {
  std::vector<LifeRecord> own;
  std::copy_if(records_.begin(), records_.end(), std::back_inserter(own),
               [&](const LifeRecord& record) { return record.rule == rule; });
  return own;
}

Overrides Life::parameters() const {
  Overrides values;
  for (const LifeRecord& record : records_) {
    if (record.act != "set") continue;
    if (record.value.empty())
      values[record.rule].erase(record.parameter);
    else
      values[record.rule][record.parameter] = record.value;
  }
  std::erase_if(values, [](const auto& rule) { return rule.second.empty(); });
  return values;
}

LifeBook::LifeBook(const std::filesystem::path& workspace) : book_(workspace / "rules" / "life.jsonl") {}

Result<Life> LifeBook::load() const {
  std::vector<LifeRecord> records;
  QY_CHECK(book_.each([&](const Json& json) -> Result<void> {
    QY_TRY(auto record, record_of(json));
    records.push_back(std::move(record));
    return {};
  }));
  return Life(std::move(records));
}

Result<void> LifeBook::append(const LifeRecord& record) const {
  if (blank(record.by) || blank(record.reason)) return invalid(say(kUnsignedAct));
  return book_.append(to_json(record));
}

}  // namespace qy
