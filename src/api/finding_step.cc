#include "api/finding_step.h"

#include "api/etag.h"
#include "leads/latest_findings.h"

namespace qy {

Result<FindingStep> take_step(ApiCall& call, const Screening& screening, const Finding& finding,
                              const std::string& seen, const std::string& role, const TakeStep& take) {
  QY_TRY(const FindingFacts facts, finding_on_record(screening, finding.fingerprint));
  RecordBook& records = *call.book;
  QY_TRY(const auto rows, records.select("finding_exit", {{"id", finding.fingerprint}}));
  const int64_t version = rows.empty() ? 0 : rows.front().version;
  if (seen != etag_of(screening.run.run_id, finding.fingerprint, version))
    return FindingStep{.has_moved = true};
  SeenBook book(records, "finding_exit", finding.fingerprint, version);
  FindingWay way(book, call.ground.clock);
  const Result<void> done = take(way, facts, {call.officer.user, role});
  if (book.moved()) return FindingStep{.has_moved = true};
  QY_CHECK(done);
  QY_TRY(Row row, records.find("finding_exit", finding.fingerprint));
  return FindingStep{.row = std::move(row)};
}

}  // namespace qy
