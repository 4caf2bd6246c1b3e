#include "account/tries.h"

namespace qy {
namespace {
constexpr int64_t kHourMs = 3'600'000;
constexpr size_t kKept = 10'000;  // of different askers; beyond it the old ones are looked through
}  // namespace

bool Tries::take(const std::string& who, int64_t now_ms) {
  const auto is_past = [&](int64_t at_ms) { return at_ms <= now_ms - kHourMs; };
  if (tries_.size() > kKept)
    std::erase_if(tries_, [&](const auto& one) { return is_past(one.second.back()); });
  std::deque<int64_t>& times = tries_[who];
  while (!times.empty() && is_past(times.front())) times.pop_front();
  if (int(times.size()) >= an_hour_) return false;
  times.push_back(now_ms);
  return true;
}

}  // namespace qy
