// Writes acts and says so, until it is killed: what tests/crash_test.py kills.
//
//   act_writer write FOLDER RUN THREADS [COUNT]   "ack <key> <seq>" for every act that was answered
//   act_writer check FOLDER                       "<acts> <leads>", or why the records do not hold (exit 1)
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "store/check_records.h"
#include "store/record_store.h"
#include "store/store_place.h"

namespace qy {
namespace {

int refuse(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

// One write(2) a line: a line that was read was whole.
void say_line(const std::string& line) {
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(3);
}

Change lead(const std::string& id) {
  return {"lead",
          id,
          0,
          {{"state", "registered"}, {"source", "audit"}, {"received_on", "2026-03-01"}, {"summary", id}}};
}

int write(const StorePlace& place, const std::string& run, int threads, int64_t count) {
  const SystemClock clock;
  auto store = RecordStore::open(place, Sealer::for_tests(SealProfile::intl, "seed"), clock);
  if (!store.ok()) return refuse(store.error());
  std::atomic<int> failed = 0;
  std::vector<std::thread> officers;
  for (int officer = 0; officer < threads; ++officer)
    officers.emplace_back([&, officer] {
      for (int64_t i = 0; i < count; ++i) {
        const std::string id = run + "-" + std::to_string(officer) + "-" + std::to_string(i);
        Act act{.key = "crash-key-" + id,
                .kind = "system.tried",
                .actor = {"system", "system"},
                .object = "lead/" + id,
                .basis = ""};
        act.changes = {lead(id)};
        act.outbox = {{"tried", "nobody", id}};
        const auto done = (*store)->perform(act);
        if (done.ok()) {
          say_line("ack " + act.key + " " + std::to_string(done->seq) + "\n");
        } else {
          std::fprintf(stderr, "%s\n", done.error().message.c_str());
          ++failed;
          return;
        }
      }
    });
  for (auto& officer : officers) officer.join();
  const auto closed = (*store)->close();
  if (!closed.ok()) return refuse(closed.error());
  return failed == 0 ? 0 : 1;
}

int check(const StorePlace& place) {
  const auto key = LogVerifier::read(place.workspace / "keys" / "log.pub");
  if (!key.ok()) return refuse(key.error());
  const auto checked = check_records(place, *key, {});
  if (!checked.ok()) return refuse(checked.error());
  say_line(std::to_string(checked->acts) + " " + std::to_string(checked->rows) + "\n");
  return 0;
}

}  // namespace
}  // namespace qy

int main(int argc, char** argv) {
  const qy::StorePlace place{argc > 2 ? argv[2] : "", QY_SOURCE_DIR "/db/migrations", ""};
  if (argc == 3 && std::strcmp(argv[1], "check") == 0) return qy::check(place);
  if (argc >= 5 && std::strcmp(argv[1], "write") == 0)
    return qy::write(place, argv[3], std::atoi(argv[4]), argc > 5 ? std::atoll(argv[5]) : INT64_MAX);
  std::fprintf(stderr, "act_writer write FOLDER RUN THREADS [COUNT] | act_writer check FOLDER\n");
  return 2;
}
