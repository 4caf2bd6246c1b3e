// The jobs of one server. Those of one lane run one after another, in the order they came; lanes run side by side.
//
//   "lake"  what writes to the lake: it has one writer
//   "look"  what only reads a file
//
// Each job is a file jobs/<id>.json, on disk before its number is told and whenever it settles something, so that
// after a restart a job that was at work is found and says that it was cut off.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "jobs/job.h"

namespace qy {

struct NewJob {
  std::string kind, user, subject, lane;
};

// How the work speaks to the board while it runs.
class JobRun {
 public:
  virtual ~JobRun() = default;
  virtual void progress(double share) = 0;
  virtual const std::atomic<bool>& cancel() const = 0;  // to be looked at often
  // What is settled by now, instead of what was told before; on disk when it returns.
  virtual Result<void> settle(Json result) = 0;
};

// Safe from several threads.
class JobBoard {
 public:
  // Code::cancelled ends the job as cancelled; what it throws, as failed.
  using Work = std::function<Result<void>(JobRun& run)>;

  // Reads the jobs of the server before: what was at work then is cut_off now. The clock must outlive the board.
  static Result<std::unique_ptr<JobBoard>> open(const std::filesystem::path& workspace, const Clock& clock);
  // Stops what runs and waits for it; it is cut_off then.
  ~JobBoard();

  // limit where too many wait in the lane.
  Result<Job> begin(const NewJob& job, Work work);
  // not_found for another's job.
  Result<Job> find(const std::string& id, const std::string& user) const;
  std::vector<Job> of(const std::string& user) const;  // the newest first
  // Is one of this kind about this subject waiting or running?
  bool is_at_work(const std::string& subject) const;
  std::map<JobState, size_t> by_state() const;  // how many, whosever they are
  // Another number whenever any job is at another point than before.
  int64_t changes() const { return changes_; }
  // By account and job: how it stands, as a mark that is another when it moved by a hundredth.
  std::map<std::string, std::map<std::string, std::string>> marks() const;
  // conflict where it has ended.
  Result<Job> cancel(const std::string& id, const std::string& user);

 private:
  struct Task;
  class Run;
  struct Lane {
    std::deque<std::shared_ptr<Task>> waiting;
    std::condition_variable news;
    std::thread thread;
  };

  JobBoard(std::filesystem::path folder, const Clock& clock) : folder_(std::move(folder)), clock_(clock) {}
  Result<void> read_those_before();
  Result<void> keep(const Job& job) const;
  void forget_old();
  std::string new_id();
  void work_off(Lane& lane);
  void carry_out(Task& task);
  void end(Task& task, JobState state, std::optional<Error> error);

  std::filesystem::path folder_;
  const Clock& clock_;
  mutable std::mutex mutex_;                            // over what follows
  std::map<std::string, std::shared_ptr<Task>> tasks_;  // by id, and so by age
  std::map<std::string, Lane> lanes_;
  std::string last_second_;
  int serial_ = 0;
  bool stopping_ = false;
  std::atomic<int64_t> changes_ = 0;
};

}  // namespace qy
