#include "base/json.h"

#include <nlohmann/json.hpp>

namespace qy {

Result<Json> parse_json(std::string_view text, const std::string& what) {
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::exception& e) {
    return damaged(what + " is not sound JSON: " + e.what());
  }
}

}  // namespace qy
