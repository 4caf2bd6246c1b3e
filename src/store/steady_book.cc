#include "store/steady_book.h"

#include "base/message.h"
#include "store/history.h"
#include "store/messages.h"
#include "store/state_rows.h"

namespace qy {

// What failed may have spoilt the transaction: the next question begins another.
template <class Read>
auto SteadyBook::read(Read&& what) -> decltype(what(std::declval<Database&>())) {
  if (!lease_) {
    QY_TRY(auto lease, readers_.take());
    lease_.emplace(std::move(lease));
    if (const auto begun = (**lease_).begin_reading(); !begun.ok()) {
      let_go();
      return begun.error();
    }
    ++state_;
  }
  auto answer = what(**lease_);
  if (!answer.ok()) let_go();
  return answer;
}

void SteadyBook::let_go() {
  if (!lease_) return;
  if (!(**lease_).commit().ok()) (**lease_).rollback();
  lease_.reset();
}

Result<Recorded> SteadyBook::perform(const Act& act) {
  let_go();
  return door_.perform(act);
}

Result<Row> SteadyBook::find(std::string_view table, std::string_view id) {
  QY_TRY(auto rows, select(table, {{"id", std::string(id)}}));
  if (rows.empty()) return not_found(say(kNoRow, table, id));
  return std::move(rows.front());
}

Result<std::vector<Row>> SteadyBook::select(std::string_view table, const Fields& where) {
  return read([&](Database& database) { return rows_where(database, table, where); });
}

Result<std::vector<Row>> SteadyBook::select_any(std::string_view table, const std::string& field,
                                                const std::set<std::string>& values, const Fields& where) {
  return read([&](Database& database) { return rows_of_any(database, table, field, values, where); });
}

Result<std::vector<Row>> SteadyBook::list(const ListQuery& query) {
  return read([&](Database& database) { return page_of(database, query); });
}

Result<std::vector<Row>> SteadyBook::filtered(std::string_view table, const Fields& where,
                                              const RowFilter& filter) {
  return read([&](Database& database) { return rows_where(database, table, where, &filter); });
}

Result<std::vector<Row>> SteadyBook::filtered_list(const ListQuery& query, const RowFilter& filter) {
  return read([&](Database& database) { return page_of(database, query, &filter); });
}

Result<int64_t> SteadyBook::filtered_count(std::string_view table, const Fields& where,
                                           const RowFilter& filter) {
  return read([&](Database& database) {
    return filter.sql.empty() ? readers_.counts().count(database, table, where)
                              : count_where(database, table, where, filter);
  });
}

Result<bool> SteadyBook::is_done(const std::string& act_key) {
  QY_TRY(const auto seq, read([&](Database& database) { return seq_of_key(database, act_key); }));
  return seq.has_value();
}

Result<std::vector<PastAct>> SteadyBook::history(std::string_view object) {
  return read([&](Database& database) { return past_acts(database, object); });
}

Result<int64_t> SteadyBook::next_number(std::string_view table, std::string_view prefix) {
  QY_TRY(const int64_t largest,
         read([&](Database& database) { return largest_number(database, table, prefix); }));
  return largest + 1;
}

}  // namespace qy
