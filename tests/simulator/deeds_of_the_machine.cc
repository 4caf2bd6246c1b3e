// What happens to the machine: time passes, the process is killed, the clock is wrong.
#include "casework/case_book.h"
#include "doing.h"

namespace qy::county {

namespace {
constexpr int64_t kQuietMs = 14 * kDayMs;
}  // namespace

// Minutes mostly, then hours, then days; never so long that the record book asks about its clock.
void Doing::pass_time() {
  const int how = chance_.below(10);
  int64_t ms = chance_.below(40) * kMinuteMs;
  if (how >= 4) ms = chance_.below(20) * kHourMs;
  if (how >= 8) ms = (1 + chance_.below(14)) * kDayMs;
  county_.clock().advance_ms(ms);
}

// After weeks in which nothing was written the record book wants to know that the clock is right.
Result<void> Doing::confirm_clock() {
  if (county_.clock().now_ms() - memory_.last_ms < kQuietMs) return {};
  QY_TRY(GuardedBook book, county_.book_of("sys"));
  const Act act{.key = key_ + ".clock",
                .kind = "system.clock_confirmed",
                .actor = {"sys", "system_administrator"},
                .object = "clock",
                .basis = "",
                .note = "核对无误"};
  QY_TRY(const Recorded recorded, book.perform(act));
  memory_.answered[act.key] = {recorded.seq, act.kind, act.object};
  memory_.last_ms = recorded.at_ms;
  return {};
}

Result<void> Doing::kill() {
  deed_.who = "-", deed_.what = "the process is killed", deed_.outcome = "opened again";
  return county_.kill();
}

Result<void> Doing::restart() {
  deed_.who = "-", deed_.what = "the process ends and starts", deed_.outcome = "opened again";
  return county_.restart();
}

// Somebody sets the machine's clock wrong; an act is tried, and it is set right again.
Result<void> Doing::set_clock() {
  const bool back = chance_.one_in(2);
  const int64_t off = back ? -(3 + chance_.below(1000)) * kHourMs : (60 + chance_.below(300)) * kDayMs;
  deed_.who = "cm1", deed_.what = back ? "the clock goes back" : "the clock goes far ahead";
  county_.clock().advance_ms(off);
  QY_TRY(GuardedBook book, county_.book_of("cm1"));
  deed_.file = some_file();
  const auto done = cases(book).learn(deed_.file, {"complex"}, entry("cm1"));
  county_.clock().advance_ms(-off);
  if (!done.ok()) return refused(done.error());
  // Hours back are no jump where the last act lies further back still.
  if (!back) return broken("a clock that stands far ahead was believed");
  memory_.events[deed_.file].push_back(Learned{{"complex"}});
  answered(*done, key_, "case.learned", deed_.file);
  return {};
}

}  // namespace qy::county
