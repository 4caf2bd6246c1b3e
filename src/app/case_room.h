// What every command on files (案卷) has before it: the records open, the law of the day, and the book of files.
#pragma once

#include <memory>

#include "app/records.h"
#include "casework/case_book.h"
#include "law/alert.h"

namespace qy {

struct CaseRoom {
  SystemClock clock;
  std::unique_ptr<Workspace> workspace;
  std::unique_ptr<RecordStore> records;
  ProcedureBook procedures;
  Calendar calendar;
  std::unique_ptr<CaseBook> cases;

  static Result<std::unique_ptr<CaseRoom>> open(const std::string& folder);
  Result<AlertSet> colours(const std::string& id) const;  // of procedures/shared/alerts.yaml
};

}  // namespace qy
