#include "api/metrics.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/disk.h"

namespace qy {
namespace {

void gauge(std::string& text, std::string_view name, std::string_view help, double value,
           std::string_view type = "gauge") {
  metric_head(text, name, type, help);
  metric_line(text, name, "", value);
}

// Of this process, by the names that Prometheus gives everywhere. Source: proc(5).
void add_process(std::string& text) {
  int64_t pages = 0, resident = 0;
  if (std::ifstream("/proc/self/statm") >> pages >> resident)
    gauge(text, "process_resident_memory_bytes", "Resident memory.",
          double(resident * sysconf(_SC_PAGESIZE)));
  std::string stat;
  std::ifstream file("/proc/self/stat");
  if (std::getline(file, stat, '\0')) {
    long long user = 0, kernel = 0;  // fields 14 and 15; the second, in brackets, may hold spaces
    const size_t end_of_name = stat.rfind(')');
    if (end_of_name != stat.npos &&
        std::sscanf(stat.c_str() + end_of_name + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lld %lld",
                    &user, &kernel) == 2)
      gauge(text, "process_cpu_seconds_total", "Processor time, user and system.",
            double(user + kernel) / double(sysconf(_SC_CLK_TCK)), "counter");
  }
  std::error_code ec;
  int64_t open = 0;
  for (auto at = std::filesystem::directory_iterator("/proc/self/fd", ec);
       !ec && at != std::filesystem::directory_iterator(); at.increment(ec))
    ++open;
  if (!ec) gauge(text, "process_open_fds", "Open file descriptors.", double(open));
}

// As it was signed last: nothing is published in order to tell. Its second line is how many entries it is about (C2SP tlog-checkpoint).
void add_log(std::string& text, const ApiGround& ground) {
  const auto path = ground.workspace / "log" / "checkpoint";
  const auto note = read_file(path);
  if (!note.ok()) return;
  gauge(text, "qingyuan_log_entries", "Entries under the last signed checkpoint.",
        double(std::atoll(note->c_str() + std::min(note->find('\n'), note->size()))));
  std::error_code ec;
  const auto written = std::filesystem::last_write_time(path, ec);
  if (ec) return;
  const auto since = std::filesystem::file_time_type::clock::to_sys(written).time_since_epoch();
  const int64_t at_ms = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  gauge(text, "qingyuan_log_checkpoint_age_seconds", "Since the last checkpoint was signed.",
        double(std::max<int64_t>(0, ground.clock.now_ms() - at_ms)) / 1000);
}

}  // namespace

std::string metrics_text(ApiGround& ground, const RequestMeter& meter, int connections, size_t streams) {
  std::string text = meter.text();
  gauge(text, "qingyuan_open_connections", "Connections of the port that are open.", connections);
  gauge(text, "qingyuan_open_streams", "Streams of news that are open, one a page in sight.",
        double(streams));
  gauge(text, "qingyuan_sessions", "Sessions that would let somebody in now.",
        double(ground.door.sessions().open_at(ground.clock.now_ms())));
  metric_head(text, "qingyuan_jobs", "gauge", "Jobs that are known, by state.");
  for (const auto& [state, count] : ground.jobs.by_state())
    metric_line(text, "qingyuan_jobs", "state=\"" + std::string(name_of(state)) + "\"", double(count));
  add_log(text, ground);
  add_process(text);
  return text;
}

}  // namespace qy
