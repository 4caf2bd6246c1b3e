#include "rights/row_right.h"

#include <algorithm>

#include "record/act_time.h"

namespace qy {
namespace {

constexpr std::string_view kNever = "1 = 0";

// Values are named places; names and words of the table of rights are the program's own and need no quoting care
// beyond the quotes.
std::string quoted(const auto& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "'" : ", '") + std::string(word) + "'";
  return "(" + list + ")";
}

std::string near_name(size_t i) {
  return "rights_near" + std::to_string(i) + "_";  // none is the beginning of another
}

class Writer {
 public:
  Writer(const Rights& rights, const Asker& asker, Begins begins)
      : rights_(rights), asker_(asker), begins_(begins), near_(asker.near.begin(), asker.near.end()) {}

  // On rows that go by `row`.
  std::string rows(Operation operation, const RecordKind& kind, const std::string& row) {
    const FootingSet allowed = footings(operation, kind);
    const std::string inside =
        operation == Operation::list || operation == Operation::read ? through(kind, row) : std::string();
    if (allowed.none() && inside.empty()) return std::string(kNever);
    const std::string any = standing(allowed, kind, row, inside);
    if (any.empty()) return std::string(kNever);
    std::string sql = "(" + any + ") AND NOT " + recused(kind, row);
    if (!kind.closed_field.empty() && !leaves_as_it_is(operation))
      sql += " AND COALESCE(" + row + "." + kind.closed_field + ", '') NOT IN " + quoted(kind.closed_values);
    return "(" + sql + ")";
  }

  // Whether he is let in by name alone, to what is few: such rows are looked for from what names him, others row by row.
  bool is_narrow(Operation operation, const RecordKind& kind) const {
    const FootingSet allowed = footings(operation, kind);
    for (const Footing wide : {Footing::office, Footing::unit, Footing::leader_in_charge})
      if (allowed.test(size_t(wide))) return false;
    return !kind.through || is_narrow(Operation::read, *rights_.kind(kind.through->kind));
  }

 private:
  FootingSet footings(Operation operation, const RecordKind& kind) const {
    FootingSet allowed;
    for (const auto& role : asker_.roles)
      if (const auto cells = kind.roles.find(role); cells != kind.roles.end())
        for (size_t i = 0; i < kFootings; ++i)
          if (cells->second[i].test(size_t(operation))) allowed.set(i);
    return allowed;
  }

  // His involvements `i` in force, of one of these relations.
  static std::string involvements(const std::string& i, const std::vector<std::string_view>& relations) {
    return " FROM involvement " + i + " WHERE " + i + ".user_id = :rights_user AND " + i + ".relation IN " +
           quoted(relations) + " AND " + i + ".active = 1 AND (" + i + ".from_ms IS NULL OR " + i +
           ".from_ms <= :rights_now) AND (" + i + ".until_ms IS NULL OR " + i + ".until_ms > :rights_now)";
  }
  // The rows `n` in force that name him, of one of these relations if any are given.
  static std::string namings(const NamedIn& in, const std::string& n,
                             const std::vector<std::string_view>& relations) {
    return " FROM " + in.table + " " + n + " WHERE " + n + "." + in.user + " = :rights_user AND " + n + "." +
           in.in_force + " = 1" + (in.from.empty() ? "" : " AND " + n + "." + in.from + " <= :rights_today") +
           (in.to.empty() ? "" : " AND " + n + "." + in.to + " >= :rights_today") +
           (relations.empty() ? "" : " AND " + n + "." + in.relation + " IN " + quoted(relations));
  }

  std::string let_in(const std::string& column, std::string_view head,
                     const std::vector<std::string_view>& relations) {
    if (begins_ == Begins::at_row) return involved("'" + std::string(head) + "' || " + column, relations);
    const std::string i = "i" + std::to_string(++made_), length = std::to_string(head.size());
    return column + " IN (SELECT substr(" + i + ".object, " + length + " + 1)" + involvements(i, relations) +
           " AND substr(" + i + ".object, 1, " + length + ") = '" + std::string(head) + "')";
  }
  std::string let_in(const NamedIn& in, const std::string& row,
                     const std::vector<std::string_view>& relations) {
    const std::string n = "n" + std::to_string(++made_), record = n + "." + in.record, id = row + ".id";
    return begins_ == Begins::at_names
               ? id + " IN (SELECT " + record + namings(in, n, relations) + ")"
               : "EXISTS (SELECT 1" + namings(in, n, relations) + " AND " + record + " = " + id + ")";
  }
  std::string involved(const std::string& object, const std::vector<std::string_view>& relations) {
    const std::string i = "i" + std::to_string(++made_);
    return "EXISTS (SELECT 1" + involvements(i, relations) + " AND " + i + ".object = " + object + ")";
  }

