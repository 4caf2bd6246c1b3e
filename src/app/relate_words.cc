#include "app/relate_words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "network/messages.h"

namespace qy {
namespace {

class Teller {
 public:
  Teller(const Relating& relating, const CountyGraph& county) : told_(relating), county_(county) {
    std::vector<NodeId> nodes = {told_.question.from, told_.question.to};
    const auto add = [&](NodeId node) {
      if (std::find(nodes.begin(), nodes.end(), node) == nodes.end()) nodes.push_back(node);
    };
    for (const Path& path : told_.answer.paths)
      for (const NodeId node : nodes_of(path)) add(node);
    for (const NodeId hub : told_.answer.hubs) add(hub);
    labels_ = labels_for(county.graph, county.relations.offices(), told_.names, nodes);
  }

  Said heading() const {
    const PathQuestion& q = told_.question;
    const size_t found = told_.answer.paths.size();
    const Said &from = labels_.at(q.from), &to = labels_.at(q.to);
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
      const Said& label = labels_.at(hub);
      names.chinese += (names.chinese.empty() ? "" : "、") + label.chinese;
      names.english += (names.english.empty() ? "" : ", ") + label.english;
    }
    return say(kHubsPassedBy, told_.answer.hubs.size(), names);
  }

  Said sentence(const Path& path) const {
    return sentence_of(path, county_.graph, county_.relations, labels_);
  }

  Said strength(const Path& path) const {
    return say(kStepsAndStrength, path.hops.size(),
               path.tentative == 0 ? said(kAllConfirmed) : say(kSomeTentative, path.tentative),
               days_of(path.in_force));
  }

  Said label(NodeId node) const { return labels_.at(node); }
  const Relation& relation(const Arc& arc) const { return county_.relations.all()[arc.relation]; }
  std::string file(std::string_view source_id) const {
    const auto at = told_.files.find(std::string(source_id));
    return at == told_.files.end() ? std::string(source_id) : at->second;
  }

 private:
  const Relating& told_;
  const CountyGraph& county_;
  Labels labels_;
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
    const Relation& relation = teller.relation(*arc);
    text +=
        "   " +
        say(next - arc == 1 ? kEvidenceLine : kEvidenceLines, std::string_view(teller.file(source.source_id)),
            source.row, Said{relation.label, relation.english}, next - arc)
            .text() +
        "\n";
    arc = next;
  }
  return text;
}

Json said_json(const Said& told) {
  return {{"zh", told.chinese}, {"en", told.english}};
}

Json node_json(NodeId node, const Teller& teller, const Graph& graph) {
  return {{"kind", name_of(graph.kind(node))},
          {"number", graph.number(node)},
          {"label", said_json(teller.label(node))}};
}

Json edge_json(const Arc& arc, const Teller& teller, const Graph& graph) {
  const Relation& relation = teller.relation(arc);
  const EdgeSource source = graph.source(arc.edge);
  Json json = {{"relation", relation.name},
               {"label", relation.label},
               {"strength", name_of(relation.strength)},
               {"forward", bool(arc.is_forward)}};
  if (const auto since = date_of(arc.since)) json["since"] = since->iso();
  if (const auto until = date_of(arc.until)) json["until"] = until->iso();
  if (const auto share = graph.share(arc.edge)) json["share_permille"] = double(*share) / 10'000;
  json["source"] = {{"table", relation.table},
                    {"source_id", source.source_id},
                    {"file", teller.file(source.source_id)},
                    {"sheet", source.sheet},
                    {"row", source.row}};
  return json;
}

Json path_json(const Path& path, const Teller& teller, const Graph& graph) {
  const Said sentence = teller.sentence(path);
  Json json = {{"sentence", sentence.chinese},
               {"sentence_en", sentence.english},
               {"steps", path.hops.size()},
               {"strength", name_of(path.tentative == 0 ? Strength::confirmed : Strength::tentative)}};
  if (const auto since = date_of(path.in_force.since)) json["since"] = since->iso();
  if (const auto until = date_of(path.in_force.until)) json["until"] = until->iso();
  json["nodes"] = Json::array();
  json["edges"] = Json::array();
  for (const NodeId node : nodes_of(path)) json["nodes"].push_back(node_json(node, teller, graph));
  for (const Hop& hop : path.hops) {
    Json edges = Json::array();
    for (const Arc& arc : hop.arcs) edges.push_back(edge_json(arc, teller, graph));
    json["edges"].push_back(std::move(edges));
  }
  return json;
}

}  // namespace

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
  const Graph& graph = county.graph;
  Json json = {{"from", node_json(relating.question.from, teller, graph)},
               {"to", node_json(relating.question.to, teller, graph)},
               {"within", relating.question.within},
               {"purpose", relating.purpose}};
  if (relating.on) json["on"] = relating.on->iso();
  if (approval)
    json["approval"] = {{"purpose", approval->purpose},
                        {"approved_by", approval->approved_by},
                        {"approval_no", approval->approval_no}};
  json["message"] = said_json(teller.heading());
  json["paths"] = Json::array();
  for (const Path& path : relating.answer.paths) json["paths"].push_back(path_json(path, teller, graph));
  json["hubs"] = Json::array();
  for (const NodeId hub : relating.answer.hubs) json["hubs"].push_back(node_json(hub, teller, graph));
  if (relating.answer.cut_at != 0) json["cut_at_steps"] = relating.answer.cut_at;
  return json;
}

}  // namespace qy
