// The records to be linked, column by column, each distinct value once.
//
//   id   first_name  dob               codes of first_name   values of first_name
//   r1   mary        1901-02-03        1                     0: nothing   1: MARY   2: JOHN
//   r2   john                          2
//   r3   Mary        1901-02-03        1
//
// Comparing goes over values and not over records: two records of one value are equal by their codes, and
// what a value needs (code points, grams) is worked out once. A value takes its bytes and some twenty more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qy {

// A value's place in its column; kNothing where a record says nothing.
using ValueCode = uint32_t;
inline constexpr ValueCode kNothing = 0;

class Values {
 public:
  ValueCode add(std::string_view text);         // the code it has, or a new one; kNothing for ""
  ValueCode find(std::string_view text) const;  // kNothing where it is not there
  // Valid until the next add.
  std::string_view text(ValueCode code) const {
    return {bytes_.data() + ends_[code], size_t(ends_[code + 1] - ends_[code])};
  }
  size_t size() const { return ends_.size() - 1; }  // nothing counted too

 private:
  size_t slot_of(std::string_view text) const;
  void grow();

  std::string bytes_;                 // of all values, one after the other
  std::vector<uint64_t> ends_{0, 0};  // value c lies between ends_[c] and ends_[c + 1]
  std::vector<ValueCode> slots_;      // open addressing; a power of two, at most half full
};

struct RecordColumn {
  std::string name;
  Values values;
  std::vector<ValueCode> codes;  // one a record
};

using RecordIndex = uint32_t;

// The records' own keys, in order, each once.
class RecordIds {
 public:
  bool add(std::string_view id);  // false: it is there already, or empty
  std::string_view operator[](size_t record) const { return ids_.text(ValueCode(record + 1)); }
  std::optional<RecordIndex> find(std::string_view id) const;
  size_t size() const { return ids_.size() - 1; }

 private:
  Values ids_;
};

struct Records {
  RecordIds ids;
  std::vector<uint32_t> tables;  // which of the files in; pairs of one file can be ruled out
  std::vector<RecordColumn> columns;

  size_t size() const { return ids.size(); }
  const RecordColumn* find(std::string_view name) const;
};

}  // namespace qy
