#include "casework/case_timeline.h"

#include <algorithm>
#include <sstream>

#include "casework/approval_text.h"
#include "casework/messages.h"

namespace qy {
namespace {

std::string name_in(const FileOnRecord& file, const std::string& officer) {
  const Officer* known = file.file.officer(officer);
  return known == nullptr ? officer : known->name;
}

// 某u3（承办部门主要负责人，2026-03-01 09:00）
std::string told(const FileOnRecord& file, const std::vector<GivenApproval>& approvals,
                 const ProcedureBook& procedures) {
  std::string text;
  for (const GivenApproval& approval : approvals) {
    const Role* role = procedures.terms().role(approval.role);
    text += (text.empty() ? "" : "、") + name_in(file, approval.officer) + "（" +
            (role == nullptr ? "" : role->title + "，") + approval.at.text() + "）";
  }
  return text;
}

}  // namespace

Result<std::string> timeline_of(RecordBook& book, const std::string& number, const FileOnRecord& file,
                                const ProcedureBook& procedures) {
  QY_TRY(auto acts, book.select("done_act", {{"case_file", number}}));
  std::ranges::stable_sort(acts, std::less(), &Row::seq);
  QY_TRY(const auto documents, book.select("document", {{"object", "case_file/" + number}}));
  std::string text;
  for (const Row& act : acts) {
    std::string officers, papers;
    std::istringstream ids(act.text("officers"));
    for (std::string id; ids >> id;) officers += (officers.empty() ? "" : "、") + name_in(file, id);
    for (const Row& document : documents)
      if (document.seq == act.seq) papers += "《" + document.text("title") + "》";
    const ProcedureStep* step = procedures.step(act.text("step"));
    text += act.text("done_at") + "  " + officers + "  " + act.text("matter") + " " +
            (step == nullptr ? act.text("step") : step->title);
    QY_TRY(const auto approvals, approvals_of_text(act.text("approvals")));
    if (!approvals.empty()) text += "；" + say(kApprovedBy, told(file, approvals, procedures)).chinese;
    text += "  " + say(kLogEntry, act.seq).chinese + "\n";
    if (!papers.empty()) text += "    " + papers + "\n";
  }
  return text;
}

}  // namespace qy
