#include "leads/reading_log.h"

#include "leads/act_key.h"
#include "leads/messages.h"

namespace qy {

Result<void> log_reading_of(RecordBook& book, const Clock& clock, const Actor& by, const std::string& kind,
                            const std::string& object, const std::string& why) {
  if (why.find_first_not_of(" \t\r\n") == std::string::npos) return invalid(say(kReadingWhy));
  const Act act{.key = act_key({kind, object, by.role, by.user, std::to_string(clock.now_ms()), why}),
                .kind = kind,
                .actor = by,
                .object = object,
                .basis = "监察法实施条例299",
                .note = why};
  QY_CHECK(book.perform(act));
  return {};
}

}  // namespace qy
