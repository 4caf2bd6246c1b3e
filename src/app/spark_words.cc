#include "app/spark_words.h"

#include <cstdlib>

#include "app/content.h"
#include "lake/spark_executor.h"

namespace qy {

void add_spark_words(CLI::App& command, SparkWords& words) {
  command.add_option("--master", words.master,
                     "Spark 主节点 local[*]、spark://…、yarn、k8s://… (Spark's master)");
  command.add_option("--lake-url", words.url,
                     "工作节点看到的工作区 file:、hdfs:、s3a: (the workspace as every worker sees it)");
  command.add_option("--spark-conf", words.settings, "Spark 设置 名=值 (a setting for Spark, name=value)");
  command.add_option("--worker-program", words.filter,
                     "工作节点上本程序的路径 (this program's path on the workers)");
}

Result<std::unique_ptr<Executor>> spark_of(const SparkWords& words, const RuleSet& rules,
                                           const std::filesystem::path& workspace,
                                           const std::filesystem::path& below) {
  QY_TRY(const auto content, find_content());
  const char* home = std::getenv("SPARK_HOME");
  std::error_code ec;
  return spark_executor(rules.prelude(), rules.spark_prelude(),
                        {.home = home == nullptr ? "" : home,
                         .master = words.master,
                         .workspace = workspace,
                         .url = words.url,
                         .below = below,
                         .settings = words.settings,
                         .driver = content / "spark" / "driver.py",
                         .filter = words.filter.empty() ? std::filesystem::read_symlink("/proc/self/exe", ec)
                                                        : std::filesystem::path(words.filter),
                         .side_by_side = words.side_by_side,
                         .tiny = words.tiny});
}

}  // namespace qy
