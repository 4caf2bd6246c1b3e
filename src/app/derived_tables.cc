#include "app/derived_tables.h"

#include "app/commands.h"
#include "app/county_graph.h"
#include "app/entity_ground.h"
#include "lake/derived_rows.h"
#include "lake/parquet_file.h"
#include "network/reach.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

// A row a step: the strongest edge of each, with the row of the lake that says so.
void add_tie(const Tie& tie, const CountyGraph& county, const NodeNames& names, DerivedRows& out) {
  const Graph& graph = county.graph;
  const Labels labels = labels_for(graph, county.relations.offices(), names, nodes_of(tie.path));
  const Said sentence = sentence_of(tie.path, graph, county.relations, labels);
  int64_t step = 0;
  for (const Hop& hop : tie.path.hops) {
    const Arc& arc = hop.arcs.front();
    const Relation& relation = county.relations.all()[arc.relation];
    const EdgeSource source = graph.source(arc.edge);
    out.text("about_key", graph.number(tie.about));
    out.text("from_key", graph.number(tie.from));
    out.text("to_key", graph.number(tie.to));
    out.number("steps", int64_t(tie.path.hops.size()));
    out.number("tentative_steps", tie.path.tentative);
    out.day("since_on", date_of(tie.path.in_force.since));
    out.day("until_on", date_of(tie.path.in_force.until));
    out.text("path_text", sentence.chinese);
    out.text("path_text_en", sentence.english);
    out.number("step", ++step);
    out.text("relation", relation.name);
    out.share("share_permille", graph.share(arc.edge));
    out.text("edge_table", relation.table);
    out.text("source_id", source.source_id);
    out.text("source_sheet", source.sheet);
    out.number("source_row", source.row);
    out.text("batch_id", "");
  }
}

// What each derived table asks of the graph.
struct Derivation {
  std::string_view table, purpose;
  std::vector<TieGroup> (*groups)(const CountyGraph& county);
};
constexpr Derivation kDerivations[] = {
    {"official_supplier_path", "conflict_of_interest",
     [](const CountyGraph& county) {
       return officials_and_suppliers(county.graph, county.relations.offices(),
                                      county.relations.for_purpose("dealing"));
     }},
    {"bidder_path", "bidding",
     [](const CountyGraph& county) {
       return parties_of_tenders(county.graph, county.relations.named("bidder"),
                                 county.relations.named("bidder"));
     }},
    {"agency_winner_path", "bidding",
     [](const CountyGraph& county) {
       return parties_of_tenders(county.graph, county.relations.named("agency"),
                                 county.relations.named("winner"));
     }},
};

// The parts that make the groups are no ties themselves: to have bid in the same tender, to work for the
// unit.
RelationMask ties_of(const RelationSet& relations, std::string_view purpose) {
  RelationMask mask = relations.for_purpose(purpose) & ~relations.offices();
  for (size_t i = 0; i < relations.all().size(); ++i)
    if (relations.all()[i].to.kind == NodeKind::tender) mask &= ~(RelationMask(1) << i);
  return mask;
}

Result<void> derive(Workspace& workspace, const Derivation& derivation, PlanTable& table) {
  QY_TRY(CountyGraph county, open_county_graph(workspace, {std::string(derivation.purpose), "dealing"}));
  ReachOptions options{.within = kStepsForRules, .walk = ties_of(county.relations, derivation.purpose)};
  options.stop = [] { return interrupted.load(); };
  QY_TRY(const auto ties, ties_within(county.graph, county.relations, derivation.groups(county), options));
  std::vector<NodeId> nodes;
  for (const Tie& tie : ties)
    for (const NodeId node : nodes_of(tie.path)) nodes.push_back(node);
  QY_TRY(const NodeNames names, names_of(*county.engine, county.graph, county.relations.offices(), nodes));
  DerivedRows rows(table.columns);
  for (const Tie& tie : ties) add_tie(tie, county, names, rows);
  const fs::path file = workspace.folder() / "screening" / "derived" / (table.name + ".parquet");
  QY_CHECK(write_parquet(file, table.columns, rows.rows()));
  table.files = {file};
  return {};
}

}  // namespace

Result<void> derive_tables(Workspace& workspace, const std::set<std::string>& names,
                           std::vector<PlanTable>& tables, Executor* spark) {
  EntityGround ground = entity_ground(workspace);
  ground.spark = spark;
  QY_CHECK(resolve_tables(ground, {names.begin(), names.end()}, tables));
  for (const Derivation& derivation : kDerivations) {
    if (!names.contains(std::string(derivation.table))) continue;
    for (PlanTable& table : tables)
      if (table.name == derivation.table) QY_CHECK(derive(workspace, derivation, table));
  }
  return {};
}

}  // namespace qy
