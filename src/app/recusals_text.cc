#include "app/recusals_text.h"

#include <set>

namespace qy {
namespace {

std::set<std::string> lines_of(const std::vector<TieFound>& ties, std::string_view head,
                               const std::string& tail) {
  std::set<std::string> lines;
  for (const TieFound& tie : ties)
    lines.insert(std::string(head) + said_of(tie.ground(), said(std::string_view(tie.officer))).text() +
                 tail + "\n");
  return lines;
}

std::string joined(const std::set<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

}  // namespace

std::string recusals_text(const std::vector<TieFound>& ties, const ProcedureBook& procedures, Date today) {
  const auto articles = procedures.laws().binding_on(procedures.guard("recusal_found")->basis, today);
  return joined(lines_of(ties, "回避情形 (to keep out)：",
                         "；主要负责人决定之前不得参与。依据：" + procedures.laws().cite(articles).chinese));
}

std::string possible_recusals_text(const std::vector<TieFound>& ties) {
  return joined(
      lines_of(ties, "可能的回避情形 (perhaps)：", "；是否回避由主要负责人决定 (the chief decides)"));
}

}  // namespace qy
