// /findings: the ranked list, and one of them.
#include "api/cursor.h"
#include "api/etag.h"
#include "api/finding_view.h"
#include "api/messages.h"
#include "api/past_acts.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/shelf.h"

namespace qy {
namespace {

using Standings = std::map<std::string, Row>;

Result<Standings> standings_of(RecordBook& records) {
  QY_TRY(auto rows, records.select("finding_exit", {}));
  Standings standings;
  for (Row& row : rows) {
    std::string id = row.id;
    standings.emplace(std::move(id), std::move(row));
  }
  return standings;
}

struct Filter {
  std::string band, state, rule, pack, topic, family, status, text;

  explicit Filter(const ApiCall& call)
      : band(call.query("band")),
        state(call.query("state")),
        rule(call.query("rule")),
        pack(call.query("pack")),
        topic(call.query("topic")),
        family(call.query("family")),
        status(call.query("status")),
        text(call.query("q")) {}

  std::string name() const {
    std::string all;
    for (const std::string& one : {band, state, rule, pack, topic, family, status, text})
      all += std::to_string(one.size()) + ":" + one;
    return all;
  }

  // The topic is asked apart: how many each of them would show is told beside the list.
  bool is_of_topic(const RuleFacts& card) const { return topic.empty() || topic == card.topic; }

  bool takes(const Screening& screening, const Finding& finding, const std::string& standing) const {
    const RuleFacts& card = screening.card(finding.rule);
    const auto fits = [](const std::string& wanted, std::string_view is) {
      return wanted.empty() || wanted == is;
    };
    const auto holds = [&](const std::string& where) { return where.find(text) != where.npos; };
    return fits(band, name_of(finding.band)) && fits(status, name_of(finding.status)) &&
           fits(rule, finding.rule) && fits(pack, card.pack) && fits(family, card.family) &&
           fits(state, standing) &&
           (text.empty() || holds(finding.sentence) || holds(finding.sentence_en) || holds(card.title) ||
            holds(finding.fingerprint));
  }
};

}  // namespace

Result<HttpResponse> list_findings(ApiCall& call) {
  QY_TRY(const auto screening, call.shelf.latest());
  QY_TRY(const Standings standings, standings_of(*call.book));
  const Filter filter(call);
  const Row untouched;
  std::vector<std::pair<const Finding*, const Row*>> taken;
  std::map<std::string, int64_t> by_state, by_band, by_topic;
  for (const Finding& finding : screening->findings) {
    const auto at = standings.find(finding.fingerprint);
    const Row& row = at == standings.end() ? untouched : at->second;
    const std::string state = state_of(finding, row);
    if (!filter.takes(*screening, finding, state)) continue;
    const RuleFacts& card = screening->card(finding.rule);
    ++by_topic[card.topic];
    if (!filter.is_of_topic(card)) continue;
    taken.emplace_back(&finding, &row);
    ++by_state[state];
    ++by_band[std::string(name_of(finding.band))];
  }
  // A page by its cursor, or from a place: a long list is looked at anywhere.
  const std::string at = call.query("at"), cursor = call.query("cursor");
  if (!at.empty() && !cursor.empty()) return problem(400, say(kCursorStale));
  const auto page = !at.empty()
                        ? page_at(int64_t(taken.size()), call.query("limit"), at)
                        : page_of(call.cursors, "findings\n" + screening->run.run_id + "\n" + filter.name(),
                                  int64_t(taken.size()), call.query("limit"), cursor);
  if (!page) return problem(400, say(kCursorStale));
  Json items = Json::array();
  for (int64_t i = page->from; i < page->to; ++i)
    items.push_back(finding_line(*screening, *taken[size_t(i)].first, *taken[size_t(i)].second));
  Json topics = Json::array();
  for (const TopicName& topic : screening->topics)
    if (const auto found = by_topic.find(topic.name); found != by_topic.end())
      topics.push_back({{"name", topic.name},
                        {"label", {{"zh", topic.label}, {"en", topic.english}}},
                        {"findings", found->second}});
  return json_response({{"items", items},
                        {"topics", topics},
                        {"total", taken.size()},
                        {"next", page->next},
                        {"run", screening->run.run_id},
                        {"by_state", by_state},
                        {"by_band", by_band},
                        {"as_of", screening->run.as_of}});
}

Result<HttpResponse> finding_response(ApiCall& call, const Screening& screening, const Finding& finding,
                                      Row row) {
  if (const std::string lead = row.text("lead"); !lead.empty()) {
    QY_TRY(const bool known, call.book->may(Operation::list, "lead/" + lead));
    if (!known) row.fields["lead"] = std::monostate();
  }
  Json page = finding_page(screening, finding, row);
  QY_TRY(const auto acts, call.book->history("finding/" + finding.fingerprint));
  OfficerNames names(*call.book);
  QY_TRY(page["history"], json_of(acts, names));
  HttpResponse response = json_response(page);
  response.fields.emplace_back("ETag", etag_of(screening.run.run_id, finding.fingerprint, row.version));
  return response;
}

Result<HttpResponse> show_finding(ApiCall& call) {
  QY_TRY(const auto screening, call.shelf.latest());
  const Finding* finding = screening->finding(call.in_path["id"]);
  if (finding == nullptr) return problem(404, say(kNothingHere));
  QY_TRY(const auto rows, call.book->select("finding_exit", {{"id", finding->fingerprint}}));
  return finding_response(call, *screening, *finding,
                          rows.empty() ? Row{.id = finding->fingerprint} : rows.front());
}

}  // namespace qy
