#include "rights/guarded_book.h"

#include <set>

#include "base/message.h"
#include "record/officer_tie.h"
#include "rights/messages.h"
#include "rights/row_right.h"
#include "rights/situation.h"

namespace qy {
namespace {

struct ObjectName {
  std::string kind, id;
};

ObjectName named(std::string_view object) {
  const size_t slash = object.find('/');
  if (slash == std::string_view::npos) return {std::string(object), ""};
  return {std::string(object.substr(0, slash)), std::string(object.substr(slash + 1))};
}

// Rows that he may know of and that hold all of what is asked.
RowFilter known_rows(RowFilter known, const RowFilter& readable, const std::vector<GuardedFilter>& asks) {
  const bool reads_all = known.sql == readable.sql;
  for (const GuardedFilter& ask : asks) {
    const RowFilter inside = reads_all ? ask.inside : both(readable, ask.inside);
    RowFilter either{"(" + ask.open.sql + ") OR (" + inside.sql + ")", ask.open.values};
    either.values.insert(inside.values.begin(), inside.values.end());
    known = both(known, either);
  }
  return known;
}

// So that recused() is false of every row (row_right.cc): no tie of his own, no recusal, none by the kind's own list.
Result<bool> keeps_out_of_nothing(RecordBook& book, const Asker& asker, const RecordKind& kind) {
  if (!asker.near.empty()) return false;
  QY_TRY(
      const auto recusals,
      book.select("involvement", {{"user_id", asker.user}, {"relation", "recusal"}, {"active", int64_t(1)}}));
  if (!recusals.empty()) return false;
  if (!kind.recusals) return true;
  QY_TRY(const auto own, book.select(kind.recusals->table, {{kind.recusals->user, asker.user},
                                                            {kind.recusals->in_force, int64_t(1)}}));
  return own.empty();
}

void leave_told(const ToldRows& told, std::vector<Row>& rows) {
  for (Row& row : rows)
    for (auto& [name, value] : row.fields)
      if (!told.shows.contains(name)) value = std::monostate();
}

Error not_here(std::string_view what, std::string_view id) {
  return not_found(say(kNotFoundHere, what, id));
}

}  // namespace

Result<Asker> asker_of(RecordBook& book, const std::string& user) {
  QY_TRY(const auto accounts, book.select("user_account", {{"id", user}}));
  if (accounts.empty() || accounts[0].number("active") != 1) return not_found(say(kAccountGone, user));
  Asker asker{.user = user, .unit = accounts[0].text("unit"), .roles = {}};
  QY_TRY(asker.near, kept_from(book, user));
  QY_TRY(const auto roles, book.select("user_role", {{"user_id", user}, {"active", int64_t(1)}}));
  for (const Row& role : roles) asker.roles.insert(role.text("role"));
  return asker;
}

Result<Asker> asker_in(RecordBook& book, const std::string& user, const std::string& role) {
  QY_TRY(Asker asker, asker_of(book, user));
  if (!asker.roles.contains(role)) return Error{Code::forbidden, say(kRoleNotHeld, user, role)};
  asker.roles = {role};
  return asker;
}

// The record that a change belongs to.
Result<GuardedBook::Touched> GuardedBook::touched_by(const Change& change, const RecordKind& of_object) {
  if (const RecordKind* own = rights_.kind_of_table(change.table)) return Touched{own, change.id};
  PartField field;
  if (const RecordKind* whole = rights_.kind_of_part(change.table, field)) {
    const auto given = change.fields.find(field.name);
    const bool gives = given != change.fields.end();
    std::string of;
    if (change.expected > 0) {
      if (gives)
        return Error{Code::forbidden, say(kTableShut, change.table)};  // it would go to another record
      QY_TRY(const Row row, book_.find(change.table, change.id));
      of = row.text(field.name);
    } else if (gives && std::holds_alternative<std::string>(given->second)) {
      of = std::get<std::string>(given->second);
    }
    if (!field.whole_name) return Touched{whole, of};
    const ObjectName name = named(of);
    if (name.kind != whole->name) return Error{Code::forbidden, say(kTableShut, change.table)};
    return Touched{whole, name.id};
  }
  if (of_object.open.contains(change.table)) return Touched{&of_object, ""};
  return Error{Code::forbidden, say(kTableShut, change.table)};
}

Result<std::optional<GuardedBook::Touched>> GuardedBook::named_by(
    const Change& change, const std::map<std::string, Operation>& needs) {
  const RecordKind* kind = rights_.kind_of_table(change.table);
  // An act that needs nothing but the kind itself is about no other record: the break-glass request.
  if (kind == nullptr || kind->names.empty() || needs.size() == 1) return std::optional<Touched>();
  const auto field = change.fields.find(kind->names);
  std::string object;
  if (change.expected == 0) {
    if (field != change.fields.end() && std::holds_alternative<std::string>(field->second))
      object = std::get<std::string>(field->second);
  } else {
    if (field != change.fields.end()) return Error{Code::forbidden, say(kTableShut, change.table)};
    QY_TRY(const Row row, book_.find(change.table, change.id));
    object = row.text(kind->names);
  }
  const ObjectName name = named(object);
  const RecordKind* about = rights_.kind(name.kind);
  if (about == nullptr || !needs.contains(name.kind)) return Error{Code::forbidden, say(kNoActRight, object)};
  return std::optional<Touched>({about, name.id});
}

Result<bool> GuardedBook::allowed_there(const Asker& asker, Operation operation, const RecordKind& kind,
                                        const std::string& id) {
  if (kind.table.empty() || id.empty()) return false;
  QY_TRY(const auto rows,
         book_.filtered(kind.table, {{"id", id}},
                        rows_allowed(rights_, asker, operation, kind, clock_.now_ms(), Begins::at_row)));
  return !rows.empty();
}

Result<void> GuardedBook::allow(const Asker& asker, Operation operation, const Touched& touched) {
  QY_TRY(const bool is_allowed, allowed_there(asker, operation, *touched.kind, touched.id));
  if (is_allowed) return {};
  // Not so, or not there yet: the decision itself, and what is told of it.
  const int64_t now = clock_.now_ms();
  std::vector<Row> rows;
  if (!touched.kind->table.empty() && !touched.id.empty()) {
    QY_TRY(rows, book_.select(touched.kind->table, {{"id", touched.id}}));
  }
  const Row* row = rows.empty() ? nullptr : &rows.front();
  QY_TRY(const Situation situation, situation_of(book_, rights_, asker, *touched.kind, row, now));
  if (rights_.allows(asker.roles, operation, *touched.kind, situation)) return {};
  QY_TRY(const Situation whole, situation_of(book_, rights_, asker_, *touched.kind, row, now));
  if (row != nullptr && !rights_.allows(asker_.roles, Operation::list, *touched.kind, whole))
    return not_here(touched.kind->name, touched.id);
  std::string role;
  for (const auto& one : asker.roles) role += one;
  return Error{Code::forbidden, say(kMayNot, role, touched.kind->name, name_of(operation))};
}

Result<Recorded> GuardedBook::perform(const Act& act) {
  if (act.actor.user != asker_.user)
    return Error{Code::forbidden, say(kRoleNotHeld, act.actor.user, act.actor.role)};
  QY_TRY(const bool done, book_.is_done(act.key));
  if (done) return book_.perform(act);
  const ObjectName object = named(act.object);
  const auto* needs = rights_.needs(act.kind, object.kind);
  const RecordKind* kind = rights_.kind(object.kind);
  if (needs == nullptr || kind == nullptr || !needs->contains(object.kind))
    return Error{Code::forbidden, say(kNoActRight, act.kind)};
  QY_TRY(const Asker acting, acting_as(act.actor));
  std::set<std::pair<std::string, std::string>> asked;
  const auto ask = [&](const Touched& touched) -> Result<void> {
    if (!asked.emplace(touched.kind->name, touched.id).second) return {};
    const auto need = needs->find(touched.kind->name);
    if (need == needs->end()) return Error{Code::forbidden, say(kNoActRight, act.kind)};
    return allow(acting, need->second, touched);
  };
  QY_CHECK(ask({kind, object.id}));
  for (const Change& change : act.changes) {
    QY_TRY(const Touched touched, touched_by(change, *kind));
    QY_CHECK(ask(touched));
    QY_TRY(const auto about, named_by(change, *needs));
    if (about) QY_CHECK(ask(*about));
  }
  return book_.perform(act);
}

Result<Asker> GuardedBook::acting_as(const Actor& actor) {
  if (asker_of_ == 0 || book_.state() != asker_of_) return asker_in(book_, actor.user, actor.role);
  if (!asker_.roles.contains(actor.role))
    return Error{Code::forbidden, say(kRoleNotHeld, actor.user, actor.role)};
  Asker acting = asker_;
  acting.roles = {actor.role};
  return acting;
}

Result<bool> GuardedBook::may_read(const RecordKind& kind, const std::string& id) {
  const std::string object = kind.name + "/" + id;
  const auto judged = may_read_.find(object);
  if (judged != may_read_.end() && book_.state() == judged_in_) return judged->second;
  QY_TRY(const bool is_allowed, allowed_there(asker_, Operation::read, kind, id));
  if (book_.state() != judged_in_) may_read_.clear();
  judged_in_ = book_.state();
  if (judged_in_ != 0) may_read_[object] = is_allowed;
  return is_allowed;
}

Result<RowFilter> GuardedBook::parts_of_one(const RecordKind& whole, const std::string& id) {
  if (book_.state() == 0) return all_if_allowed(rights_, asker_, Operation::read, whole, id, clock_.now_ms());
  QY_TRY(const bool is_allowed, may_read(whole, id));
  return RowFilter{is_allowed ? "1 = 1" : "1 = 0", {}};
}

Result<RowFilter> GuardedBook::readable(std::string_view table, const Fields& where) {
  if (rights_.is_open(table)) return RowFilter{"1 = 1", {}};
  const int64_t now = clock_.now_ms();
  const Begins begins = where.contains("id") ? Begins::at_row : Begins::at_names;
  if (const RecordKind* kind = rights_.kind_of_table(table))
    return rows_allowed(rights_, asker_, Operation::read, *kind, now, begins);
  PartField field;
  const RecordKind* whole = rights_.kind_of_part(table, field);
  if (whole != nullptr) {
    const auto named_by = where.find(field.name);
    const std::string* id = named_by == where.end() ? nullptr : std::get_if<std::string>(&named_by->second);
    if (id != nullptr && !field.whole_name) return parts_of_one(*whole, *id);
    if (id != nullptr && named(*id).kind == whole->name) return parts_of_one(*whole, named(*id).id);
    return parts_allowed(rights_, asker_, Operation::read, *whole, field, now, begins);
  }
  return Error{Code::forbidden, say(kTableShut, table)};
}

Result<std::vector<Row>> GuardedBook::select(std::string_view table, const Fields& where) {
  if (const ToldRows* told = rights_.told(table, where)) {
    QY_TRY(auto rows, book_.select(table, where));
    leave_told(*told, rows);
    return rows;
  }
  QY_TRY(const RowFilter filter, readable(table, where));
  return book_.filtered(table, where, filter);
}

Result<std::vector<Row>> GuardedBook::select_any(std::string_view table, const std::string& field,
                                                 const std::set<std::string>& values, const Fields& where) {
  if (values.empty()) return std::vector<Row>();
  Fields named = where;
  named[field] = std::monostate();
  if (const ToldRows* told = rights_.told(table, named)) {
    QY_TRY(auto rows, book_.select_any(table, field, values, where));
    leave_told(*told, rows);
    return rows;
  }
  QY_TRY(const RowFilter filter, readable(table, named));
  return book_.filtered(table, where, both(filter, holds_any(field, values)));
}

Result<std::vector<Row>> GuardedBook::list(const ListQuery& query) {
  QY_TRY(const RowFilter filter, readable(query.table, query.where));
  return book_.filtered_list(query, filter);
}

Result<std::vector<Row>> GuardedBook::read_where(std::string_view table, const RowFilter& also) {
  QY_TRY(const RowFilter filter, readable(table, {}));
  return book_.filtered(table, {}, both(filter, also));
}

Result<Row> GuardedBook::find(std::string_view table, std::string_view id) {
  QY_TRY(auto rows, select(table, {{"id", std::string(id)}}));
  if (rows.empty()) return not_here(table, id);
  return std::move(rows.front());
}

void GuardedBook::leave_overview(const RecordKind& kind, const std::vector<Row>& read,
                                 std::vector<Row>& rows) {
  std::set<std::string> whole;
  for (const Row& row : read) whole.insert(row.id);
  for (Row& row : rows)
    if (!whole.contains(row.id))
      for (auto& [name, value] : row.fields)
        if (!kind.overview.contains(name)) value = std::monostate();
}

Result<std::vector<Row>> GuardedBook::overview(std::string_view table, const Fields& where) {
  const RecordKind* kind = rights_.kind_of_table(table);
  if (kind == nullptr) return Error{Code::forbidden, say(kTableShut, table)};
  const int64_t now = clock_.now_ms();
  QY_TRY(auto rows, book_.filtered(table, where, rows_allowed(rights_, asker_, Operation::list, *kind, now)));
  QY_TRY(const auto read, select(table, where));
  leave_overview(*kind, read, rows);
  return rows;
}

Result<std::vector<Row>> GuardedBook::overview_page(const ListQuery& query,
                                                    const std::vector<GuardedFilter>& asks) {
  const RecordKind* kind = rights_.kind_of_table(query.table);
  if (kind == nullptr) return Error{Code::forbidden, say(kTableShut, query.table)};
  const int64_t now = clock_.now_ms();
  const RowFilter known = rows_allowed(rights_, asker_, Operation::list, *kind, now),
                  readable = rows_allowed(rights_, asker_, Operation::read, *kind, now);
  ListQuery ordered = query;
  if (ordered.first_by && known.sql != readable.sql) ordered.first_by->only = readable;
  QY_TRY(auto rows, book_.filtered_list(ordered, known_rows(known, readable, asks)));
  if (rows.empty() || known.sql == readable.sql) return rows;
  std::set<std::string> ids;
  for (const Row& row : rows) ids.insert(row.id);
  const RowFilter may_read = rows_allowed(rights_, asker_, Operation::read, *kind, now, Begins::at_row);
  QY_TRY(const auto read, book_.filtered(query.table, {}, both(holds_any("id", ids), may_read)));
  leave_overview(*kind, read, rows);
  return rows;
}

Result<int64_t> GuardedBook::overview_count(std::string_view table, const Fields& where,
                                            const std::vector<GuardedFilter>& asks) {
  const RecordKind* kind = rights_.kind_of_table(table);
  if (kind == nullptr) return Error{Code::forbidden, say(kTableShut, table)};
  const int64_t now = clock_.now_ms();
  const RowFilter known = rows_allowed(rights_, asker_, Operation::list, *kind, now);
  if (asks.empty() && !where.contains("id") && is_allowed_by_office(asker_, Operation::list, *kind)) {
    // All but the sealed ones that he may not know of: those alone are looked at one by one.
    QY_TRY(const bool is_free, keeps_out_of_nothing(book_, asker_, *kind));
    if (is_free) {
      QY_TRY(const int64_t all, book_.filtered_count(table, where, {}));
      if (kind->sealed.empty()) return all;
      RowFilter hidden{"t." + kind->sealed + " <> 0 AND (" + known.sql + ") IS NOT TRUE", known.values};
      QY_TRY(const int64_t out, book_.filtered_count(table, where, hidden));
      return all - out;
    }
  }
  return book_.filtered_count(
      table, where, known_rows(known, rows_allowed(rights_, asker_, Operation::read, *kind, now), asks));
}

Result<bool> GuardedBook::may(Operation operation, const std::string& object) {
  const ObjectName name = named(object);
  const RecordKind* kind = rights_.kind(name.kind);
  if (kind == nullptr) return false;
  if (!kind->table.empty() && !name.id.empty())
    return operation == Operation::read ? may_read(*kind, name.id)
                                        : allowed_there(asker_, operation, *kind, name.id);
  QY_TRY(const Situation situation, situation_of(book_, rights_, asker_, *kind, nullptr, clock_.now_ms()));
  return rights_.allows(asker_.roles, operation, *kind, situation);
}

Result<std::vector<PastAct>> GuardedBook::history(std::string_view object) {
  QY_TRY(const bool readable, may(Operation::read, std::string(object)));
  if (!readable) return std::vector<PastAct>();
  return book_.history(object);
}

Result<int64_t> GuardedBook::next_number(std::string_view table, std::string_view prefix) {
  return book_.next_number(table, prefix);
}

}  // namespace qy
