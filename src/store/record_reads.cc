// What the record book answers without writing: rows, lists, histories, and the index that leads are found by.
#include "base/message.h"
#include "store/database.h"
#include "store/history.h"
#include "store/messages.h"
#include "store/outbox_rows.h"
#include "store/reader_pool.h"
#include "store/record_store.h"
#include "store/search_index.h"
#include "store/state_rows.h"
#include "store/steady_book.h"

namespace qy {

Result<Row> RecordStore::find(std::string_view table, std::string_view id) {
  QY_TRY(auto rows, select(table, {{"id", std::string(id)}}));
  if (rows.empty()) return not_found(say(kNoRow, table, id));
  return std::move(rows.front());
}

Result<std::vector<Row>> RecordStore::select(std::string_view table, const Fields& where) {
  QY_TRY(const auto reader, readers_->take());
  return rows_where(*reader, table, where);
}

Result<std::vector<Row>> RecordStore::select_any(std::string_view table, const std::string& field,
                                                 const std::set<std::string>& values, const Fields& where) {
  QY_TRY(const auto reader, readers_->take());
  return rows_of_any(*reader, table, field, values, where);
}

Result<std::vector<Row>> RecordStore::list(const ListQuery& query) {
  QY_TRY(const auto reader, readers_->take());
  return page_of(*reader, query);
}

Result<std::vector<Row>> RecordStore::filtered(std::string_view table, const Fields& where,
                                               const RowFilter& filter) {
  QY_TRY(const auto reader, readers_->take());
  return rows_where(*reader, table, where, &filter);
}

Result<std::vector<Row>> RecordStore::filtered_list(const ListQuery& query, const RowFilter& filter) {
  QY_TRY(const auto reader, readers_->take());
  return page_of(*reader, query, &filter);
}

Result<int64_t> RecordStore::filtered_count(std::string_view table, const Fields& where,
                                            const RowFilter& filter) {
  return SteadyBook(*this, *readers_).filtered_count(table, where, filter);  // a kept count is two questions
}

Result<bool> RecordStore::is_done(const std::string& act_key) {
  QY_TRY(const auto reader, readers_->take());
  QY_TRY(const auto seq, seq_of_key(*reader, act_key));
  return seq.has_value();
}

Result<int64_t> RecordStore::acts() {
  QY_TRY(const auto reader, readers_->take());
  QY_TRY(const Head head, read_head(*reader));
  return head.size;
}

Result<int64_t> RecordStore::search_upto() {
  QY_TRY(const auto reader, readers_->take());
  return qy::search_upto(*reader);
}

Result<void> RecordStore::put_search(const std::vector<SearchEntry>& entries, int64_t upto) {
  const std::lock_guard own(publish_mutex_);
  return qy::put_search(*publisher_, entries, upto);
}

RowFilter RecordStore::rows_found(const std::vector<SearchTerm>& terms) const {
  return qy::rows_found(terms, writer_->is_sqlite());
}

Result<std::vector<OutboxMessage>> RecordStore::unsent(int64_t most) {
  QY_TRY(const auto reader, readers_->take());
  return unsent_rows(*reader, most);
}

Result<void> RecordStore::mark_sent(const OutboxMessage& message, int64_t at_ms) {
  const std::lock_guard own(publish_mutex_);
  return mark_row_sent(*publisher_, message, at_ms);
}

Result<std::vector<PastAct>> RecordStore::history(std::string_view object) {
  QY_TRY(const auto reader, readers_->take());
  return past_acts(*reader, object);
}

Result<int64_t> RecordStore::next_number(std::string_view table, std::string_view prefix) {
  QY_TRY(const auto reader, readers_->take());
  QY_TRY(const int64_t largest, largest_number(*reader, table, prefix));
  return largest + 1;
}

std::unique_ptr<FilteringBook> RecordStore::steady_for(RecordBook& door) {
  return std::make_unique<SteadyBook>(door, *readers_);
}

}  // namespace qy
