// What officers of the county declared (record/officer_tie.h), and who is concerned in its files.
#pragma once

#include <string>
#include <vector>

namespace qy::county {

struct DeclaredOnce {
  std::string officer, tie, of;  // of: "p1" or "U1"
  bool certain = true;
  std::string id() const { return officer + "." + tie + "." + of; }
  bool to_person() const { return of[0] == 'p'; }
};
const std::vector<DeclaredOnce>& declared_at_first();

}  // namespace qy::county
