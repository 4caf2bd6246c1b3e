#include "base/json.h"

#include <nlohmann/json.hpp>

#include "base/messages.h"

namespace qy {

Result<Json> parse_json(std::string_view text, const std::string& what) {
  try {
    // The library takes a zero byte for the end, and would not read what follows it.
    if (text.find('\0') != text.npos) return damaged(say(kUnsoundJson, what, "U+0000"));
    return Json::parse(text);
  } catch (const nlohmann::json::exception& e) {
    return damaged(say(kUnsoundJson, what, e.what()));
  }
}

}  // namespace qy
