#include "base/message.h"

#include <cerrno>
#include <cstring>

#include "base/messages.h"

namespace qy {
namespace {

std::string filled(std::string_view pattern, std::span<const Said> parts, std::string Said::*language) {
  std::string text;
  for (size_t at = 0; at < pattern.size(); ++at) {
    const bool is_place = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}' &&
                          pattern[at + 1] >= '0' && size_t(pattern[at + 1] - '0') < parts.size();
    if (is_place) {
      text += parts[size_t(pattern[at + 1] - '0')].*language;
      at += 2;
    } else {
      text += pattern[at];
    }
  }
  return text;
}

}  // namespace

Said fill(const Message& message, std::span<const Said> parts) {
  return {filled(message.chinese, parts, &Said::chinese), filled(message.english, parts, &Said::english)};
}

Said reason_of_failure() {
  switch (errno) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return said(kDiskFull);
    case EACCES:
    case EPERM:
    case EROFS:
      return said(kNoRight);
    case ENOENT:
      return said(kNotThere);
    default:
      return said(std::strerror(errno));
  }
}

}  // namespace qy
