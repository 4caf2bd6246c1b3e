// The records to be linked, column by column, each distinct value once.
//
//   id   first_name  dob               codes of first_name   values of first_name
//   r1   mary        1901-02-03        1                     0: nothing   1: MARY   2: JOHN
//   r2   john                          2
//   r3   Mary        1901-02-03        1
//
// Comparing goes over values and not over records: two records of one value are equal by their codes, and
// what a value needs (code points, grams) is worked out once.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace qy {

// A value's place in its column; kNothing where a record says nothing.
using ValueCode = uint32_t;
inline constexpr ValueCode kNothing = 0;

class Values {
 public:
  Values() { texts_.emplace_back(); }
  ValueCode add(std::string_view text);  // the code it has, or a new one; kNothing for ""
  const std::string& text(ValueCode code) const { return texts_[code]; }
  size_t size() const { return texts_.size(); }  // nothing counted too

 private:
  std::deque<std::string> texts_;  // stay where they are, so that the index may look into them
  std::unordered_map<std::string_view, ValueCode> index_;
};

struct RecordColumn {
  std::string name;
  Values values;
  std::vector<ValueCode> codes;  // one a record
};

struct Records {
  std::vector<std::string> ids;
  std::vector<uint32_t> tables;  // which of the files in; pairs of one file can be ruled out
  std::vector<RecordColumn> columns;

  size_t size() const { return ids.size(); }
  const RecordColumn* find(std::string_view name) const;
};

}  // namespace qy
