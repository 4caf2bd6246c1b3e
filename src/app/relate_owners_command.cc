// qingyuan relate owners, qingyuan relate circles: who owns a firm in the end, and which firms own each
// other.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/county_graph.h"
#include "app/relate_command.h"
#include "base/clock.h"
#include "network/messages.h"
#include "network/owners.h"
#include "relate/ends.h"

namespace qy {
namespace {

struct OwnersWords {
  std::string folder, firm, on;
  bool as_json = false;
};

struct Opened {
  std::unique_ptr<Workspace> workspace;
  CountyGraph county;
  RelationMask holdings = 0;
  Date on;
};

Result<Opened> open(const OwnersWords& words) {
  QY_TRY(auto workspace, Workspace::open(words.folder));
  QY_TRY(CountyGraph county, open_county_graph(*workspace, {"ownership"}));
  Opened opened{std::move(workspace), std::move(county), 0, SystemClock().today()};
  opened.holdings = opened.county.relations.for_purpose("ownership");
  if (!words.on.empty()) {
    QY_TRY(opened.on, Date::from_iso(words.on));
  }
  return opened;
}

Result<Labels> labels_of(const CountyGraph& county, const std::vector<NodeId>& nodes) {
  QY_TRY(const NodeNames names, names_of(*county.engine, county.graph, 0, nodes));
  return labels_for(county.graph, 0, names, nodes);
}

std::string percent(double share) {
  char text[32];
  const int n = std::snprintf(text, sizeof text, "%.2f%%", share * 100);
  return {text, size_t(n)};
}

void print(const Said& told) {
  std::printf("%s\n%s\n", told.chinese.c_str(), told.english.c_str());
}

Result<void> owners(const OwnersWords& words) {
  QY_TRY(Opened asked, open(words));
  QY_TRY(Sealer sealer, asked.workspace->sealer());
  QY_TRY(const NodeId firm, find_end(words.firm, asked.county, sealer, asked.on));
  const Graph& graph = asked.county.graph;
  if (graph.kind(firm) != NodeKind::organisation) return invalid(say(kOwnersOfFirms));
  const Ownership ownership = owners_of(graph, asked.holdings, firm, day_of(asked.on));
  std::vector<NodeId> nodes = {firm};
  for (const Owner& owner : ownership.owners) nodes.push_back(owner.node);
  QY_TRY(const Labels labels, labels_of(asked.county, nodes));
  if (words.as_json) {
    Json json = {{"firm", graph.number(firm)}, {"on", asked.on.iso()}, {"owners", Json::array()}};
    for (const Owner& owner : ownership.owners)
      json["owners"].push_back({{"kind", name_of(graph.kind(owner.node))},
                                {"number", graph.number(owner.node)},
                                {"label", labels.at(owner.node).chinese},
                                {"share", owner.share},
                                {"steps", owner.steps}});
    json["circling"] = ownership.circling;
    json["unknown"] = ownership.unknown;
    std::printf("%s\n", json.dump(1).c_str());
    return {};
  }
  print(say(kOwnersHeading, labels.at(firm), std::string_view(asked.on.iso()), ownership.owners.size()));
  for (const Owner& owner : ownership.owners)
    print(say(kOwnerLine, labels.at(owner.node), std::string_view(percent(owner.share)), owner.steps));
  if (ownership.circling > 0) print(say(kOwnerCircling, std::string_view(percent(ownership.circling))));
  if (ownership.unknown > 0) print(say(kOwnerUnknown, std::string_view(percent(ownership.unknown))));
  return {};
}

Result<void> circles(const OwnersWords& words) {
  QY_TRY(const Opened asked, open(words));
  const auto found = circular_holdings(asked.county.graph, asked.holdings, day_of(asked.on));
  std::vector<NodeId> nodes;
  for (const auto& circle : found) nodes.insert(nodes.end(), circle.begin(), circle.end());
  QY_TRY(const Labels labels, labels_of(asked.county, nodes));
  if (words.as_json) {
    Json json = Json::array();
    for (const auto& circle : found) {
      Json firms = Json::array();
      for (const NodeId firm : circle)
        firms.push_back({{"number", asked.county.graph.number(firm)}, {"label", labels.at(firm).chinese}});
      json.push_back(std::move(firms));
    }
    std::printf("%s\n", json.dump(1).c_str());
    return {};
  }
  print(say(kCirclesHeading, std::string_view(asked.on.iso()), found.size()));
  for (const auto& circle : found) {
    std::string line;
    for (const NodeId firm : circle) line += (line.empty() ? "" : " ↔ ") + labels.at(firm).chinese;
    std::printf("%s\n", line.c_str());
  }
  return {};
}

}  // namespace

void add_relate_owners(CommandLine& line, CLI::App& relate) {
  auto words = std::make_shared<OwnersWords>();
  const auto add = [&](const char* name, const char* help, Result<void> (*run)(const OwnersWords&)) {
    CLI::App* command = relate.add_subcommand(name, help);
    command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    command->add_option("--on", words->on, "哪一天 YYYY-MM-DD；不写为今天 (on which day; today)");
    command->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
    command->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return command;
  };
  add("owners", "股权穿透：一家企业最终由谁持有 (who owns a firm in the end)", owners)
      ->add_option("firm", words->firm, "企业：代码或全称 (a firm)")
      ->required();
  add("circles", "循环持股 (firms that own each other)", circles);
}

}  // namespace qy
