// An open-loop client of the workbench: requests are due at their times, whatever became of those before, and an answer's time is counted from
// when its request was due. A server that stops for a second is seen by every request of that second (no coordinated omission).
//
//   serve_load PORT SESSIONS MIX RATE SECONDS [SLOW [FIRST [ANY]]]
//
//   SESSIONS  a line each: cookie, tab, CSRF token; one connection each, kept alive
//   MIX       a line each: weight, tab, method, tab, path, tab, body; "{n}" is a number that no other request has, from FIRST, "{any}" one
//             below ANY
//   RATE      requests a second, SECONDS long; the first two are not counted
//   SLOW      so many connections beside them that send a byte of a head a second
//
// Tells, for all and for each line of MIX: answers, those that were not 2xx, p50, p90, p99, most.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Kind {
  double weight = 0;
  std::string method, path, body;
  std::vector<double> ms;
  int64_t refused = 0;
};
struct Due {
  size_t kind;
  double at;
};
struct Line {
  int fd = -1;
  std::string cookie, csrf, out, in;
  std::deque<Due> waiting;  // the first is at work where busy
  size_t sent = 0;
  bool busy = false;
};

int port = 0, poller = -1;
int64_t made = 0;       // "{n}"
int64_t any_below = 1;  // "{any}"
std::mt19937_64 randomness(2026);

int connected() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(uint16_t(port));
  inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    std::perror("connect");
    std::exit(1);
  }
  const int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

void watch(int fd, uint64_t what, uint32_t events, int how) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = what;
  epoll_ctl(poller, how, fd, &event);
}

std::string with_number(std::string text, std::string_view name, int64_t n) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "%06lld", static_cast<long long>(n));
  for (size_t at; (at = text.find(name)) != text.npos;) text.replace(at, name.size(), digits);
  return text;
}

