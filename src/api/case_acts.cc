// /case-files/{id}/acts: a step is done, or, where the law wants approvals, submitted to those who give them. Casework decides; a refusal
// names the article and who may instead.
#include <algorithm>

#include "api/body.h"
#include "api/case_view.h"
#include "api/case_words.h"
#include "api/messages.h"
#include "api/problem.h"
#include "casework/open_steps.h"
#include "casework/submission_book.h"
#include "seal/seal.h"

namespace qy {
namespace {

constexpr size_t kNoteBytes = 6'000, kWord = 80;

struct AskedAct {
  std::string line, note;
};

void put(std::string& line, const char* clause, const std::vector<std::string>& words) {
  if (words.empty()) return;
  line += std::string(" ") + clause;
  for (const std::string& word : words) line += " " + word;
}

// The body as a line of a scene, which is how acts are written (casework/scene.h). None of its words holds a blank.
AskedAct asked_act(BodyReader& body, const std::string& user) {
  const auto one = [&](const char* name, size_t least) {
    const std::string word = body.word(name, least, kWord);
    return word.empty() ? std::vector<std::string>() : std::vector{word};
  };
  AskedAct asked;
  const std::string party = body.word("party", 0, kWord);
  asked.line = party.empty() ? user : party;
  for (const std::string& other : body.words("officers", 20)) asked.line += "+" + other;
  asked.line += " " + body.word("matter", 1, kWord) + " " + body.word("step", 1, kWord);
  put(asked.line, "附", body.words("documents", 40));
  put(asked.line, "明", body.words("facts", 40));
  if (body.flag("recorded")) asked.line += " 录音录像";
  auto longer = body.text("extension", 0, kWord);
  std::ranges::replace(longer, ' ', '_');
  if (!longer.empty()) put(asked.line, "延", {longer});
  put(asked.line, "量", one("quantity", 0));
  put(asked.line, "交", one("to", 0));
  put(asked.line, "于", one("at", 0));
  asked.note = body.text("note", 0, kNoteBytes);
  return asked;
}

Result<HttpResponse> refused(ApiCall& call, const CaseFile& file, const CaseAct& act,
                             const ActRefusal& refusal) {
  QY_TRY(const auto steps,
         open_steps(call.ground.procedures, call.ground.calendar, file, call.officer.user, now_of(call)));
  std::vector<std::string> instead;
  for (const OpenStep& open : steps)
    if (open.step->name() == act.step && (open.matter.empty() || open.matter == act.matter))
      instead = open.instead;
  return problem_with(409, say(kNotDone, refusal.why, refusal.article),
                      {{"refused", refusal_json(call, file, refusal, instead)}});
}

}  // namespace

Result<HttpResponse> act_in_case_file(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const AskedAct asked = asked_act(body, call.officer.user);
  if (const auto faults = body.refusal()) return *faults;
  if (const auto moved = moved_since(call, *seen)) return *moved;
  const FileOnRecord& found = seen->found;
  const ProcedureBook& book = call.ground.procedures;
  const auto written = read_scene_act(asked.line, found.file, now_of(call), book);
  if (!written.ok()) return problem_of_words(written.error());
  QY_TRY(CaseAct act, spelled_out(*written, book, found.file));
  act.entered_at = now_of(call);
  const auto decision = decide(book, call.ground.calendar, found.file, act);
  if (!decision.ok()) return problem_of_words(decision.error());
  const auto* refusal = std::get_if<ActRefusal>(&*decision);
  const ProcedureStep& step = *book.step(act.step);
  const bool wants_approval =
      !approvers_of(book, found.file, act, step, known_with(book, found.file, act)).empty();
  if (refusal != nullptr && !(wants_approval && refusal->guard == "wrong_approver"))
    return refused(call, found.file, act, *refusal);
  SeenBook records(*call.book, "case_file", found.row.id, found.row.version);
  const CaseEntry entry{{call.officer.user, ""}, "", written->holder, asked.note, {}};
  if (wants_approval) {
    SubmissionBook submissions(records, book, call.ground.calendar, call.ground.clock);
    const std::string shown =
        sm3_hex(submission_text(found.row.id, call.officer.user, asked.line, asked.note));
    QY_CHECK(submissions.propose(found.row.id, asked.line, shown, entry));
    return case_response(call);
  }
  const auto outcome = cases_of(call, records).act(found.row.id, act, entry);
  if (records.moved()) return moved_meanwhile(call);
  if (!outcome.ok()) return outcome.error();
  if (outcome->refusal) return refused(call, found.file, act, *outcome->refusal);
  return case_response(call);
}

}  // namespace qy
