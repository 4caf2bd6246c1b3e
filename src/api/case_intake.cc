// What is taken into a file: the content of its documents, evidence, and the hands that evidence passes through. A file is received into the box
// first, for this case alone; what is refused is still there to be tried again, and what is taken goes under seal and leaves the box.
#include "api/body.h"
#include "api/case_seen.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/uploads.h"
#include "casework/evidence_book.h"

namespace qy {
namespace {

CaseEntry entry_of(const ApiCall& call) {
  return {{call.officer.user, ""}, "", "", "", {}};
}

// 404 where he may not know of the file, 403 where he only reads it.
Result<std::optional<HttpResponse>> no_hand_in_it(ApiCall& call) {
  QY_TRY(const auto rows, call.book->select("case_file", {{"id", call.in_path["id"]}}));
  if (rows.empty()) return std::optional(problem(404, say(kNothingHere)));
  QY_TRY(const bool may, call.book->may(Operation::contribute, "case_file/" + rows.front().id));
  return may ? std::optional<HttpResponse>() : std::optional(problem(403, say(kReadsOnly)));
}

// In this order: what is wrong in the body, what was done since he looked, what he may not do.
Result<std::optional<HttpResponse>> refusal_of(ApiCall& call, BodyReader& body, const SeenCase& seen) {
  if (auto faults = body.refusal()) return faults;
  if (auto moved = moved_since(call, seen)) return moved;
  return no_hand_in_it(call);
}

// The file that the body names: sent by this officer, for this case.
std::optional<Upload> sent_for_it(ApiCall& call, BodyReader& body) {
  const std::string id = body.word("upload", 1, 64);
  auto upload = call.ground.uploads.find(id, call.officer.user, call.in_path["id"]);
  if (upload.ok()) return std::move(*upload);
  if (!id.empty()) body.fault("/upload", say(kNoUpload));
  return std::nullopt;
}

Result<void> keep(ApiCall& call, const Upload& upload) {
  QY_TRY(const std::string sm3, call.ground.contents.keep(call.ground.uploads.file(upload)));
  return sm3 == upload.sm3 ? Result<void>() : damaged(say(kUploadChanged, upload.id));
}

}  // namespace

Taken receive_case_upload(ApiCall& call, int64_t bytes) {
  auto refused = no_hand_in_it(call);
  if (!refused.ok()) return problem_of(refused.error());
  if (*refused) return std::move(**refused);
  return into_box(call, {.id = call.in_path["upload"],
                         .user = call.officer.user,
                         .name = call.query("name"),
                         .bytes = bytes,
                         .file = call.in_path["id"]});
}

Result<HttpResponse> drop_case_upload(ApiCall& call) {
  QY_TRY(const Upload upload,
         call.ground.uploads.find(call.in_path["upload"], call.officer.user, call.in_path["id"]));
  call.ground.uploads.drop(upload.id);
  return HttpResponse{.status = 204};
}

Result<HttpResponse> attach_document(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const auto upload = sent_for_it(call, body);
  QY_TRY(const auto refused, refusal_of(call, body, *seen));
  if (refused) return *refused;
  const std::string id = seen->found.row.id + "/" + call.in_path["document"];
  QY_TRY(const auto rows, call.book->select("document", {{"id", id}}));
  if (rows.empty()) return problem(404, say(kNothingHere));
  if (!rows.front().text("sm3").empty()) return problem(409, say(kHasContent, rows.front().text("title")));
  QY_CHECK(keep(call, *upload));
  QY_CHECK(
      cases_of(call, *call.book).attach(seen->found.row.id, id, upload->sm3, upload->name, entry_of(call)));
  call.ground.uploads.drop(upload->id);
  return case_response(call);
}

Result<HttpResponse> add_evidence(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  NewEvidence evidence;
  evidence.kind = body.word("kind", 1, 40);
  evidence.title = body.text("title", 1, 600);
  evidence.origin = body.text("origin", 1, 600);
  evidence.taken_on = body.day("taken_on");
  evidence.taken_by = body.word("taken_by", 1, 40);
  evidence.taken_by_second = body.word("taken_by_second", 1, 40);
  evidence.speaks = body.word("speaks", 1, 10);
  evidence.kept_at = body.text("kept_at", 0, 300);
  const auto upload = sent_for_it(call, body);
  QY_TRY(const auto refused, refusal_of(call, body, *seen));
  if (refused) return *refused;
  evidence.sm3 = upload->sm3;
  evidence.file_name = upload->name;
  evidence.bytes = upload->bytes;
  EvidenceBook book(*call.book, call.ground.procedures, call.ground.clock);
  if (const auto fits = book.check(seen->found.row.id, evidence); !fits.ok())
    return problem_of_words(fits.error());
  QY_CHECK(keep(call, *upload));
  QY_CHECK(book.add(seen->found.row.id, evidence, entry_of(call)));
  call.ground.uploads.drop(upload->id);
  return case_response(call);
}

Result<HttpResponse> move_evidence(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const std::string to = body.word("to", 1, 40), reason = body.text("reason", 1, kMostReasonBytes);
  QY_TRY(const auto refused, refusal_of(call, body, *seen));
  if (refused) return *refused;
  const std::string id = seen->found.row.id + "/" + call.in_path["evidence"];
  QY_TRY(const auto rows, call.book->select("evidence", {{"id", id}}));
  if (rows.empty()) return problem(404, say(kNothingHere));
  EvidenceBook book(*call.book, call.ground.procedures, call.ground.clock);
  if (const auto done = book.move(id, to, reason, entry_of(call)); !done.ok())
    return problem_of_words(done.error());
  return case_response(call);
}

}  // namespace qy
