// What must hold after every deed of every year. One file each in invariants/, one line each in invariants.cc.
//
// An invariant that cannot fail says nothing: each brings a fault (a bug, an intruder) that it must find; `simulator --prove`
// commits it and looks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "county.h"
#include "memory.h"

namespace qy::county {

struct Look {
  County& county;
  const Memory& memory;
  const Deed& deed;     // the last one
  std::string file;     // whose rows these are
  const FileRows& now;  // and as it stood before the deed: memory.before
};

using Broken = std::optional<std::string>;  // what does not hold

class Invariant {
 public:
  virtual ~Invariant() = default;
  virtual std::string name() const = 0;
  // Of one file, after each deed that touched it, and of every file at the end.
  virtual Result<Broken> of_file(const Look&) { return Broken(); }
  // Of the county as a whole: after each kill, and at the end of the year.
  virtual Result<Broken> of_county(County&, const Memory&) { return Broken(); }
  // Breaks it in that file; false where the year has nothing yet to break it with.
  virtual bool fault(const Look&) = 0;
};

std::vector<std::unique_ptr<Invariant>> all_invariants();

// An act written past the judge and past the rights: the fault of many of them.
bool write_past_everything(County& county, const std::string& file, std::vector<Change> changes);
std::vector<std::string> words(const std::string& text);  // between blanks

}  // namespace qy::county
