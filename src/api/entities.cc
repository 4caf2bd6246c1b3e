// /entities: codes and names that the rules take for one firm, which records make each of them up, and why.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "api/body.h"
#include "api/cursor.h"
#include "api/entity_view.h"
#include "api/house_work.h"
#include "api/jobs.h"
#include "api/messages.h"
#include "api/officer_names.h"
#include "api/problem.h"
#include "api/purpose.h"
#include "api/route.h"
#include "api/shelf.h"
#include "relate/county_graph.h"

namespace qy {
namespace {

constexpr int64_t kMostNumbers = 500;
constexpr size_t kMostOthers = 20, kLeastSoughtBytes = 6;  // two Chinese characters

struct LineOfEntity {
  const KeptEntities* kept = nullptr;
  const KeptEntity* entity = nullptr;
};

bool holds(const KeptEntities& kept, const KeptEntity& entity, const std::string& text) {
  return text.empty() || std::ranges::any_of(entity.records, [&](RecordIndex record) {
           const LakeRecord& told = kept.lake.told[record];
           return told.name.find(text) != text.npos || told.key.find(text) != text.npos ||
                  told.code.find(text) != text.npos;
         });
}

// Everything that touches one of these records.
Result<std::vector<Judgement>> judgements_of(const ApiCall& call, const KeptEntities& kept,
                                             const KeptEntity& entity) {
  QY_TRY(const Judgements all, JudgementBook(entity_judgements(call.ground.workspace)).load());
  std::vector<Judgement> judged;
  for (const Judgement& judgement : all.all())
    if (std::ranges::any_of(entity.records, [&](RecordIndex record) {
          const std::string id = kept.record_id(record);
          return judgement.a == id || judgement.b == id;
        }))
      judged.push_back(judgement);
  return judged;
}

// What the request's address names, where who is who has been worked out over today's records.
Result<EntityLook::Found> found_in(const EntityLook& look, const std::string& reference) {
  if (look.kinds.empty()) return not_found(say(kEntitiesOutdated));
  const auto found = look.find(reference);
  if (!found) return not_found(say(kNothingHere));
  return *found;
}

std::string told_of(const KeptEntities& kept, RecordIndex record) {
  const LakeRecord& told = kept.lake.told[record];
  return told.code.empty() ? told.name : told.code;
}

// The record that an officer's yes to the whole entity is about: the one that bears its code, so that two valid codes are seen.
RecordIndex bearer_of(const KeptEntities& kept, const KeptEntity& entity) {
  const auto at = std::ranges::find_if(
      entity.records, [&](RecordIndex record) { return kept.lake.told[record].code == entity.number; });
  return at == entity.records.end() ? entity.named_after : *at;
}

}  // namespace

Result<HttpResponse> list_entities(ApiCall& call) {
  QY_TRY(const EntityLook look, call.entities.look());
  const std::string text = call.query("q");
  std::vector<LineOfEntity> taken;
  for (const auto& kept : look.kinds) {
    QY_TRY(const bool may, call.book->may(Operation::list, "entity/" + kept->kind.kind));
    for (const KeptEntity& entity : kept->entities)
      if (may && entity.is_merged && holds(*kept, entity, text)) taken.push_back({kept.get(), &entity});
  }
  const auto page = page_of(call.cursors, "entities\n" + look.over + "\n" + text, int64_t(taken.size()),
                            call.query("limit"), call.query("cursor"));
  if (!page) return problem(400, say(kCursorStale));
  Json items = Json::array();
  for (int64_t i = page->from; i < page->to; ++i)
    items.push_back(entity_line(*taken[size_t(i)].kept, *taken[size_t(i)].entity));
  return json_response({{"items", items},
                        {"total", taken.size()},
                        {"next", page->next},
                        {"standing", name_of(look.standing)}});
}

// An entity that has been joined to another is shown as that one: the reference is of a record, and goes with it.
Result<HttpResponse> show_entity(ApiCall& call) {
  QY_TRY(const EntityLook look, call.entities.look());
  QY_TRY(const auto found, found_in(look, call.in_path["id"]));
  const std::string object = "entity/" + found.kept->kind.kind;
  QY_TRY(const bool may, call.book->may(Operation::read, object));
  if (!may) return not_found(say(kNothingHere));
  const KeptEntity& entity = found.kept->entity_of(found.record);
  QY_TRY(const auto refused, log_purpose(call, object, entity.number));
  if (refused) return *refused;
  QY_TRY(const auto judged, judgements_of(call, *found.kept, entity));
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_TRY(const auto files, file_names(lake));
  Json page = entity_page(look, *found.kept, entity, call.ground.tables, files, judged);
  QY_CHECK(OfficerNames(*call.book).beside(page["judgements"], "by"));
  return json_response(page);
}

Result<HttpResponse> explain_entity(ApiCall& call) {
  QY_TRY(const EntityLook look, call.entities.look());
  QY_TRY(const auto found, found_in(look, call.in_path["id"]));
  QY_TRY(const auto a, found_in(look, call.query("a")));
  QY_TRY(const auto b, found_in(look, call.query("b")));
  const std::string object = "entity/" + found.kept->kind.kind;
  QY_TRY(const bool may, call.book->may(Operation::read, object));
  if (!may || a.kept != found.kept || b.kept != found.kept) return not_found(say(kNothingHere));
  QY_TRY(const auto refused,
         log_purpose(call, object, told_of(*a.kept, a.record) + " — " + told_of(*b.kept, b.record)));
  if (refused) return *refused;
  QY_TRY(const Explained explained,
         explain_records(found.kept->run, found.kept->lake.records, Judgements(), a.kept->record_id(a.record),
                         b.kept->record_id(b.record)));
  return json_response(why_json(*found.kept, call.ground.tables, explained));
}

// Whom one might be one with: others of its kind that bear the text, those written one way alone too. The list holds none of
// these, and somebody who looks for one by name says what for.
Result<HttpResponse> list_other_entities(ApiCall& call) {
  QY_TRY(const EntityLook look, call.entities.look());
  QY_TRY(const auto found, found_in(look, call.in_path["id"]));
  const std::string object = "entity/" + found.kept->kind.kind, text = call.query("q");
  QY_TRY(const bool may, call.book->may(Operation::read, object));
  if (!may) return not_found(say(kNothingHere));
  const KeptEntity& entity = found.kept->entity_of(found.record);
  QY_TRY(const auto refused, log_purpose(call, object, entity.number + " — “" + text + "”"));
  if (refused) return *refused;
  Json items = Json::array();
  size_t total = 0;
  for (const KeptEntity& other : found.kept->entities) {
    if (&other == &entity || text.size() < kLeastSoughtBytes || !holds(*found.kept, other, text)) continue;
    if (++total > kMostOthers) continue;
    items.push_back(entity_line(*found.kept, other));
    items.back()["record"] = found.kept->reference(bearer_of(*found.kept, other));
  }
  return json_response({{"items", items},
                        {"total", total},
                        {"record", found.kept->reference(bearer_of(*found.kept, entity))}});
}

// Which of these codes are of an entity of several records, for pages that show firms by their codes.
Result<HttpResponse> find_entities(ApiCall& call) {
  BodyReader body(call.body);
  const auto numbers = body.words("numbers", kMostNumbers);
  if (!call.body.contains("numbers")) body.fault("/numbers", say(kFieldMissing));
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const EntityLook look, call.entities.look());
  Json found = Json::object();
  for (const auto& kept : look.kinds) {
    QY_TRY(const bool may, call.book->may(Operation::list, "entity/" + kept->kind.kind));
    for (const std::string& number : numbers)
      if (const auto at = kept->by_key.find(number); may && at != kept->by_key.end())
        found[number] = kept->reference(kept->entities[at->second].named_after);
  }
  return json_response({{"found", found}});
}

