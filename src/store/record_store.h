// The record book on SQLite or PostgreSQL (record/act.h tells what an act is and what is refused).
//
//   perform ─▶ queue ─▶ writer thread: BEGIN · every waiting act in its own savepoint · COMMIT ─▶ answers
//                                                     │ group commit: one fsync for all that wait
//                                                     ▼ at least every 1,000 acts or 60 s, and at close
//                                      publish: entries ─▶ log/ tiles ─▶ signed checkpoint
//
// An act that is refused is rolled back to its savepoint; its neighbours in the group go on. When COMMIT
// fails, none of the group was written, and each caller is told so.
//
// Several processes may have one workspace open: the database's lock orders their acts, a file lock their
// publishing.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "record/outbox.h"
#include "record/search.h"
#include "seal/log.h"
#include "seal/seal.h"

namespace qy {

inline constexpr int64_t kPublishActs = 1'000, kPublishMs = 60'000;
inline constexpr int64_t kRecordBytes = 1 << 20, kWordBytes = 256;
inline constexpr int64_t kClockBackMs = 120'000;  // a clock that was set right by less is no jump
inline constexpr int kClockAheadDays = 31;

class Database;
class ReaderPool;
struct Head;
struct StorePlace;

class RecordStore : public FilteringBook, public SearchBook, public Outbox {
 public:
  // Makes keys, log and database where there is none of them. Refuses (messages.h) a database of another
  // version, one that is behind the signed log, a log that is torn, a key that is gone.
  static Result<std::unique_ptr<RecordStore>> open(const StorePlace& place, Sealer sealer,
                                                   const Clock& clock);
  ~RecordStore() override;  // NOLINT(bugprone-exception-escape): as the definition says
  // Answers what is waiting, publishes, and ends. What fails here was committed and is published next time.
  Result<void> close();

  Result<Recorded> perform(const Act& act) override;
  Result<Row> find(std::string_view table, std::string_view id) override;
  Result<std::vector<Row>> select(std::string_view table, const Fields& where) override;
  Result<std::vector<Row>> select_any(std::string_view table, const std::string& field,
                                      const std::set<std::string>& values, const Fields& where) override;
  Result<std::vector<Row>> list(const ListQuery& query) override;
  Result<std::vector<Row>> filtered(std::string_view table, const Fields& where,
                                    const RowFilter& filter) override;
  Result<std::vector<Row>> filtered_list(const ListQuery& query, const RowFilter& filter) override;
  Result<int64_t> filtered_count(std::string_view table, const Fields& where,
                                 const RowFilter& filter) override;
  Result<bool> is_done(const std::string& act_key) override;
  Result<std::vector<PastAct>> history(std::string_view object) override;
  Result<int64_t> next_number(std::string_view table, std::string_view prefix) override;
  std::unique_ptr<FilteringBook> steady_for(RecordBook& door) override;

  Result<int64_t> acts() override;
  Result<int64_t> search_upto() override;
  Result<void> put_search(const std::vector<SearchEntry>& entries, int64_t upto) override;
  RowFilter rows_found(const std::vector<SearchTerm>& terms) const override;

  Result<std::vector<OutboxMessage>> unsent(int64_t most) override;
  Result<void> mark_sent(const OutboxMessage& message, int64_t at_ms) override;

  // What is committed becomes part of the signed log.
  Result<void> publish();
  const LogVerifier& verifier() const { return signer_->verifier(); }

 private:
  struct Waiting {
    const Act* act;
    std::promise<Result<Recorded>> answer;
  };
  using Group = std::deque<Waiting>;

  explicit RecordStore(const Clock& clock);
  void write_until_closed();
  void write_group(Group& group);
  Result<Recorded> write_one(const Act& act, Head& head);
  void publish_until_closed();

  const Clock& clock_;
  std::filesystem::path workspace_, log_folder_;
  std::unique_ptr<Sealer> sealer_;
  std::unique_ptr<LogSigner> signer_;
  std::unique_ptr<TreeHasher> hasher_;
  std::unique_ptr<Database> writer_, publisher_;
  std::unique_ptr<ReaderPool> readers_;

  std::mutex queue_mutex_, publish_mutex_;
  std::condition_variable wake_writer_, wake_publisher_;
  Group queue_;
  int64_t unpublished_ = 0;
  bool closing_ = false, closed_ = false;
  std::thread writer_thread_, publisher_thread_;
};

}  // namespace qy
