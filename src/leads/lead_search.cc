#include "leads/lead_search.h"

#include "leads/lead_words.h"

namespace qy {
namespace {

Result<std::vector<Row>> persons_of(RecordBook& book, const std::string& lead) {
  QY_TRY(const auto ties, book.select("lead_person", {{"lead", lead}, {"active", int64_t(1)}}));
  std::vector<Row> persons;
  for (const Row& tie : ties) {
    QY_TRY(auto found, book.select("person", {{"id", tie.text("person")}}));
    persons.insert(persons.end(), found.begin(), found.end());
  }
  return persons;
}

}  // namespace

Result<int64_t> bring_search_up_to_date(FilteringBook& book, SearchBook& search) {
  QY_TRY(const int64_t acts, search.acts());
  QY_TRY(const int64_t from, search.search_upto());
  if (from >= acts) return int64_t(0);
  const RowFilter touched{
      "t.seq >= :touched OR EXISTS (SELECT 1 FROM lead_person j JOIN person p ON p.id = j.person WHERE "
      "j.lead = t.id AND "
      "(j.seq >= :touched OR p.seq >= :touched))",
      {{"touched", from}}};
  QY_TRY(const auto leads, book.filtered("lead", {}, touched));
  std::vector<SearchEntry> entries;
  for (const Row& lead : leads) {
    QY_TRY(const auto persons, persons_of(book, lead.id));
    entries.push_back({lead.id, lead_words(lead, persons)});
  }
  QY_CHECK(search.put_search(entries, acts));
  return int64_t(entries.size());
}

Result<std::vector<Row>> search_leads(const std::string& query, const SearchBook& search,
                                      const ReadRows& read, RecordBook& asker) {
  QY_TRY(auto leads, read(search.rows_found(search_terms(query))));
  std::vector<Row> found;
  for (Row& lead : leads) {
    QY_TRY(const auto persons, persons_of(asker, lead.id));
    if (holds(lead, persons, query)) found.push_back(std::move(lead));
  }
  return found;
}

}  // namespace qy
