// How often each operation was asked, how it ended and how long it took: counts alone, never who asked or about what.
// Written as Prometheus reads it (text format 0.0.4).
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace qy {

// Safe from several threads.
class RequestMeter {
 public:
  using Took = std::chrono::steady_clock::duration;

  // `operation`: of the contract, "" where none was met.
  void ended(std::string_view operation, int status, Took took);
  std::string text() const;

 private:
  static constexpr std::array kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                      0.1,   0.25,   0.5,   1.0,  2.5,   10.0};  // seconds
  struct OfOperation {
    std::array<int64_t, 6> by_class{};                  // [4]: answers 400 to 499
    std::array<int64_t, kBounds.size() + 1> by_time{};  // the last: longer than all bounds
    double seconds = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::string, OfOperation, std::less<>> by_operation_;
};

// "# HELP", "# TYPE" of a name; its lines follow.
void metric_head(std::string& text, std::string_view name, std::string_view type, std::string_view help);
// One line: name{labels} value.
void metric_line(std::string& text, std::string_view name, std::string_view labels, double value);

}  // namespace qy
