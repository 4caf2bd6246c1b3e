#include "account/tries.h"

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

}  // namespace qy
