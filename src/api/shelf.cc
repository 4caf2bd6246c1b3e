#include "api/shelf.h"

namespace qy {

Result<std::shared_ptr<const Screening>> Shelf::latest() {
  std::error_code missing;
  const auto written = std::filesystem::last_write_time(latest_findings_file(workspace_), missing);
  const std::lock_guard lock(mutex_);
  if (screening_ && !missing && written == written_) return screening_;
  QY_TRY(Screening read, latest_findings(workspace_));
  screening_ = std::make_shared<const Screening>(std::move(read));
  written_ = written;
  return screening_;
}

}  // namespace qy
