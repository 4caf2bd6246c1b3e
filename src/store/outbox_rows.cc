#include "store/outbox_rows.h"

namespace qy {

Result<std::vector<OutboxMessage>> unsent_rows(Database& database, int64_t most) {
  return fenced([&] {
    std::vector<OutboxMessage> found;
    long long seq = 0, place = 0;
    std::string topic, to, body;
    soci::statement rows =
        (database.sql().prepare
             << "SELECT seq, place, topic, recipient, body FROM outbox WHERE sent_ms IS NULL "
                "ORDER BY seq, place LIMIT " +
                    std::to_string(most),
         soci::into(seq), soci::into(place), soci::into(topic), soci::into(to), soci::into(body));
    rows.execute();
    while (rows.fetch()) found.push_back({seq, place, {topic, to, body}});
    return found;
  });
}

Result<void> mark_row_sent(Database& database, const OutboxMessage& message, int64_t at_ms) {
  return fenced([&] {
    const long long at = at_ms, seq = message.seq, place = message.place;
    database.sql()
        << "UPDATE outbox SET sent_ms = :at WHERE seq = :seq AND place = :place AND sent_ms IS NULL",
        soci::use(at, "at"), soci::use(seq, "seq"), soci::use(place, "place");
  });
}

}  // namespace qy
