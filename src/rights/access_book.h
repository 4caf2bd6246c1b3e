// Who is let in, who keeps out, and the glass that may be broken (involvements; rights/involvement.yaml).
//
//   grant ─▶ active ──end──▶ over                 assistant, reviewer, leader_in_charge, need_to_know
//   recuse ▶ active ──end──▶ over                 at once; others than oneself only by the chief (条例 296)
//   ask ──▶ asked ──open──▶ open for 60 minutes ──review──▶ reviewed        break_glass, read only
//
// Nobody lets himself in, opens what he asked for, or ends his own recusal. The rest is the table of rights.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "record/act.h"

namespace qy {

inline constexpr int64_t kGlassMs = 60 * 60'000, kReviewMs = 24 * 3'600'000;

struct NewAccess {
  std::string object, user, relation, reason;  // "lead/2026-0007", "u0007", "need_to_know"
  int64_t until_ms = 0;                        // 0: until it is ended
};

class AccessBook {
 public:
  // `key_of` makes the key of an act from what it says.
  using KeyMaker = std::string (*)(const std::vector<std::string>&);
  AccessBook(RecordBook& book, const Clock& clock, KeyMaker key_of)
      : book_(book), clock_(clock), key_of_(key_of) {}

  // Each returns the number of the involvement.
  Result<std::string> grant(const NewAccess& access, const Actor& by);
  // `with`: what else goes with it, the officer's desks that are emptied.
  Result<std::string> recuse(const std::string& object, const std::string& user, const std::string& reason,
                             const Actor& by, const std::vector<Change>& with = {});
  Result<std::string> ask(const std::string& object, const std::string& reason, const Actor& by);

  Result<Recorded> end(const std::string& involvement, const std::string& reason, const Actor& by);
  Result<Recorded> open(const std::string& involvement, const std::string& reason, const Actor& by);
  // What was found when it was looked at afterwards.
  Result<Recorded> review(const std::string& involvement, const std::string& finding, const Actor& by);

 private:
  Result<std::string> begin(const std::string& kind, const NewAccess& access, int64_t active, const Actor& by,
                            const std::vector<Change>& with = {});
  Result<Recorded> change(const std::string& kind, const Row& row, const Fields& fields,
                          const std::string& note, const Actor& by);

  RecordBook& book_;
  const Clock& clock_;
  KeyMaker key_of_;
};

}  // namespace qy
