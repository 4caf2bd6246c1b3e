// What every command on files (案卷) has before it: the records open, the law of the day, and the book of files.
#pragma once

#include <memory>

#include "app/records.h"
#include "casework/case_book.h"
#include "law/alert.h"
#include "rights/guarded_book.h"

namespace qy {

struct CaseRoom {
  SystemClock clock;
  std::unique_ptr<Workspace> workspace;
  std::unique_ptr<RecordStore> records;
  ProcedureBook procedures;
  Calendar calendar;
  Rights rights;
  std::unique_ptr<GuardedBook> guarded;  // none where it was opened for nobody
  std::unique_ptr<CaseBook> cases;

  static Result<std::unique_ptr<CaseRoom>> open(const std::string& folder);
  // For one account: the book of files shows what he may read and takes what he may do (rights/case_file.yaml).
  static Result<std::unique_ptr<CaseRoom>> open_for(const std::string& folder, const std::string& user);
  // On record before anything is shown, like every reading (leads/reading_log.h). Only where it was opened for an account.
  Result<void> log_reading(const std::string& kind, const std::string& object, const std::string& why);
  // Ties found against whoever is concerned in the file, and, for who may decide on it, what the county wants told beside.
  Result<std::string> recusals_told(const Row& file);
  Result<AlertSet> colours(const std::string& id) const;  // of procedures/shared/alerts.yaml
};

}  // namespace qy
