#include "rights/access_book.h"

#include "base/message.h"
#include "record/numbers.h"
#include "rights/messages.h"
#include "rights/operation.h"

namespace qy {
namespace {

const std::string kOwnKind = "involvement/";
constexpr size_t kDigits = 5;  // of a number: 2026-00001

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Error to_oneself() {
  return {Code::forbidden, say(kNotOneself)};
}

}  // namespace

Result<std::string> AccessBook::begin(const std::string& kind, const NewAccess& access, int64_t active,
                                      const Actor& by, const std::vector<Change>& with) {
  if (is_blank(access.reason)) return invalid(say(kAccessWhy));
  const std::string prefix = std::to_string(clock_.today().year()) + "-";
  Fields fields{{"object", access.object},
                {"user_id", access.user},
                {"relation", access.relation},
                {"active", active},
                {"reason", access.reason}};
  if (active == 1) {
    fields["approved_by"] = by.user;
    fields["from_ms"] = clock_.now_ms();
  }
  if (access.until_ms > 0) fields["until_ms"] = access.until_ms;
  return under_next_number(
      book_, "involvement", prefix,
      [&](const std::string& id) {
        // A request is about a record that the asker may know nothing of: it stands under its own number.
        Act act{.key = key_of_({kind, id, access.object, access.user, access.reason}),
                .kind = kind,
                .actor = by,
                .object = active == 1 ? access.object : kOwnKind + id,
                .basis = "监察法实施条例299",
                .note = access.reason};
        act.changes = {{"involvement", id, 0, fields}};
        act.changes.insert(act.changes.end(), with.begin(), with.end());
        return book_.perform(act);
      },
      kDigits);
}

Result<std::string> AccessBook::grant(const NewAccess& access, const Actor& by) {
  const auto footing = footing_of(access.relation);
  if (!footing || !is_by_name(*footing) || *footing == Footing::handler)
    return invalid(say(kNoFooting, access.relation));
  if (access.user == by.user) return to_oneself();
  if (access.until_ms != 0 && access.until_ms <= clock_.now_ms()) return invalid(say(kAccessPast));
  return begin("access.granted", access, 1, by);
}

Result<std::string> AccessBook::recuse(const std::string& object, const std::string& user,
                                       const std::string& reason, const Actor& by,
                                       const std::vector<Change>& with) {
  if (user != by.user && by.role != "chief") return Error{Code::forbidden, say(kRecusalByChief)};
  return begin("access.recused", {object, user, "recusal", reason}, 1, by, with);
}

Result<std::string> AccessBook::ask(const std::string& object, const std::string& reason, const Actor& by) {
  return begin("access.asked", {object, by.user, "break_glass", reason}, 0, by);
}

Result<Recorded> AccessBook::change(const std::string& kind, const Row& row, const Fields& fields,
                                    const std::string& note, const Actor& by) {
  if (is_blank(note)) return invalid(say(kAccessWhy));
  Act act{.key = key_of_({kind, row.id, std::to_string(row.version), note}),
          .kind = kind,
          .actor = by,
          .object = kind == "access.reviewed" ? kOwnKind + row.id : row.text("object"),
          .basis = "监察法实施条例299",
          .note = note};
  act.changes = {{"involvement", row.id, row.version, fields}};
  return book_.perform(act);
}

Result<Recorded> AccessBook::end(const std::string& involvement, const std::string& reason, const Actor& by) {
  QY_TRY(const Row row, book_.find("involvement", involvement));
  const bool recusal = row.text("relation") == "recusal";
  if (recusal && row.text("user_id") == by.user) return to_oneself();
  if (recusal && by.role != "chief") return Error{Code::forbidden, say(kRecusalByChief)};
  if (row.number("active") != 1) return Error{Code::conflict, say(kAccessOver, involvement)};
  return change("access.ended", row, {{"active", int64_t(0)}, {"until_ms", clock_.now_ms()}}, reason, by);
}

Result<Recorded> AccessBook::open(const std::string& involvement, const std::string& reason,
                                  const Actor& by) {
  QY_TRY(const Row row, book_.find("involvement", involvement));
  if (row.text("user_id") == by.user) return to_oneself();
  if (row.text("relation") != "break_glass" || !row.text("approved_by").empty())
    return Error{Code::conflict, say(kAccessOver, involvement)};
  const int64_t now = clock_.now_ms();
  return change(
      "access.opened", row,
      {{"active", int64_t(1)}, {"approved_by", by.user}, {"from_ms", now}, {"until_ms", now + kGlassMs}},
      reason, by);
}

Result<Recorded> AccessBook::review(const std::string& involvement, const std::string& finding,
                                    const Actor& by) {
  QY_TRY(const Row row, book_.find("involvement", involvement));
  if (row.text("user_id") == by.user || row.text("approved_by") == by.user) return to_oneself();
  if (row.text("approved_by").empty() || !row.text("reviewed_by").empty())
    return Error{Code::conflict, say(kAccessOver, involvement)};
  return change("access.reviewed", row,
                {{"reviewed_by", by.user}, {"reviewed_ms", clock_.now_ms()}, {"review", finding}}, finding,
                by);
}

}  // namespace qy
