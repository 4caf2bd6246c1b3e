// Finding rows by words. A word is of a-z, 0-9 and nothing else; what it stands for is the asker's
// (leads/lead_words.h).
#pragma once

#include "record/row_filter.h"

namespace qy {

struct SearchEntry {
  std::string object;              // id of the row
  std::vector<std::string> words;  // none: it is not found any more
};

using SearchTerm = std::vector<std::vector<std::string>>;  // all words of one of these

// The index of leads. It is worked out of the records, holds nothing that they do not, and is no part of history, log or
// backup; whoever searches brings it up to date first.
class SearchBook {
 public:
  virtual ~SearchBook() = default;
  // Number of acts on record, and up to which of them the words are worked out: rows whose seq is that or later are to be
  // looked at again.
  virtual Result<int64_t> acts() = 0;
  virtual Result<int64_t> search_upto() = 0;
  virtual Result<void> put_search(const std::vector<SearchEntry>& entries, int64_t upto) = 0;
  // Rows of `lead` that have every term. Without terms: none.
  virtual RowFilter rows_found(const std::vector<SearchTerm>& terms) const = 0;
};

}  // namespace qy
