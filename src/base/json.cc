#include "base/json.h"

#include <nlohmann/json.hpp>

#include "base/messages.h"

namespace qy {

Result<Json> parse_json(std::string_view text, const std::string& what) {
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::exception& e) {
    return damaged(say(kUnsoundJson, what, e.what()));
  }
}

}  // namespace qy
