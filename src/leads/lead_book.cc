#include "leads/lead_book.h"

#include <algorithm>
#include <map>
#include <set>

#include "leads/act_key.h"
#include "leads/lead_source.h"
#include "leads/messages.h"
#include "record/numbers.h"
#include "text/similarity.h"

namespace qy {
namespace {

Result<void> by_case_management(const Actor& by) {
  if (by.role != "case_management") return Error{Code::forbidden, say(kCaseManagementOnly)};
  return {};
}

Result<void> check(const NewLead& lead) {
  const LeadSource* source = lead_source(lead.source);
  if (source == nullptr) return invalid(say(kNoSuchSource, lead.source));
  if (lead.summary.empty()) return invalid(say(kLeadNeeds, source->chinese, "summary"));
  QY_CHECK(Date::from_iso(lead.received_on));
  if (source->needs_sender && (lead.from_unit.empty() || lead.from_number.empty()))
    return invalid(say(kLeadNeeds, source->chinese, "from-unit, from-number"));
  if (source->needs_report && lead.report.empty()) return invalid(say(kLeadNeeds, source->chinese, "report"));
  return {};
}

Fields fields_of(const NewLead& lead) {
  Fields fields{{"state", "registered"},
                {"source", lead.source},
                {"received_on", lead.received_on},
                {"summary", lead.summary},
                {"repeats", lead.repeats},
                {"vulnerable", int64_t(lead.vulnerable)},
                {"quick_track", int64_t(lead.vulnerable || lead.repeats >= kQuickRepeats ||
                                        lead.persons_affected >= kQuickPersons)}};
  for (const auto& [name, text] : {std::pair{"from_unit", &lead.from_unit},
                                   {"from_number", &lead.from_number},
                                   {"report", &lead.report},
                                   {"field", &lead.field},
                                   {"occurred_from", &lead.occurred_from},
                                   {"occurred_to", &lead.occurred_to},
                                   {"handling_unit", &lead.handling_unit}})
    if (!text->empty()) fields[name] = *text;
  if (lead.amount_fen > 0) fields["amount_fen"] = lead.amount_fen;
  if (lead.persons_affected > 0) fields["persons_affected"] = lead.persons_affected;
  return fields;
}

// What makes it the same lead when it comes twice.
Fields what_it_says(const NewLead& lead) {
  Fields fields{{"source", lead.source}, {"received_on", lead.received_on}, {"summary", lead.summary}};
  if (!lead.from_unit.empty()) fields["from_unit"] = lead.from_unit;
  if (!lead.from_number.empty()) fields["from_number"] = lead.from_number;
  if (!lead.report.empty()) fields["report"] = lead.report;
  return fields;
}

bool is_open(const Row& lead) {
  return lead.text("outcome").empty() && lead.text("merged_into").empty();
}

}  // namespace

Result<std::string> LeadBook::add(const NewLead& lead, const Actor& by) {
  QY_CHECK(by_case_management(by));
  QY_CHECK(check(lead));
  const std::string prefix = std::to_string(clock_.today().year()) + "-";
  const auto number = under_next_number(book_, "lead", prefix, [&](const std::string& id) {
    Act act{.key = act_key({"lead.registered", lead.source, lead.from_unit, lead.from_number, lead.report,
                            lead.received_on, lead.summary}),
            .kind = "lead.registered",
            .actor = by,
            .object = "lead/" + id,
            .basis = "监察法实施条例202",
            .note = ""};
    act.changes = {{"lead", id, 0, fields_of(lead)}};
    for (const auto& person : lead.persons)
      act.changes.push_back(
          {"lead_person", id + "." + person, 0, {{"lead", id}, {"person", person}, {"active", int64_t(1)}}});
    for (const auto& unit : lead.units)
      act.changes.push_back(
          {"lead_unit", id + "." + unit, 0, {{"lead", id}, {"unit_code", unit}, {"active", int64_t(1)}}});
    return book_.perform(act);
  });
  if (number.ok() || number.error().code != Code::conflict) return number;
  // The same letter once more is told by the number that it has.
  QY_TRY(const auto rows, book_.select("lead", what_it_says(lead)));
  if (rows.empty()) return number;
  return Error{Code::conflict, say(kLeadThere, rows.front().id)};
}

Result<std::string> LeadBook::pass_up(const std::string& received_on, const std::string& due_on,
                                      const Actor& by) {
  QY_CHECK(Date::from_iso(received_on));
  const std::string prefix = "S" + received_on.substr(0, 4) + "-";
  return under_next_number(book_, "passed_report", prefix, [&](const std::string& id) {
    Act act{.key = act_key({"report.passed_up", id}),
            .kind = "report.passed_up",
            .actor = by,
            .object = "passed_report/" + id,
            .basis = "检规15",
            .note = ""};
    act.changes = {{"passed_report", id, 0, {{"received_on", received_on}, {"due_on", due_on}}}};
    return book_.perform(act);
  });
}

Result<Recorded> LeadBook::passed(const std::string& id, const std::string& passed_on,
                                  const std::string& receipt_no, const Actor& by) {
  QY_CHECK(Date::from_iso(passed_on));
  QY_TRY(const Row row, book_.find("passed_report", id));
  Act act{.key = act_key({"report.handed_over", id, passed_on, receipt_no}),
          .kind = "report.handed_over",
          .actor = by,
          .object = "passed_report/" + id,
          .basis = "检规15",
          .note = ""};
  act.changes = {{"passed_report", id, row.version, {{"passed_on", passed_on}, {"receipt_no", receipt_no}}}};
  return book_.perform(act);
}

Result<std::vector<Likeness>> LeadBook::alike() {
  QY_TRY(const auto rows, book_.select("lead", {}));
  QY_TRY(const auto links, book_.select("lead_person", {{"active", int64_t(1)}}));
  std::map<std::string, std::set<std::string>> persons;
  for (const Row& link : links) persons[link.text("lead")].insert(link.text("person"));
  struct Open {
    std::string id;
    std::vector<std::u32string> runs;
  };
  std::vector<Open> open;
  for (const Row& row : rows)
    if (is_open(row)) open.push_back({row.id, grams_of(code_points(row.text("summary")), 2)});
  std::vector<Likeness> found;
  for (size_t i = 0; i < open.size(); ++i)
    for (size_t j = i + 1; j < open.size(); ++j) {
      Likeness pair{open[i].id, open[j].id, jaccard(open[i].runs, open[j].runs), {}};
      std::ranges::set_intersection(persons[pair.lead], persons[pair.other],
                                    std::back_inserter(pair.persons));
      if (pair.text >= kLikeText || !pair.persons.empty()) found.push_back(std::move(pair));
    }
  std::ranges::stable_sort(found, std::greater(), &Likeness::text);
  return found;
}

Result<Recorded> LeadBook::change(const std::string& kind, const std::string& basis, const Row& lead,
                                  const Fields& fields, const std::string& note, const Actor& by) {
  QY_CHECK(by_case_management(by));
  if (note.empty()) return invalid(say(kExitWhy));
  Act act{.key = act_key({kind, lead.id, std::to_string(lead.version), note}),
          .kind = kind,
          .actor = by,
          .object = "lead/" + lead.id,
          .basis = basis,
          .note = note};
  act.changes = {{"lead", lead.id, lead.version, fields}};
  return book_.perform(act);
}

Result<Recorded> LeadBook::merge(const std::string& kept, const std::string& other, const std::string& reason,
                                 const Actor& by) {
  QY_TRY(const Row into, book_.find("lead", kept));
  QY_TRY(const Row from, book_.find("lead", other));
  if (kept == other || !is_open(into) || !is_open(from))
    return Error{Code::conflict, say(kNotMergeable, kept, other)};
  QY_TRY(const auto inside, book_.select("lead", {{"merged_into", other}}));
  if (!inside.empty()) return Error{Code::conflict, say(kNotMergeable, kept, other)};
  return change("lead.merged", "监察法实施条例207", from, {{"merged_into", kept}}, reason, by);
}

Result<Recorded> LeadBook::separate(const std::string& other, const std::string& reason, const Actor& by) {
  QY_TRY(const Row from, book_.find("lead", other));
  if (from.text("merged_into").empty()) return Error{Code::conflict, say(kNotMerged, other)};
  return change("lead.separated", "", from, {{"merged_into", std::monostate()}}, reason, by);
}

Result<Recorded> LeadBook::conclude(const std::string& lead, const std::string& outcome,
                                    const std::string& reason, const Actor& by) {
  QY_TRY(const Row row, book_.find("lead", lead));
  if (outcome != "confirmed" && outcome != "unfounded" && outcome != "data_error")
    return invalid(say(kNoSuchOutcome, outcome));
  if (!is_open(row)) return Error{Code::conflict, say(kLeadClosed, lead)};
  Fields fields{{"outcome", outcome}, {"closed_on", clock_.today().iso()}};
  // One that has a file stands where its file says.
  if (row.text("state") == "registered") fields["state"] = "closed";
  return change("lead.concluded", "规则21", row, fields, reason, by);
}

}  // namespace qy
