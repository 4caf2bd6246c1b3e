// A book of records: a file with one JSON object a line, only ever appended to. The last word on a thing is the
// last line about it.
//
// A line counts from the moment its newline is on disk. What a crash left without a newline was never promised
// to anyone: readers ignore it, and the next append cuts it off. Any other line that cannot be read is damage,
// and is reported with its number.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>

#include "base/json.h"
#include "base/result.h"

namespace qy {

class JsonBook {
 public:
  explicit JsonBook(std::filesystem::path file) : file_(std::move(file)) {}

  // Every record in the order of writing; none when there is no file yet. What `take` throws (a key missing, a
  // wrong type) or returns as an error is told with the line.
  Result<void> each(const std::function<Result<void>(const Json&)>& take) const;
  // On disk when it returns. On failure the book is as it was.
  Result<void> append(const Json& record) const;

 private:
  std::filesystem::path file_;
};

}  // namespace qy
