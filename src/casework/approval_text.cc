#include "casework/approval_text.h"

#include <sstream>

#include "casework/messages.h"

namespace qy {

std::string text_of_approvals(const std::vector<GivenApproval>& approvals) {
  std::string text;
  for (const GivenApproval& approval : approvals)
    text += (text.empty() ? "" : ";") + approval.officer + " " + approval.role + "@" + approval.at.text();
  return text;
}

Result<std::vector<GivenApproval>> approvals_of_text(const std::string& text) {
  std::vector<GivenApproval> approvals;
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one, ';');) {
    const size_t blank = one.find(' '), at = one.find('@', blank + 1);
    if (blank == std::string::npos || at == std::string::npos) return damaged(say(kApprovalUnread, one));
    QY_TRY(const Moment when, Moment::from_text(one.substr(at + 1)));
    approvals.push_back({one.substr(0, blank), one.substr(blank + 1, at - blank - 1), when});
  }
  return approvals;
}

}  // namespace qy
