#include "store/record_store.h"

#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "base/json.h"
#include "base/message.h"
#include "base/messages.h"
#include "record/act_time.h"
#include "store/act_form.h"
#include "store/database.h"
#include "store/history.h"
#include "store/messages.h"
#include "store/publishing.h"
#include "store/reader_pool.h"
#include "store/state_rows.h"

namespace qy {
namespace {

constexpr int64_t kDayMs = 86'400'000;

// Time never runs backwards in the history, and a clock that was set wrong does not spoil it for good.
Result<int64_t> time_of_act(int64_t now, const Act& act, const Head& head) {
  if (head.size == 0) return now;
  if (now < head.last_ms - kClockBackMs)
    return Error{Code::conflict, say(kClockBack, stamp_of(now), stamp_of(head.last_ms))};
  if (now > head.last_ms + kClockAheadDays * kDayMs && act.kind != "system.clock_confirmed")
    return Error{Code::conflict, say(kClockAhead, stamp_of(now), stamp_of(head.last_ms), kClockAheadDays)};
  return std::max(now, head.last_ms);
}

Result<void> check_actor(Database& database, const Act& act) {
  if (act.actor.user == "system" && act.kind.starts_with("system.")) return {};
  QY_TRY(const auto accounts, rows_where(database, "user_account", {{"id", act.actor.user}}));
  if (accounts.empty() || accounts[0].number("active") != 1) return not_found(say(kNoUser, act.actor.user));
  QY_TRY(const auto roles,
         rows_where(database, "user_role",
                    {{"user_id", act.actor.user}, {"role", act.actor.role}, {"active", int64_t(1)}}));
  if (roles.empty()) return Error{Code::forbidden, say(kNoRole, act.actor.user, act.actor.role)};
  return {};
}

// 等保三级: system, security and audit administrators are three persons.
Result<void> check_administrators(Database& database, const Act& act) {
  for (const Change& change : act.changes) {
    if (change.table != "user_role") continue;
    QY_TRY(const auto changed, rows_where(database, "user_role", {{"id", change.id}}));
    const std::string user = changed[0].text("user_id");
    QY_TRY(const auto roles, rows_where(database, "user_role", {{"user_id", user}, {"active", int64_t(1)}}));
    int held = 0;
    for (const Row& row : roles) held += is_administrator(row.text("role")) ? 1 : 0;
    if (held > 1) return Error{Code::forbidden, say(kOneAdministrator, user)};
  }
  return {};
}

// The act that has this key already, if it is the same one.
Result<std::optional<Recorded>> done_before(Database& database, const TreeHasher& hasher, const Act& act,
                                            const std::string& record) {
  QY_TRY(const auto seq, seq_of_key(database, act.key));
  if (!seq) return std::optional<Recorded>();
  QY_TRY(const HistoryRow row, read_history(database, *seq));
  const bool same = row.salt && hex_of(hasher.commitment(*row.salt, record)) == row.commitment &&
                    row.kind == act.kind && row.object == act.object && row.actor.user == act.actor.user &&
                    row.actor.role == act.actor.role && row.basis == act.basis;
  if (!same) return Error{Code::conflict, say(kKeyUsed, act.key)};
  return std::optional<Recorded>({*seq, row.at_ms, true});
}

Result<void> add_key_and_outbox(Database& database, const Act& act, long long seq) {
  return fenced([&] {
    const int64_t of = seq;
    database.prepared()
        .of("INSERT INTO act_key (act_key, seq) VALUES (:k, :s)", {{"k", act.key}, {"s", of}}, false)
        .write();
    for (size_t i = 0; i < act.outbox.size(); ++i) {
      const Outgoing& out = act.outbox[i];
      database.prepared()
          .of("INSERT INTO outbox (seq, place, topic, recipient, body) VALUES (:s, :p, :t, :r, :b)",
              {{"s", of}, {"p", int64_t(i)}, {"t", out.topic}, {"r", out.to}, {"b", out.body}}, false)
          .write();
    }
  });
}

Result<std::string> written_out(const Act& act) {
  try {
    return record_text(act);
  } catch (const Json::exception&) {  // a text that is not UTF-8
    return invalid(say(kNotUtf8));
  }
}

}  // namespace

RecordStore::RecordStore(const Clock& clock) : clock_(clock) {}

Result<Recorded> RecordStore::write_one(const Act& act, Head& head) {
  Database& database = *writer_;
  QY_TRY(const std::string record, written_out(act));
  QY_CHECK(check_form(act, record));
  QY_TRY(const auto before, done_before(database, *hasher_, act, record));
  if (before) return *before;
  QY_CHECK(check_actor(database, act));
  QY_TRY(const int64_t at, time_of_act(clock_.now_ms(), act, head));
  HistoryRow row{.seq = head.size,
                 .at_ms = at,
                 .kind = act.kind,
                 .object = act.object,
                 .basis = act.basis,
                 .actor = act.actor,
                 .salt = fresh_salt(),
                 .record = record};
  row.commitment = hex_of(hasher_->commitment(*row.salt, record));
  for (const Change& change : act.changes) QY_CHECK(apply_change(database, change, row.seq));
  QY_CHECK(check_administrators(database, act));
  for (const int64_t seq : act.erases) QY_CHECK(erase_record(database, seq));
  QY_CHECK(add_history(database, row));
  QY_CHECK(add_key_and_outbox(database, act, row.seq));
  head = {row.seq + 1, at};
  return Recorded{row.seq, at, false};
}

void RecordStore::write_group(Group& group) {
  Database& database = *writer_;
  std::vector<Result<Recorded>> answers;
  Result<void> whole = database.begin();
  Head head;
  if (whole.ok()) {
    if (auto read = read_head(database); read.ok()) {
      head = *read;
    } else {
      whole = read.error();
    }
  }
  for (const Waiting& one : group) {
    if (!whole.ok()) break;
    whole = fenced([&] { database.prepared().of("SAVEPOINT act", {}, false).write(); });
    if (!whole.ok()) break;
    Head after = head;
    auto answer = write_one(*one.act, after);
    const bool keep = answer.ok() && !answer->repeated;
    whole = fenced([&] {
      if (!keep) database.sql() << "ROLLBACK TO SAVEPOINT act";
      database.prepared().of("RELEASE SAVEPOINT act", {}, false).write();
    });
    // A failure of the disk or the connection may have ended the transaction: then the whole group is told.
    if (!whole.ok() && !answer.ok()) whole = answer.error();
    if (keep) head = after;
    answers.push_back(std::move(answer));
  }
  if (whole.ok()) whole = write_head(database, head);
  if (whole.ok()) whole = database.commit();
  if (!whole.ok()) database.rollback();
  int64_t added = 0;
  for (size_t i = 0; i < group.size(); ++i) {
    if (!whole.ok()) {
      group[i].answer.set_value(whole.error());
    } else {
      added += answers[i].ok() && !answers[i]->repeated ? 1 : 0;
      group[i].answer.set_value(std::move(answers[i]));
    }
  }
  const std::lock_guard lock(queue_mutex_);
  unpublished_ += added;
  if (unpublished_ >= kPublishActs) wake_publisher_.notify_one();
}

void RecordStore::write_until_closed() {
  std::unique_lock lock(queue_mutex_);
  for (;;) {
    wake_writer_.wait(lock, [&] { return closing_ || !queue_.empty(); });
    if (queue_.empty()) return;
    Group group;
    group.swap(queue_);
    lock.unlock();
    write_group(group);
    lock.lock();
  }
}

void RecordStore::publish_until_closed() {
  std::unique_lock lock(queue_mutex_);
  while (!closing_) {
    wake_publisher_.wait_for(lock, std::chrono::milliseconds(kPublishMs),
                             [&] { return closing_ || unpublished_ >= kPublishActs; });
    if (closing_ || unpublished_ == 0) continue;
    unpublished_ = 0;
    lock.unlock();
    // What fails stays committed in the database; close, or whoever opens next, publishes it or tells why
    // not.
    (void)publish();
    lock.lock();
  }
}

Result<void> RecordStore::publish() {
  const std::lock_guard own(publish_mutex_);
  QY_TRY(const auto lock, lock_publishing(workspace_));
  QY_TRY(Log log, Log::open(log_folder_, *signer_));
  QY_TRY(const Head head, read_head(*publisher_));
  if (head.size < log.size()) return damaged(say(kRecordsBehind, head.size, log.size()));
  std::vector<std::string> entries;
  QY_CHECK(each_history(*publisher_, log.size(), head.size, [&](const HistoryRow& row) {
    entries.push_back(row.entry());
    return Result<void>();
  }));
  return log.publish(entries);
}

Result<std::unique_ptr<RecordStore>> RecordStore::open(const StorePlace& place, Sealer sealer,
                                                       const Clock& clock) {
  auto store = std::unique_ptr<RecordStore>(new RecordStore(clock));
  const auto keys = place.workspace / "keys";
  store->log_folder_ = place.workspace / "log";
  store->workspace_ = place.workspace;
  store->sealer_ = std::make_unique<Sealer>(std::move(sealer));
  // Keys before the log, the log before the database: whatever a crash leaves of the three is finished here,
  // and a database without its log or a log without its key is refused.
  const bool fresh = !std::filesystem::exists(store->log_folder_ / "checkpoint");
  if (fresh && place.url.empty() && std::filesystem::exists(place.workspace / "records.db"))
    return damaged(say(kLogGone, (store->log_folder_ / "checkpoint").string()));
  if (fresh && !std::filesystem::exists(keys / "log.pub")) QY_CHECK(LogSigner::create(keys, *store->sealer_));
  QY_TRY(LogSigner signer, LogSigner::open(keys, *store->sealer_));
  store->signer_ = std::make_unique<LogSigner>(std::move(signer));
  store->hasher_ = std::make_unique<TreeHasher>(store->sealer_->profile());
  if (fresh) QY_CHECK(Log::create(store->log_folder_, *store->signer_));
  int64_t published = 0;
  {
    // Another process may be publishing: a tile that grows is written anew, and its shorter form goes.
    QY_TRY(const auto still, lock_publishing(place.workspace));
    QY_TRY(const Log log, Log::open(store->log_folder_, *store->signer_));
    published = log.size();
  }
  QY_TRY(store->writer_, Database::open(place, published == 0 ? IfMissing::make : IfMissing::refuse));
  QY_CHECK(migrate(*store->writer_, place.migrations, clock.now_ms()));
  for (auto* database : {&store->writer_, &store->publisher_}) {
    if (!*database) {
      QY_TRY(*database, Database::open(place, IfMissing::refuse));
    }
    QY_CHECK((*database)->read_catalogue());
  }
  store->readers_ = std::make_unique<ReaderPool>(place);
  QY_CHECK(store->publish());
  store->writer_thread_ = std::thread([self = store.get()] { self->write_until_closed(); });
  store->publisher_thread_ = std::thread([self = store.get()] { self->publish_until_closed(); });
  return store;
}

// NOLINTNEXTLINE(bugprone-exception-escape): writers that cannot be awaited end the process
RecordStore::~RecordStore() {
  (void)close();  // a caller who wants to know closes it himself
}

Result<void> RecordStore::close() {
  {
    const std::lock_guard lock(queue_mutex_);
    if (closed_) return {};
    closing_ = closed_ = true;
  }
  if (!writer_thread_.joinable()) return {};  // it never opened
  wake_writer_.notify_all();
  wake_publisher_.notify_all();
  writer_thread_.join();
  publisher_thread_.join();
  return publish();
}

Result<Recorded> RecordStore::perform(const Act& act) {
  std::future<Result<Recorded>> answer;
  {
    const std::lock_guard lock(queue_mutex_);
    if (closing_) return Error{Code::conflict, say(kStoreClosed)};
    Waiting& mine = queue_.emplace_back();
    mine.act = &act;
    answer = mine.answer.get_future();
  }
  wake_writer_.notify_one();
  return answer.get();
}

}  // namespace qy
