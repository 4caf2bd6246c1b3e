#include "record/numbers.h"

namespace qy {
namespace {

// Whoever is answered last in a group is behind the others again in the next one: as many as an office registers in one busy
// second, and not for ever.
constexpr int kMostTries = 100;

}  // namespace

Result<std::string> under_next_number(RecordBook& book, std::string_view table, const std::string& prefix,
                                      const std::function<Result<Recorded>(const std::string&)>& write,
                                      size_t least_digits) {
  QY_TRY(int64_t next, book.next_number(table, prefix));
  for (int tries = 1;; ++tries) {
    const std::string number = numbered(prefix, next, least_digits);
    const auto written = write(number);
    if (written.ok()) return number;
    QY_TRY(const int64_t now_next, book.next_number(table, prefix));
    if (written.error().code != Code::conflict || now_next == next || tries == kMostTries)
      return written.error();
    next = now_next;
  }
}

}  // namespace qy
