// A plan as spark/driver.py reads it. Private to this folder.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/json.h"
#include "lake/macros.h"
#include "lake/plan.h"

namespace qy {

// Where things lie for the workers.
struct SparkPlaces {
  std::filesystem::path workspace;  // absolute, as this machine sees it
  std::string url;                  // the same folder as every worker sees it; empty: the same path
  std::filesystem::path filter;     // the program, at the path where every worker has it

  // A file of the workspace as the workers name it.
  std::string url_of(const std::filesystem::path& file) const;
};

// {"share": true, "put": [[file here, its url]], "tables": [{name, columns, files | select}], "relations": [{name, sql}], "questions": [{id,
// steps: [{name, sql, once}], sql}]}
Result<Json> spark_job(const Plan& plan, const Macros& macros, const SparkPlaces& places);

}  // namespace qy
