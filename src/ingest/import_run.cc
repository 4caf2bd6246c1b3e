#include "ingest/import_run.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace qy {
namespace {

constexpr size_t kMostWorkers = 4;
// A group is committed when it has so many files or so many bytes, or when the next file is not ready within
// a second: enough that syncing costs little, few enough that little is done again after a kill.
constexpr size_t kGroupFiles = 32;
constexpr int64_t kGroupBytes = 256 << 20;
constexpr auto kPatience = std::chrono::seconds(1);
constexpr size_t kMostAhead = 2 * kGroupFiles;  // files staged and not yet settled

class Runner {
 public:
  Runner(const Importer& importer, LakeWriter& writer, const std::vector<Delivered>& files,
         const ImportRun& run)
      : importer_(importer), writer_(writer), files_(files), run_(run) {}

  void go() {
    size_t workers = run_.workers != 0 ? run_.workers : std::thread::hardware_concurrency();
    workers = std::clamp<size_t>(std::min(workers, files_.size()), 1, kMostWorkers);
    std::vector<std::thread> threads;
    working_ = workers;
    for (size_t i = 0; i < workers; ++i) threads.emplace_back([this] { work(); });
    settle_all();
    for (std::thread& thread : threads) thread.join();
  }

 private:
  using Outcome = Result<StagedImport>;

  bool is_cancelled() const { return run_.each.cancel != nullptr && run_.each.cancel->load(); }

  void work() {
    Sealer sealer = importer_.another_sealer();
    while (const auto at = take()) {
      Outcome outcome = stage(*at, sealer);
      const std::lock_guard lock(mutex_);
      staged_.emplace(*at, std::move(outcome));
      changed_.notify_all();
    }
    const std::lock_guard lock(mutex_);
    --working_;
    changed_.notify_all();
  }

  // What still throws ends the file, not the run.
  Outcome stage(size_t at, Sealer& sealer) {
    ImportOptions options = run_.each;
    options.progress = [&](const ImportProgress& progress) { tell_progress(at, progress.share); };
    try {
      return importer_.stage(files_[at], options, writer_, sealer);
    } catch (const std::exception& e) {
      return Error{Code::internal, e.what()};
    }
  }

  std::optional<size_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ < settled_ + kMostAhead || next_ == files_.size(); });
    if (next_ == files_.size() || is_cancelled()) return std::nullopt;
    return next_++;
  }

  void settle_all() {
    std::unique_lock lock(mutex_);
    const auto news = [&] { return staged_.contains(due_) || working_ == 0; };
    while (true) {
      if (!news() && !group_.empty() && !changed_.wait_for(lock, kPatience, news)) {
        settle_group(lock);
        continue;
      }
      changed_.wait(lock, news);
      const auto at = staged_.find(due_);
      if (at == staged_.end()) break;
      Outcome outcome = std::move(at->second);
      staged_.erase(at);
      if (is_in_group(outcome)) settle_group(lock);
      join_group(std::move(outcome));
      ++due_;
      if (group_.size() >= kGroupFiles || group_bytes_ >= kGroupBytes) settle_group(lock);
    }
    settle_group(lock);
  }

  static const SourceManifest* source_of(const Outcome& outcome) {
    return outcome.ok() && outcome->batch ? &outcome->batch->manifest().sources.front() : nullptr;
  }

  // Whether the same file, under the same profile, waits in the group to be committed.
  bool is_in_group(const Outcome& outcome) const {
    const SourceManifest* mine = source_of(outcome);
    return mine != nullptr && std::any_of(group_.begin(), group_.end(), [&](const Outcome& other) {
             const SourceManifest* its = source_of(other);
             return its != nullptr && its->sm3 == mine->sm3 && its->profile_hash == mine->profile_hash;
           });
  }

  // A copy of a file that was committed after this one had been staged is let go.
  void join_group(Outcome outcome) {
    if (const SourceManifest* source = source_of(outcome)) {
      if (const auto there = writer_.batch_of(source->sm3, source->profile_hash)) {
        outcome->batch.reset();
        outcome->outcome.already_there = true;
        outcome->outcome.batch_id = *there;
      } else {
        group_bytes_ += source->bytes;
      }
    }
    group_.push_back(std::move(outcome));
  }

  void settle_group(std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    std::vector<StagedBatch*> batches;
    for (const Outcome& outcome : group_)
      if (outcome.ok() && outcome->batch) batches.push_back(outcome->batch.get());
    const Result<void> committed = batches.empty() ? Result<void>() : writer_.commit(batches);
    for (size_t i = 0; i < group_.size(); ++i) {
      Outcome& outcome = group_[i];
      if (outcome.ok() && outcome->batch && !committed.ok()) outcome = committed.error();
      const Result<ImportOutcome> told =
          outcome.ok() ? Result<ImportOutcome>(std::move(outcome->outcome)) : outcome.error();
      const std::lock_guard telling(telling_);
      run_.settled(files_[due_ - group_.size() + i], told);
    }
    lock.lock();
    settled_ += group_.size();
    group_.clear();
    group_bytes_ = 0;
    changed_.notify_all();
  }

  void tell_progress(size_t file, double share) {
    if (!run_.progress) return;
    const std::lock_guard telling(telling_);
    run_.progress(files_[file], (double(file) + share) / double(files_.size()));
  }

  const Importer& importer_;
  LakeWriter& writer_;
  const std::vector<Delivered>& files_;
  const ImportRun& run_;

  std::mutex mutex_;  // over what follows
  std::condition_variable changed_;
  size_t next_ = 0;                   // the next file to stage
  std::map<size_t, Outcome> staged_;  // by file, until its turn has come
  size_t due_ = 0;                    // the next file to join the group
  size_t settled_ = 0;                // files told of
  size_t working_ = 0;                // workers still at work
  std::vector<Outcome> group_;        // the files before due_, down to settled_; the caller's own
  int64_t group_bytes_ = 0;
  std::mutex telling_;  // callbacks, one at a time
};

}  // namespace

Result<void> import_files(const Importer& importer, const std::vector<Delivered>& files,
                          const ImportRun& run) {
  QY_TRY(auto writer, LakeWriter::open(importer.lake()));
  if (writer->has_swept() && run.swept) run.swept();
  Runner(importer, *writer, files, run).go();
  return {};
}

}  // namespace qy
