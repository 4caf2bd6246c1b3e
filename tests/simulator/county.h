// A county in a folder: its office, its law, the records, and a clock that goes where the simulator puts it.
//
//   Law (loaded once) ──▶ County ─┬─ store   the real RecordStore on SQLite, with log and keys
//                                 ├─ book_of an account's own view of it (rights/*.yaml)
//                                 └─ kill    the process dies between two acts: the folder as it lies is opened anew
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "casework/matter.h"
#include "law/procedure_book.h"
#include "rights/guarded_book.h"
#include "store/record_store.h"
#include "store/store_place.h"

namespace qy::county {

struct Law {
  ProcedureBook procedures;
  Calendar calendar;
  Rights rights;

  static Result<Law> load();
};

struct Member {
  std::string id, unit;
  std::vector<std::string> roles;  // as the office names them
  bool has_account = true;         // bodies, the person and other authorities have none
};
const std::vector<Member>& members();

class County {
 public:
  // The office on record, and nothing else: made once, and copied for each year.
  static Result<void> found(const std::filesystem::path& folder);
  static Result<std::unique_ptr<County>> open(const Law& law, const std::filesystem::path& founded);

  RecordStore& store() { return *store_; }
  const Law& law() const { return law_; }
  FakeClock& clock() { return clock_; }
  std::filesystem::path folder() const { return scratch_->path(); }
  StorePlace place() const;
  Result<GuardedBook> book_of(const std::string& user);

  Result<void> kill();
  Result<void> restart();  // closed in good order, opened again
  // Statements straight into the database, past everything: what an intruder does.
  bool intrude(const std::string& sql);

  static Date first_day();

 private:
  explicit County(const Law& law) : law_(law), clock_(first_day()) {}
  Result<void> open_store();

  const Law& law_;
  FakeClock clock_;
  std::unique_ptr<ScratchFolder> scratch_;
  std::unique_ptr<RecordStore> store_;
};

}  // namespace qy::county
