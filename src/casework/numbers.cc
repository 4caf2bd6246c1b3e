#include "casework/numbers.h"

namespace qy {
namespace {

// As many as may write in the same moment, and a few more.
constexpr int kMostTries = 20;

}  // namespace

Result<std::string> under_next_number(RecordBook& book, std::string_view table, const std::string& prefix,
                                      const std::function<Result<Recorded>(const std::string&)>& write) {
  QY_TRY(int64_t next, book.next_number(table, prefix));
  for (int tries = 1;; ++tries) {
    const std::string number = numbered(prefix, next);
    const auto written = write(number);
    if (written.ok()) return number;
    QY_TRY(const int64_t now_next, book.next_number(table, prefix));
    if (written.error().code != Code::conflict || now_next == next || tries == kMostTries)
      return written.error();
    next = now_next;
  }
}

}  // namespace qy
