#include "store/act_form.h"

#include <algorithm>

#include "base/message.h"
#include "store/messages.h"
#include "store/record_store.h"

namespace qy {
namespace {

bool is_key(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  return text.size() >= 8 && text.size() <= 64 && std::all_of(text.begin(), text.end(), fits);
}

// One line of an entry: no control characters, and for those that stand beside others no space either.
bool is_word(std::string_view text, bool spaces) {
  return text.size() <= size_t(kWordBytes) && std::none_of(text.begin(), text.end(), [&](char c) {
           return (uint8_t(c) < 0x20) || c == 0x7f || (c == ' ' && !spaces);
         });
}

}  // namespace

bool is_administrator(std::string_view role) {
  return role == "system_administrator" || role == "security_administrator" || role == "audit_administrator";
}

Result<void> check_form(const Act& act, std::string_view record) {
  if (!is_key(act.key)) return invalid(say(kActForm, "key"));
  if (act.kind.empty() || !is_word(act.kind, false)) return invalid(say(kActForm, "kind"));
  if (act.actor.user.empty() || !is_word(act.actor.user, false)) return invalid(say(kActForm, "user"));
  if (act.actor.role.empty() || !is_word(act.actor.role, false)) return invalid(say(kActForm, "role"));
  if (act.object.empty() || !is_word(act.object, false)) return invalid(say(kActForm, "object"));
  if (!is_word(act.basis, true)) return invalid(say(kActForm, "basis"));
  if (act.changes.empty() && act.note.empty()) return invalid(say(kActEmpty));
  for (const Change& change : act.changes)
    if (change.id.empty() || !is_word(change.id, false)) return invalid(say(kActForm, change.table + ".id"));
  if (int64_t(record.size()) > kRecordBytes)
    return Error{Code::limit, say(kActLong, record.size(), kRecordBytes)};
  return {};
}

}  // namespace qy
