#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>
#include <thread>

#include "base/disk.h"
#include "lake/lake_writer.h"
#include "lake/table_gatherer.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

// Hands column batches from the reading thread to the writing one; a few at most, so that memory stays
// bounded.
class BackgroundWriter {
 public:
  explicit BackgroundWriter(TableGatherer& gatherer) : gatherer_(gatherer), thread_([this] { run(); }) {}
  ~BackgroundWriter() { (void)stop(); }

  Result<void> push(const Table& table, ColumnBatch rows) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < kWaiting || !outcome_.ok(); });
    if (!outcome_.ok()) return outcome_;
    waiting_.emplace_back(&table, std::move(rows));
    changed_.notify_all();
    return {};
  }

  // Writes what is waiting, ends the thread, and tells how it went.
  Result<void> stop() {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
      changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
    return outcome_;
  }

 private:
  static constexpr size_t kWaiting = 3;

  void run() {
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return !waiting_.empty() || stopping_; });
      if (waiting_.empty() || !outcome_.ok()) return;
      auto [table, rows] = std::move(waiting_.front());
      waiting_.pop_front();
      changed_.notify_all();
      lock.unlock();
      auto written = gatherer_.append(*table, std::move(rows));
      lock.lock();
      if (!written.ok()) outcome_ = written;
      changed_.notify_all();
    }
  }

  TableGatherer& gatherer_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<const Table*, ColumnBatch>> waiting_;
  bool stopping_ = false;
  Result<void> outcome_;
  std::thread thread_;
};

}  // namespace

struct StagedBatch::Writing {
  Writing(const fs::path& staging, ParquetPress& press)
      : gatherer(staging, press),
        background(gatherer),
        refused(staging / "refused.csv", std::ios::binary) {}

  TableGatherer gatherer;
  BackgroundWriter background;
  std::ofstream refused;
  int64_t refused_rows = 0;
};

StagedBatch::StagedBatch(fs::path workspace, std::string id, std::string created_at, ParquetPress& press)
    : workspace_(std::move(workspace)), manifest_{std::move(id), std::move(created_at), {}, {}} {
  writing_ = std::make_unique<Writing>(staging(), press);
}

StagedBatch::~StagedBatch() {
  writing_.reset();
  std::error_code ec;
  fs::remove_all(staging(), ec);
}

fs::path StagedBatch::staging() const {
  return workspace_ / "lake" / ".staging" / id();
}

Result<void> StagedBatch::append(const Table& table, ColumnBatch rows) {
  return writing_->background.push(table, std::move(rows));
}

Result<void> StagedBatch::refuse(std::string_view csv_line) {
  writing_->refused << csv_line << '\n';
  ++writing_->refused_rows;
  if (!writing_->refused)
    return io_error("cannot write the refused rows of batch " + id() + ": is the disk full?");
  return {};
}

fs::path StagedBatch::companion(const fs::path& place) {
  const fs::path here = staging() / ("companion-" + std::to_string(moves_.size()));
  moves_.push_back({here, workspace_ / place});
  return here;
}

Result<void> StagedBatch::finish(std::vector<SourceManifest> sources) {
  QY_CHECK(writing_->background.stop());
  QY_CHECK(writing_->gatherer.finish());
  writing_->refused.close();
  if (!writing_->refused)
    return io_error("cannot write the refused rows of batch " + id() + ": is the disk full?");
  manifest_.sources = std::move(sources);
  manifest_.rows_by_table = writing_->gatherer.rows_by_table();
  for (const auto& [table, rows] : manifest_.rows_by_table)
    moves_.push_back({staging() / table, workspace_ / "lake" / table / ("batch=" + id())});
  if (writing_->refused_rows > 0)
    moves_.push_back({staging() / "refused.csv", workspace_ / "batches" / (id() + ".refused.csv")});
  writing_.reset();
  return {};
}

}  // namespace qy