std::string request_of(const Kind& kind, const Line& line) {
  const bool has_number = (kind.path + kind.body).find("{n}") != std::string::npos;
  const int64_t n = has_number ? made++ : 0;
  const int64_t any = std::uniform_int_distribution<int64_t>(0, any_below - 1)(randomness);
  const std::string path = with_number(with_number(kind.path, "{n}", n), "{any}", any);
  const std::string body = with_number(kind.body, "{n}", n);
  const std::string host = "127.0.0.1:" + std::to_string(port);
  std::string text =
      kind.method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + line.cookie + "\r\n";
  if (kind.method == "GET") return text + "X-Purpose: load\r\n\r\n";
  static int64_t key = 0;
  return text + "Origin: http://" + host + "\r\nX-CSRF-Token: " + line.csrf +
         "\r\nContent-Type: application/json\r\nIdempotency-Key: load-" + std::to_string(getpid()) + "-" +
         std::to_string(key++) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void push(Line& line, size_t place) {
  while (line.sent < line.out.size()) {
    const ssize_t sent =
        send(line.fd, line.out.data() + line.sent, line.out.size() - line.sent, MSG_NOSIGNAL);
    if (sent < 0) break;
    line.sent += size_t(sent);
  }
  watch(line.fd, place, line.sent < line.out.size() ? EPOLLIN | EPOLLOUT : EPOLLIN, EPOLL_CTL_MOD);
}

void begin(Line& line, size_t place, const std::vector<Kind>& kinds) {
  if (line.busy || line.waiting.empty()) return;
  line.busy = true;
  line.out = request_of(kinds[line.waiting.front().kind], line);
  line.sent = 0;
  push(line, place);
}

// Whole answers that have come; false where the server closed the line.
bool take(Line& line, std::vector<Kind>& kinds, Clock::time_point start) {
  char piece[65536];
  for (;;) {
    const ssize_t got = recv(line.fd, piece, sizeof piece, 0);
    if (got == 0) return false;
    if (got < 0) break;
    line.in.append(piece, size_t(got));
  }
  const size_t head = line.in.find("\r\n\r\n");
  if (head == line.in.npos) return true;
  const size_t length_at = line.in.find("Content-Length: ");
  const size_t length = length_at < head ? size_t(std::atoll(line.in.c_str() + length_at + 16)) : 0;
  if (line.in.size() < head + 4 + length) return true;
  const Due due = line.waiting.front();
  Kind& kind = kinds[due.kind];
  if (due.at >= 2) kind.ms.push_back((seconds_since(start) - due.at) * 1000);
  if (line.in.compare(9, 1, "2") != 0 && kind.refused++ == 0)
    std::fprintf(stderr, "%s %s: %s\n", kind.method.c_str(), kind.path.c_str(),
                 line.in.substr(0, 12).c_str());
  line.in.erase(0, head + 4 + length);
  line.waiting.pop_front();
  line.busy = false;
  return true;
}

void tell(const std::string& what, std::vector<double> ms, int64_t refused) {
  if (ms.empty()) return;
  std::sort(ms.begin(), ms.end());
  const auto at = [&](double share) {
    return ms[std::min(ms.size() - 1, size_t(share * double(ms.size())))];
  };
  std::printf("%-44s %8zu answers, %lld not 2xx, p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, most %.0f ms\n",
              what.c_str(), ms.size(), static_cast<long long>(refused), at(0.5), at(0.9), at(0.99),
              ms.back());
}

template <class Each>
void each_line(const char* path, Each each) {
  std::ifstream file(path);
  for (std::string text; std::getline(file, text);) {
    std::istringstream cells(text);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    row.resize(4);
    each(row);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6)
    return std::fprintf(stderr, "serve_load PORT SESSIONS MIX RATE SECONDS [SLOW [FIRST [ANY]]]\n"), 2;
  port = std::atoi(argv[1]);
  const double rate = std::atof(argv[4]), length = std::atof(argv[5]);
  poller = epoll_create1(0);
  std::vector<Line> lines;
  each_line(argv[2], [&](const auto& row) {
    auto& line = lines.emplace_back();
    line.cookie = row[0], line.csrf = row[1];
  });
  std::vector<Kind> kinds;
  each_line(argv[3], [&](const auto& row) {
    auto& kind = kinds.emplace_back();
    kind.weight = std::atof(row[0].c_str());
    kind.method = row[1], kind.path = row[2], kind.body = row[3];
  });
  std::vector<double> weights;
  for (const Kind& kind : kinds) weights.push_back(kind.weight);
  std::discrete_distribution<size_t> any(weights.begin(), weights.end());
  for (size_t i = 0; i < lines.size(); ++i) watch(lines[i].fd = connected(), i, EPOLLIN, EPOLL_CTL_ADD);
  std::vector<int> slow(argc > 6 ? size_t(std::atoi(argv[6])) : 0);
  for (int& fd : slow) fd = connected();
  if (argc > 7) made = std::atoll(argv[7]);
  if (argc > 8) any_below = std::atoll(argv[8]);

  const auto start = Clock::now();
  int64_t asked = 0, reopened = 0, closed = 0;
  double next_slow = 0;
  size_t slow_at = 0;
  std::vector<epoll_event> events(1024);
  for (double now = 0; now < length + 20; now = seconds_since(start)) {
    for (; double(asked) / rate <= std::min(now, length) && double(asked) / rate < length; ++asked) {
      const size_t place = size_t(asked) % lines.size();
      lines[place].waiting.push_back({any(randomness), double(asked) / rate});
      begin(lines[place], place, kinds);
    }
    // A hundredth of the slow ones each hundredth of a second.
    for (; !slow.empty() && next_slow <= now && now < length; next_slow += 0.01)
      for (size_t i = 0; i < slow.size() / 100 + 1; ++i, slow_at = (slow_at + 1) % slow.size()) {
        char seen;
        const bool over = recv(slow[slow_at], &seen, 1, MSG_DONTWAIT) == 0;
        if (!over && send(slow[slow_at], "G", 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1) continue;
        close(slow[slow_at]);
        slow[slow_at] = connected();
        ++reopened;
      }
    const int count = epoll_wait(poller, events.data(), int(events.size()), now < length ? 1 : 20);
    for (int i = 0; i < count; ++i) {
      const size_t place = size_t(events[size_t(i)].data.u64);
      Line& line = lines[place];
      if ((events[size_t(i)].events & EPOLLOUT) != 0) push(line, place);
      if (!take(line, kinds,
                start)) {  // closed: what was at work is asked again on another, its time runs on
        close(line.fd);
        line.in.clear();
        line.busy = false;
        ++closed;
        watch(line.fd = connected(), place, EPOLLIN, EPOLL_CTL_ADD);
      }
      begin(line, place, kinds);
    }
    if (now >= length && std::ranges::all_of(lines, [](const Line& line) { return line.waiting.empty(); }))
      break;
  }
  std::vector<double> all;
  int64_t refused = 0, left = 0;
  for (const Kind& kind : kinds) {
    tell(kind.method + " " + kind.path, kind.ms, kind.refused);
    all.insert(all.end(), kind.ms.begin(), kind.ms.end());
    refused += kind.refused;
  }
  for (const Line& line : lines) left += int64_t(line.waiting.size());
  tell("all", all, refused);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const double cpu = double(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                     double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
  std::printf(
      "due %lld at %.0f/s, unanswered %lld, lines closed %lld, slow reopened %lld, client %.1f s of "
      "processor\n",
      static_cast<long long>(asked), rate, static_cast<long long>(left), static_cast<long long>(closed),
      static_cast<long long>(reopened), cpu);
  return 0;
}
