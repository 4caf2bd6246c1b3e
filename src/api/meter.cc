#include "api/meter.h"

#include <algorithm>
#include <cstdio>

namespace qy {
namespace {

std::string figure(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

}  // namespace

void metric_head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
  text.append(name).append(" ").append(type).append("\n");
}

void metric_line(std::string& text, std::string_view name, std::string_view labels, double value) {
  text.append(name);
  if (!labels.empty()) text.append("{").append(labels).append("}");
  text.append(" ").append(figure(value)).append("\n");
}

void RequestMeter::ended(std::string_view operation, int status, Took took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const auto place = size_t(std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin());
  if (operation.empty()) operation = "none";
  const std::lock_guard lock(mutex_);
  auto at = by_operation_.find(operation);
  if (at == by_operation_.end()) at = by_operation_.emplace(operation, OfOperation{}).first;
  ++at->second.by_class[size_t(std::clamp(status / 100, 0, 5))];
  ++at->second.by_time[place];
  at->second.seconds += seconds;
}

std::string RequestMeter::text() const {
  constexpr std::string_view kRequests = "qingyuan_requests_total", kSeconds = "qingyuan_request_seconds";
  const std::lock_guard lock(mutex_);
  std::string text;
  metric_head(text, kRequests, "counter",
              "Requests answered, by operation of the contract and class of status.");
  for (const auto& [operation, of] : by_operation_)
    for (size_t status = 1; status < of.by_class.size(); ++status)
      if (of.by_class[status] > 0)
        metric_line(text, kRequests,
                    "operation=\"" + operation + "\",status=\"" + std::to_string(status) + "xx\"",
                    double(of.by_class[status]));
  metric_head(text, kSeconds, "histogram",
              "From the last byte of a request until its answer is ready, waiting for a thread included.");
  for (const auto& [operation, of] : by_operation_) {
    const std::string label = "operation=\"" + operation + "\"";
    int64_t so_far = 0;
    for (size_t i = 0; i <= kBounds.size(); ++i) {
      so_far += of.by_time[i];
      const std::string bound = i < kBounds.size() ? figure(kBounds[i]) : "+Inf";
      metric_line(text, "qingyuan_request_seconds_bucket", label + ",le=\"" + bound + "\"", double(so_far));
    }
    metric_line(text, "qingyuan_request_seconds_sum", label, of.seconds);
    metric_line(text, "qingyuan_request_seconds_count", label, double(so_far));
  }
  return text;
}

}  // namespace qy
