#include "casework/case_timeline.h"

#include <algorithm>
#include <sstream>

#include "casework/messages.h"

namespace qy {
namespace {

std::string name_in(const FileOnRecord& file, const std::string& officer) {
  const Officer* known = file.file.officer(officer);
  return known == nullptr ? officer : known->name;
}

// "u3 handling_head@2026-03-01 09:00;…" -> 某u3（承办部门主要负责人，2026-03-01 09:00）
std::string approvals_of(const FileOnRecord& file, const std::string& text, const ProcedureBook& procedures) {
  std::string told;
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one, ';');) {
    const size_t blank = one.find(' '), at = one.find('@');
    const Role* role = procedures.terms().role(one.substr(blank + 1, at - blank - 1));
    told += (told.empty() ? "" : "、") + name_in(file, one.substr(0, blank)) + "（" +
            (role == nullptr ? "" : role->title + "，") + one.substr(at + 1) + "）";
  }
  return told;
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
    const std::string approved = approvals_of(file, act.text("approvals"), procedures);
    if (!approved.empty()) text += "；" + say(kApprovedBy, approved).chinese;
    text += "  " + say(kLogEntry, act.seq).chinese + "\n";
    if (!papers.empty()) text += "    " + papers + "\n";
  }
  return text;
}

}  // namespace qy
