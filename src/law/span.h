// A length of time as a statute writes it: 12 hours, 15 days, 5 workdays, 3 months, 1 years.
#pragma once

#include <string_view>

#include "base/message.h"
#include "base/result.h"

namespace qy {

enum class SpanUnit { hours, days, workdays, months, years };

struct Span {
  int count = 0;
  SpanUnit unit = SpanUnit::days;

  static Result<Span> from_text(std::string_view text);  // "5 workdays"
  std::string text() const;
  Said said() const;  // 5个工作日, 5 working days
  bool operator==(const Span&) const = default;
};

// Whether `asked` lies within `most`. Of two units, each length counts at its longest for what is asked and
// at its shortest for what is allowed, so a doubtful one is refused.
bool fits(Span asked, Span most);

}  // namespace qy
