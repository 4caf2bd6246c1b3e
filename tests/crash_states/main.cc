// What a crash may leave of fifty acts, and what one failed call of the disk does to them.
//
//   crash_states states STRIDE CHANCES   every legal state of the disk, at every STRIDE-th moment, is opened again
//   crash_states faults STRIDE           each STRIDE-th call of SQLite to the disk fails once
//
// Exit code 1: a promise was broken, and which.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/clock.h"
#include "base/disk.h"
#include "recorded_disk.h"
#include "store/check_records.h"
#include "store/record_store.h"
#include "store/store_place.h"
#include "timeline.h"

namespace qy::crash {
namespace fs = std::filesystem;
namespace {

constexpr int kActs = 50, kPublishEvery = 10;

Sealer sealer() {
  return Sealer::for_tests(SealProfile::intl, "crash");
}
StorePlace place_of(const fs::path& folder) {
  return {folder, fs::path(QY_SOURCE_DIR) / "db/migrations", ""};
}
const FakeClock& clock_of_tests() {
  static const FakeClock clock(*Date::from_iso("2026-03-02"));
  return clock;
}

// An act like those of casework: a few rows, a record of some kilobytes now and then, something to tell.
Act act_number(int n) {
  const std::string number = std::to_string(1000 + n);
  Act act{.key = "crash-act-" + number,
          .kind = "system.tried",
          .actor = {"system", "system"},
          .object = "lead/2026-" + number,
          .basis = "规则23",
          .note = std::string(size_t(n % 7) * 900, 'n'),
          .changes = {},
          .outbox = {{"tried", "nobody", number}},
          .erases = {}};
  act.changes = {
      {"lead",
       "2026-" + number,
       0,
       {{"state", "registered"}, {"source", "audit"}, {"received_on", "2026-03-01"}, {"summary", number}}}};
  if (n % 5 == 4)  // and another row moves on
    act.changes.push_back({"lead", "2026-" + std::to_string(1000 + n - 1), 1, {{"state", "assigned"}}});
  return act;
}

Act act_of_key(const std::string& key) {
  return act_number(std::atoi(key.c_str() + std::strlen("crash-act-")) - 1000);
}

// A folder with keys and an empty log, and no database yet.
Result<void> prepare(const fs::path& folder) {
  QY_CHECK(make_folder(folder / "keys"));
  {
    QY_TRY(const auto store, RecordStore::open(place_of(folder), sealer(), clock_of_tests()));
    QY_CHECK(store->close());
  }
  for (const char* file : {"records.db", "records.db-wal", "records.db-shm"}) fs::remove(folder / file);
  return {};
}

Result<void> put(const fs::path& folder, const Files& files) {
  for (const auto& [name, bytes] : files) {
    fs::create_directories((folder / name).parent_path());
    QY_CHECK(write_unsynced(folder / name, bytes));
  }
  return {};
}

// What is promised of any state: every answered act once, under its key and number; log and records agree.
Result<void> holds(const fs::path& folder, const std::map<std::string, int64_t>& promised, int in_flight) {
  {
    QY_TRY(const auto store, RecordStore::open(place_of(folder), sealer(), clock_of_tests()));
    QY_TRY(const int64_t acts, store->acts());
    if (acts < int64_t(promised.size()) || acts > int64_t(promised.size()) + in_flight)
      return damaged(std::to_string(promised.size()) + " acts were answered, " + std::to_string(acts) +
                     " are there");
    for (const auto& [key, seq] : promised) {
      QY_TRY(const bool is_done, store->is_done(key));
      QY_TRY(const auto history, store->history(act_of_key(key).object));
      if (!is_done || history.size() != 1 || history.front().seq != seq)
        return damaged(key + " was answered and is not what it was");
    }
    if (!promised.empty()) {  // whoever asks again gets the same
      QY_TRY(const Recorded again, store->perform(act_of_key(promised.rbegin()->first)));
      if (!again.repeated || again.seq != promised.rbegin()->second)
        return damaged("the same key gave another act");
    }
    QY_CHECK(store->close());
  }
  QY_TRY(const LogVerifier verifier, LogVerifier::read(folder / "keys" / "log.pub"));
  QY_CHECK(check_records(place_of(folder), verifier, {}));
  return {};
}

// The fifty acts, noted down.
Result<std::vector<Moment>> recorded_run(const fs::path& folder, RecordedDisk& disk) {
  std::vector<Moment> moments;
  Files log = files_below(folder / "log");
  const auto note_log = [&] {
    // As Log::publish does it: what is new, the checkpoint, then what is not needed any more.
    const Files now = files_below(folder / "log");
    for (const auto& [path, bytes] : now)
      if (path != "checkpoint" && (!log.contains(path) || log[path] != bytes))
        moments.emplace_back(LogChanged{path, bytes});
    if (now.at("checkpoint") != log["checkpoint"])
      moments.emplace_back(LogChanged{"checkpoint", now.at("checkpoint")});
    for (const auto& [path, bytes] : log)
      if (!now.contains(path)) moments.emplace_back(LogChanged{path, "", false});
    log = now;
  };
  disk.tell([&](DiskEvent event) { moments.emplace_back(std::move(event)); });
  {
    QY_TRY(const auto store, RecordStore::open(place_of(folder), sealer(), clock_of_tests()));
    for (int n = 0; n < kActs; ++n) {
      const Act act = act_number(n);
      QY_TRY(const Recorded recorded, store->perform(act));
      moments.emplace_back(Promised{act.key, recorded.seq});
      if (n % kPublishEvery != kPublishEvery - 1) continue;
      QY_CHECK(store->publish());
      note_log();
    }
    QY_CHECK(store->close());
    note_log();
  }
  disk.tell({});
  return moments;
}

int refuse(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  return 1;
}

int states(size_t stride, int chances) {
  RecordedDisk& disk = RecordedDisk::install();
  auto scratch = ScratchFolder::make("qy_states");
  if (!scratch.ok()) return refuse(scratch.error().message);
  const fs::path run = scratch->path() / "run", again = scratch->path() / "again";
  if (const auto ready = prepare(run); !ready.ok()) return refuse(ready.error().message);
  const Files keys = files_below(run / "keys"), log_before = files_below(run / "log");
  const auto moments = recorded_run(run, disk);
  if (!moments.ok()) return refuse(moments.error().message);
  size_t looked = 0;
  std::string broken;
  each_crash_state(*moments, log_before, stride, chances, [&](const CrashState& state) {
    ++looked;
    fs::remove_all(again);
    Result<void> held = put(again / "keys", keys);
    if (held.ok()) held = put(again / "log", state.log);
    if (held.ok()) held = put(again, state.records);
    if (held.ok()) held = holds(again, state.promised, 1);
    if (!held.ok())
      broken = "moment " + std::to_string(state.moment) + " of " + std::to_string(moments->size()) + ", " +
               state.how + ", " + std::to_string(state.promised.size()) +
               " answered: " + held.error().message;
    return held.ok();
  });
  if (!broken.empty()) return refuse(broken);
  std::printf(
      "%d acts, %zu writes, syncs and promises, %zu states of the disk opened again: every answered act "
      "there once\n",
      kActs, moments->size(), looked);
  return 0;
}

// One run with one failure. What it answered is there afterwards, and the rest can be done again.
Result<bool> run_with_fault(const fs::path& folder, RecordedDisk& disk, int64_t at, size_t& told) {
  std::map<std::string, int64_t> promised;
  bool is_told = false;
  const auto without_a_word = [&](const Error& error) { return error.message.empty(); };
  disk.fail_at(at);
  {
    const auto store = RecordStore::open(place_of(folder), sealer(), clock_of_tests());
    if (!store.ok()) {
      is_told = true;
      if (without_a_word(store.error())) return damaged("it did not open and did not say why");
    }
    for (int n = 0; store.ok() && n < kActs; ++n) {
      const Act act = act_number(n);
      const auto recorded = (*store)->perform(act);
      if (recorded.ok()) {
        promised[act.key] = recorded->seq;
        continue;
      }
      is_told = true;
      if (without_a_word(recorded.error())) return damaged("an act was refused without a word");
    }
    if (store.ok() && !(*store)->close().ok()) is_told = true;
  }
  const bool has_failed = !disk.failed().empty();
  disk.fail_at(0);
  told += is_told ? 1 : 0;
  QY_CHECK(holds(folder, promised, is_told ? kActs : 0));
  QY_TRY(const auto store, RecordStore::open(place_of(folder), sealer(), clock_of_tests()));
  for (int n = 0; n < kActs; ++n) QY_CHECK(store->perform(act_number(n)));
  QY_TRY(const int64_t acts, store->acts());
  if (acts != kActs) return damaged(std::to_string(acts) + " acts after asking for all again");
  QY_CHECK(store->close());
  return has_failed;
}

int faults(int64_t stride) {
  RecordedDisk& disk = RecordedDisk::install();
  auto scratch = ScratchFolder::make("qy_faults");
  if (!scratch.ok()) return refuse(scratch.error().message);
  const fs::path sound = scratch->path() / "sound", folder = scratch->path() / "folder";
  if (const auto ready = prepare(sound); !ready.ok()) return refuse(ready.error().message);
  size_t tried = 0, told = 0;
  for (int64_t at = 1;; at += stride) {
    fs::remove_all(folder);
    fs::copy(sound, folder, fs::copy_options::recursive);
    const auto failed = run_with_fault(folder, disk, at, told);
    if (!failed.ok())
      return refuse("call " + std::to_string(at) + " " + disk.failed() + ": " + failed.error().message);
    if (!*failed) break;  // there are not so many calls
    ++tried;
  }
  std::printf("%zu calls of SQLite to the disk failed once, %zu runs told it, 0 acts lost or doubled\n",
              tried, told);
  return 0;
}

}  // namespace
}  // namespace qy::crash

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "states") == 0)
    return qy::crash::states(size_t(std::max(1, std::atoi(argv[2]))), std::atoi(argv[3]));
  if (argc == 3 && std::strcmp(argv[1], "faults") == 0)
    return qy::crash::faults(std::max(1, std::atoi(argv[2])));
  std::fprintf(stderr, "crash_states states STRIDE CHANCES | crash_states faults STRIDE\n");
  return 2;
}
