#include "relate/telling.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "network/messages.h"
#include "relate/chart.h"

namespace qy {
namespace {

class Teller {
 public:
  Teller(const Relating& relating, const CountyGraph& county)
      : told_(relating),
        county_(county),
        chart_(county, relating.files, relating.names, nodes_told(relating)) {}

  Said heading() const {
    const PathQuestion& q = told_.question;
    const size_t found = told_.answer.paths.size();
    const Said &from = chart_.label(q.from), &to = chart_.label(q.to);
    if (told_.answer.cut_at != 0)
      return say(kPathsCut, from, to, q.within, found, q.most, told_.answer.cut_at);
    return found == 0 ? say(kNoPath, from, to, q.within) : say(kPathsFound, from, to, q.within, found);
  }

  Said asked_for() const {
    const Purpose& purpose = county_.relations.purposes().find(told_.purpose)->second;
    const Said day = told_.on ? said(std::string_view(told_.on->iso())) : said(kAnyDay);
    return say(kAskedFor, Said{purpose.label, purpose.english}, day);
  }

  Said hubs() const {
    Said names;
    for (const NodeId hub : told_.answer.hubs) {
      const Said& label = chart_.label(hub);
      names.chinese += (names.chinese.empty() ? "" : "、") + label.chinese;
      names.english += (names.english.empty() ? "" : ", ") + label.english;
    }
    return say(kHubsPassedBy, told_.answer.hubs.size(), names);
  }

  Said sentence(const Path& path) const {
    return sentence_of(path, county_.graph, county_.relations, chart_.labels());
  }

  Said strength(const Path& path) const {
    return say(kStepsAndStrength, path.hops.size(),
               path.tentative == 0 ? said(kAllConfirmed) : say(kSomeTentative, path.tentative),
               days_of(path.in_force));
  }

  const Chart& chart() const { return chart_; }

 private:
  const Relating& told_;
  const CountyGraph& county_;
  Chart chart_;
};

std::string two_lines(const Said& told, const std::string& indent) {
  return indent + told.chinese + "\n" + indent + told.english + "\n";
}

// One line for each relation between two nodes: its first row, and how many there are. All of them are in the
// JSON.
std::string evidence_of(const Hop& hop, const Teller& teller, const Graph& graph) {
  std::string text;
  for (auto arc = hop.arcs.begin(); arc != hop.arcs.end();) {
    const auto next =
        std::find_if(arc, hop.arcs.end(), [&](const Arc& other) { return other.relation != arc->relation; });
    const EdgeSource source = graph.source(arc->edge);
    const Relation& relation = teller.chart().relation(*arc);
    text += "   " +
            say(next - arc == 1 ? kEvidenceLine : kEvidenceLines,
                std::string_view(teller.chart().file(source.source_id)), source.row,
                Said{relation.label, relation.english}, next - arc)
                .text() +
            "\n";
    arc = next;
  }
  return text;
}

Json path_json(const Path& path, const Teller& teller) {
  const Said sentence = teller.sentence(path);
  Json json = {{"sentence", sentence.chinese},
               {"sentence_en", sentence.english},
               {"told", said_json(teller.strength(path))},
               {"steps", path.hops.size()},
               {"strength", name_of(path.tentative == 0 ? Strength::confirmed : Strength::tentative)}};
  if (const auto since = date_of(path.in_force.since)) json["since"] = since->iso();
  if (const auto until = date_of(path.in_force.until)) json["until"] = until->iso();
  json["nodes"] = Json::array();
  json["edges"] = Json::array();
  for (const NodeId node : nodes_of(path)) json["nodes"].push_back(teller.chart().node(node));
  for (const Hop& hop : path.hops) {
    Json edges = Json::array();
    for (const Arc& arc : hop.arcs) edges.push_back(teller.chart().edge(hop, arc));
    json["edges"].push_back(std::move(edges));
  }
  return json;
}

}  // namespace

std::vector<NodeId> nodes_told(const Relating& relating) {
  std::vector<NodeId> nodes = relating.shown;
  nodes.insert(nodes.end(), {relating.question.from, relating.question.to});
  for (const Path& path : relating.answer.paths)
    for (const NodeId node : nodes_of(path)) nodes.push_back(node);
  nodes.insert(nodes.end(), relating.answer.hubs.begin(), relating.answer.hubs.end());
  return nodes;
}

std::string relating_text(const Relating& relating, const CountyGraph& county) {
  const Teller teller(relating, county);
  std::string text = two_lines(teller.heading(), "") + two_lines(teller.asked_for(), "");
  size_t number = 0;
  for (const Path& path : relating.answer.paths) {
    const Said strength = teller.strength(path);
    text += "\n" + std::to_string(++number) + ". " + strength.chinese + " (" + strength.english + ")\n";
    text += two_lines(teller.sentence(path), "   ");
    for (const Hop& hop : path.hops) text += evidence_of(hop, teller, county.graph);
  }
  if (!relating.answer.hubs.empty()) text += "\n" + two_lines(teller.hubs(), "");
  return text;
}

Json relating_json(const Relating& relating, const CountyGraph& county,
                   const std::optional<Approval>& approval) {
  const Teller teller(relating, county);
  const Chart& chart = teller.chart();
  Json json = {{"from", chart.node(relating.question.from)},
               {"to", chart.node(relating.question.to)},
               {"within", relating.question.within},
               {"purpose", relating.purpose}};
  if (relating.on) json["on"] = relating.on->iso();
  if (approval)
    json["approval"] = {{"purpose", approval->purpose},
                        {"approved_by", approval->approved_by},
                        {"approval_no", approval->approval_no}};
  json["message"] = said_json(teller.heading());
  json["nodes"] = Json::array();
  for (const NodeId node : chart.nodes()) json["nodes"].push_back(chart.node(node));
  json["paths"] = Json::array();
  for (const Path& path : relating.answer.paths) json["paths"].push_back(path_json(path, teller));
  json["hubs"] = Json::array();
  for (const NodeId hub : relating.answer.hubs) json["hubs"].push_back(chart.node(hub));
  if (relating.answer.cut_at != 0) json["cut_at_steps"] = relating.answer.cut_at;
  return json;
}

}  // namespace qy
