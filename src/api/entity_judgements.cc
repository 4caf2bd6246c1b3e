// /entity-judgements: what people said of two records, one firm or two; in the signed log first, then in the book that every
// later run follows (entity/judgements.h). Nothing is joined or parted here and now: the next screening does it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/body.h"
#include "api/cursor.h"
#include "api/entity_view.h"
#include "api/messages.h"
#include "api/officer_names.h"
#include "api/problem.h"
#include "api/route.h"
#include "base/disk.h"
#include "leads/act_key.h"
#include "relate/chart.h"

namespace qy {
namespace {

constexpr size_t kReferenceBytes = 16;
constexpr const char* kJudgementBasis = "监察法实施条例23";

std::string told(const std::string& record_id) {
  return "“" + record_id + "”";
}

// The name in a record's id, code|name.
std::string name_in(const std::string& record_id) {
  return record_id.substr(record_id.find('|') + 1);
}

// Under the house's rights, before the book is written: what cannot be logged is not judged.
JudgementBook::First on_record(ApiCall& call, const std::string& act, const Judgement& judgement) {
  return [&call, act, judgement]() -> Result<void> {
    const std::string verdict = act == "entity.judged" ? std::string(name_of(judgement.verdict)) : "undone";
    Act on_log{
        .key = act_key({act, judgement.a, judgement.b, verdict, judgement.reason, judgement.at}),
        .kind = act,
        .actor = {judgement.by, "data_analyst"},
        .object = "entity/judgements",
        .basis = kJudgementBasis,
        .note = told(judgement.a) + "、" + told(judgement.b) + "：" + verdict + "；" + judgement.reason};
    QY_CHECK(call.book->perform(on_log));
    return {};
  };
}

// The book for one writer at a time; none while another writes.
Result<std::optional<FileLock>> lock_book(const std::filesystem::path& book) {
  auto lock = FileLock::take(book.string() + ".lock");
  if (!lock.ok() && lock.error().code == Code::conflict) return std::optional<FileLock>();
  QY_TRY(FileLock held, std::move(lock));
  return std::optional<FileLock>(std::move(held));
}

// A chain of yes over two different valid numbers would stop every later run: false, and refused here.
Result<bool> may_be_one(const ApiCall& call, const KeptEntities& kept, const Judgement& judgement) {
  QY_TRY(Judgements judgements, JudgementBook(entity_judgements(call.ground.workspace)).load());
  judgements.put(judgement);
  QY_CHECK(judgements.check());
  Derived derived(kept.lake.records);
  const auto ties = judged_ties(judgements, kept.lake.records, kept.kind.config.never_join, derived);
  if (!ties.ok() && ties.error().code != Code::conflict) return ties.error();
  return ties.ok();
}

Result<HttpResponse> judged(ApiCall& call, const Judgement& judgement) {
  QY_TRY(const EntityLook look, call.entities.look());
  Json told = Json::array({judgement_json(look, judgement)});
  QY_CHECK(OfficerNames(*call.book).beside(told, "by"));
  return json_response({{"judgement", told.front()},
                        {"standing", name_of(look.standing)},
                        {"message", said_json(say(kJudgedForNextRun))}});
}

}  // namespace

Result<HttpResponse> list_entity_judgements(ApiCall& call) {
  QY_TRY(const EntityLook look, call.entities.look());
  QY_TRY(const bool may, call.book->may(Operation::list, "entity"));
  if (!may) return problem(403, say(kNotYourRole));
  QY_TRY(const Judgements book, JudgementBook(entity_judgements(call.ground.workspace)).load());
  auto all = book.all();
  std::ranges::stable_sort(all, std::greater<>(), &Judgement::at);
  const std::string last = all.empty() ? "" : all.front().at;
  const auto page = page_of(call.cursors, "entity-judgements\n" + last + "\n" + std::to_string(all.size()),
                            int64_t(all.size()), call.query("limit"), call.query("cursor"));
  if (!page) return problem(400, say(kCursorStale));
  Json items = Json::array();
  for (int64_t i = page->from; i < page->to; ++i) items.push_back(judgement_json(look, all[size_t(i)]));
  QY_CHECK(OfficerNames(*call.book).beside(items, "by"));
  return json_response(
      {{"items", items}, {"total", all.size()}, {"next", page->next}, {"standing", name_of(look.standing)}});
}

Result<HttpResponse> judge_records(ApiCall& call) {
  BodyReader body(call.body);
  const std::string a = body.word("a", 1, kReferenceBytes), b = body.word("b", 1, kReferenceBytes);
  const auto verdict = verdict_of(body.word("verdict", 1, kReferenceBytes));
  const std::string reason = body.text("reason", 1, kMostReasonBytes);
  if (!verdict.ok()) body.fault("/verdict", say(kVerdictForm));
  if (a == b) body.fault("/b", say(kTwoRecords));
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const EntityLook look, call.entities.look());
  if (look.kinds.empty()) return problem(409, say(kEntitiesOutdated));
  const auto first = look.find(a), second = look.find(b);
  if (!first || !second || first->kept != second->kept) return problem(404, say(kNothingHere));
  const KeptEntities& kept = *first->kept;
  const Judgement judgement{.a = kept.record_id(first->record),
                            .b = kept.record_id(second->record),
                            .verdict = *verdict,
                            .by = call.officer.user,
                            .reason = reason,
                            .at = call.ground.clock.stamp()};
  const auto file = entity_judgements(call.ground.workspace);
  QY_TRY(const auto lock, lock_book(file));
  if (!lock) return problem(409, say(kJudgementBusy));
  QY_TRY(const bool fits, may_be_one(call, kept, judgement));
  if (!fits) return problem(409, say(kTwoNumbersJudged, name_in(judgement.a), name_in(judgement.b)));
  QY_CHECK(JudgementBook(file).judge(judgement, on_record(call, "entity.judged", judgement)));
  return judged(call, judgement);
}

Result<HttpResponse> undo_entity_judgement(ApiCall& call) {
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  const auto file = entity_judgements(call.ground.workspace);
  QY_TRY(const auto lock, lock_book(file));
  if (!lock) return problem(409, say(kJudgementBusy));
  QY_TRY(const Judgements book, JudgementBook(file).load());
  const auto all = book.all();
  const auto at = std::ranges::find(all, call.in_path["id"], judgement_reference);
  if (at == all.end()) return problem(404, say(kNothingHere));
  Judgement undoing = *at;
  undoing.by = call.officer.user;
  undoing.reason = reason;
  undoing.at = call.ground.clock.stamp();
  QY_CHECK(JudgementBook(file).undo(undoing, on_record(call, "entity.judgement_undone", undoing)));
  return judged(call, *at);
}

}  // namespace qy
