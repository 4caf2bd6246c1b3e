// Persons concerned, as they come on record: once each, known by the token of the citizen number, found by number, name, the
// initials of the name's sound, or the citizen number itself.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "record/row_filter.h"

namespace qy {

struct NewPerson {
  std::string name;           // required
  std::string citizen_token;  // of the sealer (ingest/cell_reader.h); "" where the number is not known
  std::string unit, post, rank, management_authority;  // unit: its code
  bool party_member = false;
};

class PersonBook {
 public:
  PersonBook(RecordBook& book, const Clock& clock) : book_(book), clock_(clock) {}

  // Returns the number. conflict where the citizen number is on record; officers who declared that number (record/officer_tie.h) are
  // kept out of what concerns the person from here on.
  Result<std::string> add(const NewPerson& person, const Actor& by);

 private:
  RecordBook& book_;
  const Clock& clock_;
};

// What a query means as a condition on `person`: names that hold it, initials that begin with it, or that number.
RowFilter persons_like(const std::string& query);
RowFilter persons_with_token(const std::string& citizen_token);

}  // namespace qy
