// Where a list goes on: "200.9f86d0…", the place and a keyed hash over place, list and its filters. A cursor of
// another list, of other filters or of another screening is refused, and so is one that somebody made.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "seal/seal.h"

namespace qy {

// Safe from several threads.
class Cursors {
 public:
  explicit Cursors(Sealer& sealer) : sealer_(sealer) {}
  std::string make(const std::string& list, int64_t place);
  std::optional<int64_t> read(const std::string& list, const std::string& cursor);

 private:
  std::mutex mutex_;
  Sealer& sealer_;
};

// One page of a list that stands in memory, out of `total`.
struct Page {
  int64_t from = 0, to = 0;
  std::string next;  // "" at the end
};

inline constexpr int64_t kPageLimit = 500, kPageUsual = 100;

// None where cursor or limit cannot be read.
std::optional<Page> page_of(Cursors& cursors, const std::string& list, int64_t total,
                            const std::string& limit, const std::string& cursor);

// From a place in the list, 0 the first; past the end it is empty. None where limit or place cannot be read.
std::optional<Page> page_at(int64_t total, const std::string& limit, const std::string& at);

}  // namespace qy
