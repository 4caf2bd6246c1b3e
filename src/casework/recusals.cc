#include "casework/recusals.h"

#include <algorithm>

#include "casework/messages.h"

namespace qy {
namespace {

constexpr std::string_view kOfFile = "case_file/", kOfLead = "lead/", kOfPerson = "person/",
                           kOfUnit = "unit/";
const FieldValue kInForce = int64_t(1);

FieldValue text_or_nobody(const std::string& user) {
  return user.empty() ? FieldValue(std::monostate()) : FieldValue(user);
}

void add(std::set<std::string>& names, std::string_view head, const std::string& id) {
  if (!id.empty()) names.insert(std::string(head) + id);
}

Result<void> add_concerned_in_lead(RecordBook& book, const std::string& lead, std::set<std::string>& names) {
  if (lead.empty()) return {};
  QY_TRY(const auto persons, book.select("lead_person", {{"lead", lead}, {"active", kInForce}}));
  for (const Row& row : persons) add(names, kOfPerson, row.text("person"));
  QY_TRY(const auto units, book.select("lead_unit", {{"lead", lead}, {"active", kInForce}}));
  for (const Row& row : units) add(names, kOfUnit, row.text("unit_code"));
  return {};
}

// Persons and units concerned in it: those of its lead, its subject, and those that were added to it.
Result<std::set<std::string>> concerned_in(RecordBook& book, const Row& file) {
  std::set<std::string> names;
  add(names, kOfPerson, file.text("subject"));
  QY_TRY(const auto own, book.select("concerned", {{"case_file", file.id}, {"active", kInForce}}));
  for (const Row& row : own) {
    add(names, kOfPerson, row.text("person"));
    add(names, kOfUnit, row.text("unit_code"));
  }
  QY_CHECK(add_concerned_in_lead(book, file.text("lead"), names));
  return names;
}

Result<std::vector<TieFound>> ties_of(RecordBook& book, const std::set<std::string>& concerned,
                                      bool certain) {
  std::vector<TieFound> found;
  for (const auto& [head, field] : {std::pair{kOfPerson, "person"}, {kOfUnit, "unit_code"}}) {
    std::set<std::string> ids;
    for (const std::string& name : concerned)
      if (name.starts_with(head)) ids.insert(name.substr(head.size()));
    QY_TRY(auto ties, book.select_any("officer_tie", field, ids, {}));
    for (Row& tie : ties)
      if (is_in_force(tie, certain)) {
        std::string officer = tie.text("user_id");
        const std::string name = std::string(head) + tie.text(field);
        found.push_back({std::move(officer), name, std::move(tie)});
      }
  }
  std::ranges::stable_sort(found, std::less(), &TieFound::concerned);
  return found;
}

Result<std::vector<Row>> files_reached(RecordBook& book, const std::string& object) {
  if (object.starts_with(kOfFile)) return book.select("case_file", {{"id", object.substr(kOfFile.size())}});
  if (object.starts_with(kOfLead)) return book.select("case_file", {{"lead", object.substr(kOfLead.size())}});
  const bool is_person = object.starts_with(kOfPerson);
  if (!is_person && !object.starts_with(kOfUnit)) return std::vector<Row>();
  const std::string id = object.substr((is_person ? kOfPerson : kOfUnit).size());
  const std::string field = is_person ? "person" : "unit_code";
  std::map<std::string, Row> files;
  const auto take = [&](const Fields& where) -> Result<void> {
    QY_TRY(auto rows, book.select("case_file", where));
    for (Row& row : rows) files.emplace(row.id, std::move(row));
    return {};
  };
  if (is_person) QY_CHECK(take({{"subject", id}}));
  QY_TRY(const auto own, book.select("concerned", {{field, id}, {"active", kInForce}}));
  for (const Row& row : own) QY_CHECK(take({{"id", row.text("case_file")}}));
  QY_TRY(const auto leads,
         book.select(is_person ? "lead_person" : "lead_unit", {{field, id}, {"active", kInForce}}));
  for (const Row& row : leads) QY_CHECK(take({{"lead", row.text("lead")}}));
  std::vector<Row> reached;
  for (auto& [number, row] : files) reached.push_back(std::move(row));
  return reached;
}

Result<bool> works_on(RecordBook& book, const Row& file, const std::string& officer) {
  if (file.text("handler") == officer) return true;
  QY_TRY(const auto matters,
         book.select("matter", {{"case_file", file.id}, {"holder", officer}, {"open", kInForce}}));
  return !matters.empty();
}

}  // namespace

FoundGround TieFound::ground() const {
  return {tie.text("tie"), tie.text("source"), tie.text("source_row"), tie.text("declared_on")};
}

Said said_of(const FoundGround& ground, const Said& officer) {
  const TieKind* kind = tie_kind(ground.tie);
  const auto plain = [](const std::string& text) { return said(std::string_view(text)); };
  const Said title =
      kind == nullptr ? plain(ground.tie) : Said{std::string(kind->chinese), std::string(kind->english)};
  return say(kGroundFound, officer, title, plain(ground.source), plain(ground.source_row),
             plain(ground.declared_on));
}

Result<std::vector<TieFound>> ties_found(RecordBook& book, const Row& file) {
  QY_TRY(const auto concerned, concerned_in(book, file));
  return ties_of(book, concerned, true);
}

Result<std::vector<TieFound>> ties_found_in_lead(RecordBook& book, const std::string& lead) {
  std::set<std::string> concerned;
  QY_CHECK(add_concerned_in_lead(book, lead, concerned));
  return ties_of(book, concerned, true);
}

Result<KeptOut> kept_out(RecordBook& book, const Row& file) {
  KeptOut out;
  std::set<std::string> decided;
  QY_TRY(const auto own, book.select("recusal", {{"case_file", file.id}, {"active", kInForce}}));
  for (const Row& row : own) {
    out.officers.insert(row.text("user_id"));
    if (!row.text("decided_by").empty()) decided.insert(row.text("user_id"));
  }
  QY_TRY(std::set<std::string> objects, concerned_in(book, file));
  QY_TRY(const auto ties, ties_of(book, objects, true));
  add(objects, kOfFile, file.id);
  add(objects, kOfLead, file.text("lead"));
  QY_TRY(const auto rows, book.select_any("involvement", "object", objects, {{"relation", "recusal"}}));
  for (const Row& row : rows)
    if (row.number("active") == 1) out.officers.insert(row.text("user_id"));
  for (const TieFound& tie : ties) {
    out.officers.insert(tie.officer);
    if (!decided.contains(tie.officer)) out.found.emplace(tie.officer, tie.ground());
  }
  return out;
}

Result<std::vector<TieFound>> possible_ties(RecordBook& book, const Row& file, const RecusalRules& rules,
                                            Date today) {
  QY_TRY(std::set<std::string> concerned, concerned_in(book, file));
  // Where a person concerned works or worked counts here: a colleague is one of the same unit.
  for (const std::string& name : std::set(concerned)) {
    if (!name.starts_with(kOfPerson)) continue;
    QY_TRY(const auto persons, book.select("person", {{"id", name.substr(kOfPerson.size())}}));
    for (const Row& person : persons) add(concerned, kOfUnit, person.text("unit"));
  }
  QY_TRY(auto found, ties_of(book, concerned, false));
  const std::string since = today.plus_months(-12 * rules.former_unit_years).iso();
  std::erase_if(found, [&](const TieFound& one) {
    if (one.tie.text("tie") == "household") return !rules.household;
    const std::string until = one.tie.text("until_on");
    return rules.former_unit_years <= 0 || (!until.empty() && until < since);
  });
  return found;
}

Result<std::vector<RecusalToDecide>> recusals_to_decide(RecordBook& book) {
  std::vector<RecusalToDecide> list;
  std::set<std::pair<std::string, std::string>> seen;  // file, officer
  QY_TRY(const auto rows, book.select("recusal", {{"active", kInForce}}));
  for (const Row& row : rows) {
    seen.emplace(row.text("case_file"), row.text("user_id"));
    if (row.text("decided_by").empty())
      list.push_back(
          {row.text("case_file"), row.text("user_id"), row.text("grounds"), row.text("decided_at"), {}});
  }
  QY_TRY(const auto ties, book.select("officer_tie", {{"active", kInForce}}));
  for (const Row& tie : ties) {
    const TieKind* kind = tie_kind(tie.text("tie"));
    const std::string person = tie.text("person"), unit = tie.text("unit_code");
    if (kind == nullptr || !kind->certain || (person.empty() && unit.empty())) continue;
    QY_TRY(const auto files, files_reached(book, person.empty() ? std::string(kOfUnit) + unit
                                                                : std::string(kOfPerson) + person));
    for (const Row& file : files) {
      const std::string officer = tie.text("user_id");
      QY_TRY(const bool works, works_on(book, file, officer));
      if (!works || !seen.emplace(file.id, officer).second) continue;
      list.push_back({file.id, officer, std::string(kind->grounds), tie.text("declared_on"),
                      TieFound{officer, "", tie}.ground()});
    }
  }
  return list;
}

Result<std::vector<Change>> taken_out(RecordBook& book, const std::string& file, const std::string& officer,
                                      const std::string& successor) {
  std::vector<Change> changes;
  QY_TRY(const auto matters,
         book.select("matter", {{"case_file", file}, {"holder", officer}, {"open", kInForce}}));
  for (const Row& row : matters)
    changes.push_back({"matter", row.id, row.version, {{"holder", text_or_nobody(successor)}}});
  QY_TRY(const auto parts,
         book.select("participant", {{"case_file", file}, {"user_id", officer}, {"active", kInForce}}));
  for (const Row& row : parts)
    changes.push_back({"participant", row.id, row.version, {{"active", int64_t(0)}}});
  return changes;
}

Result<std::vector<Change>> taken_out_of_all(RecordBook& book, const std::string& object,
                                             const std::string& officer) {
  std::vector<Change> all;
  QY_TRY(const auto files, files_reached(book, object));
  for (const Row& file : files) {
    QY_TRY(const auto changes, taken_out(book, file.id, officer, ""));
    all.insert(all.end(), changes.begin(), changes.end());
    // He does not stand in it as the one who handles it either.
    if (file.text("handler") == officer)
      all.push_back({"case_file", file.id, file.version, {{"handler", std::monostate()}}});
  }
  return all;
}

}  // namespace qy
