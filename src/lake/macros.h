// The qy_ macros of a prelude, put in place in a text. DuckDB has macros of its own; Spark has SQL functions,
// but none that aggregate and none in every place where an expression may stand, so for it they are expanded
// before it sees them (docs/adr/0007).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

struct Macro {
  std::vector<std::string> parameters;
  std::string body;
  int line = 0;
};

class Macros {
 public:
  // Reads the statements CREATE OR REPLACE MACRO name(a, b) AS body; and nothing else. `name` is the file's,
  // for messages.
  static Result<Macros> parse(std::string_view prelude, const std::string& name);

  // Lays other macros over these: one of the same name takes the place of ours.
  void lay_over(const Macros& others);

  const std::map<std::string, Macro, std::less<>>& all() const { return macros_; }

  // Fails on a call with the wrong number of arguments, and on macros that call each other in a circle.
  Result<std::string> expand(std::string_view sql) const;

 private:
  Result<std::string> expanded(std::string_view sql, int depth) const;
  std::map<std::string, Macro, std::less<>> macros_;  // by name in lower case
};

}  // namespace qy
