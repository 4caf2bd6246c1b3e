#include "casework/desk.h"

#include <algorithm>

#include "casework/case_rows.h"

namespace qy {
namespace {

Result<DeskItem> item_of(const Row& row, const ProcedureBook& book, const AlertSet& colours, Moment now) {
  DeskItem item{.file = row.text("case_file"),
                .matter = row.text("name"),
                .procedure = row.text("procedure"),
                .state = row.text("state"),
                .holder = row.text("holder")};
  QY_TRY(const Moment began, Moment::from_text(row.text("began_at")));
  QY_TRY(const Moment progress, Moment::from_text(row.text("progress_at")));
  AlertSubject subject{item.procedure, began.date, progress.date, {}};
  if (row.text("due_at") != kNoDue) {
    item.due_at = row.text("due_at");
    item.limit = row.text("due_limit");
    QY_TRY(const Moment due, Moment::from_text(item.due_at));
    subject.due = due.date;
    item.days_left = days_between(now.date, due.date);
    const TimeLimit* limit = book.limit(item.limit);
    item.is_incident = now > due && limit != nullptr && limit->liberty;
    if (now > due && item.days_left >= 0) item.days_left = -1;  // ran out by the hour, today
  }
  if (const AlertRule* rule = alert_for(colours, subject, now.date)) {
    item.colour = rule->colour;
    item.actions = rule->actions;
    item.tell = rule->tell;
  }
  return item;
}

Result<std::vector<DeskItem>> items_of(const std::vector<Row>& rows, const ProcedureBook& book,
                                       const AlertSet& colours, Moment now) {
  std::vector<DeskItem> items;
  for (const Row& row : rows) {
    QY_TRY(auto item, item_of(row, book, colours, now));
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

Result<std::vector<DeskItem>> desk_of(RecordLists& lists, const DeskQuery& query, const ProcedureBook& book,
                                      const AlertSet& colours, Moment now) {
  ListQuery matters{"matter", {{"open", int64_t(1)}}, "due_at", query.most};
  if (!query.holder.empty()) matters.where["holder"] = query.holder;
  QY_TRY(const auto rows, lists.list(matters));
  return items_of(rows, book, colours, now);
}

Result<std::vector<DeskItem>> desk_of_files(RecordBook& book, const std::set<std::string>& files,
                                            const ProcedureBook& procedures, const AlertSet& colours,
                                            Moment now) {
  QY_TRY(auto rows, book.select_any("matter", "case_file", files, {{"open", int64_t(1)}}));
  std::ranges::stable_sort(rows, std::less(), [](const Row& row) { return row.text("due_at"); });
  return items_of(rows, procedures, colours, now);
}

}  // namespace qy
