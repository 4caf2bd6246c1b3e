// What a command is given that works on records: the workspace, the records as one account may use them, and the word
// of every reading that goes into the log (trust.md 1: reads, searches, exports are logged and can be reviewed).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/records.h"
#include "leads/reading_log.h"
#include "rights/access_book.h"
#include "rights/guarded_book.h"

namespace qy {

class Desk {
 public:
  // As the account `user`, in all of its roles. not_found where there is no such account.
  static Result<std::unique_ptr<Desk>> open(const std::string& folder, const std::string& user);
  // For acts: forbidden where the account does not hold the role.
  static Result<std::unique_ptr<Desk>> open_as(const std::string& folder, const std::string& user,
                                               const std::string& role);

  const Clock& clock() const { return clock_; }
  Workspace& workspace() { return *workspace_; }
  GuardedBook& book() { return *book_; }
  const Rights& rights() const { return rights_; }
  Actor by() const { return {book_->asker().user, role_}; }
  AccessBook access() { return {*book_, clock_, act_key_of}; }

  // As log_reading_of (leads/reading_log.h).
  Result<void> log_reading(const std::string& kind, const std::string& object, const std::string& why);
  // The records past the rights, for what shows nothing of anybody.
  RecordStore& store() { return *records_; }
  Result<void> close() { return records_->close(); }

 private:
  static std::string act_key_of(const std::vector<std::string>& parts);

  SystemClock clock_;
  std::unique_ptr<Workspace> workspace_;
  std::unique_ptr<RecordStore> records_;
  Rights rights_;
  std::optional<GuardedBook> book_;
  std::string role_;  // in which he acts; for readings, one that he holds
};

}  // namespace qy
