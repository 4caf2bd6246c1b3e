#include "record/act.h"

namespace qy {

std::string Row::text(const std::string& field) const {
  const auto at = fields.find(field);
  if (at == fields.end()) return {};
  const auto* text = std::get_if<std::string>(&at->second);
  return text == nullptr ? std::string() : *text;
}

int64_t Row::number(const std::string& field) const {
  const auto at = fields.find(field);
  if (at == fields.end()) return 0;
  const auto* number = std::get_if<int64_t>(&at->second);
  return number == nullptr ? 0 : *number;
}

}  // namespace qy
