// Time limits (期限) as data: procedures/shared/time-limits.yaml.
//
//   - id: RV-01
//     class: statutory_hard          breach is unlawful; statutory_soft: a duty without a sanction; internal
//     starts: [review.accept]        the step whose act starts it; `ends`, `pauses`, `resumes`, `restarts`
//     likewise length: 1 months or_length: [{when: [complex], length: …}]      another length where the facts
//     say so extensions: [{by: [chief], most: 2 months, times: 1, when: [complex]}] basis: [条例 224 F,
//     条例21 194 F]
//
// `before: step` counts back from that step's day; `liberty: true` never rolls over a holiday and has two
// readings; `auto_lapse: true` ends what it limits by itself.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "law/provision.h"
#include "law/span.h"

namespace qy {

enum class LimitClass { statutory_hard, statutory_soft, internal };
std::string_view name_of(LimitClass limit_class);

// What is known of a matter: named, unit_head, complex … (procedures/shared/facts.yaml).
using Facts = std::set<std::string>;

// All of `has` and none of `lacks`. Written [named, not repeated].
struct FactCondition {
  std::vector<std::string> has, lacks;
  bool holds(const Facts& facts) const;
  bool is_always() const { return has.empty() && lacks.empty(); }
};
Result<FactCondition> read_condition(const Yaml& entry, std::string_view key);

struct Extension {
  std::vector<std::string> by;  // the roles that approve, in order
  std::optional<Span> most;     // none: as long as is approved
  int times = 0;                // 0: as often as needed
  FactCondition when;
};

struct OtherLength {
  FactCondition when;
  Span length;
};

struct TimeLimit {
  std::string id, title, english, note;
  LimitClass limit_class = LimitClass::internal;
  FactCondition when;                                                // the facts under which it runs at all
  std::vector<std::string> starts, ends, pauses, resumes, restarts;  // steps: "review.accept"
  std::string before;                                                // a step to count back from, or ""
  std::string period;                                                // "quarter", or ""
  std::optional<Span> length;                                        // none where it is periodic
  std::vector<OtherLength> other_lengths;
  std::vector<Extension> extensions;
  bool liberty = false, auto_lapse = false;
  std::string actor;  // who must act, where it is not the commission itself
  std::vector<Provision> basis;

  Span length_for(const Facts& facts) const;  // only where `length` is given
};

Result<std::vector<TimeLimit>> load_time_limits(const std::filesystem::path& file, const LawBook& laws);

}  // namespace qy
