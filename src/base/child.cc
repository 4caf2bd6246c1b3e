#include "base/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "base/messages.h"

namespace qy {
namespace {

// Between fork and exec: only what is safe there.
[[noreturn]] void become(std::vector<char*>& words, int output, int log, int parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(127);  // we died before that took hold
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  ::execvp(words[0], words.data());
  ::_exit(127);
}

Error cannot_start(const std::string& program) {
  return io_error(say(kCannotStart, program, reason_of_failure()));
}

}  // namespace

Result<Child> Child::start(const std::vector<std::string>& words, const std::filesystem::path& log) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return cannot_start(words[0]);
  const int log_file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (log_file < 0) {
    const Error error = io_error(say(kCannotWrite, log.string(), reason_of_failure()));
    ::close(pipe[0]);
    ::close(pipe[1]);
    return error;
  }
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int parent = ::getpid();
  const int pid = ::fork();
  if (pid == 0) become(arguments, pipe[1], log_file, parent);
  ::close(pipe[1]);
  ::close(log_file);
  if (pid < 0) {
    ::close(pipe[0]);
    return cannot_start(words[0]);
  }
  return Child(pid, pipe[0]);
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      output_(std::exchange(other.output_, -1)),
      status_(other.status_) {}

Child::~Child() {
  if (pid_ > 0 && !status_) stop();
  if (output_ >= 0) ::close(output_);
}

Result<void> Child::read_lines(const std::function<void(std::string_view)>& line,
                               const std::function<bool()>& go_on) {
  std::string text;
  std::array<char, 65536> bytes{};
  while (true) {
    pollfd ready{output_, POLLIN, 0};
    const int n = ::poll(&ready, 1, 50);
    if (n < 0 && errno != EINTR) return io_error(say(kCannotRead, "/dev/stdout", reason_of_failure()));
    if (!go_on()) stop();
    if (n <= 0) continue;
    const ssize_t count = ::read(output_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return {};
    text.append(bytes.data(), size_t(count));
    size_t from = 0;
    for (size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
      line(std::string_view(text).substr(from, end - from));
      from = end + 1;
    }
    text.erase(0, from);
  }
}

bool Child::ended(int options) {
  if (status_) return true;
  int status = 0;
  if (::waitpid(pid_, &status, options) != pid_) return false;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return true;
}

int Child::wait() {
  while (!ended(0)) {
  }
  return *status_;
}

void Child::stop() {
  ::kill(-pid_, SIGTERM);
  for (int tenths = 0; tenths < 100 && !ended(WNOHANG); ++tenths) ::usleep(100'000);
  ::kill(-pid_, SIGKILL);  // whatever of the group is left
  wait();
}

}  // namespace qy
