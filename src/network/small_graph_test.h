// A graph as a test writes it: one edge a line, "P1 kin P2 2020-01-01 2021-06-30 51%", a day left out as -.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "base/disk.h"
#include "network/graph.h"
#include "network/paths.h"

namespace qy {

inline constexpr std::string_view kSmallRelations = R"(
purposes:
  all: {label: 测试, english: test, restricted: true}
  ownership: {label: 股权, english: ownership}
relations:
  - {relation: post, label: 任职, english: post, table: payroll, from: {person: citizen_no}, to: {organisation: unit_code},
     strength: confirmed, office: true, purposes: [all], hub: {to: 2}, says: "{from}在{to}", says_en: "{from} at {to}"}
  - {relation: kin, label: 近亲属, english: kin, table: kin_declaration, from: {person: official_citizen_no},
     to: {person: relative_citizen_no}, strength: confirmed, purposes: [all], says: "{from}报备{to}", says_en: "{from} declared {to}"}
  - {relation: holds, label: 股东, english: holds, table: company_role, from: {party: holder_no}, to: {organisation: uscc},
     share: share_permille, strength: confirmed, purposes: [all, ownership], hub: {from: 3}, says: "{from}持有{to}{share}",
     says_en: "{from} holds {share} of {to}"}
  - {relation: phone, label: 电话, english: phone, table: company, from: {organisation: uscc}, to: {phone: phone},
     strength: tentative, purposes: [all], hub: {to: 2}, says: "{from}的电话是{to}", says_en: "{from} has {to}"}
)";

inline RelationSet small_relations(std::string_view text = kSmallRelations) {
  auto folder = ScratchFolder::make("qy-relations");
  std::ofstream(folder->path() / "relations.yaml") << text;
  auto set = RelationSet::load(folder->path());
  if (!set.ok()) throw std::runtime_error(set.error().message);
  return std::move(set).value();
}

class SmallGraph {
 public:
  explicit SmallGraph(const std::string& text) : relations(small_relations()), graph(built(text)) {}

  NodeId node(std::string_view key) const { return graph.find(key).value(); }

  // "P1 kin P2 holds O1, 2020-01-01..2021-06-30": the paths as a reader writes them, a line each.
  std::string paths(std::string_view from, std::string_view to, PathQuestion question = {}) const {
    question.from = node(from);
    question.to = node(to);
    if (question.walk == 0) question.walk = relations.for_purpose("all");
    const PathAnswer answer = paths_between(graph, relations, question);
    std::string text;
    for (const Path& path : answer.paths) text += line_of(path) + "\n";
    if (answer.cut_at != 0) text += "more from " + std::to_string(answer.cut_at) + "\n";
    for (const NodeId hub : answer.hubs) text += "hub " + std::string(graph.key(hub)) + "\n";
    return text;
  }

  RelationSet relations;
  Graph graph;

 private:
  std::string line_of(const Path& path) const {
    std::string line(graph.key(path.hops.front().from));
    for (const Hop& hop : path.hops) {
      line += " ";
      for (size_t i = 0; i < hop.arcs.size(); ++i)
        line += (i == 0 ? "" : "+") + relations.all()[hop.arcs[i].relation].name;
      line += " " + std::string(graph.key(hop.to));
    }
    const auto since = date_of(path.in_force.since), until = date_of(path.in_force.until);
    if (since || until) line += ", " + (since ? since->iso() : "") + ".." + (until ? until->iso() : "");
    return line;
  }

  Graph built(const std::string& text) {
    GraphBuilder builder(relations);
    for (size_t relation = 0; relation < relations.all().size(); ++relation) {
      std::istringstream lines(text);
      int64_t row = 0;
      for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string from, name, to, since = "-", until = "-", share;
        if (!(words >> from >> name >> to)) continue;
        words >> since >> until >> share;
        ++row;
        if (name != relations.all()[relation].name) continue;
        GivenEdge edge{.from = from, .to = to, .relation = uint8_t(relation), .source_id = "s1", .row = row};
        if (since != "-") edge.span.since = day_of(Date::from_iso(since).value());
        if (until != "-") edge.span.until = day_of(Date::from_iso(until).value());
        if (!share.empty()) edge.share = int32_t(std::stod(share) * kWholeShare / 100);
        if (!builder.add(edge).ok()) throw std::runtime_error("an edge was refused");
      }
    }
    return std::move(builder).finish();
  }
};

}  // namespace qy
