#include "app/content.h"

#include <cstdlib>

namespace qy {
namespace fs = std::filesystem;
namespace {

bool holds_content(const fs::path& folder) {
  return fs::is_directory(folder / "tables") && fs::is_directory(folder / "rules");
}

}  // namespace

Result<fs::path> find_content() {
  if (const char* home = std::getenv("QINGYUAN_HOME")) {
    if (holds_content(home)) return fs::path(home);
    return not_found(std::string("QINGYUAN_HOME 指向 ") + home +
                     "，那里没有 tables/ 和 rules/ (it holds no tables/ and rules/)");
  }
  std::error_code ec;
  const fs::path program = fs::read_symlink("/proc/self/exe", ec);
  for (fs::path at = program.parent_path(); !ec && at.has_relative_path(); at = at.parent_path())
    if (holds_content(at)) return at;
  if (holds_content("/usr/share/qingyuan")) return fs::path("/usr/share/qingyuan");
  return not_found(
      "找不到程序的 tables/ 和 rules/，请用 QINGYUAN_HOME 指明所在目录 (the program's tables/ and rules/ "
      "were "
      "not found: set QINGYUAN_HOME to the folder that holds them)");
}

}  // namespace qy
