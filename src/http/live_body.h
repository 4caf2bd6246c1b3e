// A body without an end: what is put into it goes out as soon as the other side takes it, and nothing waits for that. So one thread can speak
// to thousands of readers, and a slow one costs a few kilobytes and is dropped.
//
//   whoever speaks ─ put() ─▶ at most kMostWaiting bytes ─ wake ─▶ the thread of io ─▶ the wire
//                     └ false: the other side is gone, or does not read
//
// Safe from several threads.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace qy {

class LiveBody {
 public:
  static constexpr size_t kMostWaiting = 16 * 1024;  // bytes

  // False where it is over; a reader who has not taken what waited for him is over with it.
  bool put(std::string_view text);
  void end();  // what was put goes out, then the connection closes
  bool is_over() const;

  // For the server alone.
  struct Piece {
    std::string text;
    bool is_last = false;
  };
  void attach(std::function<void()> wake);  // called while locked: it only hands on
  Piece take();
  void gone();  // the connection is

 private:
  mutable std::mutex mutex_;
  std::string waiting_;
  std::function<void()> wake_;
  bool over_ = false;
};

}  // namespace qy