  // The footings that a seal ends, but that of the office.
  std::vector<std::string> unsealed_standing(const FootingSet& allowed, const RecordKind& kind,
                                             const std::string& row, const std::string& inside) {
    std::vector<std::string> unsealed;
    if (!inside.empty()) unsealed.push_back(inside);
    if (!kind.unit.empty()) {
      if (allowed.test(size_t(Footing::unit))) unsealed.push_back(row + "." + kind.unit + " = :rights_unit");
      if (allowed.test(size_t(Footing::leader_in_charge)))
        unsealed.push_back(let_in(row + "." + kind.unit, "unit/", {name_of(Footing::leader_in_charge)}));
    }
    if (allowed.test(size_t(Footing::break_glass)))
      unsealed.push_back(let_in(row + ".id", kind.name + "/", {name_of(Footing::break_glass)}));
    return unsealed;
  }

  // The footings that he has, among those that would do.
  std::string standing(const FootingSet& allowed, const RecordKind& kind, const std::string& row,
                       const std::string& inside) {
    std::vector<std::string> unsealed, sealed;
    if (allowed.test(size_t(Footing::office))) {  // then nothing else is asked of what is not sealed
      if (kind.sealed.empty()) return "1 = 1";
      unsealed.push_back("1 = 1");
    } else {
      unsealed = unsealed_standing(allowed, kind, row, inside);
    }
    std::vector<std::string_view> named;
    for (size_t i = size_t(Footing::assistant); i < kFootings; ++i)
      if (allowed.test(i) && is_by_name(Footing(i))) named.push_back(name_of(Footing(i)));
    if (allowed.test(size_t(Footing::handler)) && !kind.handler.empty())
      sealed.push_back(row + "." + kind.handler + " = :rights_user");
    if (!named.empty()) sealed.push_back(let_in(row + ".id", kind.name + "/", named));
    if (allowed.test(size_t(Footing::handler))) named.push_back(name_of(Footing::handler));
    for (const NamedIn& in : kind.involved) {
      if (in.as && allowed.test(size_t(*in.as))) sealed.push_back(let_in(in, row, {}));
      if (!in.relation.empty() && !named.empty()) sealed.push_back(let_in(in, row, named));
    }
    std::string any;
    for (const auto& one : unsealed) any += (any.empty() ? "" : " OR ") + one;
    if (!any.empty() && !kind.sealed.empty()) any = "(" + row + "." + kind.sealed + " = 0 AND (" + any + "))";
    for (const auto& one : sealed) any += (any.empty() ? "" : " OR ") + one;
    return any;
  }

  // The record `id` of that kind, by an involvement, or by a tie that he declared: those are few. Asked of each row, or all of them
  // looked up once and each row looked for among them.
  std::string kept_out(std::string_view kind, const std::string& id) {
    const std::string head = std::string(kind) + "/", i = "i" + std::to_string(++made_),
                      of = involvements(i, {"recusal"});
    if (begins_ == Begins::at_row) {
      const std::string object = "'" + head + "' || " + id;
      std::string sql = "EXISTS (SELECT 1" + of + " AND " + i + ".object = " + object + ")";
      for (size_t n = 0; n < near_.size(); ++n)
        if (near_[n].starts_with(head)) sql += " OR " + object + " = :" + near_name(n);
      return "(" + sql + ")";
    }
    const std::string length = std::to_string(head.size());
    std::string ids = "SELECT substr(" + i + ".object, " + length + " + 1)" + of + " AND substr(" + i +
                      ".object, 1, " + length + ") = '" + head + "'";
    for (size_t n = 0; n < near_.size(); ++n)
      if (near_[n].starts_with(head))
        ids += " UNION ALL SELECT substr(CAST(:" + near_name(n) + " AS TEXT), " + length + " + 1)";
    return id + " IN (" + ids + ")";
  }

  // From the record itself, a person or unit concerned in it, by its own list, or from a record that it goes with.
  std::string recused(const RecordKind& kind, const std::string& row) {
    std::string from = recused_from(kind, row + ".id", row);
    // Most keep out of nothing: that is asked once, before any row.
    if (begins_ == Begins::at_row || !near_.empty()) return from;
    const std::string i = "i" + std::to_string(++made_), n = "n" + std::to_string(made_);
    std::string any = "EXISTS (SELECT 1" + involvements(i, {"recusal"}) + ")";
    if (kind.recusals) any += " OR EXISTS (SELECT 1" + namings(*kind.recusals, n, {}) + ")";
    return "((" + any + ") AND " + from + ")";
  }
  std::string recused_from(const RecordKind& kind, const std::string& id, const std::string& row) {
    std::string sql = "(" + kept_out(kind.name, id);
    for (const auto& [of, tie] : {std::pair{"person", &kind.persons}, {"unit", &kind.units}}) {
      if (!*tie) continue;
      const std::string p = "p" + std::to_string(++made_), record = p + "." + (*tie)->record;
      const std::string from = " FROM " + (*tie)->table + " " + p + " WHERE " +
                               kept_out(of, p + "." + (*tie)->person) + in_force(**tie, p);
      sql += " OR " + (begins_ == Begins::at_row
                           ? "EXISTS (SELECT 1" + from + " AND " + record + " = " + id + ")"
                           : id + " IN (SELECT " + record + from + ")");
    }
    if (kind.recusals) {
      const std::string n = "n" + std::to_string(++made_), record = n + "." + kind.recusals->record;
      const std::string from = namings(*kind.recusals, n, {});
      sql += " OR " + (begins_ == Begins::at_row
                           ? "EXISTS (SELECT 1" + from + " AND " + record + " = " + id + ")"
                           : id + " IN (SELECT " + record + from + ")");
    }
    // What the field names is there (foreign keys), and goes no further itself (Rights::check).
    for (const GoesWith& with : kind.recused_with) {
      const std::string other = row + "." + with.field;
      sql += " OR (" + other + " IS NOT NULL AND " + recused_from(*rights_.kind(with.kind), other, "") + ")";
    }
    return sql + ")";
  }

