#include "leads/unsealing.h"

#include "leads/act_key.h"
#include "leads/messages.h"
#include "record/numbers.h"

namespace qy {
namespace {

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

Result<std::string> UnsealingBook::ask(const std::string& report, const std::string& basis,
                                       const std::string& reason, const Actor& by) {
  if (is_blank(basis) || is_blank(reason)) return invalid(say(kUnsealWhy));
  QY_TRY(const Row row, book_.find("report", report));
  if (row.text("reporter").empty()) return Error{Code::conflict, say(kNothingSealed, report)};
  const std::string prefix = "Q" + std::to_string(clock_.today().year()) + "-";
  return under_next_number(book_, "unsealing", prefix, [&](const std::string& id) {
    Act act{.key = act_key({"unsealing.asked", id, report, reason}),
            .kind = "unsealing.asked",
            .actor = by,
            .object = "report/" + report,
            .basis = basis,
            .note = reason};
    act.changes = {{"unsealing",
                    id,
                    0,
                    {{"object", "report/" + report},
                     {"reporter", row.text("reporter")},
                     {"state", "asked"},
                     {"asked_by", by.user},
                     {"basis", basis},
                     {"reason", reason}}}};
    return book_.perform(act);
  });
}

Result<Recorded> UnsealingBook::change(const std::string& kind, const Row& row, const Fields& fields,
                                       const std::string& note, const Actor& by) {
  Act act{.key = act_key({kind, row.id, std::to_string(row.version), note}),
          .kind = kind,
          .actor = by,
          .object = kind == "unsealing.opened" ? "unsealing/" + row.id : row.text("object"),
          .basis = row.text("basis"),
          .note = note};
  act.changes = {{"unsealing", row.id, row.version, fields}};
  return book_.perform(act);
}

Result<Recorded> UnsealingBook::decide(const std::string& kind, const std::string& state,
                                       const std::string& id, const std::string& note, const Actor& by) {
  QY_TRY(const Row row, book_.find("unsealing", id));
  if (row.text("state") != "asked") return Error{Code::conflict, say(kUnsealState, id, row.text("state"))};
  if (row.text("asked_by") == by.user) return Error{Code::forbidden, say(kUnsealFourEyes)};
  if (is_blank(note)) return invalid(say(kUnsealWhy));
  return change(kind, row, {{"state", state}, {"approved_by", by.user}, {"approved_ms", clock_.now_ms()}},
                note, by);
}

Result<Recorded> UnsealingBook::approve(const std::string& id, const std::string& note, const Actor& by) {
  return decide("unsealing.approved", "approved", id, note, by);
}

Result<Recorded> UnsealingBook::refuse(const std::string& id, const std::string& note, const Actor& by) {
  return decide("unsealing.refused", "refused", id, note, by);
}

Result<std::string> UnsealingBook::open(const std::string& id, const std::string& other_holder,
                                        const Actor& by) {
  QY_TRY(const Row row, book_.find("unsealing", id));
  if (row.text("state") != "approved") return Error{Code::conflict, say(kUnsealState, id, row.text("state"))};
  const int64_t now = clock_.now_ms();
  if (now > row.number("approved_ms") + kUnsealMs) return Error{Code::conflict, say(kUnsealLate, id)};
  for (const std::string& holder : {by.user, other_holder})
    if (holder == row.text("asked_by") || holder == row.text("approved_by"))
      return Error{Code::forbidden, say(kUnsealFourEyes)};
  if (by.user == other_holder) return Error{Code::forbidden, say(kUnsealTwo)};
  QY_CHECK(
      change("unsealing.opened", row,
             {{"state", "opened"}, {"opened_by", by.user}, {"opened_with", other_holder}, {"opened_ms", now}},
             "opened with " + other_holder, by));
  return row.text("reporter");
}

}  // namespace qy
