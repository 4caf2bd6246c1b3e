#include "casework/limit_rows.h"

#include <sstream>

namespace qy {
namespace {

// "2026-06-15 10:00/2026-06-25 10:00;2026-07-01 09:00/"
std::string pauses_text(const std::vector<Pause>& pauses) {
  std::string text;
  for (const Pause& pause : pauses)
    text += (text.empty() ? "" : ";") + pause.from.text() + "/" + (pause.to ? pause.to->text() : "");
  return text;
}

Result<std::vector<Pause>> pauses_of(const std::string& text) {
  std::vector<Pause> pauses;
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one, ';');) {
    const size_t slash = std::min(one.find('/'), one.size());
    QY_TRY(const Moment from, Moment::from_text(one.substr(0, slash)));
    Pause pause{from, {}};
    if (slash + 1 < one.size()) {
      QY_TRY(pause.to, Moment::from_text(one.substr(slash + 1)));
    }
    pauses.push_back(pause);
  }
  return pauses;
}

std::string spans_text(const std::vector<Span>& spans) {
  std::string text;
  for (const Span& span : spans) text += (text.empty() ? "" : ";") + span.text();
  return text;
}

Result<std::vector<Span>> spans_of(const std::string& text) {
  std::vector<Span> spans;
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one, ';');) {
    QY_TRY(const Span span, Span::from_text(one));
    spans.push_back(span);
  }
  return spans;
}

}  // namespace

std::string due_text_of(const RunningLimit& limit, const Calendar& calendar) {
  if (limit.ended) return "";
  const Result<Deadline> deadline = deadline_of(limit.running, calendar);
  return deadline.ok() ? deadline->due.text() : "";
}

Fields fields_of_limit(const RunningLimit& limit, const Calendar& calendar) {
  return {{"matter", limit.matter},
          {"time_limit", limit.limit},
          {"began_at", limit.running.from.text()},
          {"length", limit.running.length.text()},
          {"liberty", int64_t(limit.running.liberty)},
          {"pauses", pauses_text(limit.running.pauses)},
          {"extensions", spans_text(limit.running.extensions)},
          {"ended_at", limit.ended ? FieldValue(limit.ended->text()) : FieldValue(std::monostate())},
          {"was_late", int64_t(limit.was_late)},
          {"due_at", text_or_none(due_text_of(limit, calendar))}};
}

Result<RunningLimit> limit_of_row(const Row& row) {
  RunningLimit limit;
  limit.limit = row.text("time_limit");
  limit.matter = row.text("matter");
  QY_TRY(limit.running.from, Moment::from_text(row.text("began_at")));
  QY_TRY(limit.running.length, Span::from_text(row.text("length")));
  limit.running.liberty = row.number("liberty") == 1;
  QY_TRY(limit.running.pauses, pauses_of(row.text("pauses")));
  QY_TRY(limit.running.extensions, spans_of(row.text("extensions")));
  if (!row.text("ended_at").empty()) {
    QY_TRY(limit.ended, Moment::from_text(row.text("ended_at")));
  }
  limit.was_late = row.number("was_late") == 1;
  return limit;
}

}  // namespace qy
