// Which pairs are looked at at all: those that agree on one of the keys. A million records have half a
// billion pairs; a good set of keys leaves a few million of them and loses few that belong together.
//
//   key 1  [surname, dob]              records that say nothing in one of its parts stand in no group
//   key 2  [soundex(surname), year]    a pair that key 1 already gave is told apart
//
// A group of a hundred thousand equal keys would be five billion pairs. Groups past a limit are sorted by the
// compared values, and each record meets only its next neighbours there (Hernández and Stolfo's sorted
// neighbourhood, 1995); the report says how many such groups a key has.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/comparer.h"

namespace qy {

struct KeyReport {
  std::string text;
  int64_t records = 0;  // that have the key
  int64_t groups = 0;   // of two and more
  int64_t largest = 0;
  int64_t crowded_groups = 0;  // walked by neighbourhood
  int64_t pairs = 0;           // given by this key and none before; filled while they are visited
};

class Blocking {
 public:
  static constexpr size_t kMostInGroup = 1000, kNeighbours = 20;

  // `records` and `derived` must outlive this.
  static Result<Blocking> prepare(const Records& records, const LinkConfig& config, Derived& derived);

  const std::vector<KeyReport>& reports() const { return reports_; }
  size_t size() const { return keys_.size(); }
  // Every pair that this key gives, a < b, and whether no earlier key gave it. The work is cut into `parts`
  // by groups, so that several threads can each take one.
  // From here on, only pairs with a record in them that comes at or after `first`.
  void only_from(RecordIndex first) { first_ = first; }
  using Give = std::function<void(RecordIndex a, RecordIndex b, bool is_new)>;
  void visit(size_t key, size_t part, size_t parts, const Give& give) const;

 private:
  struct Key {
    std::vector<uint64_t> hashes;     // one a record; 0: has no key
    std::vector<RecordIndex> sorted;  // those that have one, by hash
    std::vector<size_t> groups;       // where groups of two and more begin
    std::vector<bool> is_crowded;     // by record, only where the key has crowded groups
  };
  size_t end_of(const Key& key, size_t begin) const;
  bool is_given_before(size_t key, RecordIndex a, RecordIndex b) const;
  bool is_in_scope(RecordIndex a, RecordIndex b) const;

  const Records* records_ = nullptr;
  RecordIndex first_ = 0;
  LinkScope scope_ = LinkScope::all;
  std::vector<Key> keys_;
  std::vector<KeyReport> reports_;
  std::vector<const RecordColumn*> order_;  // crowded groups are sorted by these
};

}  // namespace qy
