#include "api/desk_lines.h"

#include <algorithm>

#include "api/case_words.h"
#include "api/lamp.h"
#include "api/messages.h"
#include "casework/officers.h"

namespace qy {
namespace {
constexpr int64_t kMostLines = 1'000'000;
}

Result<DeskView> DeskView::open(ApiCall& call, const std::string& set) {
  DeskView view(call);
  const auto& sets = call.ground.colours;
  const auto at = std::ranges::find(sets, set, &AlertSet::id);
  if (at == sets.end()) return invalid(say(kNoColours, set));
  view.colours_ = &*at;
  QY_TRY(const auto units, static_cast<RecordBook&>(*call.book).select("unit", {}));
  for (const Row& unit : units) view.units_[unit.id] = unit.text("name");
  return view;
}

// A house of a thousand accounts is not read for the few on whose desks something lies.
Result<void> DeskView::know(const std::set<std::string>& ids) {
  std::set<std::string> others;
  for (const std::string& id : ids)
    if (!id.empty() && !office_.officers.contains(id)) others.insert(id);
  if (others.empty()) return {};
  QY_TRY(auto known, officers_named(*call_->book, "", others));
  office_.officers.merge(known.officers);
  return {};
}

Result<std::vector<DeskItem>> DeskView::knowing(Result<std::vector<DeskItem>> items) {
  if (!items.ok()) return items;
  std::set<std::string> holders;
  for (const DeskItem& item : *items) holders.insert(item.holder);
  QY_CHECK(know(holders));
  return items;
}

Result<std::vector<DeskItem>> DeskView::of(const std::string& user) {
  return knowing(
      desk_of(*call_->book, {user, kMostLines}, call_->ground.procedures, *colours_, now_of(*call_)));
}

Result<std::vector<DeskItem>> DeskView::of_files(const std::set<std::string>& files) {
  return knowing(desk_of_files(*call_->book, files, call_->ground.procedures, *colours_, now_of(*call_)));
}

Result<std::vector<DeskItem>> DeskView::everybodys() {
  return of("");
}

Json DeskView::line(const DeskItem& item) const {
  const ProcedureBook& book = call_->ground.procedures;
  const Procedure& procedure = *book.procedure(item.procedure);
  const TimeLimit* limit = item.limit.empty() ? nullptr : book.limit(item.limit);
  std::optional<Moment> due;
  if (const auto at = Moment::from_text(item.due_at); !item.due_at.empty() && at.ok()) due = *at;
  Json json{{"file", item.file},
            {"matter", item.matter},
            {"procedure", item.procedure},
            {"title", words_of(procedure.said())},
            {"state", item.state},
            {"state_words", words_of(procedure.state(item.state)->said())},
            {"holder", person(item.holder)},
            {"due_at", item.due_at},
            {"limit", limit == nullptr ? Json() : words_of(Said{limit->title, limit->english})},
            {"colour", name_of(item.colour)},
            {"incident", item.is_incident},
            {"actions", item.actions},
            {"tell", item.tell.empty() ? Json() : role_words(book, item.tell)}};
  json.update(lamp_of(due, *call_));
  return json;
}

Json DeskView::person(const std::string& id) const {
  return person_of(office_, id);
}

Json DeskView::unit(const std::string& id) const {
  const auto at = units_.find(id);
  return {{"id", id}, {"name", at == units_.end() ? id : at->second}};
}

}  // namespace qy
