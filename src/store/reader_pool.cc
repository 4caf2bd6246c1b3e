#include "store/reader_pool.h"

namespace qy {

Result<ReaderPool::Lease> ReaderPool::take() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [&] { return !free_.empty() || made_ < kMost; });
  if (!free_.empty()) {
    auto database = std::move(free_.back());  // the one used last: its pages are at hand
    free_.pop_back();
    return Lease(*this, std::move(database));
  }
  ++made_;
  lock.unlock();
  auto made = Database::open(place_, IfMissing::refuse);
  Result<void> read = made.ok() ? (*made)->read_catalogue() : Result<void>(made.error());
  if (read.ok()) return Lease(*this, std::move(*made));
  lock.lock();
  --made_;
  freed_.notify_one();
  return read.error();
}

void ReaderPool::give_back(std::unique_ptr<Database> database) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(database));
  }
  freed_.notify_one();
}

}  // namespace qy
