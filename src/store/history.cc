#include "store/history.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/message.h"
#include "record/act_time.h"
#include "store/messages.h"

namespace qy {
namespace {

const std::string kColumns = "seq, kind, user_id, role, object, at_ms, basis, commitment, salt, record";

// A history row as SOCI reads it.
struct Buffer {
  long long seq = 0, at_ms = 0;
  std::string kind, user, role, object, basis, commitment, salt, record;
  soci::indicator salt_there = soci::i_null, record_there = soci::i_null;

  void bind(soci::statement& statement) {
    using soci::into;
    statement.exchange(into(seq));
    for (std::string* text : {&kind, &user, &role, &object}) statement.exchange(into(*text));
    statement.exchange(into(at_ms));
    for (std::string* text : {&basis, &commitment}) statement.exchange(into(*text));
    statement.exchange(into(salt, salt_there));
    statement.exchange(into(record, record_there));
  }
  HistoryRow row() const {
    HistoryRow row{.seq = seq,
                   .at_ms = at_ms,
                   .kind = kind,
                   .object = object,
                   .basis = basis,
                   .commitment = commitment,
                   .actor = {user, role}};
    if (salt_there == soci::i_ok) row.salt = salt;
    if (record_there == soci::i_ok) row.record = record;
    return row;
  }
};

std::string table_of(long long year) {
  return "history_" + std::to_string(year);
}

Result<void> make_year(Database& database, long long year, long long seq) {
  bool is_there = false;
  QY_CHECK(fenced([&] {
    database.prepared()
        .of("SELECT year FROM history_year WHERE year = :y", {{"y", int64_t(year)}}, true)
        .read([&](const soci::row&) { is_there = true; });
  }));
  if (is_there) return {};
  QY_CHECK(make_history_table(database, table_of(year)));
  return fenced([&] {
    database.sql() << "INSERT INTO history_year (year, first_seq) VALUES (:y, :s)", soci::use(year, "y"),
        soci::use(seq, "s");
  });
}

struct Year {
  long long year = 0, first_seq = 0;
};

Result<std::vector<Year>> years(Database& database) {
  return fenced([&] {
    std::vector<Year> all;
    database.prepared()
        .of("SELECT year, first_seq FROM history_year ORDER BY year", {}, true)
        .read([&](const soci::row& row) {
          all.push_back({row.get<long long>(0), row.get<long long>(1)});
        });
    return all;
  });
}

}  // namespace

Result<void> make_history_table(Database& database, const std::string& table) {
  return fenced([&] {
    database.sql()
        << "CREATE TABLE " + table +
               " (seq BIGINT PRIMARY KEY, kind TEXT NOT NULL, user_id TEXT NOT NULL, role TEXT NOT "
               "NULL, object TEXT NOT NULL, at_ms BIGINT NOT NULL, basis TEXT NOT NULL, commitment "
               "TEXT NOT NULL, salt TEXT, record TEXT)";
    database.sql() << "CREATE INDEX " + table + "_object ON " + table + " (object)";
  });
}

std::string HistoryRow::entry() const {
  return "act/1\n" + kind + "\n" + actor.user + " " + actor.role + "\n" + object + "\n" +
         std::to_string(at_ms) + "\n" + basis + "\n" + commitment + "\n";
}

std::string record_text(const Act& act) {
  Json json{{"note", act.note}, {"changes", Json::array()}, {"outbox", Json::array()}};
  for (const Change& change : act.changes) {
    Json fields = Json::object();
    for (const auto& [name, value] : change.fields) {
      if (const auto* number = std::get_if<int64_t>(&value)) {
        fields[name] = *number;
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        fields[name] = *text;
      } else {
        fields[name] = nullptr;
      }
    }
    json["changes"].push_back(
        {{"table", change.table}, {"id", change.id}, {"expected", change.expected}, {"fields", fields}});
  }
  for (const Outgoing& out : act.outbox)
    json["outbox"].push_back({{"topic", out.topic}, {"to", out.to}, {"body", out.body}});
  if (!act.erases.empty()) json["erases"] = act.erases;
  return json.dump();
}

Result<Head> read_head(Database& database) {
  long long size = 0, last = 0;
  QY_CHECK(fenced([&] {
    database.sql() << "SELECT size, last_ms FROM log_head WHERE id = 1", soci::into(size), soci::into(last);
  }));
  return Head{size, last};
}

Result<void> add_history(Database& database, const HistoryRow& row) {
  const long long year = day_of(row.at_ms).year();
  QY_CHECK(make_year(database, year, row.seq));
  return fenced([&] {
    database.prepared()
        .of("INSERT INTO " + table_of(year) + " (" + kColumns +
                ") VALUES (:seq, :kind, :u, :role, :object, :at, :basis, :commitment, :salt, :record)",
            {{"seq", row.seq},
             {"kind", row.kind},
             {"u", row.actor.user},
             {"role", row.actor.role},
             {"object", row.object},
             {"at", row.at_ms},
             {"basis", row.basis},
             {"commitment", row.commitment},
             {"salt", *row.salt},
             {"record", *row.record}},
            false)
        .write();
  });
}

Result<void> write_head(Database& database, const Head& head) {
  const long long size = head.size, last = head.last_ms;
  return fenced([&] {
    database.sql() << "UPDATE log_head SET size = :size, last_ms = :at WHERE id = 1", soci::use(size, "size"),
        soci::use(last, "at");
  });
}

Result<HistoryRow> read_history(Database& database, int64_t seq) {
  std::optional<HistoryRow> found;
  QY_CHECK(each_history(database, seq, seq + 1, [&](const HistoryRow& row) {
    found = row;
    return Result<void>();
  }));
  return std::move(*found);
}

Result<void> each_history(Database& database, int64_t from, int64_t to,
                          const std::function<Result<void>(const HistoryRow&)>& see) {
  QY_TRY(const auto all, years(database));
  int64_t next = from;
  for (size_t i = 0; i < all.size() && next < to; ++i) {
    if (i + 1 < all.size() && all[i + 1].first_seq <= next) continue;
    Result<void> seen;
    QY_CHECK(fenced([&] {
      const long long low = next, high = to;
      Buffer buffer;
      soci::statement rows(database.sql());
      rows.exchange(soci::use(low, "low"));
      rows.exchange(soci::use(high, "high"));
      buffer.bind(rows);
      rows.alloc();
      rows.prepare("SELECT " + kColumns + " FROM " + table_of(all[i].year) +
                   " WHERE seq >= :low AND seq < :high ORDER BY seq");
      rows.define_and_bind();
      rows.execute(false);
      while (seen.ok() && rows.fetch()) {
        if (buffer.seq != next) break;
        seen = see(buffer.row());
        ++next;
      }
    }));
    QY_CHECK(seen);
  }
  if (next < to) return damaged(say(kRecordMissing, next));
  return {};
}

Result<std::vector<PastAct>> past_acts(Database& database, std::string_view object) {
  QY_TRY(const auto all, years(database));
  return fenced([&] {
    std::vector<PastAct> acts;
    for (const Year& year : all)
      database.prepared()
          .of("SELECT seq, at_ms, kind, object, basis, user_id, role, record FROM " + table_of(year.year) +
                  " WHERE object = :object ORDER BY +seq",  // by the object, not by walking seq
              {{"object", std::string(object)}}, true)
          .read([&](const soci::row& row) {
            PastAct& act =
                acts.emplace_back(PastAct{.seq = row.get<long long>(0),
                                          .at_ms = row.get<long long>(1),
                                          .kind = row.get<std::string>(2),
                                          .object = row.get<std::string>(3),
                                          .basis = row.get<std::string>(4),
                                          .actor = {row.get<std::string>(5), row.get<std::string>(6)},
                                          .record = {}});
            if (row.get_indicator(7) == soci::i_ok) act.record = row.get<std::string>(7);
          });
    return acts;
  });
}

Result<std::optional<int64_t>> seq_of_key(Database& database, const std::string& act_key) {
  return fenced([&] {
    std::optional<int64_t> seq;
    database.prepared()
        .of("SELECT seq FROM act_key WHERE act_key = :k", {{"k", act_key}}, true)
        .read([&](const soci::row& row) { seq = row.get<long long>(0); });
    return seq;
  });
}

Result<void> erase_record(Database& database, int64_t seq) {
  QY_TRY(const HistoryRow row, read_history(database, seq));
  // What says that something was erased stays.
  if (!row.record || row.record->find("\"erases\":[") != std::string::npos)
    return invalid(say(kNotErasable, seq));
  const long long at = seq;
  return fenced([&] {
    database.sql() << "UPDATE " + table_of(day_of(row.at_ms).year()) +
                          " SET salt = NULL, record = NULL WHERE seq = :seq",
        soci::use(at, "seq");
    database.sql() << "DELETE FROM outbox WHERE seq = :seq", soci::use(at, "seq");
  });
}

}  // namespace qy
