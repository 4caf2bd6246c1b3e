// POST /leads: case management registers one that came from elsewhere than the screening; /lead-sources: from where, and what each asks.
// Persons by number and sealed reporters stay at the terminal, so that nothing of them travels.
#include <algorithm>

#include "api/body.h"
#include "api/lead_view.h"
#include "api/messages.h"
#include "leads/lead_book.h"
#include "leads/lead_source.h"

namespace qy {
namespace {

constexpr size_t kMostSummaryBytes = 6'000, kMostNameBytes = 300;
constexpr int64_t kMostCounted = 10'000'000;
constexpr size_t kMostFenDigits = 15;

int64_t fen_in(BodyReader& body, const std::string& name) {
  const std::string text = body.text(name, 0, kMostFenDigits);
  if (text.empty()) return 0;
  if (text.find_first_not_of("0123456789") != text.npos) return body.fault("/" + name, say(kFieldFen)), 0;
  return std::stoll(text);
}

// A day that was: "" where it is empty.
std::string past_day_in(BodyReader& body, const std::string& name, Date today) {
  const auto day = body.day_if_there(name);
  if (!day) return "";
  if (*day > today) body.fault("/" + name, say(kFieldLater));
  return day->iso();
}

NewLead lead_in(BodyReader& body, Date today) {
  NewLead lead;
  lead.source = body.word("source", 1, 40);
  const LeadSource* source = lead_source(lead.source);
  if (source == nullptr && !lead.source.empty()) body.fault("/source", say(kNoLeadSource));
  lead.summary = body.text("summary", 1, kMostSummaryBytes);
  if (const Date received = body.day("received_on"); received > today) {
    body.fault("/received_on", say(kFieldLater));
  } else {
    lead.received_on = received.iso();
  }
  const size_t sender = source != nullptr && source->needs_sender ? 1 : 0;
  lead.from_unit = body.text("from_unit", sender, kMostNameBytes);
  lead.from_number = body.text("from_number", sender, kMostNameBytes);
  lead.report = body.word("report", source != nullptr && source->needs_report ? 1 : 0, 40);
  lead.field = body.text("field", 0, kMostNameBytes);
  lead.occurred_from = past_day_in(body, "occurred_from", today);
  lead.occurred_to = past_day_in(body, "occurred_to", today);
  if (!lead.occurred_to.empty() && lead.occurred_to < lead.occurred_from)
    body.fault("/occurred_to", say(kFieldBefore));
  lead.handling_unit = body.word("handling_unit", 0, 40);
  lead.amount_fen = fen_in(body, "amount_fen");
  lead.persons_affected = body.number("persons_affected", 0, kMostCounted, 0);
  lead.repeats = body.number("repeats", 0, kMostCounted, 0);
  lead.vulnerable = body.flag("vulnerable");
  return lead;
}

// Whether what it names is there, as far as he may know of it.
Result<void> look_up(ApiCall& call, BodyReader& body, const NewLead& lead) {
  if (!lead.handling_unit.empty()) {
    QY_TRY(const auto units, call.book->select("unit", {{"id", lead.handling_unit}}));
    if (units.empty()) body.fault("/handling_unit", say(kNoSuchUnit));
  }
  if (!lead.report.empty()) {
    QY_TRY(const auto reports, call.book->select("report", {{"id", lead.report}}));
    if (reports.empty()) body.fault("/report", say(kNoSuchReport));
  }
  return {};
}

}  // namespace

Result<HttpResponse> list_lead_sources(ApiCall&) {
  Json items = Json::array();
  for (const LeadSource& source : lead_sources()) {
    Json asks = Json::array();
    if (source.needs_sender) asks = {"from_unit", "from_number"};
    if (source.needs_report) asks.push_back("report");
    items.push_back({{"id", source.name},
                     {"words", {{"zh", source.chinese}, {"en", source.english}}},
                     {"asks", std::move(asks)}});
  }
  return json_response({{"items", items}});
}

Result<HttpResponse> register_lead(ApiCall& call) {
  BodyReader body(call.body);
  const NewLead lead = lead_in(body, call.ground.clock.today());
  QY_CHECK(look_up(call, body, lead));
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const std::string id,
         LeadBook(*call.book, call.ground.clock).add(lead, {call.officer.user, "case_management"}));
  QY_TRY(const Row row, call.book->find("lead", id));
  return lead_response(call, row, 201);  // what he wrote himself: no reading of it goes on record
}

}  // namespace qy
