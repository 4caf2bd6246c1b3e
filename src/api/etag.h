// What somebody had before his eyes when he acts: If-Match against the row's version, held until the act is written.
#pragma once

#include <optional>
#include <string>

#include "api/route.h"

namespace qy {

// Changes with the row and with the screening that the sentence came from.
std::string etag_of(const std::string& run_id, const std::string& id, int64_t version);

// The record book for one act about one row. An act that found the row at another version than `seen` is refused
// with conflict, and moved() tells so: between looking and acting somebody else was there.
class SeenBook : public RecordBook {
 public:
  SeenBook(RecordBook& book, std::string table, std::string id, int64_t seen)
      : book_(book), table_(std::move(table)), id_(std::move(id)), seen_(seen) {}
  bool moved() const { return moved_; }

  Result<Recorded> perform(const Act& act) override;
  Result<Row> find(std::string_view table, std::string_view id) override { return book_.find(table, id); }
  Result<std::vector<Row>> select(std::string_view table, const Fields& where) override {
    return book_.select(table, where);
  }
  Result<std::vector<Row>> select_any(std::string_view table, const std::string& field,
                                      const std::set<std::string>& values, const Fields& where) override {
    return book_.select_any(table, field, values, where);
  }
  Result<std::vector<PastAct>> history(std::string_view object) override { return book_.history(object); }
  Result<int64_t> next_number(std::string_view table, std::string_view prefix) override {
    return book_.next_number(table, prefix);
  }

 private:
  RecordBook& book_;
  std::string table_, id_;
  int64_t seen_;
  bool moved_ = false;
};

}  // namespace qy
