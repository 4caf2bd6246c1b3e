// A record book that remembers which acts went through it, until it is asked: whoever has to tell others that something changed asks once
// for all of them, and no database is asked. Acts of other processes do not come through here; their number in the log tells that there were.
#pragma once

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "record/row_filter.h"

namespace qy {

struct ToldAct {
  std::string kind, object;
  std::vector<Change> changes;
};

class ToldBook : public FilteringBook {
 public:
  static constexpr size_t kMostKept = 10'000;  // acts

  struct Told {
    std::vector<ToldAct> acts;
    int64_t number = 0;     // of acts that ever went through here
    bool is_short = false;  // there were more than were kept
  };

  explicit ToldBook(FilteringBook& book) : book_(book) {}
  // Since it was last asked.
  Told take() {
    const std::lock_guard lock(mutex_);
    Told told{std::move(acts_), number_, is_short_};
    acts_.clear();
    is_short_ = false;
    return told;
  }

  Result<Recorded> perform(const Act& act) override {
    auto done = book_.perform(act);
    if (done.ok() && !done->repeated) keep(act);
    return done;
  }
  Result<Row> find(std::string_view table, std::string_view id) override { return book_.find(table, id); }
  Result<std::vector<Row>> select(std::string_view table, const Fields& where) override {
    return book_.select(table, where);
  }
  Result<std::vector<PastAct>> history(std::string_view object) override { return book_.history(object); }
  Result<int64_t> next_number(std::string_view table, std::string_view prefix) override {
    return book_.next_number(table, prefix);
  }
  Result<std::vector<Row>> list(const ListQuery& query) override { return book_.list(query); }
  Result<std::vector<Row>> filtered(std::string_view table, const Fields& where,
                                    const RowFilter& filter) override {
    return book_.filtered(table, where, filter);
  }
  Result<std::vector<Row>> filtered_list(const ListQuery& query, const RowFilter& filter) override {
    return book_.filtered_list(query, filter);
  }
  Result<int64_t> filtered_count(std::string_view table, const Fields& where,
                                 const RowFilter& filter) override {
    return book_.filtered_count(table, where, filter);
  }
  Result<bool> is_done(const std::string& act_key) override { return book_.is_done(act_key); }
  Result<std::vector<Row>> select_any(std::string_view table, const std::string& field,
                                      const std::set<std::string>& values, const Fields& where) override {
    return book_.select_any(table, field, values, where);
  }
  std::unique_ptr<FilteringBook> steady_for(RecordBook& door) override { return book_.steady_for(door); }

 private:
  // What was read, and who came in, changes nothing that anybody waits for.
  void keep(const Act& act) {
    const std::lock_guard lock(mutex_);
    ++number_;
    if (act.kind.starts_with("reading.") || act.kind.starts_with("system.")) return;
    if (acts_.size() >= kMostKept) {
      is_short_ = true;
      return;
    }
    acts_.push_back({act.kind, act.object, act.changes});
  }

  FilteringBook& book_;
  std::mutex mutex_;
  std::vector<ToldAct> acts_;
  int64_t number_ = 0;
  bool is_short_ = false;
};

}  // namespace qy
