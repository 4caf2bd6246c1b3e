// Which parts of a typology must come together: "moved and (kin or at_least(2, late, split, paid))".
//
//   condition := all { "or" all }        all := one { "and" one }
//   one := part | "(" condition ")" | "at_least" "(" number "," part { "," part } ")"
//
// There is no "not": that something was not found says nothing (the data may be missing).
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

class Condition {
 public:
  // Fails on what it cannot read and on a part that is not in `parts`.
  static Result<Condition> parse(std::string_view text, const std::set<std::string>& parts);

  bool holds(const std::set<std::string>& present) const { return holds(root_, present); }
  std::set<std::string> named() const;

 private:
  struct Node {
    size_t at_least = 1;  // so many of the parts and of the nodes below
    std::vector<std::string> parts;
    std::vector<Node> below;
  };
  friend class ConditionReader;
  static bool holds(const Node& node, const std::set<std::string>& present);
  Node root_;
};

}  // namespace qy
