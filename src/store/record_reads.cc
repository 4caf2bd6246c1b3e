// What the record book answers without writing: rows, lists, histories, and the index that leads are found by.
#include "base/message.h"
#include "store/database.h"
#include "store/history.h"
#include "store/messages.h"
#include "store/record_store.h"
#include "store/search_index.h"
#include "store/state_rows.h"

namespace qy {

Result<Row> RecordStore::find(std::string_view table, std::string_view id) {
  QY_TRY(auto rows, select(table, {{"id", std::string(id)}}));
  if (rows.empty()) return not_found(say(kNoRow, table, id));
  return std::move(rows.front());
}

Result<std::vector<Row>> RecordStore::select(std::string_view table, const Fields& where) {
  const std::lock_guard lock(reader_mutex_);
  return rows_where(*reader_, table, where);
}

Result<std::vector<Row>> RecordStore::list(const ListQuery& query) {
  const std::lock_guard lock(reader_mutex_);
  return page_of(*reader_, query);
}

Result<std::vector<Row>> RecordStore::filtered(std::string_view table, const Fields& where,
                                               const RowFilter& filter) {
  const std::lock_guard lock(reader_mutex_);
  return rows_where(*reader_, table, where, &filter);
}

Result<std::vector<Row>> RecordStore::filtered_list(const ListQuery& query, const RowFilter& filter) {
  const std::lock_guard lock(reader_mutex_);
  return page_of(*reader_, query, &filter);
}

Result<bool> RecordStore::is_done(const std::string& act_key) {
  const std::lock_guard lock(reader_mutex_);
  return fenced([&] {
    long long there = 0;
    reader_->sql() << "SELECT count(*) FROM act_key WHERE act_key = :k", soci::into(there),
        soci::use(act_key, "k");
    return there > 0;
  });
}

Result<int64_t> RecordStore::acts() {
  const std::lock_guard lock(reader_mutex_);
  QY_TRY(const Head head, read_head(*reader_));
  return head.size;
}

Result<int64_t> RecordStore::search_upto() {
  const std::lock_guard lock(reader_mutex_);
  return qy::search_upto(*reader_);
}

Result<void> RecordStore::put_search(const std::vector<SearchEntry>& entries, int64_t upto) {
  const std::lock_guard own(publish_mutex_);
  return qy::put_search(*publisher_, entries, upto);
}

RowFilter RecordStore::rows_found(const std::vector<SearchTerm>& terms) const {
  return qy::rows_found(terms, reader_->is_sqlite());
}

Result<std::vector<PastAct>> RecordStore::history(std::string_view object) {
  const std::lock_guard lock(reader_mutex_);
  QY_TRY(const auto rows, history_of(*reader_, object));
  std::vector<PastAct> acts;
  for (const HistoryRow& row : rows)
    acts.push_back({row.seq, row.at_ms, row.kind, row.object, row.basis, row.actor, row.record});
  return acts;
}

Result<int64_t> RecordStore::next_number(std::string_view table, std::string_view prefix) {
  const std::lock_guard lock(reader_mutex_);
  QY_TRY(const int64_t largest, largest_number(*reader_, table, prefix));
  return largest + 1;
}

}  // namespace qy
