#include "record/act_time.h"

#include "base/clock.h"

namespace qy {
namespace {

class StoppedClock : public Clock {
 public:
  explicit StoppedClock(int64_t at_ms) : at_ms_(at_ms) {}
  int64_t now_ms() const override { return at_ms_; }

 private:
  int64_t at_ms_;
};

}  // namespace

Date day_of(int64_t at_ms) {
  return StoppedClock(at_ms).today();
}

std::string stamp_of(int64_t at_ms) {
  return StoppedClock(at_ms).stamp();
}

}  // namespace qy
