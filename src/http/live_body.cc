#include "http/live_body.h"

namespace qy {

bool LiveBody::put(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (over_) return false;
  if (waiting_.size() + text.size() > kMostWaiting) {
    waiting_.clear();
    over_ = true;
  } else {
    waiting_ += text;
  }
  if (wake_) wake_();
  return !over_;
}

void LiveBody::end() {
  const std::lock_guard lock(mutex_);
  over_ = true;
  if (wake_) wake_();
}

bool LiveBody::is_over() const {
  const std::lock_guard lock(mutex_);
  return over_;
}

void LiveBody::attach(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

LiveBody::Piece LiveBody::take() {
  const std::lock_guard lock(mutex_);
  Piece piece{std::move(waiting_), over_};
  waiting_.clear();
  return piece;
}

void LiveBody::gone() {
  const std::lock_guard lock(mutex_);
  over_ = true;
  wake_ = nullptr;
  waiting_.clear();
}

}  // namespace qy
