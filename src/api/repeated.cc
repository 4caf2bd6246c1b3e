#include "api/repeated.h"

#include "seal/seal.h"

namespace qy {
namespace {
constexpr int64_t kDayMs = 86'400'000;
constexpr size_t kMost = 20'000;
}  // namespace

Repeated::Begun Repeated::begin(const std::string& key, const std::string& request, int64_t now_ms) {
  const std::string hash = sm3_hex(request);
  const std::lock_guard lock(mutex_);
  if (kept_.size() > kMost)
    std::erase_if(kept_,
                  [&](const auto& one) { return one.second.answer && one.second.at_ms < now_ms - kDayMs; });
  const auto [at, is_new] = kept_.try_emplace(key, Kept{hash, now_ms, std::nullopt});
  if (is_new) return {};
  if (at->second.request_hash != hash) return {Repetition::other, {}};
  if (!at->second.answer) return {Repetition::at_work, {}};
  return {Repetition::done, *at->second.answer};
}

void Repeated::end(const std::string& key, const HttpResponse& answer) {
  const std::lock_guard lock(mutex_);
  if (answer.status == 429 || answer.status >= 500)
    kept_.erase(key);
  else
    kept_[key].answer = answer;
}

}  // namespace qy
