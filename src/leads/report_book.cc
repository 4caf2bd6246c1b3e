#include "leads/report_book.h"

#include <algorithm>
#include <array>

#include "leads/act_key.h"
#include "leads/messages.h"
#include "record/numbers.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 5> kChannels{"letter", "visit", "phone", "network", "other"};
constexpr std::array<std::string_view, 4> kReportKinds{"complaint", "accusation", "appeal", "suggestion"};

}  // namespace

Result<std::string> ReportBook::add(const NewReport& report, const Actor& by) {
  if (std::find(kChannels.begin(), kChannels.end(), report.channel) == kChannels.end())
    return invalid(say(kNoChannel, report.channel));
  if (std::find(kReportKinds.begin(), kReportKinds.end(), report.report_kind) == kReportKinds.end())
    return invalid(say(kNoReportKind, report.report_kind));
  QY_CHECK(Date::from_iso(report.received_on));
  if (report.content.find_first_not_of(" \t\r\n") == std::string::npos) return invalid(say(kReportEmpty));
  const std::string prefix = "J" + report.received_on.substr(0, 4) + "-";
  const bool named = !report.reporter.empty();
  Fields fields{{"state", "received"},      {"channel", report.channel}, {"report_kind", report.report_kind},
                {"named", int64_t(named)},  {"repeated", int64_t(0)},    {"received_on", report.received_on},
                {"content", report.content}};
  if (report.persons_reporting > 0) fields["persons_reporting"] = report.persons_reporting;
  if (named) fields["reporter"] = report.reporter;
  return under_next_number(book_, "report", prefix, [&](const std::string& id) {
    Act act{.key = act_key({"report.registered", id, report.channel, report.content}),
            .kind = "report.registered",
            .actor = by,
            .object = "report/" + id,
            .basis = "检规14",
            .note = ""};
    if (named) act.changes.push_back({"reporter", report.reporter, 0, {{"envelope", report.envelope}}});
    act.changes.push_back({"report", id, 0, fields});
    return book_.perform(act);
  });
}

}  // namespace qy
