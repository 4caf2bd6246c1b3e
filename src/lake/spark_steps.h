// WITH a AS (…), b AS (…) SELECT …, taken apart: each name becomes a step of its own. Spark works a WITH
// relation out anew for every place that reads it, and plans it anew too; as a step it is worked out once.
// Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qy {

struct SparkStep {
  std::string name, sql;
  int readers = 0;  // how often later steps and the rest name it
};

struct SparkSteps {
  std::vector<SparkStep> steps;  // in an order in which they can be built
  std::string rest;              // the text without its WITHs
};

// `sql` is in the common subset, not yet in Spark's spelling (whose literals end elsewhere). It may hold
// several WITHs, one within another; their names must differ, as those of rules do.
SparkSteps steps_of(std::string_view sql);

}  // namespace qy
