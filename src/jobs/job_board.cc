#include "jobs/job_board.h"

#include <algorithm>
#include <cstdio>

#include "base/disk.h"
#include "jobs/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMostWaiting = 20, kMostKept = 500;

}  // namespace

struct JobBoard::Task {
  Job job;
  Work work;
  std::atomic<bool> cancel = false;
};

// Its share is told often and kept in memory; what it settles goes to disk.
class JobBoard::Run : public JobRun {
 public:
  Run(JobBoard& board, Task& task) : board_(board), task_(task) {}
  void progress(double share) override {
    const std::lock_guard lock(board_.mutex_);
    task_.job.share = std::clamp(share, 0.0, 1.0);
    ++board_.changes_;
  }
  const std::atomic<bool>& cancel() const override { return task_.cancel; }
  Result<void> settle(Json result) override {
    Job job;
    {
      const std::lock_guard lock(board_.mutex_);
      task_.job.result = std::move(result);
      job = task_.job;
    }
    ++board_.changes_;
    return board_.keep(job);
  }

 private:
  JobBoard& board_;
  Task& task_;
};

Result<std::unique_ptr<JobBoard>> JobBoard::open(const fs::path& workspace, const Clock& clock) {
  std::unique_ptr<JobBoard> board(new JobBoard(workspace / "jobs", clock));
  QY_CHECK(make_folder(board->folder_));
  QY_CHECK(board->read_those_before());
  return board;
}

JobBoard::~JobBoard() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (auto& [id, task] : tasks_) task->cancel = true;
    for (auto& [name, lane] : lanes_) lane.news.notify_all();
  }
  for (auto& [name, lane] : lanes_) lane.thread.join();
}

Result<void> JobBoard::read_those_before() {
  std::error_code ec;
  for (const auto& file : fs::directory_iterator(folder_, ec)) {
    if (file.path().extension() != ".json") continue;
    QY_TRY(const std::string text, read_file(file.path()));
    auto task = std::make_shared<Task>();
    QY_TRY(task->job, job_from_json(text, file.path().filename().string()));
    if (!has_ended(task->job.state)) {
      task->job.state = JobState::cut_off;
      task->job.ended_at = clock_.stamp();
      task->job.error = Error{Code::cancelled, say(kJobCutOff)};
      QY_CHECK(keep(task->job));
    }
    std::string id = task->job.id;
    tasks_.emplace(std::move(id), std::move(task));
  }
  forget_old();
  return {};
}

Result<void> JobBoard::keep(const Job& job) const {
  return write_file(folder_ / (job.id + ".json"),
                    to_json(job).dump(1, ' ', false, Json::error_handler_t::replace));
}

void JobBoard::forget_old() {
  for (auto at = tasks_.begin(); at != tasks_.end() && tasks_.size() > kMostKept;) {
    if (!has_ended(at->second->job.state)) {
      ++at;
      continue;
    }
    std::error_code ec;
    fs::remove(folder_ / (at->first + ".json"), ec);
    at = tasks_.erase(at);
  }
}

std::string JobBoard::new_id() {
  std::string second;
  for (const char c : clock_.stamp().substr(0, 19))
    if (c >= '0' && c <= '9') second += c;
  if (second != last_second_) serial_ = 0;
  last_second_ = second;
  while (true) {
    char tail[16];
    std::snprintf(tail, sizeof tail, "-%03d", serial_++);
    std::string id = "j" + second.substr(0, 8) + "-" + second.substr(8) + tail;
    if (!tasks_.contains(id)) return id;
  }
}

Result<Job> JobBoard::begin(const NewJob& job, Work work) {
  const std::lock_guard lock(mutex_);
  Lane& lane = lanes_[job.lane];
  if (!lane.thread.joinable()) lane.thread = std::thread([this, &lane] { work_off(lane); });
  if (lane.waiting.size() >= kMostWaiting) return Error{Code::limit, say(kTooManyJobs, lane.waiting.size())};
  auto task = std::make_shared<Task>();
  task->job = {.id = new_id(), .kind = job.kind, .user = job.user, .subject = job.subject};
  task->job.begun_at = clock_.stamp();
  task->work = std::move(work);
  QY_CHECK(keep(task->job));
  tasks_.emplace(task->job.id, task);
  lane.waiting.push_back(task);
  lane.news.notify_one();
  ++changes_;
  forget_old();
  return task->job;
}

