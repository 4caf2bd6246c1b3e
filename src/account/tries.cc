#include "account/tries.h"

#include <algorithm>
#include <utility>

namespace qy {
namespace {

constexpr int64_t kHourMs = 3'600'000;
constexpr size_t kKept = 10'000;  // of different askers; beyond it the old ones are looked through

bool is_past(int64_t at_ms, int64_t now_ms) {
  return at_ms <= now_ms - kHourMs;
}

}  // namespace

Tried Tries::take(const std::string& who, int64_t now_ms) {
  if (tries_.size() > kKept)
    std::erase_if(tries_, [&](const auto& one) {
      return one.second.at_ms.empty() || is_past(one.second.at_ms.back(), now_ms);
    });
  Counted& counted = tries_[who];
  while (!counted.at_ms.empty() && is_past(counted.at_ms.front(), now_ms)) counted.at_ms.pop_front();
  if (int(counted.at_ms.size()) >= an_hour_)
    return std::exchange(counted.is_told, true) ? Tried::too_often : Tried::too_often_now;
  counted.is_told = false;
  counted.at_ms.push_back(now_ms);
  return Tried::counted;
}

bool Tries::refuses_any(const std::string& beginning, int64_t now_ms) const {
  for (auto one = tries_.lower_bound(beginning); one != tries_.end() && one->first.starts_with(beginning);
       ++one) {
    const auto fresh =
        std::ranges::count_if(one->second.at_ms, [&](int64_t at_ms) { return !is_past(at_ms, now_ms); });
    if (fresh >= an_hour_) return true;
  }
  return false;
}

void Tries::forget(const std::string& beginning) {
  std::erase_if(tries_, [&](const auto& one) { return one.first.starts_with(beginning); });
}

}  // namespace qy
