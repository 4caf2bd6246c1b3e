// A record book as one account may use it. What he may not read is not there; what he may not do is refused before
// the store is asked; nothing is decided here that is not in rights/*.yaml.
//
//   LeadBook, FindingWay … ──▶ GuardedBook ──▶ RecordStore
//
// Not for several threads at a time.
#pragma once

#include <map>

#include "base/clock.h"
#include "record/row_filter.h"
#include "rights/rights.h"

namespace qy {

// Account, unit and all roles in force; not_found where there is no such account.
Result<Asker> asker_of(RecordBook& book, const std::string& user);
// The same, for one who says in which role he acts; forbidden where he does not hold it.
Result<Asker> asker_in(RecordBook& book, const std::string& user, const std::string& role);

class GuardedBook : public RecordBook, public RecordLists {
 public:
  // Where `book` is of one state of affairs (FilteringBook::steady) and the asker was found in it, he is not looked up again for an
  // act, and whether he may read a record is judged once.
  GuardedBook(FilteringBook& book, const Rights& rights, Asker asker, const Clock& clock)
      : book_(book), rights_(rights), asker_(std::move(asker)), clock_(clock), asker_of_(book.state()) {}

  const Asker& asker() const { return asker_; }

  // Beyond what RecordBook tells: forbidden where the table of rights does not allow the act in the role that it names,
  // on any record whose rows it touches; not_found where he may not know of that record.
  Result<Recorded> perform(const Act& act) override;
  Result<Row> find(std::string_view table, std::string_view id) override;
  Result<std::vector<Row>> select(std::string_view table, const Fields& where) override;
  Result<std::vector<Row>> select_any(std::string_view table, const std::string& field,
                                      const std::set<std::string>& values, const Fields& where) override;
  Result<std::vector<Row>> list(const ListQuery& query) override;
  Result<std::vector<PastAct>> history(std::string_view object) override;
  Result<int64_t> next_number(std::string_view table, std::string_view prefix) override;

  // What he may know of: where he may list and not read, only the fields of the kind's overview are filled.
  Result<std::vector<Row>> overview(std::string_view table, const Fields& where);
  // A page of it, and how many there are, where there may be more than a memory should hold.
  // `asks`: what is asked beside query.where. Where the order goes by parts (ListQuery::first_by), those count that he may read.
  Result<std::vector<Row>> overview_page(const ListQuery& query, const std::vector<GuardedFilter>& asks = {});
  Result<int64_t> overview_count(std::string_view table, const Fields& where,
                                 const std::vector<GuardedFilter>& asks = {});
  // Rows that he may read, with further conditions (a search).
  Result<std::vector<Row>> read_where(std::string_view table, const RowFilter& also);
  Result<bool> may(Operation operation, const std::string& object);

 private:
  struct Touched {
    const RecordKind* kind = nullptr;
    std::string id;  // empty: no record of its own, as of a kind without rows
  };
  Result<Touched> touched_by(const Change& change, const RecordKind& of_object);
  // The record that the change names (an involvement's), where its kind has such a field and the act asks for one.
  Result<std::optional<Touched>> named_by(const Change& change,
                                          const std::map<std::string, Operation>& needs);
  Result<void> allow(const Asker& asker, Operation operation, const Touched& touched);
  // Asked of the database in one question, as lists are; of a record that is not there yet, false.
  Result<bool> allowed_there(const Asker& asker, Operation operation, const RecordKind& kind,
                             const std::string& id);
  // Empties what he may not know of rows that he may only list; `read`: those of them that he may read.
  static void leave_overview(const RecordKind& kind, const std::vector<Row>& read, std::vector<Row>& rows);
  // `where`: what is asked for; where it names the record whose part it is, that one is judged.
  Result<RowFilter> readable(std::string_view table, const Fields& where);

  Result<Asker> acting_as(const Actor& actor);
  Result<bool> may_read(const RecordKind& kind, const std::string& id);
  Result<RowFilter> parts_of_one(const RecordKind& whole, const std::string& id);

  FilteringBook& book_;
  const Rights& rights_;
  Asker asker_;
  const Clock& clock_;
  int64_t asker_of_, judged_in_ = 0;      // states of affairs
  std::map<std::string, bool> may_read_;  // "lead/2026-0007", in judged_in_
};

}  // namespace qy
