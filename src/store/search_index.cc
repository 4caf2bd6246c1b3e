#include "store/search_index.h"

namespace qy {
namespace {

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

// The index without content is told what to forget: the words that it was given.
void forget(soci::session& sql, bool sqlite, const std::string& object) {
  long long place = -1;
  std::string words;
  sql << "SELECT place, words FROM search_object WHERE object = :o", soci::into(place), soci::into(words),
      soci::use(object, "o");
  if (place < 0) return;
  if (sqlite)
    sql << "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', :p, :w)",
        soci::use(place, "p"), soci::use(words, "w");
  sql << "DELETE FROM search_object WHERE place = :p", soci::use(place, "p");
}

void remember(soci::session& sql, bool sqlite, long long place, const SearchEntry& entry) {
  const std::string words = joined(entry.words, " ");
  sql << "INSERT INTO search_object (place, object, words) VALUES (:p, :o, :w)", soci::use(place, "p"),
      soci::use(entry.object, "o"), soci::use(words, "w");
  if (sqlite)
    sql << "INSERT INTO search_index (rowid, words) VALUES (:p, :w)", soci::use(place, "p"),
        soci::use(words, "w");
}

std::string term_of_fts5(const SearchTerm& term) {
  std::string any;
  for (const auto& words : term) any += (any.empty() ? "(" : " OR (") + joined(words, " AND ") + ")";
  return "(" + any + ")";
}

}  // namespace

Result<int64_t> search_upto(Database& database) {
  return fenced([&]() -> int64_t {
    long long upto = 0;
    database.sql() << "SELECT upto FROM search_head WHERE name = 'lead'", soci::into(upto);
    return upto;
  });
}

Result<void> put_search(Database& database, const std::vector<SearchEntry>& entries, int64_t upto) {
  QY_CHECK(database.begin());
  auto put = fenced([&] {
    soci::session& sql = database.sql();
    long long place = 0;
    soci::indicator there = soci::i_null;
    sql << "SELECT max(place) FROM search_object", soci::into(place, there);
    if (there == soci::i_null) place = 0;
    for (const SearchEntry& entry : entries) {
      forget(sql, database.is_sqlite(), entry.object);
      if (!entry.words.empty()) remember(sql, database.is_sqlite(), ++place, entry);
    }
    const long long head = upto;
    sql << "DELETE FROM search_head WHERE name = 'lead'";
    sql << "INSERT INTO search_head (name, upto) VALUES ('lead', :u)", soci::use(head, "u");
  });
  if (put.ok()) put = database.commit();
  if (!put.ok()) database.rollback();
  return put;
}

RowFilter rows_found(const std::vector<SearchTerm>& terms, bool sqlite) {
  if (terms.empty()) return {"1 = 0", {}};
  RowFilter filter;
  if (sqlite) {
    std::string all;
    for (const SearchTerm& term : terms) all += (all.empty() ? "" : " AND ") + term_of_fts5(term);
    filter.sql =
        "t.id IN (SELECT o.object FROM search_index JOIN search_object o ON o.place = search_index.rowid "
        "WHERE "
        "search_index MATCH :search_all)";
    filter.values["search_all"] = all;
    return filter;
  }
  std::string all;
  for (const SearchTerm& term : terms) {
    std::string any;
    for (const auto& words : term) {
      const std::string name = "search_" + std::to_string(filter.values.size());
      any += (any.empty() ? "" : " OR ") +
             ("string_to_array(o.words, ' ') @> string_to_array(:" + name + ", ' ')");
      filter.values[name] = joined(words, " ");
    }
    all += (all.empty() ? "(" : " AND (") + any + ")";
  }
  filter.sql = "t.id IN (SELECT o.object FROM search_object o WHERE " + all + ")";
  return filter;
}

}  // namespace qy
