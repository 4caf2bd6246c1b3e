#include "store/state_rows.h"

#include "base/message.h"
#include "store/messages.h"

namespace qy {
namespace {

std::string insertion(const Change& change) {
  std::string names = "id, version, seq", places = ":id, 1, :seq";
  for (const auto& [name, value] : change.fields) {
    names += ", " + name;
    places += ", :" + name;
  }
  return "INSERT INTO " + change.table + " (" + names + ") VALUES (" + places + ")";
}

std::string update(const Change& change) {
  std::string sets = "version = version + 1, seq = :seq";
  for (const auto& [name, value] : change.fields) sets += ", " + name + " = :" + name;
  return "UPDATE " + change.table + " SET " + sets + " WHERE id = :id AND version = :version";
}

Result<void> known(Database& database, std::string_view table, const Fields& fields) {
  const auto at = database.state_tables().find(std::string(table));
  if (at == database.state_tables().end()) return invalid(say(kNoTable, table));
  for (const auto& [name, value] : fields)
    if (!at->second.contains(name) && name != "id") return invalid(say(kNoField, table, name));
  return {};
}

Row row_of(const soci::row& values) {
  Row row;
  for (size_t i = 0; i < values.size(); ++i) {
    const auto& field = values.get_properties(i);
    FieldValue value;
    if (values.get_indicator(i) == soci::i_null) {
      value = std::monostate();
    } else if (field.get_data_type() == soci::dt_string) {
      value = values.get<std::string>(i);
    } else {
      value = int64_t(values.get<long long>(i));
    }
    const std::string& name = field.get_name();
    if (name == "id") {
      row.id = std::get<std::string>(value);
    } else if (name == "version") {
      row.version = std::get<int64_t>(value);
    } else if (name == "seq") {
      row.seq = std::get<int64_t>(value);
    } else {
      row.fields.emplace_hint(row.fields.end(), name, std::move(value));  // asked in their order
    }
  }
  return row;
}

}  // namespace

Result<void> apply_change(Database& database, const Change& change, int64_t seq) {
  QY_CHECK(known(database, change.table, change.fields));
  if (change.fields.contains("id")) return invalid(say(kNoField, change.table, "id"));
  Fields values = change.fields;
  values["id"] = change.id;
  values["seq"] = seq;
  if (change.expected > 0) values["version"] = change.expected;
  QY_TRY(const int64_t touched, fenced([&] {
           return database.prepared()
               .of(change.expected == 0 ? insertion(change) : update(change), values, false)
               .write();
         }));
  if (touched == 1) return {};
  QY_TRY(const auto rows, rows_where(database, change.table, {{"id", change.id}}));
  if (rows.empty()) return not_found(say(kNoRow, change.table, change.id));
  return Error{Code::conflict, say(kRowMoved, change.table, change.id, rows[0].version, change.expected)};
}

namespace {

// "SELECT … FROM table t WHERE …", and the values of its places.
struct Asked {
  std::string text;
  Fields values;
};

// A table that is known, of it these fields, or all.
std::string columns_of(Database& database, std::string_view table, const std::set<std::string>& fields = {}) {
  std::string text = "t.id, t.version, t.seq";
  for (const std::string& name :
       fields.empty() ? database.state_tables().find(std::string(table))->second : fields)
    text += ", t." + name;
  return text;
}

Asked asked_of(const std::string& what, std::string_view table, const Fields& where, const RowFilter* filter,
               const std::string& beside = "") {
  Asked asked{"SELECT " + what + " FROM " + std::string(table) + " t" + beside,
              filter == nullptr ? Fields() : filter->values};
  std::string joint = " WHERE ";
  for (const auto& [name, value] : where) {
    const bool is_null = std::holds_alternative<std::monostate>(value);
    asked.text += joint + "t." + name + (is_null ? " IS NULL" : " = :" + name);
    if (!is_null) asked.values[name] = value;
    joint = " AND ";
  }
  if (filter != nullptr && !filter->sql.empty()) asked.text += joint + "(" + filter->sql + ")";
  return asked;
}

Result<std::vector<Row>> rows_asked(Database& database, const Asked& asked) {
  return fenced([&] {
    std::vector<Row> rows;
    database.prepared().of(asked.text, asked.values, true).read([&](const soci::row& one) {
      rows.push_back(row_of(one));
    });
    return rows;
  });
}

// "t.id DESC, t.id DESC LIMIT 50 OFFSET 100"
std::string order_and_place(const ListQuery& query) {
  const std::string way = query.is_downwards ? " DESC" : "";
  return "t." + query.order_by + way + ", t.id" + way + " LIMIT " + std::to_string(query.most) +
         (query.skip > 0 ? " OFFSET " + std::to_string(query.skip) : "");
}

// What is joined for LeastOfParts, and what is ordered by.
struct LeastAsked {
  std::string beside, order;
  Fields values;
};

LeastAsked least_asked(const LeastOfParts& least) {
  LeastAsked asked{" LEFT JOIN (SELECT p." + least.of + " AS part_of, min(p." + least.field +
                       ") AS least FROM " + least.table + " p",
                   "COALESCE(parts.least, :least_none)", least.only.values};
  std::string joint = " WHERE ";
  for (const auto& [name, value] : least.where) {
    asked.beside += joint + "p." + name + " = :least_" + name;
    asked.values["least_" + name] = value;
    joint = " AND ";
  }
  asked.beside += " GROUP BY p." + least.of + ") parts ON parts.part_of = t.id";
  asked.values["least_none"] = least.none;
  if (!least.only.sql.empty())
    asked.order = "CASE WHEN " + least.only.sql + " THEN " + asked.order + " ELSE :least_none END";
  return asked;
}

}  // namespace

Result<std::vector<Row>> rows_where(Database& database, std::string_view table, const Fields& where,
                                    const RowFilter* filter) {
  QY_CHECK(known(database, table, where));
  Asked asked = asked_of(columns_of(database, table), table, where, filter);
  asked.text += " ORDER BY t.id";
  return rows_asked(database, asked);
}

Result<std::vector<Row>> rows_of_any(Database& database, std::string_view table, const std::string& field,
                                     const std::set<std::string>& values, const Fields& where) {
  QY_CHECK(known(database, table, {{field, std::monostate()}}));
  if (values.empty()) return std::vector<Row>();
  const RowFilter filter = holds_any(field, values);
  return rows_where(database, table, where, &filter);
}

namespace {

// A page of rows that have a part, by the nearest: an index of the parts carries it, and no more of them are looked at than stand before the
// page's end. Rows without one come after all of these.
Result<std::vector<Row>> page_by_parts(Database& database, const ListQuery& query, const RowFilter* filter) {
  const LeastOfParts& least = *query.first_by;
  // SQLite takes the tables of a CROSS JOIN in their order.
  Asked asked = asked_of(columns_of(database, query.table, query.fields),
                         least.table + " p CROSS JOIN " + query.table, query.where, filter);
  asked.text +=
      (query.where.empty() && (filter == nullptr || filter->sql.empty()) ? " WHERE p." : " AND p.") +
      least.of + " = t.id AND p." + least.field + " < :least_none";
  std::string same;
  for (const auto& [name, value] : least.where) {
    asked.text += " AND p." + name + " = :least_" + name;
    same += " AND e." + name + " = :least_" + name;
    asked.values["least_" + name] = value;
  }
  asked.text += " AND NOT EXISTS (SELECT 1 FROM " + least.table + " e WHERE e." + least.of + " = p." +
                least.of + same + " AND (e." + least.field + " < p." + least.field + " OR e." + least.field +
                " = p." + least.field + " AND e.id < p.id))";
  asked.values["least_none"] = least.none;
  if (!least.only.sql.empty()) asked.text += " AND (" + least.only.sql + ")";
  asked.values.insert(least.only.values.begin(), least.only.values.end());
  asked.text += " ORDER BY p." + least.field + ", " + order_and_place(query);
  return rows_asked(database, asked);
}

}  // namespace

Result<std::vector<Row>> page_of(Database& database, const ListQuery& query, const RowFilter* filter) {
  QY_CHECK(known(database, query.table, query.where));
  if (query.order_by != "seq") QY_CHECK(known(database, query.table, {{query.order_by, std::monostate()}}));
  for (const std::string& field : query.fields)
    QY_CHECK(known(database, query.table, {{field, std::monostate()}}));
  if (query.most < 1) return invalid(say(kNoField, query.table, query.order_by));
  LeastAsked least;
  if (query.first_by) {
    const LeastOfParts& by = *query.first_by;
    QY_CHECK(known(database, by.table, {{by.of, std::monostate()}, {by.field, std::monostate()}}));
    QY_CHECK(known(database, by.table, by.where));
    QY_TRY(auto nearest, page_by_parts(database, query, filter));
    if (int64_t(nearest.size()) == query.most) return nearest;
    least = least_asked(by);
    least.order += ", ";
  }
  Asked asked = asked_of(columns_of(database, query.table, query.fields), query.table, query.where, filter,
                         least.beside);
  asked.values.insert(least.values.begin(), least.values.end());
  asked.text += " ORDER BY " + least.order + order_and_place(query);
  return rows_asked(database, asked);
}

namespace {

// Of a question with one answer; what a count is called differs by database.
Result<int64_t> number_asked(Database& database, const Asked& asked) {
  return fenced([&] {
    int64_t number = 0;
    database.prepared().of(asked.text, asked.values, true).read([&](const soci::row& one) {
      switch (one.get_properties(0).get_data_type()) {
        case soci::dt_string:
          number = std::atoll(one.get<std::string>(0).c_str());
          break;
        case soci::dt_integer:
          number = one.get<int>(0);
          break;
        default:
          number = one.get<long long>(0);
      }
    });
    return number;
  });
}

}  // namespace

Result<int64_t> count_where(Database& database, std::string_view table, const Fields& where,
                            const RowFilter& filter) {
  QY_CHECK(known(database, table, where));
  return number_asked(database, asked_of("count(*) AS rows", table, where, &filter));
}

Result<int64_t> last_act_on(Database& database, std::string_view table) {
  QY_CHECK(known(database, table, {}));
  return number_asked(database, asked_of("COALESCE(max(t.seq), -1) AS last", table, {}, nullptr));
}

Result<int64_t> largest_number(Database& database, std::string_view table, std::string_view prefix) {
  QY_CHECK(known(database, table, {}));
  const std::string from(prefix), to = from + "~";
  return fenced([&]() -> int64_t {
    std::string id;
    soci::indicator there = soci::i_null;
    database.sql() << "SELECT max(id) FROM " + std::string(table) + " WHERE id >= :low AND id < :high",
        soci::into(id, there), soci::use(from, "low"), soci::use(to, "high");
    return there == soci::i_ok ? std::atoll(id.c_str() + from.size()) : 0;
  });
}

}  // namespace qy
