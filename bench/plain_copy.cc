// The plain engine beside `qingyuan ingest`: DuckDB's own read_csv copied to Parquet, a file each, one
// session a core. It does less: every column stays text, rows it cannot read are dropped without a word,
// nothing is hashed, sealed, checked, counted or synced, and no row knows where it came from.
//
//   plain_copy OUT FILE…      prints "<rows> rows"
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "lake/engine.h"

namespace {

namespace fs = std::filesystem;

qy::Result<void> copy(qy::Engine& engine, const std::string& file, const fs::path& to) {
  return engine.execute("COPY (SELECT * FROM read_csv(" + qy::Engine::literal(file) +
                        ", all_varchar = true, header = false, strict_mode = false, null_padding = true, "
                        "ignore_errors = true)) TO " +
                        qy::Engine::literal(to.string()) + " (FORMAT parquet, COMPRESSION snappy)");
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  const fs::path out = words[1];
  fs::create_directories(out);
  auto engine = qy::open_duckdb({});
  if (!engine.ok()) return 1;
  std::atomic<int> next = 2, failed = 0;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    threads.emplace_back([&, session = (*engine)->session().value().release()] {
      const std::unique_ptr<qy::Engine> mine(session);
      for (int at = next++; at < count; at = next++) {
        const auto done = copy(*mine, words[at], out / (std::to_string(at) + ".parquet"));
        if (done.ok()) continue;
        ++failed;
        std::fprintf(stderr, "%s: %s\n", words[at], done.error().message.c_str());
      }
    });
  for (std::thread& thread : threads) thread.join();
  const auto rows =
      (*engine)->query("SELECT count(*) FROM read_parquet(" +
                       qy::Engine::literal((out / "*.parquet").string()) + ", union_by_name = true)");
  std::printf("%s rows\n", rows.ok() ? qy::to_text(rows->cells[0][0]).c_str() : "?");
  return failed == 0 ? 0 : 1;
}