  static std::string in_force(const PersonTie& tie, const std::string& alias) {
    return tie.in_force.empty() ? "" : " AND " + alias + "." + tie.in_force + " = 1";
  }

  std::string through(const RecordKind& kind, const std::string& row) {
    if (!kind.through) return {};
    const RecordKind& records = *rights_.kind(kind.through->kind);
    const std::string r = "r" + std::to_string(++made_), j = "j" + std::to_string(made_);
    const std::string readable = rows(Operation::read, records, r);
    if (readable == kNever) return {};
    const std::string person = j + "." + kind.through->person, id = row + ".id";
    const std::string from = " FROM " + kind.through->table + " " + j + " JOIN " + records.table + " " + r +
                             " ON " + r + ".id = " + j + "." + kind.through->record + " WHERE " + readable +
                             in_force(*kind.through, j);
    return begins_ == Begins::at_names && is_narrow(Operation::read, records)
               ? id + " IN (SELECT " + person + from + ")"
               : "EXISTS (SELECT 1" + from + " AND " + person + " = " + id + ")";
  }

  const Rights& rights_;
  const Asker& asker_;
  Begins begins_;
  std::vector<std::string> near_;
  int made_ = 0;  // names of tables within the statement
};

RowFilter with_values(const Asker& asker, int64_t now_ms, std::string sql) {
  RowFilter filter{.sql = std::move(sql), .values = {}};
  const auto give = [&](const std::string& name, FieldValue value) {
    if (filter.sql.find(":" + name) != std::string::npos) filter.values.emplace(name, std::move(value));
  };
  give("rights_user", asker.user);
  give("rights_unit", asker.unit);
  give("rights_now", now_ms);
  give("rights_today", day_of(now_ms).iso());
  size_t i = 0;
  for (const std::string& name : asker.near) give(near_name(i++), name);
  return filter;
}

}  // namespace

RowFilter rows_allowed(const Rights& rights, const Asker& asker, Operation operation, const RecordKind& kind,
                       int64_t now_ms, Begins begins) {
  return with_values(asker, now_ms, Writer(rights, asker, begins).rows(operation, kind, "t"));
}

bool is_allowed_by_office(const Asker& asker, Operation operation, const RecordKind& kind) {
  return std::ranges::any_of(asker.roles, [&](const std::string& role) {
    const auto cells = kind.roles.find(role);
    return cells != kind.roles.end() && cells->second[size_t(Footing::office)].test(size_t(operation));
  });
}

RowFilter parts_allowed(const Rights& rights, const Asker& asker, Operation operation, const RecordKind& kind,
                        const PartField& field, int64_t now_ms, Begins begins) {
  Writer writer(rights, asker, begins);
  const std::string readable = writer.rows(operation, kind, "whole");
  const std::string of = "t." + field.name, head = kind.name + "/";
  const std::string from = " FROM " + kind.table + " whole WHERE " + readable;
  if (begins == Begins::at_names && writer.is_narrow(operation, kind))
    return with_values(
        asker, now_ms,
        of + " IN (SELECT " + (field.whole_name ? "'" + head + "' || whole.id" : "whole.id") + from + ")");
  const std::string id = field.whole_name ? "substr(" + of + ", " + std::to_string(head.size() + 1) +
                                                ") AND " + of + " LIKE '" + head + "%'"
                                          : of;
  return with_values(asker, now_ms, "EXISTS (SELECT 1" + from + " AND whole.id = " + id + ")");
}

RowFilter all_if_allowed(const Rights& rights, const Asker& asker, Operation operation,
                         const RecordKind& kind, const std::string& id, int64_t now_ms) {
  RowFilter filter =
      with_values(asker, now_ms,
                  "EXISTS (SELECT 1 FROM " + kind.table + " whole WHERE whole.id = :rights_whole AND " +
                      Writer(rights, asker, Begins::at_row).rows(operation, kind, "whole") + ")");
  filter.values["rights_whole"] = id;
  return filter;
}

}  // namespace qy
