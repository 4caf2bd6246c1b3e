// What the command line says about Spark: which one, and how its workers see the lake.
#pragma once

#include "app/commands.h"
#include "lake/plan.h"
#include "rules/rule_set.h"

namespace qy {

struct SparkWords {
  std::string master = "local[*]", url, filter;
  std::vector<std::string> settings;
  int side_by_side = 2;
  bool tiny = false;
};

// --master, --lake-url, --spark-conf, --worker-program.
void add_spark_words(CLI::App& command, SparkWords& words);

// An executor on the Spark at SPARK_HOME. `workspace` holds the lake and, `below`, the job and its answers.
Result<std::unique_ptr<Executor>> spark_of(const SparkWords& words, const RuleSet& rules,
                                           const std::filesystem::path& workspace,
                                           const std::filesystem::path& below = "screening/spark");

}  // namespace qy