Result<Job> JobBoard::find(const std::string& id, const std::string& user) const {
  const std::lock_guard lock(mutex_);
  const auto at = tasks_.find(id);
  if (at == tasks_.end() || at->second->job.user != user) return not_found(say(kNoJob));
  return at->second->job;
}

std::vector<Job> JobBoard::of(const std::string& user) const {
  const std::lock_guard lock(mutex_);
  std::vector<Job> jobs;
  for (auto at = tasks_.rbegin(); at != tasks_.rend(); ++at)
    if (at->second->job.user == user) jobs.push_back(at->second->job);
  return jobs;
}

bool JobBoard::is_at_work(const std::string& subject) const {
  const std::lock_guard lock(mutex_);
  return std::any_of(tasks_.begin(), tasks_.end(), [&](const auto& one) {
    return one.second->job.subject == subject && !has_ended(one.second->job.state);
  });
}

std::map<JobState, size_t> JobBoard::by_state() const {
  std::map<JobState, size_t> counts;
  for (const auto state : {JobState::waiting, JobState::running}) counts[state] = 0;
  const std::lock_guard lock(mutex_);
  for (const auto& [id, task] : tasks_) ++counts[task->job.state];
  return counts;
}

std::map<std::string, std::map<std::string, std::string>> JobBoard::marks() const {
  const std::lock_guard lock(mutex_);
  std::map<std::string, std::map<std::string, std::string>> marks;
  for (const auto& [id, task] : tasks_) {
    const Job& job = task->job;
    marks[job.user][id] = std::string(name_of(job.state)) + " " + std::to_string(int(job.share * 100)) + " " +
                          std::to_string(job.result.size());
  }
  return marks;
}

Result<Job> JobBoard::cancel(const std::string& id, const std::string& user) {
  std::shared_ptr<Task> waiting;
  {
    const std::lock_guard lock(mutex_);
    const auto at = tasks_.find(id);
    if (at == tasks_.end() || at->second->job.user != user) return not_found(say(kNoJob));
    Task& task = *at->second;
    if (has_ended(task.job.state)) return Error{Code::conflict, say(kJobOver)};
    task.cancel = true;
    for (auto& [name, lane] : lanes_)
      if (const auto in = std::find(lane.waiting.begin(), lane.waiting.end(), at->second);
          in != lane.waiting.end()) {
        waiting = *in;
        lane.waiting.erase(in);
        break;
      }
  }
  if (waiting) end(*waiting, JobState::cancelled, Error{Code::cancelled, say(kJobStopped)});
  return find(id, user);
}

void JobBoard::work_off(Lane& lane) {
  while (true) {
    std::shared_ptr<Task> task;
    {
      std::unique_lock lock(mutex_);
      lane.news.wait(lock, [&] { return stopping_ || !lane.waiting.empty(); });
      if (lane.waiting.empty()) return;
      task = lane.waiting.front();
      lane.waiting.pop_front();
      if (!stopping_) task->job.state = JobState::running;
      ++changes_;
    }
    carry_out(*task);
  }
}

void JobBoard::carry_out(Task& task) {
  if (task.cancel) return end(task, JobState::cancelled, Error{Code::cancelled, say(kJobStopped)});
  Result<void> done;
  try {
    Run run(*this, task);
    done = task.work(run);
  } catch (const std::exception& e) {
    done = Error{Code::internal, e.what()};
  }
  task.work = {};
  if (done.ok()) return end(task, JobState::done, std::nullopt);
  end(task, done.error().code == Code::cancelled ? JobState::cancelled : JobState::failed, done.error());
}

void JobBoard::end(Task& task, JobState state, std::optional<Error> error) {
  Job job;
  {
    const std::lock_guard lock(mutex_);
    const bool is_cut_off = stopping_ && state == JobState::cancelled;
    task.job.state = is_cut_off ? JobState::cut_off : state;
    task.job.ended_at = clock_.stamp();
    task.job.error = is_cut_off ? Error{Code::cancelled, say(kJobCutOff)} : std::move(error);
    if (state == JobState::done) task.job.share = 1;
    job = task.job;
  }
  ++changes_;
  // A job whose end could not be written is found at work after a restart, and is called cut off then.
  if (const auto kept = keep(job); !kept.ok())
    std::fprintf(stderr, "qingyuan: job %s: %s\n", job.id.c_str(), kept.error().message.c_str());
}

}  // namespace qy
