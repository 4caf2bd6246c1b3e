#include "store/publishing.h"

#include <chrono>
#include <thread>

namespace qy {

Result<FileLock> lock_publishing(const std::filesystem::path& workspace) {
  for (int tries = 0;; ++tries) {
    auto lock = FileLock::take(workspace / "log.lock");
    if (lock.ok() || lock.error().code != Code::conflict || tries == 100) return lock;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

}  // namespace qy
