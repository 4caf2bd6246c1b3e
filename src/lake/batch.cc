#include "lake/batch.h"

#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>
#include <thread>

#include "lake/manifest.h"
#include "lake/parquet_writer.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

// Hands column batches from the reading thread to the writing one; a few at most, so that memory stays
// bounded.
class BackgroundWriter {
 public:
  explicit BackgroundWriter(ParquetWriter& writer) : writer_(writer), thread_([this] { run(); }) {}
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
      auto written = writer_.append(*table, std::move(rows));
      lock.lock();
      if (!written.ok()) outcome_ = written;
      changed_.notify_all();
    }
  }

  ParquetWriter& writer_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<const Table*, ColumnBatch>> waiting_;
  bool stopping_ = false;
  Result<void> outcome_;
  std::thread thread_;
};

class StagedBatch : public Batch {
 public:
  StagedBatch(fs::path workspace, std::string id, std::string created_at, FileLock lock,
              std::unique_ptr<ParquetWriter> writer)
      : workspace_(std::move(workspace)),
        id_(std::move(id)),
        created_at_(std::move(created_at)),
        lock_(std::move(lock)),
        writer_(std::move(writer)),
        background_(*writer_),
        refused_(staging() / "refused.csv", std::ios::binary) {}

  ~StagedBatch() override {
    (void)background_.stop();
    std::error_code ec;
    fs::remove_all(staging(), ec);
  }

  const std::string& id() const override { return id_; }

  Result<void> append(const Table& table, ColumnBatch rows) override {
    return background_.push(table, std::move(rows));
  }

  Result<void> refuse(std::string_view csv_line) override {
    refused_ << csv_line << '\n';
    ++refused_rows_;
    if (!refused_) return io_error("cannot write the refused rows of batch " + id_ + ": is the disk full?");
    return {};
  }

  // Order matters: the Parquet folders move into place first, the manifest last. Until the manifest is there
  // no reader looks at them, and the next start sweeps them.
  Result<BatchManifest> commit(std::vector<SourceManifest> sources) override {
    QY_CHECK(background_.stop());
    QY_CHECK(writer_->finish());
    BatchManifest manifest{id_, created_at_, std::move(sources), writer_->rows_by_table()};
    refused_.close();
    if (!refused_) return io_error("cannot write the refused rows of batch " + id_ + ": is the disk full?");
    for (const auto& [table, rows] : manifest.rows_by_table) {
      const fs::path folder = workspace_ / "lake" / table;
      QY_CHECK(make_folder(folder));
      QY_CHECK(move_durably(staging() / table / ("batch=" + id_), folder / ("batch=" + id_)));
    }
    if (refused_rows_ > 0)
      QY_CHECK(move_durably(staging() / "refused.csv", workspace_ / "batches" / (id_ + ".refused.csv")));
    QY_CHECK(write_file(workspace_ / "batches" / (id_ + ".json"), to_json(manifest)));
    return manifest;
  }

 private:
  fs::path staging() const { return workspace_ / "lake" / ".staging" / id_; }

  fs::path workspace_;
  std::string id_, created_at_;
  FileLock lock_;
  std::unique_ptr<ParquetWriter> writer_;
  BackgroundWriter background_;
  std::ofstream refused_;
  int64_t refused_rows_ = 0;
};

}  // namespace

Result<std::unique_ptr<Batch>> begin_batch(const fs::path& workspace, const std::string& batch_id,
                                           const std::string& created_at, FileLock lock) {
  const fs::path staging = workspace / "lake" / ".staging" / batch_id;
  QY_CHECK(make_folder(staging));
  QY_CHECK(make_folder(workspace / "batches"));
  QY_TRY(auto writer, ParquetWriter::open(staging, batch_id));
  return std::unique_ptr<Batch>(
      std::make_unique<StagedBatch>(workspace, batch_id, created_at, std::move(lock), std::move(writer)));
}

}  // namespace qy
