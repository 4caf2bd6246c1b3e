// The records as they stand at one moment (FilteringBook::steady): one connection, one transaction for reading, begun with the first
// question and over with the next act, or when it goes out of scope. Private to this folder.
#pragma once

#include <optional>

#include "record/row_filter.h"
#include "store/reader_pool.h"

namespace qy {

class SteadyBook : public FilteringBook {
 public:
  SteadyBook(RecordBook& door, ReaderPool& readers) : door_(door), readers_(readers) {}
  SteadyBook(const SteadyBook&) = delete;
  SteadyBook& operator=(const SteadyBook&) = delete;
  ~SteadyBook() override { let_go(); }

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
  std::unique_ptr<FilteringBook> steady_for(RecordBook& door) override {
    return std::make_unique<SteadyBook>(door, readers_);
  }
  int64_t state() const override { return lease_ ? state_ : 0; }

 private:
  template <class Read>
  auto read(Read&& what) -> decltype(what(std::declval<Database&>()));
  void let_go();

  RecordBook& door_;
  ReaderPool& readers_;
  std::optional<ReaderPool::Lease> lease_;  // in a transaction
  int64_t state_ = 0;
};

}  // namespace qy
