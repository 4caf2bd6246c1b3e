#include "invariant.h"

#include <sstream>

namespace qy::county {

#define INVARIANT(name) std::unique_ptr<Invariant> name();
#include "invariants/all.inc"
#undef INVARIANT

std::vector<std::unique_ptr<Invariant>> all_invariants() {
  std::vector<std::unique_ptr<Invariant>> all;
#define INVARIANT(name) all.push_back(name());
#include "invariants/all.inc"
#undef INVARIANT
  return all;
}

bool write_past_everything(County& county, const std::string& file, std::vector<Change> changes) {
  Act act{.key = "past-everything",
          .kind = "system.bug",
          .actor = {"system", "system"},
          .object = "case_file/" + file,
          .basis = "",
          .note = "",
          .changes = std::move(changes),
          .outbox = {},
          .erases = {}};
  return county.store().perform(act).ok();
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> all;
  for (std::string word; stream >> word;) all.push_back(word);
  return all;
}

}  // namespace qy::county
