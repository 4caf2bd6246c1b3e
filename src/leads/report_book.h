// Reports 检举控告件: registered by the petition office. Who made one is sealed before it comes here and nothing of him
// stands beside the content; an anonymous report has no such record at all (检规 29: nobody looks for who it was).
//
// Source: procedure.md 2.1, 8.4, 11.1; 检规 14, 47; 监察法实施条例 299.
#pragma once

#include <string>

#include "base/clock.h"
#include "record/act.h"

namespace qy {

struct NewReport {
  std::string channel, report_kind, received_on, content;  // channel: letter, visit, phone, network, other
  int64_t persons_reporting = 0;
  // Named: the sealed identity under its token. Anonymous: both empty.
  std::string reporter, envelope;
};

class ReportBook {
 public:
  ReportBook(RecordBook& book, const Clock& clock) : book_(book), clock_(clock) {}

  // Returns the number. Refuses a channel or kind that there is not, and a report without content.
  Result<std::string> add(const NewReport& report, const Actor& by);

 private:
  RecordBook& book_;
  const Clock& clock_;
};

}  // namespace qy
