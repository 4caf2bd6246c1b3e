#include "api/shelf.h"

#include "api/messages.h"

namespace qy {

Result<std::shared_ptr<const Screening>> Shelf::latest() {
  std::error_code missing;
  const auto written = std::filesystem::last_write_time(latest_findings_file(workspace_), missing);
  const std::lock_guard lock(mutex_);
  if (screening_ && !missing && written == written_) return screening_;
  auto read = latest_findings(workspace_);
  if (!read.ok()) return read.error().code == Code::not_found ? not_found(say(kNotScreened)) : read.error();
  screening_ = std::make_shared<const Screening>(std::move(read).value());
  written_ = written;
  return screening_;
}

}  // namespace qy
