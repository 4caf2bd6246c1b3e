#include "app/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace qy {

ProgressLine::ProgressLine()
    : on_terminal_(::isatty(STDERR_FILENO) != 0), start_(std::chrono::steady_clock::now()) {}

ProgressLine::~ProgressLine() {
  wipe();
}

void ProgressLine::wipe() {
  if (drawn_) std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

void ProgressLine::show(const std::string& what, double share) {
  if (!on_terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (drawn_ && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  drawn_ = true;
  constexpr int kWidth = 20;
  const int filled = int(std::clamp(share, 0.0, 1.0) * kWidth);
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  std::string left;
  if (share > 0.02 && elapsed > 1)
    left = "  剩余约 " + std::to_string(int(elapsed / share * (1 - share))) + " 秒";
  std::fprintf(stderr, "\r\033[K[%s%s] %3d%%%s  %s", std::string(size_t(filled), '#').c_str(),
               std::string(size_t(kWidth - filled), '.').c_str(), int(share * 100), left.c_str(),
               what.c_str());
  std::fflush(stderr);
}

}  // namespace qy
