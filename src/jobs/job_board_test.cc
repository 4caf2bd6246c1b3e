// Jobs over a real folder: who is told, how one is stopped, and what a restart finds.
#include "jobs/job_board.h"

#include <gtest/gtest.h>

#include "base/disk.h"

namespace qy {
namespace {

class Jobs : public ::testing::Test {
 protected:
  std::unique_ptr<JobBoard> open() {
    auto board = JobBoard::open(scratch_.path(), clock_);
    EXPECT_TRUE(board.ok()) << board.error().message;
    return std::move(board).value();
  }
  static Job wait_for(const JobBoard& board, const std::string& id, const std::string& user = "an") {
    for (int i = 0; i < 500; ++i) {
      const auto job = board.find(id, user);
      EXPECT_TRUE(job.ok());
      if (has_ended(job->state)) return *job;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "the job does not end";
    return {};
  }
  // Works until it is stopped, as an import does.
  static JobBoard::Work until_stopped(std::atomic<bool>& at_work) {
    return [&at_work](JobRun& run) -> Result<void> {
      QY_CHECK(run.settle({{"files", 1}}));
      at_work = true;
      while (!run.cancel()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      return Error{Code::cancelled, "stopped by hand"};
    };
  }
  static void wait_until(const std::atomic<bool>& what) {
    for (int i = 0; i < 500 && !what; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_TRUE(what);
  }

  ScratchFolder scratch_ = ScratchFolder::make("jobs-test").value();
  FakeClock clock_{Date::from_ymd(2026, 3, 2).value()};
};

TEST_F(Jobs, AnothersJobIsNotThere) {
  auto board = open();
  const auto job = board->begin({"import", "an", "u1", "lake"}, [](JobRun&) { return Result<void>(); });
  ASSERT_TRUE(job.ok());
  EXPECT_EQ(board->find(job->id, "cm1").error().code, Code::not_found);
  EXPECT_EQ(board->cancel(job->id, "cm1").error().code, Code::not_found);
  EXPECT_EQ(board->find("j1", "an").error().code, Code::not_found);
  EXPECT_TRUE(board->of("cm1").empty());
  EXPECT_EQ(wait_for(*board, job->id).state, JobState::done);
  EXPECT_EQ(board->cancel(job->id, "an").error().code, Code::conflict);  // it is over
}

TEST_F(Jobs, WhatFailsOrThrowsSaysWhy) {
  auto board = open();
  const auto failed = board->begin({"import", "an", "u1", "lake"}, [](JobRun& run) -> Result<void> {
    QY_CHECK(run.settle({{"files", 2}}));
    return invalid("third file broken");
  });
  const auto thrown = board->begin({"look", "an", "u2", "look"},
                                   [](JobRun&) -> Result<void> { throw std::runtime_error("bug"); });
  const Job first = wait_for(*board, failed->id);
  EXPECT_EQ(first.state, JobState::failed);
  EXPECT_EQ(first.error->message, "third file broken");
  EXPECT_EQ(first.result, Json({{"files", 2}}));  // what was settled before stays told
  EXPECT_EQ(wait_for(*board, thrown->id).error->code, Code::internal);
}

TEST_F(Jobs, OneOfALaneAtATimeAndTheWaitingCanBeStopped) {
  auto board = open();
  std::atomic<bool> first_at_work = false, second_ran = false;
  const auto first = board->begin({"import", "an", "u1", "lake"}, until_stopped(first_at_work));
  const auto second = board->begin({"import", "an", "u2", "lake"}, [&](JobRun&) {
    second_ran = true;
    return Result<void>();
  });
  wait_until(first_at_work);
  const auto other_lane = board->begin({"look", "an", "u3", "look"}, [](JobRun&) { return Result<void>(); });
  EXPECT_EQ(wait_for(*board, other_lane->id).state, JobState::done);
  EXPECT_EQ(board->find(second->id, "an")->state, JobState::waiting);
  EXPECT_EQ(board->cancel(second->id, "an")->state, JobState::cancelled);
  EXPECT_TRUE(board->cancel(first->id, "an").ok());
  EXPECT_EQ(wait_for(*board, first->id).state, JobState::cancelled);
  EXPECT_FALSE(second_ran);
}

TEST_F(Jobs, ALaneTakesSoManyAndNoMore) {
  auto board = open();
  std::atomic<bool> at_work = false;
  ASSERT_TRUE(board->begin({"import", "an", "u0", "lake"}, until_stopped(at_work)).ok());
  wait_until(at_work);
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(board->begin({"import", "an", "u", "lake"}, [](JobRun&) { return Result<void>(); }).ok());
  EXPECT_EQ(board->begin({"import", "an", "u", "lake"}, [](JobRun&) { return Result<void>(); }).error().code,
            Code::limit);
}

TEST_F(Jobs, ARestartTellsWhatWasCutOff) {
  std::string running, waiting, done;
  {
    auto board = open();
    std::atomic<bool> at_work = false;
    const auto whole = board->begin({"import", "an", "u1", "lake"}, [](JobRun&) { return Result<void>(); });
    done = wait_for(*board, whole->id).id;
    running = board->begin({"import", "an", "u2", "lake"}, until_stopped(at_work))->id;
    waiting = board->begin({"import", "an", "u3", "lake"}, [](JobRun&) { return Result<void>(); })->id;
    wait_until(at_work);
  }
  // And one that a kill left in the middle: its file still says that it runs.
  const auto file = scratch_.path() / "jobs" / "j20260101-000000-000.json";
  Job killed{.id = "j20260101-000000-000", .kind = "import", .user = "an", .state = JobState::running};
  ASSERT_TRUE(write_file(file, to_json(killed).dump()).ok());
  auto board = open();
  for (const std::string& id : {running, waiting, killed.id}) {
    EXPECT_EQ(board->find(id, "an")->state, JobState::cut_off) << id;
    EXPECT_TRUE(board->find(id, "an")->error.has_value());
  }
  EXPECT_EQ(board->find(running, "an")->result, Json({{"files", 1}}));
  EXPECT_EQ(board->find(done, "an")->state, JobState::done);
  EXPECT_FALSE(board->is_at_work("u2"));
}

}  // namespace
}  // namespace qy
