#include "leads/finding_way.h"

#include "base/clock.h"
#include "leads/act_key.h"
#include "leads/messages.h"
#include "record/numbers.h"

namespace qy {

Result<Recorded> FindingWay::change(const std::string& kind, const std::string& basis,
                                    const std::string& fingerprint, int64_t version, const Fields& fields,
                                    const std::string& note, const Actor& by,
                                    const std::vector<Outgoing>& outbox) {
  Act act{.kind = kind, .actor = by, .object = "finding/" + fingerprint, .basis = basis, .note = note};
  act.outbox = outbox;
  act.changes = {{"finding_exit", fingerprint, version, fields}};
  act.key = act_key({kind, fingerprint, std::to_string(version), note});
  return book_.perform(act);
}

// The row, or one of version 0 where nothing was done yet.
Result<Row> FindingWay::standing(const std::string& fingerprint) {
  QY_TRY(auto rows, book_.select("finding_exit", {{"id", fingerprint}}));
  return rows.empty() ? Row{.id = fingerprint} : std::move(rows.front());
}

Result<Recorded> FindingWay::ask(const FindingFacts& finding, const std::string& unit, Date due,
                                 const Actor& by) {
  QY_TRY(const Row row, standing(finding.fingerprint));
  if (row.version > 0)
    return Error{Code::conflict, say(kFindingAsked, finding.fingerprint, row.text("state"))};
  if (due < clock_.today()) return invalid(say(kDuePast, due.iso()));
  Fields fields{{"rule", finding.rule}, {"rule_version", int64_t(finding.version)}, {"state", "asked"},
                {"asked_unit", unit},   {"asked_on", clock_.today().iso()},         {"due_on", due.iso()}};
  if (finding.amount_fen) fields["amount_fen"] = *finding.amount_fen;
  // The bureau gets the finding's number and the day; what was found it is shown by those who ask, and no name leaves here.
  return change("finding.asked", "", finding.fingerprint, 0, fields, finding.sentence, by,
                {{"finding.asked", unit, finding.fingerprint + " " + due.iso()}});
}

Result<Recorded> FindingWay::answer(const std::string& fingerprint, const std::string& text,
                                    const Actor& by) {
  QY_TRY(const Row row, standing(fingerprint));
  if (row.text("state") != "asked") return Error{Code::conflict, say(kNotAsked, fingerprint)};
  return change("finding.answered", "", fingerprint, row.version,
                {{"state", "answered"}, {"answer", text}, {"answered_on", clock_.today().iso()}}, text, by);
}

Result<Recorded> FindingWay::decide(const FindingFacts& finding, Exit exit, const std::string& reason,
                                    const Actor& by) {
  QY_TRY(const Row row, standing(finding.fingerprint));
  const std::string state = row.text("state");
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos) return invalid(say(kExitWhy));
  if (state == "decided" || state == "proposed")
    return Error{Code::conflict, say(kExitDecided, finding.fingerprint, row.text("exit"))};
  const bool transfer = exit == Exit::lead_transfer;
  if (transfer && state != "answered" && state != "returned" &&
      (state != "asked" || row.text("due_on") >= clock_.today().iso()))
    return Error{Code::forbidden, say(kBureauFirst, finding.fingerprint)};
  Fields fields{{"state", transfer ? "proposed" : "decided"},
                {"exit", std::string(name_of(exit))},
                {"reason", reason},
                {"decided_by", by.user},
                {"decided_on", clock_.stamp()}};
  if (row.version == 0) {
    fields["rule"] = finding.rule;
    fields["rule_version"] = int64_t(finding.version);
    if (finding.amount_fen) fields["amount_fen"] = *finding.amount_fen;
  }
  return change(transfer ? "finding.transfer_proposed" : "finding.exit_decided", "监察法实施条例23",
                finding.fingerprint, row.version, fields, reason, by);
}

Result<std::string> FindingWay::accept(const FindingFacts& finding, const std::string& note,
                                       const Actor& by) {
  QY_TRY(const Row row, standing(finding.fingerprint));
  if (row.text("state") != "proposed") return Error{Code::conflict, say(kNotProposed, finding.fingerprint)};
  if (by.role != "case_management") return Error{Code::forbidden, say(kCaseManagementOnly)};
  if (row.text("decided_by") == by.user) return Error{Code::forbidden, say(kTransferFourEyes)};
  const std::string prefix = std::to_string(clock_.today().year()) + "-";
  std::string innocent;
  for (const auto& reading : finding.innocent) innocent += reading + "\n";
  Fields fields{{"state", "registered"},
                {"source", "data"},
                {"received_on", clock_.today().iso()},
                {"summary", finding.sentence},
                {"finding", finding.fingerprint},
                {"rule", finding.rule},
                {"rule_version", int64_t(finding.version)},
                {"snapshot", finding.snapshot},
                {"innocent", innocent}};
  if (finding.amount_fen) fields["amount_fen"] = *finding.amount_fen;
  return under_next_number(book_, "lead", prefix, [&](const std::string& id) {
    Act act{.key = act_key({"finding.accepted", finding.fingerprint, std::to_string(row.version)}),
            .kind = "lead.registered",
            .actor = by,
            .object = "lead/" + id,
            .basis = "监察法实施条例23、202",
            .note = note};
    act.changes = {{"lead", id, 0, fields},
                   {"finding_exit", finding.fingerprint, row.version, {{"state", "decided"}, {"lead", id}}}};
    return book_.perform(act);
  });
}

Result<Recorded> FindingWay::give_back(const std::string& fingerprint, const std::string& reason,
                                       const Actor& by) {
  QY_TRY(const Row row, standing(fingerprint));
  if (row.text("state") != "proposed") return Error{Code::conflict, say(kNotProposed, fingerprint)};
  if (by.role != "case_management") return Error{Code::forbidden, say(kCaseManagementOnly)};
  if (reason.empty()) return invalid(say(kExitWhy));
  return change("finding.transfer_returned", "", fingerprint, row.version, {{"state", "returned"}}, reason,
                by);
}

Result<std::vector<ExitRecord>> exits_on_record(RecordBook& book, const std::string& rule) {
  Fields where = {{"state", "decided"}};
  if (!rule.empty()) where["rule"] = rule;
  QY_TRY(const auto rows, book.select("finding_exit", where));
  std::vector<ExitRecord> exits;
  for (const Row& row : rows) {
    const auto exit = exit_of(row.text("exit"));
    if (!exit) return damaged(say(kNoSuchExit, row.id, row.text("exit")));
    ExitRecord record{.fingerprint = row.id,
                      .rule = row.text("rule"),
                      .version = int(row.number("rule_version")),
                      .exit = *exit,
                      .note = row.text("reason"),
                      .by = row.text("decided_by"),
                      .at = row.text("decided_on")};
    const auto amount = row.fields.find("amount_fen");
    if (amount != row.fields.end() && std::holds_alternative<int64_t>(amount->second))
      record.amount_fen = std::get<int64_t>(amount->second);
    if (!row.text("lead").empty()) {
      QY_TRY(const Row lead, book.find("lead", row.text("lead")));
      if (lead.text("outcome") == "unfounded") record.exit = Exit::explained;
      if (lead.text("outcome") == "data_error") record.exit = Exit::data_correction;
    }
    exits.push_back(std::move(record));
  }
  return exits;
}

}  // namespace qy
