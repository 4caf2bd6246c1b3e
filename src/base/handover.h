// What one thread makes and another takes, in order, a few waiting at most.
//
//   maker                                     taker
//   if (!handover.give(piece)) break;         while (auto piece = handover.take()) …
//   handover.end();                           handover.refuse();   // when it wants no more
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace qy {

template <class T>
class Handover {
 public:
  explicit Handover(size_t most_waiting) : most_(most_waiting) {}

  // Waits for room. False when the taker wants no more.
  bool give(T one) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < most_ || refused_; });
    if (refused_) return false;
    waiting_.push_back(std::move(one));
    changed_.notify_all();
    return true;
  }
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

  // Nothing when that was all.
  std::optional<T> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !waiting_.empty() || ended_; });
    if (waiting_.empty()) return std::nullopt;
    T one = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return one;
  }
  void refuse() {
    const std::lock_guard lock(mutex_);
    refused_ = true;
    changed_.notify_all();
  }

 private:
  const size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> waiting_;
  bool ended_ = false, refused_ = false;
};

}  // namespace qy
