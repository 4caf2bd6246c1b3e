// Plans carried out by an existing Spark 4: each is put into Spark's spelling, written as a job file, and
// handed to spark/driver.py through spark-submit; answers come back as Parquet, one by one.
//
//   qingyuan ──job.json──▶ spark-submit driver.py ──▶ workers, who read <url>/lake/… and write
//   <url>/screening/spark/<run>/<question>/
//            ◀──a line of JSON an event──┘
//
// A worker that is lost costs time: Spark works its part out again. A driver that is lost costs the questions
// that were not answered yet.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lake/plan.h"

namespace qy {

struct SparkOptions {
  std::filesystem::path home;       // SPARK_HOME
  std::string master = "local[*]";  // local[*], spark://host:port, yarn, k8s://…
  std::filesystem::path workspace;  // as this machine sees it
  std::string url;  // the workspace's folder as every worker sees it: file:///…, hdfs://…, s3a://…; empty:
                    // the same path
  std::filesystem::path below = "screening/spark";  // of the workspace: where jobs and answers lie
  std::vector<std::string> settings;                // name=value for spark-submit --conf
  std::filesystem::path driver;                     // spark/driver.py
  std::filesystem::path filter;                     // this program, at the path where every worker has it
  int side_by_side = 2;
  bool tiny = false;  // many plans of a few rows (the rules' cases): no shuffling, no compiled code
};

// Fails when there is no Spark or no Java here.
Result<std::unique_ptr<Executor>> spark_executor(const std::string& prelude, const std::string& spark_prelude,
                                                 const SparkOptions& options);

}  // namespace qy
