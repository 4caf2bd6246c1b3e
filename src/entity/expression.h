// What a configuration compares and blocks by: a column, or something made of one.
//
//   surname    prefix3(surname)    year(dob)    first_name + surname    soundex(last_word(full_name))
//   出生日期 | citizen_birthday(身份证号)      the first that says something
//
// No commas, so that a YAML list of them needs no quotes.
// Worked out once a distinct value where it is made of one column, once a record where it joins several.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "entity/records.h"

namespace qy {

struct Expression {
  std::string
      name;  // of the column or of the function; + for several joined by a blank, | for the first that is there
  std::vector<Expression> of;  // the function's argument, what is joined; none for a column
  int number = 0;              // 3 of prefix3(…)
  std::string text;            // as written, blanks taken out: its name everywhere

  bool is_column() const { return of.empty(); }
  void columns(std::set<std::string>& into) const;  // that it is made of
};

Result<Expression> parse_expression(std::string_view text);
// "prefixN, suffixN, year …", for messages and the guide.
std::string functions_known();

// Every column and every expression asked for, each once.
class Derived {
 public:
  explicit Derived(const Records& records) : records_(&records) {}
  // Fails where a column is not there. Valid as long as this lives.
  Result<const RecordColumn*> column(const Expression& expression);

 private:
  const Records* records_;
  std::map<std::string, std::unique_ptr<RecordColumn>> made_;
};

}  // namespace qy
