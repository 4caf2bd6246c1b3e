#include "api/body.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/messages.h"

namespace qy {
namespace {

bool has_blank(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return uint8_t(c) <= 0x20 || c == 0x7f; });
}

}  // namespace

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

std::string BodyReader::secret(const std::string& name, size_t most) {
  known_.insert(name);
  const auto at = body_.find(name);
  if (at == body_.end()) return fault("/" + name, say(kFieldMissing)), "";
  if (!at->is_string()) return fault("/" + name, say(kFieldText)), "";
  std::string value = at->get<std::string>();
  if (value.empty()) return fault("/" + name, say(kFieldMissing)), "";
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

std::optional<Date> BodyReader::day_if_there(const std::string& name) {
  known_.insert(name);
  const auto at = body_.find(name);
  if (at == body_.end() || (at->is_string() && at->get_ref<const std::string&>().empty()))
    return std::nullopt;
  return day(name);
}

int64_t BodyReader::number(const std::string& name, int64_t least, int64_t most, int64_t otherwise) {
  known_.insert(name);
  const auto at = body_.find(name);
  if (at == body_.end()) return otherwise;
  if (at->is_number_integer())
    if (const auto value = at->get<int64_t>(); value >= least && value <= most) return value;
  fault("/" + name, say(kFieldNumber, least, most));
  return otherwise;
}

const Json* BodyReader::list(const std::string& name) {
  known_.insert(name);
  const auto at = body_.find(name);
  if (at == body_.end()) return nullptr;
  if (at->is_array()) return &*at;
  fault("/" + name, say(kFieldList));
  return nullptr;
}

std::string BodyReader::word(const std::string& name, size_t least, size_t most) {
  std::string value = text(name, least, most);
  if (!has_blank(value)) return value;
  return fault("/" + name, say(kFieldBlank)), "";
}

std::vector<std::string> BodyReader::words(const std::string& name, size_t most) {
  known_.insert(name);
  std::vector<std::string> list;
  const auto at = body_.find(name);
  if (at == body_.end()) return list;
  if (!at->is_array() || at->size() > most) return fault("/" + name, say(kFieldList)), list;
  for (const Json& one : *at) {
    if (!one.is_string() || one.get_ref<const std::string&>().empty() ||
        has_blank(one.get_ref<const std::string&>()))
      return fault("/" + name, say(kFieldBlank)), std::vector<std::string>();
    list.push_back(one.get<std::string>());
  }
  return list;
}

bool BodyReader::flag(const std::string& name) {
  known_.insert(name);
  const auto at = body_.find(name);
  if (at != body_.end() && !at->is_boolean()) fault("/" + name, say(kFieldFlag));
  return at != body_.end() && at->is_boolean() && at->get<bool>();
}

std::optional<HttpResponse> BodyReader::refusal() {
  for (const auto& [name, value] : body_.items())
    if (!known_.contains(name)) fault("/" + name, say(kFieldUnknown));
  if (faults_.empty()) return std::nullopt;
  return problem(422, say(kBodyFaulty, faults_.size()), faults_);
}

}  // namespace qy
