// Keeping a finding out of the list for a time (压制): the answer is known, and asking every month wears
// people out.
//
// It covers one finding, or all findings of one rule about one unit; a whole rule is retired or put in shadow
// instead (rules/life.h), and nothing covers a unit under every rule. Somebody asks, somebody else agrees
// (four eyes), and it ends by itself: at most 366 days after it began, or sooner by hand. What it covers is
// counted and listed apart. A finding that grows, or whose rule has a new version, comes back: the reason
// given was for what stood then.
//
//   findings/suppressions.jsonl (base/json_book.h):
//     {"id":"s0001","act":"add","rule":"K04","fingerprint":"b9…" or "unit":"…","version":1,"amount_fen":1200,
//      "reason":"…","asked_by":"…","approved_by":"…","from":"2026-03-01","until":"2026-06-30","at":"…"}
//     {"id":"s0001","act":"end","by":"…","reason":"…","at":"…"}
#pragma once

#include <vector>

#include "base/date.h"
#include "base/json_book.h"
#include "leads/finding.h"

namespace qy {

inline constexpr int kLongestSuppressionDays = 366;

struct Suppression {
  std::string id;  // given by the book
  std::string rule, fingerprint, unit;
  int version = 1;                // of the rule when it began
  std::optional<Fen> amount_fen;  // of the finding when it began
  std::string reason, asked_by, approved_by, at;
  Date from, until;  // both days included
  std::string ended_by, end_reason, ended_at;
  bool holds_on(Date day) const { return ended_at.empty() && from <= day && day <= until; }
};

class SuppressionBook {
 public:
  explicit SuppressionBook(const std::filesystem::path& workspace);
  Result<std::vector<Suppression>> load() const;
  // Returns the id. Refuses what names neither a finding nor a unit, is not reasoned, is agreed to by the one
  // who asks, has no end, or ends too late.
  Result<std::string> add(const Suppression& suppression) const;
  // Refuses one that does not exist or has ended.
  Result<void> end(const std::string& id, const std::string& by, const std::string& reason,
                   const std::string& at) const;

 private:
  JsonBook book_;
};

// Moves what is covered on `day` from findings to suppressed. A unit is matched as the whole of one figure of
// the finding, or as its label.
void suppress(Screening& screening, const std::vector<Suppression>& suppressions, Date day);

}  // namespace qy