// Findings that are about a firm are heaped by its key, which the rules take from who is who.
Result<HttpResponse> show_finding_entity(ApiCall& call) {
  QY_TRY(const auto screening, call.shelf.latest());
  const Finding* finding = screening->finding(call.in_path["id"]);
  if (finding == nullptr) return problem(404, say(kNothingHere));
  constexpr std::string_view kFirm = "firm:";
  Json told = {{"entity", ""}, {"spellings", 0}};
  if (!finding->stack_key.starts_with(kFirm)) return json_response(told);
  const std::string key = finding->stack_key.substr(kFirm.size());
  QY_TRY(const EntityLook look, call.entities.look());
  for (const auto& kept : look.kinds) {
    QY_TRY(const bool may, call.book->may(Operation::list, "entity/" + kept->kind.kind));
    const auto at = kept->by_key.find(key);
    if (!may || at == kept->by_key.end()) continue;
    const KeptEntity& entity = kept->entities[at->second];
    std::set<std::string> spellings;
    for (const RecordIndex record : entity.records)
      spellings.insert(kept->lake.told[record].code + "\n" + kept->lake.told[record].name);
    told = {{"entity", kept->reference(entity.named_after)}, {"spellings", spellings.size()}};
  }
  return json_response(told);
}

Result<HttpResponse> resolve_entities(ApiCall& call) {
  BodyReader body(call.body);
  if (const auto refused = body.refusal()) return *refused;
  if (call.ground.jobs.is_at_work("entities")) return problem(409, say(kResolvingAtWork));
  QY_TRY(const Job job, call.ground.jobs.begin({"resolve", call.officer.user, "entities", "lake"},
                                               call.ground.work.resolve));
  return job_response(job, 202);
}

}  // namespace qy
