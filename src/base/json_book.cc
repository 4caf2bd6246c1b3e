#include "base/json_book.h"

#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "base/messages.h"

namespace qy {

Result<void> JsonBook::each(const std::function<Result<void>(const Json&)>& take) const {
  std::error_code ec;
  if (!std::filesystem::exists(file_, ec)) return {};
  QY_TRY(const std::string text, read_file(file_));
  size_t at = 0;
  for (int64_t number = 1; at < text.size(); ++number) {
    const size_t end = text.find('\n', at);
    if (end == std::string::npos) break;
    const std::string place = file_.filename().string() + ":" + std::to_string(number);
    QY_TRY(const Json record, parse_json(std::string_view(text).substr(at, end - at), place));
    try {
      if (const auto taken = take(record); !taken.ok())
        return Error{taken.error().code, place + ": " + taken.error().message};
    } catch (const nlohmann::json::exception& e) {
      return damaged(say(kNoWholeRecord, place, e.what()));
    }
    at = end + 1;
  }
  return {};
}

Result<void> JsonBook::append(const Json& record) const {
  std::string line;
  try {
    line = record.dump();
  } catch (const nlohmann::json::exception&) {
    return invalid(say(kNotUtf8));
  }
  QY_CHECK(make_folder(file_.parent_path()));
  QY_TRY(const auto lock, FileLock::take(std::filesystem::path(file_).replace_extension(".lock")));
  return append_line(file_, line);
}

}  // namespace qy
