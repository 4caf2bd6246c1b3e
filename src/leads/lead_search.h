// Searching leads (lead_words.h): the index is brought up to date, then asked, through whoever's book it is given, so
// that nothing is found that may not be read.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "record/search.h"

namespace qy {

// Rows of `lead` that pass the filter and may be read.
using ReadRows = std::function<Result<std::vector<Row>>(const RowFilter&)>;

// Works the words of leads out anew that were touched since the last time; `book` sees everything. Returns how many.
Result<int64_t> bring_search_up_to_date(FilteringBook& book, SearchBook& search);

// By number. `asker`: sees what he may; persons are looked up in it.
Result<std::vector<Row>> search_leads(const std::string& query, const SearchBook& search,
                                      const ReadRows& read, RecordBook& asker);

}  // namespace qy
