// The last screening, read once and read again when `screen` has written another.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "leads/latest_findings.h"

namespace qy {

// Safe from several threads.
class Shelf {
 public:
  explicit Shelf(std::filesystem::path workspace) : workspace_(std::move(workspace)) {}
  // not_found where nothing has been screened yet.
  Result<std::shared_ptr<const Screening>> latest();

 private:
  std::filesystem::path workspace_;
  std::mutex mutex_;
  std::shared_ptr<const Screening> screening_;
  std::filesystem::file_time_type written_;
};

}  // namespace qy
