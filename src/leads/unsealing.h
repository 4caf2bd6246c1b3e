// Opening a reporter's identity: asked for with a basis and a reason, approved by the chief, done once within a day by
// two holders together, and on the register for ever.
//
//   ask ──▶ asked ──approve──▶ approved ──open (two holders, ≤ 24 h)──▶ opened
//             └────refuse────▶ refused
//
// The asker does not approve, and neither he nor the approver holds a key to it. That it was opened is on disk before
// anything of it is seen.
//
// Source: trust.md 1; 检规 47; 监察法实施条例 299; procedure.md 11.12 (SEALED-ACCESS).
#pragma once

#include <string>

#include "base/clock.h"
#include "record/act.h"

namespace qy {

inline constexpr int64_t kUnsealMs = 24 * 3'600'000;

class UnsealingBook {
 public:
  UnsealingBook(RecordBook& book, const Clock& clock) : book_(book), clock_(clock) {}

  // Returns the number. conflict for a report that has no sealed identity.
  Result<std::string> ask(const std::string& report, const std::string& basis, const std::string& reason,
                          const Actor& by);
  Result<Recorded> approve(const std::string& id, const std::string& note, const Actor& by);
  Result<Recorded> refuse(const std::string& id, const std::string& note, const Actor& by);
  // Puts the opening on record for the holder who acts and the one beside him, and says whose identity may now be
  // opened: the token of the sealed record.
  Result<std::string> open(const std::string& id, const std::string& other_holder, const Actor& by);

 private:
  Result<Recorded> decide(const std::string& kind, const std::string& state, const std::string& id,
                          const std::string& note, const Actor& by);
  Result<Recorded> change(const std::string& kind, const Row& row, const Fields& fields,
                          const std::string& note, const Actor& by);

  RecordBook& book_;
  const Clock& clock_;
};

}  // namespace qy
