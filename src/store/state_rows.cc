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

Asked asked_of(const std::string& what, std::string_view table, const Fields& where,
               const RowFilter* filter) {
  Asked asked{"SELECT " + what + " FROM " + std::string(table) + " t",
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

// "e.case_file = t.id AND e.due_at < :least_none AND e.open = :least_open": the parts of a row that count, by their name.
std::string parts_that_count(const LeastOfParts& least, const std::string& part) {
  std::string text = part + least.of + " = t.id AND " + part + least.field + " < :least_none";
  for (const auto& [name, value] : least.where) text += " AND " + part + name + " = :least_" + name;
  return text;
}

Asked with_parts(Asked asked, const LeastOfParts& least, const std::string& condition) {
  asked.text += (asked.text.find(" WHERE ") == std::string::npos ? " WHERE " : " AND ") + condition;
  for (const auto& [name, value] : least.where) asked.values["least_" + name] = value;
  asked.values["least_none"] = least.none;
  asked.values.insert(least.only.values.begin(), least.only.values.end());
  return asked;
}

// Rows with a part that counts, each with its nearest. An index of the parts carries them in order, and no more are looked at than stand before
// the page's end. SQLite takes the tables of a CROSS JOIN as they stand.
Asked nearest_first(const std::string& what, const ListQuery& query, const RowFilter* filter) {
  const LeastOfParts& least = *query.first_by;
  const std::string e = "e." + least.field, p = "p." + least.field;
  std::string condition = parts_that_count(least, "p.") + " AND NOT EXISTS (SELECT 1 FROM " + least.table +
                          " e WHERE " + parts_that_count(least, "e.") + " AND (" + e + " < " + p + " OR " +
                          e + " = " + p + " AND e.id < p.id))";
  if (!least.only.sql.empty()) condition += " AND (" + least.only.sql + ")";
  return with_parts(asked_of(what, least.table + " p CROSS JOIN " + query.table, query.where, filter), least,
                    condition);
}

// The rows without one.
Asked others(const std::string& what, const ListQuery& query, const RowFilter* filter) {
  const LeastOfParts& least = *query.first_by;
  std::string condition =
      "NOT EXISTS (SELECT 1 FROM " + least.table + " e WHERE " + parts_that_count(least, "e.") + ")";
  if (!least.only.sql.empty()) condition = "((" + least.only.sql + ") IS NOT TRUE OR " + condition + ")";
  return with_parts(asked_of(what, query.table, query.where, filter), least, condition);
}

// "t.id DESC, t.id DESC LIMIT 50 OFFSET 100"
std::string order_and_place(const ListQuery& query, int64_t most, int64_t skip) {
  const std::string way = query.is_downwards ? " DESC" : "";
  return "t." + query.order_by + way + ", t.id" + way + " LIMIT " + std::to_string(most) +
         (skip > 0 ? " OFFSET " + std::to_string(skip) : "");
}

Result<std::vector<Row>> page_by_parts(Database& database, const ListQuery& query, const RowFilter* filter) {
  const std::string what = columns_of(database, query.table, query.fields);
  Asked first = nearest_first(what, query, filter);
  first.text +=
      " ORDER BY p." + query.first_by->field + ", " + order_and_place(query, query.most, query.skip);
  QY_TRY(auto rows, rows_asked(database, first));
  if (int64_t(rows.size()) == query.most) return rows;
  int64_t skip = 0;  // of the others, those on earlier pages
  if (rows.empty() && query.skip > 0) {
    QY_TRY(const int64_t before, number_asked(database, nearest_first("count(*) AS rows", query, filter)));
    skip = query.skip - before;
  }
  Asked then = others(what, query, filter);
  then.text += " ORDER BY " + order_and_place(query, query.most - int64_t(rows.size()), skip);
  QY_TRY(auto rest, rows_asked(database, then));
  rows.insert(rows.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
  return rows;
}

}  // namespace

Result<std::vector<Row>> page_of(Database& database, const ListQuery& query, const RowFilter* filter) {
  QY_CHECK(known(database, query.table, query.where));
  if (query.order_by != "seq") QY_CHECK(known(database, query.table, {{query.order_by, std::monostate()}}));
  for (const std::string& field : query.fields)
    QY_CHECK(known(database, query.table, {{field, std::monostate()}}));
  if (query.most < 1) return invalid(say(kNoField, query.table, query.order_by));
  if (query.first_by) {
    const LeastOfParts& by = *query.first_by;
    QY_CHECK(known(database, by.table, {{by.of, std::monostate()}, {by.field, std::monostate()}}));
    QY_CHECK(known(database, by.table, by.where));
    return page_by_parts(database, query, filter);
  }
  Asked asked = asked_of(columns_of(database, query.table, query.fields), query.table, query.where, filter);
  asked.text += " ORDER BY " + order_and_place(query, query.most, query.skip);
  return rows_asked(database, asked);
}

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
