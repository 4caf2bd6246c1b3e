// Many texts, numbered as they are added, in memory while they are few and in an unnamed file beyond that:
// the shared strings of a workbook.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

class HeldText {
 public:
  // An empty folder means the system's temporary folder.
  explicit HeldText(std::filesystem::path spill_folder = {}, size_t memory_bytes = 64 << 20)
      : folder_(std::move(spill_folder)), memory_bytes_(memory_bytes) {}
  HeldText(const HeldText&) = delete;
  HeldText& operator=(const HeldText&) = delete;
  ~HeldText();

  // Fails with Code::limit above 512 MB in all.
  Result<void> add(std::string_view text);
  // To be called once after the last add().
  Result<void> finish();

  size_t size() const { return ends_.size(); }
  std::string_view operator[](size_t index) const;

 private:
  Result<void> spill();

  std::filesystem::path folder_;
  size_t memory_bytes_;
  std::vector<uint32_t> ends_;  // place behind each text
  std::string kept_;            // in memory: all texts, or those not yet written
  int fd_ = -1;
  char* mapped_ = nullptr;
  size_t total_ = 0;
};

}  // namespace qy
