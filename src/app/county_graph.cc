#include "app/county_graph.h"

#include "app/commands.h"
#include "app/progress.h"

namespace qy {

Result<RelationSet> shipped_relations(const Workspace& workspace) {
  return RelationSet::load(workspace.content() / "relations");
}

Result<CountyGraph> open_county_graph(Workspace& workspace, const std::vector<std::string>& purposes) {
  QY_TRY(RelationSet relations, shipped_relations(workspace));
  QY_TRY(auto engine, open_duckdb({.spill_folder = workspace.folder() / "spill",
                                   .memory_bytes = workspace.settings().memory_bytes}));
  QY_TRY(const RuleSet rules, workspace.rules());
  QY_CHECK(engine->execute(rules.prelude()));
  QY_CHECK(workspace.lake().attach(*engine));
  ProgressLine progress;
  LoadOptions options{.wanted = 0};
  for (const std::string& purpose : purposes) {
    options.wanted |= relations.for_purpose(purpose);
    const auto known = relations.purposes().find(purpose);
    if (known != relations.purposes().end() && known->second.restricted)
      options.wanted |= relations.offices();
  }
  options.progress = [&](const Relation& relation, size_t done, size_t of) {
    progress.show("读取关系 " + relation.label, double(done) / double(of));
  };
  options.stop = [] { return interrupted.load(); };
  QY_TRY(Graph graph, load_graph(*engine, relations, workspace.tables(), options));
  return CountyGraph{std::move(relations), std::move(engine), std::move(graph)};
}

Result<std::map<std::string, std::string>> file_names(const Lake& lake) {
  std::map<std::string, std::string> names;
  QY_TRY(const auto batches, lake.batches());
  for (const BatchManifest& batch : batches)
    for (const SourceManifest& source : batch.sources) names[source.source_id] = source.name;
  return names;
}

}  // namespace qy
