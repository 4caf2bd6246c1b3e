#include "app/approval_words.h"

#include <algorithm>

namespace qy {

void add_approval_words(CLI::App& command, Approval& words) {
  command.add_option("--purpose", words.purpose,
                     "经批准的用途，受限规则包须写明 (the approved purpose of restricted packs)");
  command.add_option("--approved-by", words.approved_by, "批准人 (who approved it)");
  command.add_option("--approval-no", words.approval_no, "批准文号 (number of the approval)");
}

Result<std::optional<Approval>> approval_of(const Approval& words) {
  const auto blank = [](const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
  };
  const auto given = {!blank(words.purpose), !blank(words.approved_by), !blank(words.approval_no)};
  const auto count = std::count(given.begin(), given.end(), true);
  if (count == 0 && (words.purpose + words.approved_by + words.approval_no).empty())
    return std::optional<Approval>();
  if (count == 3) return std::optional(words);
  return Error{Code::forbidden,
               "未运行：--purpose、--approved-by、--approval-no 要一并写明用途、批准人和文号 (not run: an "
               "approval names its "
               "purpose, who approved it and its number, all three)"};
}

}  // namespace qy
