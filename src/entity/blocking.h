// Which pairs are looked at at all: those that one of the keys gives. A million records have half a trillion
// pairs; a good set of keys leaves a few million of them and loses few that belong together.
//
//   [surname, dob]                     equal in all parts; a record that says nothing in one stands in no
//   group {near: name + dob, window: 5}      neighbours once all are sorted by it: what equality misses at
//   the end {like: name, at_least: 0.5}        values that share enough of their runs of two characters
//   (alike_values.h)
//
// near and like can have `same` beside them, parts that must be equal too. A pair that an earlier key gave is
// told apart.
//
// A group of a million equal keys would be half a trillion pairs. Groups past a limit are sorted by the
// compared values, and each record meets only its next neighbours there (Hernández and Stolfo's sorted
// neighbourhood, 1995); the report says how many such groups a key has, and how many pairs were passed over.
//
// Nothing of a key is held while another is walked, but one bit a record where it is crowded and, for near, a
// record's place: memory does not grow with the number of keys.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/message.h"
#include "base/result.h"
#include "entity/alike_values.h"
#include "entity/comparer.h"

namespace qy {

struct KeyReport {
  std::string text;
  int64_t records = 0;  // that have the key
  int64_t groups = 0;   // of two and more
  int64_t largest = 0;
  int64_t crowded_groups = 0;  // walked by neighbourhood
  int64_t passed_over = 0;     // pairs of crowded groups that are no neighbours
  int64_t pairs = 0;           // given by this key and none before; filled while they are visited
};

// "key …: a group of … records …": for whoever reads the result.
Said crowded(const KeyReport& report);

// What must be known of a key to tell of two records whether it gives them: for whoever compares them elsewhere
// (pair_scorer.h).
struct KeyGroups {
  uint32_t window = 0;          // of near: how far neighbours lie apart; else 0
  std::vector<uint32_t> group;  // by record; 0: it stands in none, or in a crowded one
  std::vector<uint32_t> place;  // of near: by record, within the key's order
};

class Blocking {
 public:
  static constexpr size_t kMostInGroup = 1000, kNeighbours = 20;
  using Give = std::function<void(RecordIndex a, RecordIndex b, bool is_new)>;

  // `records` and `derived` must outlive this.
  static Result<Blocking> prepare(const Records& records, const LinkConfig& config, Derived& derived);

  size_t size() const { return keys_.size(); }
  // From here on, only pairs with a record in them that comes at or after `first`.
  void only_from(RecordIndex first) { first_ = first; }

  // One key's records in order; holds some 5 bytes a record while it lives.
  class Walk {
   public:
    // Every pair that this key gives, a < b, and whether no earlier key gave it. The work is cut into
    // `parts`, so that several threads can each take one.
    void visit(size_t part, size_t parts, const Give& give) const;
    KeyGroups groups() const;  // not of a like
    void keep_crowded();       // the others are visited elsewhere

   private:
    friend class Blocking;
    struct Group {
      uint32_t begin, end;  // in order_
      uint32_t reach;       // how far neighbours lie apart
      bool is_crowded = false;
    };
    void give(RecordIndex a, RecordIndex b, const Give& give) const;
    void visit_alike(ValueCode a, ValueCode b, const Give& give) const;

    const Blocking* blocking_ = nullptr;
    size_t key_ = 0;
    std::vector<RecordIndex> order_;
    std::vector<Group> groups_;
    std::vector<uint32_t> hashes_,
        first_;  // for like: of `same` by place in order_; where each value begins there
  };
  // Keys are opened in order the first time: a later one asks what an earlier one gave.
  Walk open(size_t key);
  // Which keys give the pair, a bit each, once all have been opened. Of a crowded group it is not known: no
  // bit.
  uint64_t keys_giving(RecordIndex a, RecordIndex b) const;
  const KeyReport& report(size_t key) const { return keys_[key].report; }
  bool is_like(size_t key) const { return keys_[key].like != nullptr; }
  bool is_near(size_t key) const { return keys_[key].near != nullptr; }
  bool is_wanted(RecordIndex a, RecordIndex b) const;  // within the scope and the new records

 private:
  struct Key {
    std::vector<const RecordColumn*> same;
    const RecordColumn *near = nullptr, *like = nullptr;
    uint32_t window = 0;
    AlikeValues alike;
    std::vector<uint32_t> place;   // for near, by record
    std::vector<bool> is_crowded;  // by record, only where the key has crowded groups
    KeyReport report;

    bool agree(RecordIndex a, RecordIndex b) const;  // in every part of `same`
    bool gives(RecordIndex a, RecordIndex b) const;
  };
  struct Entry;
  std::vector<Entry> entries_of(const Key& key) const;
  void sort_by_what_is_compared(RecordIndex* begin, RecordIndex* end) const;
  bool is_given_before(size_t key, RecordIndex a, RecordIndex b) const;

  const Records* records_ = nullptr;
  RecordIndex first_ = 0;
  LinkScope scope_ = LinkScope::all;
  std::vector<Key> keys_;
  std::vector<const RecordColumn*> compared_;  // crowded groups are sorted by these
};

}  // namespace qy
