#include "api/case_course.h"

#include <sstream>

#include "api/case_words.h"
#include "casework/approval_text.h"
#include "record/act_time.h"

namespace qy {
namespace {

std::map<int64_t, Row> by_entry(std::vector<Row> rows) {
  std::map<int64_t, Row> found;
  for (Row& row : rows) found.insert_or_assign(row.seq, std::move(row));
  return found;
}

Json approvals_of(const ApiCall& call, const CaseFile& file, const std::vector<GivenApproval>& approvals) {
  Json list = Json::array();
  for (const GivenApproval& approval : approvals) {
    Json one = person_of(file, approval.officer);
    one["role"] = role_words(call.ground.procedures, approval.role);
    one["at"] = approval.at.text();
    list.push_back(std::move(one));
  }
  return list;
}

// Which step a submission is about: its line begins with officers, matter and step.
std::string step_of_line(const std::string& line) {
  std::istringstream words(line);
  std::string officers, matter, step;
  words >> officers >> matter >> step;
  return step;
}

// What a changed row tells of its act. The record keeps it as it was then, whatever became of the row.
void told_by(const ApiCall& call, const CaseFile& file, const Json& change, Json& line) {
  const std::string table = change.value("table", "");
  const Json& fields = change.at("fields");
  const auto text = [&](const char* name) {
    const auto at = fields.find(name);
    return at != fields.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  if (table == "document" || table == "evidence")
    line["documents"].push_back({{"id", change.value("id", "")}, {"title", text("title")}});
  if (const std::string id = change.value("id", ""); table == "recusal")
    line["about"] = person_of(file, id.substr(id.rfind('/') + 1));
  if (table != "submission") return;
  line["submission"] = change.value("id", "");
  if (!text("line").empty()) line["title"] = step_words(call.ground.procedures, step_of_line(text("line")));
  if (!text("reason").empty()) line["note"] = text("reason");
}

}  // namespace

Json act_line(const ApiCall& call, const CaseFile& file, const PastAct& act) {
  Json line{{"entry", std::to_string(act.seq)},
            {"at", stamp_of(act.at_ms)},
            {"kind", act.kind},
            {"by", person_of(file, act.actor.user)},
            {"role", act.actor.role},
            {"basis", act.basis},
            {"note", ""},
            {"documents", Json::array()}};
  if (call.ground.procedures.step(act.kind) != nullptr)
    line["title"] = step_words(call.ground.procedures, act.kind);
  if (!act.record) return line;
  const auto record = parse_json(*act.record, act.kind);
  if (!record.ok()) return line;
  line["note"] = record->value("note", "");
  for (const Json& change : record->value("changes", Json::array())) told_by(call, file, change, line);
  return line;
}

Result<Json> course_of(ApiCall& call, RecordBook& book, const FileOnRecord& found,
                       const std::vector<PastAct>& acts) {
  QY_TRY(auto steps, book.select("done_act", {{"case_file", found.row.id}}));
  const auto done = by_entry(std::move(steps));
  Json course = Json::array();
  for (const PastAct& act : acts) {
    Json line = act_line(call, found.file, act);
    if (const auto step = done.find(act.seq); step != done.end()) {
      line["matter"] = step->second.text("matter");
      line["at"] = step->second.text("done_at");
      line["entered_at"] = step->second.text("entered_at");
      std::istringstream ids(step->second.text("officers"));
      for (std::string id; ids >> id;) line["officers"].push_back(person_of(found.file, id));
      QY_TRY(const auto approvals, approvals_of_text(step->second.text("approvals")));
      line["approvals"] = approvals_of(call, found.file, approvals);
    }
    course.push_back(std::move(line));
  }
  return course;
}

}  // namespace qy
