// How many durable acts a second, how long one takes, and how long a log takes to check.
//
//   records_speed acts FOLDER ACTS THREADS [URL]   acts/s with group commit; p50, p99 of one act
//   records_speed log FOLDER ENTRIES               publish, then check all of it
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "seal/log.h"
#include "stopwatch.h"
#include "store/record_store.h"
#include "store/store_place.h"

namespace qy {
namespace {

int refuse(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

Act registration(const std::string& id) {
  Act act{.key = "bench-key-" + id,
          .kind = "system.bench",
          .actor = {"system", "system"},
          .object = "lead/" + id,
          .basis = ""};
  act.changes = {{"lead",
                  id,
                  0,
                  {{"state", "registered"},
                   {"source", "audit"},
                   {"received_on", "2026-03-01"},
                   {"summary", "某单位多付一笔"}}}};
  act.outbox = {{"lead.registered", "room-1", id}};
  return act;
}

int acts(const std::string& folder, int64_t wanted, int threads, const std::string& url) {
  const SystemClock clock;
  std::filesystem::create_directories(std::filesystem::path(folder) / "keys");
  auto store = RecordStore::open({folder, QY_SOURCE_DIR "/db/migrations", url},
                                 Sealer::for_tests(SealProfile::intl, "seed"), clock);
  if (!store.ok()) return refuse(store.error());
  std::vector<double> took(static_cast<size_t>(wanted));
  std::atomic<int64_t> next = 0, failed = 0;
  const double start = wall_seconds();
  std::vector<std::thread> officers;
  for (int officer = 0; officer < threads; ++officer)
    officers.emplace_back([&] {
      for (int64_t i = next++; i < wanted; i = next++) {
        const double from = wall_seconds();
        if (!(*store)->perform(registration(std::to_string(i))).ok()) ++failed;
        took[static_cast<size_t>(i)] = (wall_seconds() - from) * 1000;
      }
    });
  for (auto& officer : officers) officer.join();
  const double whole = wall_seconds() - start;
  const auto closed = (*store)->close();
  if (!closed.ok()) return refuse(closed.error());
  std::ranges::sort(took);
  std::printf("%lld acts, %d at once: %.0f acts/s, p50 %.2f ms, p99 %.2f ms, %lld failed\n",
              static_cast<long long>(wanted), threads, double(wanted) / whole, took[took.size() / 2],
              took[took.size() * 99 / 100], static_cast<long long>(failed.load()));
  return 0;
}

int log_of(const std::string& folder, int64_t entries) {
  const std::filesystem::path keys = std::filesystem::path(folder) / "keys",
                              log_folder = std::filesystem::path(folder) / "log";
  std::filesystem::create_directories(keys);
  auto sealer = Sealer::for_tests(SealProfile::intl, "seed");
  if (auto made = LogSigner::create(keys, sealer); !made.ok()) return refuse(made.error());
  auto signer = LogSigner::open(keys, sealer).value();
  if (auto made = Log::create(log_folder, signer); !made.ok()) return refuse(made.error());
  auto log = Log::open(log_folder, signer).value();
  std::vector<std::string> piece;
  double start = wall_seconds();
  for (int64_t i = 0; i < entries; ++i) {
    piece.push_back(
        "act/1\nlead.registered\nu0007 case_management\nlead/2026-" + std::to_string(i) +
        "\n1774834200000\n规则23\n9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n");
    if (piece.size() < 100'000 && i + 1 < entries) continue;
    if (auto published = log.publish(piece); !published.ok()) return refuse(published.error());
    piece.clear();
  }
  std::printf("%lld entries published in %.2f s", static_cast<long long>(entries), wall_seconds() - start);
  start = wall_seconds();
  const auto reader = LogReader::open(log_folder, signer.verifier());
  if (!reader.ok()) return refuse(reader.error());
  const auto checked = reader->check_all([](int64_t, std::string_view) { return Result<void>(); });
  if (!checked.ok()) return refuse(checked.error());
  std::printf(", checked in %.2f s\n", wall_seconds() - start);
  return 0;
}

}  // namespace
}  // namespace qy

int main(int argc, char** argv) {
  if (argc >= 5 && std::strcmp(argv[1], "acts") == 0)
    return qy::acts(argv[2], std::atoll(argv[3]), std::atoi(argv[4]), argc > 5 ? argv[5] : "");
  if (argc == 4 && std::strcmp(argv[1], "log") == 0) return qy::log_of(argv[2], std::atoll(argv[3]));
  std::fprintf(stderr, "records_speed acts FOLDER ACTS THREADS [URL] | records_speed log FOLDER ENTRIES\n");
  return 2;
}
