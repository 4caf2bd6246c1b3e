// /submissions: what waits for this officer's approval, and what he proposed; one of them; approve or give back. Four eyes, level by level, each
// on what he was shown (casework/submission_book.h).
#include "api/body.h"
#include "api/case_seen.h"
#include "api/case_view.h"
#include "api/case_words.h"
#include "api/etag.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/submission_view.h"
#include "leads/reading_log.h"

namespace qy {
namespace {

struct SeenSubmission {
  Row row;
  FileOnRecord found;
  std::string etag() const { return etag_of("", row.id, row.version); }
};

// None where it is not for him: answered like one that never was.
Result<std::optional<SeenSubmission>> see(ApiCall& call) {
  const std::string id = call.in_path["id"] + "/" + call.in_path["submission"];
  QY_TRY(auto rows, call.records->select("submission", {{"id", id}}));
  if (rows.empty()) return std::optional<SeenSubmission>();
  QY_TRY(const bool may, may_see(call, rows.front()));
  if (!may) return std::optional<SeenSubmission>();
  QY_TRY(auto found, read_case(call, *call.records, rows.front().text("case_file")));
  return std::optional(SeenSubmission{std::move(rows.front()), std::move(found)});
}

Result<HttpResponse> page_of_submission(ApiCall& call, const SeenSubmission& seen) {
  QY_TRY(const Json page, submission_page(call, seen.row, seen.found));
  HttpResponse response = json_response(page);
  response.fields.emplace_back("ETag", seen.etag());
  return response;
}

// Where it stands after he acted. He may not see it any more where he approved it before he had a part in the file.
Result<HttpResponse> standing_of(ApiCall& call, const std::string& id, const Json& outcome) {
  QY_TRY(const Row row, call.records->find("submission", id));
  const std::string next = row.text("next_role");
  Json json{{"state", row.text("state")},
            {"next_role", next.empty() ? Json() : role_words(call.ground.procedures, next)}};
  json.update(outcome);
  return json_response(json);
}

}  // namespace

Result<HttpResponse> list_submissions(ApiCall& call) {
  QY_TRY(const Json items, waiting_for_me(call));
  return json_response({{"items", items}});
}

Result<HttpResponse> show_submission(ApiCall& call) {
  QY_TRY(const auto seen, see(call));
  if (!seen) return problem(404, say(kNothingHere));
  QY_CHECK(log_reading_of(*call.records, call.ground.clock, {call.officer.user, *call.officer.roles.begin()},
                          "reading.opened", "case_file/" + seen->found.row.id,
                          say(kReadsToApprove, seen->row.id).chinese));
  return page_of_submission(call, *seen);
}

Result<HttpResponse> approve_submission(ApiCall& call) {
  QY_TRY(const auto seen, see(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const std::string shown = body.word("shown", 8, 64), note = body.text("note", 0, kMostReasonBytes),
                    party = body.word("party", 0, 80);
  if (const auto refused = body.refusal()) return *refused;
  if (call.request.field("if-match") != seen->etag()) return problem(412, say(kMovedSince));
  if (!party.empty()) {
    QY_TRY(const bool writes, waits_for_a_body(call, seen->row));
    if (!writes) return problem(403, say(kNotYourRole));
  }
  QY_TRY(const Approved done, submissions_of(call).approve(
                                  seen->row.id, shown, {{call.officer.user, ""}, "", "", note, {}}, party));
  if (done.outcome && done.outcome->refusal) {
    const ActRefusal& refusal = *done.outcome->refusal;
    return problem_with(409, say(kNotDone, refusal.why, refusal.article),
                        {{"refused", refusal_json(call, seen->found.file, refusal, {})}});
  }
  Json entry = {{"entry", done.outcome ? std::to_string(done.outcome->recorded.seq) : ""}};
  return standing_of(call, seen->row.id, entry);
}

Result<HttpResponse> return_submission(ApiCall& call) {
  QY_TRY(const auto seen, see(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  if (call.request.field("if-match") != seen->etag()) return problem(412, say(kMovedSince));
  QY_CHECK(submissions_of(call).give_back(seen->row.id, reason, {{call.officer.user, ""}, "", "", "", {}}));
  return standing_of(call, seen->row.id, Json::object());
}

}  // namespace qy
