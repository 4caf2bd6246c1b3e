// Who works on a file together (室组地): the units of a joint case with their shares of the credit, officers who are seconded, by which order
// and until when, and who was let in to know of it. Whoever reads the file sees the first two; who was let in, those whom
// rights/involvement.yaml shows it.
#include <nlohmann/json.hpp>

#include "api/case_view.h"
#include "api/case_words.h"
#include "record/act_time.h"

namespace qy {
namespace {

using UnitNames = std::map<std::string, std::string>;

Result<UnitNames> unit_names(ApiCall& call) {
  QY_TRY(const auto rows, call.book->select("unit", {}));
  UnitNames names;
  for (const Row& row : rows) names[row.id] = row.text("name");
  return names;
}

Json named(const UnitNames& names, const std::string& id) {
  const auto at = names.find(id);
  return {{"id", id}, {"name", at == names.end() ? id : at->second}};
}

Result<Json> officer_named(ApiCall& call, const std::string& id) {
  QY_TRY(const auto rows, call.book->select("user_account", {{"id", id}}));
  return Json{{"id", id}, {"name", rows.empty() ? id : rows.front().text("name")}};
}

Result<Json> joint_of(ApiCall& call, const UnitNames& names, const std::string& file) {
  QY_TRY(const auto rows, call.book->select("joint_case", {{"case_file", file}}));
  if (rows.empty()) return Json();
  const Row& joint = rows.front();
  QY_TRY(const auto members, call.book->select("joint_member", {{"joint_case", file}}));
  Json list = Json::array();
  for (const Row& member : members) {
    // Of one that has ended, those who were in it last.
    if (member.number("active") != 1 && joint.text("to_on").empty()) continue;
    Json one{{"unit", named(names, member.text("unit"))},
             {"leads", member.number("leads") == 1},
             {"work", member.text("work")},
             {"credit_permille", member.number("credit_permille")}};
    list.insert(one["leads"].get<bool>() ? list.begin() : list.end(), std::move(one));
  }
  return Json{{"reason", joint.text("reason")},
              {"jurisdiction_basis", joint.text("jurisdiction_basis")},
              {"approval_no", joint.text("approval_no")},
              {"from_on", joint.text("from_on")},
              {"to_on", joint.text("to_on")},
              {"members", list}};
}

std::string state_of(const Row& secondment, const std::string& today) {
  if (secondment.number("active") != 1) return "ended";
  if (today < secondment.text("from_on")) return "to_come";
  return secondment.text("to_on") < today ? "over" : "in_force";
}

Result<Json> seconded_of(ApiCall& call, const UnitNames& names, const std::string& file) {
  QY_TRY(const auto rows, call.book->select("secondment", {{"case_file", file}}));
  Json list = Json::array();
  for (const Row& row : rows) {
    Json one{{"id", row.id},
             {"unit", named(names, row.text("from_unit"))},
             {"decision_no", row.text("decision_no")},
             {"recusal_statement", row.text("recusal_statement")},
             {"from_on", row.text("from_on")},
             {"to_on", row.text("to_on")},
             {"state", state_of(row, call.ground.clock.today().iso())}};
    QY_TRY(one["officer"], officer_named(call, row.text("user_id")));
    list.push_back(std::move(one));
  }
  return list;
}

// Recusals stand elsewhere on the page, and a broken glass with whoever reviews it.
Result<Json> let_in_of(ApiCall& call, const std::string& file) {
  QY_TRY(const auto rows, call.book->select("involvement", {{"object", "case_file/" + file}}));
  const int64_t now = call.ground.clock.now_ms();
  Json list = Json::array();
  for (const Row& row : rows) {
    if (row.text("relation") == "recusal" || row.text("relation") == "break_glass") continue;
    const int64_t until = row.number("until_ms");
    Json one{{"id", row.id},
             {"relation", row.text("relation")},
             {"reason", row.text("reason")},
             {"from_on", qy::day_of(row.number("from_ms")).iso()},
             {"to_on", until == 0 ? "" : qy::day_of(until - 1).iso()},
             {"in_force", row.number("active") == 1 && (until == 0 || until > now)}};
    QY_TRY(one["officer"], officer_named(call, row.text("user_id")));
    QY_TRY(one["by"], officer_named(call, row.text("approved_by")));
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

Result<Json> together_of(ApiCall& call, const FileOnRecord& found) {
  const std::string& file = found.row.id;
  QY_TRY(const UnitNames names, unit_names(call));
  Json together;
  QY_TRY(together["joint"], joint_of(call, names, file));
  QY_TRY(together["seconded"], seconded_of(call, names, file));
  QY_TRY(together["let_in"], let_in_of(call, file));
  return together;
}

}  // namespace qy
