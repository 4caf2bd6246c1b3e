// A line of progress with the time left, on a terminal; nothing at all on a pipe.
#pragma once

#include <chrono>
#include <string>

namespace qy {

class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();  // wipes the line
  // `share` 0..1; drawn at most ten times a second.
  void show(const std::string& what, double share);
  void wipe();  // before something else is printed

 private:
  bool on_terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace qy
