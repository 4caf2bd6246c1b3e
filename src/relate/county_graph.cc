#include "relate/county_graph.h"

namespace qy {

Result<CountyGraph> read_county_graph(const GraphGround& ground, const std::vector<std::string>& purposes,
                                      LoadOptions options) {
  QY_TRY(RelationSet relations, RelationSet::load(ground.content / "relations"));
  QY_TRY(auto engine, open_duckdb(ground.engine));
  QY_CHECK(engine->execute(ground.prelude));
  QY_CHECK(ground.lake.attach(*engine));
  options.wanted = 0;
  for (const std::string& purpose : purposes) {
    options.wanted |= relations.for_purpose(purpose);
    const auto known = relations.purposes().find(purpose);
    if (known != relations.purposes().end() && known->second.restricted)
      options.wanted |= relations.offices();
  }
  QY_TRY(Graph graph, load_graph(*engine, relations, ground.tables, options));
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
