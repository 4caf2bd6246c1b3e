// Time comes through here, so that a test can live a county year in a second. Nobody else calls now().
#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"

namespace qy {

class Clock {
 public:
  virtual ~Clock() = default;
  // Milliseconds since 1970-01-01T00:00Z.
  virtual int64_t now_ms() const = 0;

  Date today() const;         // in UTC+8
  std::string stamp() const;  // 2026-03-01T09:30:00+08:00
};

class SystemClock : public Clock {
 public:
  int64_t now_ms() const override;
};

class FakeClock : public Clock {
 public:
  explicit FakeClock(Date today) : now_ms_(int64_t(today.days()) * 86'400'000) {}
  int64_t now_ms() const override { return now_ms_; }
  void advance_ms(int64_t ms) { now_ms_ += ms; }

 private:
  int64_t now_ms_;
};

}  // namespace qy
