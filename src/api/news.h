// What changed, told to the pages that are open: only that something did, and only to whom it concerns; the page asks for the rest as ever.
//
//   acts through the one book (record/told_book.h) ─┐
//   jobs at another point (JobBoard::changes)       ├─▶ one thread, a round every 300 ms ─▶ LiveBody of each page
//   every 15 s: a sign of life; acts of others      ┘   asked once for all
//
//   {"todo": true}                                        his to-do list is another than it was
//   {"job": "j20261126-093000-001"}                       a job of his is at another point
//   {"object": "case_file/2026-0001", "entry": "345"}     what he has open, and its last entry in the log
//   {"all": true}                                         it is not known any more what he missed
//
// A to-do list is worked out anew only for those whom an act may concern, at most kMostWorkedOut a round, and with the rights of that moment;
// what he has open is told while he may read it. Before anything is told his session is looked at, without keeping it open.
//
// Source: shared ui.md 3, trust.md 6.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "http/live_body.h"
#include "record/told_book.h"

namespace qy {

inline constexpr size_t kStreamsOfOneSession = 8, kStreamsOfAll = 4'000, kNewsKept = 1'000,
                        kMostWorkedOut = 20;

// What it asks, on its own thread.
struct NewsGround {
  std::function<ToldBook::Told()> acts;
  std::function<int64_t()> acts_on_record;  // of every process; below 0 where it cannot be told
  std::function<int64_t()> job_changes;
  std::function<std::map<std::string, std::map<std::string, std::string>>()> jobs;
  std::function<bool(const std::string& user, const std::string& session)> is_here;
  std::function<std::string(const std::string& user)> todo_of;  // "" where there is no such officer now
  // The last entry about the object that he may read; -1 where he may not.
  std::function<int64_t(const std::string& user, const std::string& object)> entry_of;
};

struct NewsReader {
  std::string user, session;
  std::set<std::string> roles;     // as procedures call them
  std::vector<std::string> watch;  // "lead/2026-000001", "case_file/2026-0001": what is open on his page
  std::string last_id;             // what he had last, or ""
};

// Safe from several threads.
class News {
 public:
  explicit News(NewsGround ground);
  ~News();
  // None where too many are open.
  std::shared_ptr<LiveBody> open(const NewsReader& reader);
  size_t open_now() const;

 private:
  struct Stream {
    NewsReader reader;
    std::shared_ptr<LiveBody> body;
    std::map<std::string, int64_t> entries;  // of what he watches, told last
    bool is_new = true;
  };
  struct Kept {  // for those who come back
    int64_t number;
    std::string user, object, text;
  };
  struct Desk {
    std::string todo;
    bool is_known = false;
  };
  using Streams = std::vector<std::shared_ptr<Stream>>;

  void run();
  void round(bool is_beat);
  Streams all_open();
  void find_concerned(const ToldBook::Told& told, const Streams& streams, std::set<std::string>& objects);
  void tell_objects(const Streams& streams, const std::set<std::string>& objects, bool ask_all);
  void tell_object(Stream& stream, const std::string& object);
  void tell_todos(const Streams& streams);
  void tell_jobs(const Streams& streams);
  void tell(Stream& stream, const std::string& text, const std::string& id);
  void tell_user(const Streams& streams, const std::string& user, const std::string& text);
  std::string kept(const std::string& user, const std::string& object, const std::string& text);
  std::string missed(const NewsReader& reader) const;  // locked

  const NewsGround ground_;
  const std::string begun_;   // numbers of another run are no numbers of this one
  mutable std::mutex mutex_;  // over streams_, kept_ and number_
  std::condition_variable wake_;
  Streams streams_;
  std::deque<Kept> kept_;
  int64_t number_ = 0;
  bool stopping_ = false;
  // Of the thread alone.
  std::map<std::string, Desk> desks_;
  std::set<std::string> concerned_;  // whose list is to be worked out
  std::map<std::string, std::map<std::string, std::string>> jobs_;
  int64_t job_changes_ = -1, known_acts_ = -1, acts_here_ = 0;
  std::thread thread_;
};

}  // namespace qy
