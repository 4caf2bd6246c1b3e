#include "api/body.h"

#include <nlohmann/json.hpp>

#include "api/messages.h"

namespace qy {

std::string BodyReader::text(const std::string& name, size_t least, size_t most) {
  known_.insert(name);
  const auto at = body_.find(name);
  std::string value;
  if (at != body_.end() && !at->is_string()) return fault("/" + name, say(kFieldText)), value;
  if (at != body_.end()) value = at->get<std::string>();
  const size_t first = value.find_first_not_of(" \t\r\n"), last = value.find_last_not_of(" \t\r\n");
  value = first == value.npos ? "" : value.substr(first, last - first + 1);
  if (value.size() < least) return fault("/" + name, say(kFieldMissing)), "";
  if (value.size() > most) return fault("/" + name, say(kFieldLong, most)), "";
  return value;
}

Date BodyReader::day(const std::string& name) {
  const auto before = faults_.size();
  const std::string value = text(name, 1, 10);
  const auto date = Date::from_iso(value);
  if (date.ok()) return *date;
  if (faults_.size() == before) fault("/" + name, say(kFieldDay));
  return {};
}

const Json* BodyReader::list(const std::string& name) {
  known_.insert(name);
  const auto at = body_.find(name);
  if (at == body_.end()) return nullptr;
  if (at->is_array()) return &*at;
  fault("/" + name, say(kFieldList));
  return nullptr;
}

std::optional<HttpResponse> BodyReader::refusal() {
  for (const auto& [name, value] : body_.items())
    if (!known_.contains(name)) fault("/" + name, say(kFieldUnknown));
  if (faults_.empty()) return std::nullopt;
  return problem(422, say(kBodyFaulty, faults_.size()), faults_);
}

}  // namespace qy
