// A desk (我的待办): the matters that lie on it, nearest lawful deadline first, with the colours of supervision
// (procedures/shared/alerts.yaml).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "law/alert.h"
#include "law/moment.h"
#include "law/procedure_book.h"
#include "record/list.h"

namespace qy {

struct DeskItem {
  std::string file, matter, procedure, state, holder;
  std::string due_at, limit;  // nearest last moment and its limit, "" where none runs
  int days_left = 0;          // only where due_at is given; negative once it has run out
  AlertColour colour = AlertColour::none;
  std::vector<std::string> actions;  // that the colour asks for
  std::string tell;                  // the role that is told
  bool is_incident = false;  // a limit on liberty ran out: the chief, case management and the body above
};

struct DeskQuery {
  std::string holder;  // "": everybody's
  int64_t most = 100;
};

// By deadline, those without one last.
Result<std::vector<DeskItem>> desk_of(RecordLists& lists, const DeskQuery& query, const ProcedureBook& book,
                                      const AlertSet& colours, Moment now);

// The matters under way of these files.
Result<std::vector<DeskItem>> desk_of_files(RecordBook& book, const std::set<std::string>& files,
                                            const ProcedureBook& procedures, const AlertSet& colours,
                                            Moment now);

}  // namespace qy
