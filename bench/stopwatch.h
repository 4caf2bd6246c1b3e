// Time as benchmarks take it: of the wall, and of the processor, which other work on the machine does not stretch.
#pragma once

#include <chrono>
#include <ctime>

namespace qy {

inline double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
inline double processor_seconds() {
  timespec spent{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return double(spent.tv_sec) + double(spent.tv_nsec) / 1e9;
}

}  // namespace qy
