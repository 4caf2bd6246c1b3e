// Another program at work for us: its lines come in as they are written, and it goes when we go.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

class Child {
 public:
  // Starts `words[0]` in a process group of its own, with standard input empty and standard error written to
  // `log`. Fails when it cannot be started.
  static Result<Child> start(const std::vector<std::string>& words, const std::filesystem::path& log);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();  // stops what still runs

  // Hands over line after line of its standard output until that ends; every 50 ms without one, asks `go_on`,
  // and on false stops the child.
  Result<void> read_lines(const std::function<void(std::string_view line)>& line,
                          const std::function<bool()>& go_on);
  // Its exit code; 128 + the signal that ended it.
  int wait();
  // Asks the whole group to end, and after ten seconds makes it.
  void stop();

 private:
  Child(int pid, int output) : pid_(pid), output_(output) {}
  bool ended(int options);
  int pid_ = -1, output_ = -1;
  std::optional<int> status_;
};

}  // namespace qy
