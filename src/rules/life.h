// The life of a rule in one county. A new text proves itself unseen before it speaks:
//
//            shadow              publish               retire
//   draft ───────────▶ shadow ───────────▶ in_force ───────────▶ retired ──shadow or publish──▶ …
//   草稿                影子运行            施行                   停用
//     a shipped rule begins in_force (or as its card's `status` says), a county's own begins as a draft
//
//   in_force   runs, and its findings are reported
//   shadow     runs, and shows nobody: findings/shadow/<rule>-<pin>.json, neither report nor ranking
//   changed    what was published, or put in shadow, is no longer what lies in the folder: does not run
//
// Every act names the text it was about by its pin, a hash over the rule's folder and the shared relations
// that it reads. So an edit un-publishes by itself, and while a county tries its own version of a shipped
// rule, the shipped one stays in force.
//
//   rules/life.jsonl in the workspace (base/json_book.h):
//     {"rule":"A01","act":"publish","version":2,"pin":"9f…","by":"…","reason":"…","at":"2026-03-01T09:30:00+08:00"}
//     {"rule":"A01","act":"set","parameter":"grace_days","value":"62","by":"…",…}      value "": the card's
//     own again
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/json_book.h"
#include "rules/program.h"
#include "rules/rule_set.h"

namespace qy {

enum class LifeState { draft, shadow, in_force, retired, changed };
std::string_view name_of(LifeState state);

struct LifeRecord {
  std::string rule, act;  // shadow, publish, retire, set
  int version = 0;
  std::string pin;               // of the text that the act is about
  std::string parameter, value;  // of `set`
  std::string by, reason, at;
  bool operator==(const LifeRecord&) const = default;
};

std::string pin_of(const Rule& rule, const RuleSet& rules);

// What the records say, taken together.
class Life {
 public:
  explicit Life(std::vector<LifeRecord> records = {}) : records_(std::move(records)) {}

  LifeState state_of(const Rule& rule, const RuleSet& rules) const;
  // This very text has been in force here before, or ships with the program: it needs no shadow again.
  bool was_in_force(const Rule& rule, const RuleSet& rules) const;
  std::vector<LifeRecord> of(const std::string& rule) const;
  Overrides parameters() const;

 private:
  std::vector<LifeRecord> records_;
};

class LifeBook {
 public:
  explicit LifeBook(const std::filesystem::path& workspace);
  Result<Life> load() const;
  // Refuses an act without an officer and a reason.
  Result<void> append(const LifeRecord& record) const;

 private:
  JsonBook book_;
};

}  // namespace qy
