#include "app/county_graph.h"

#include "app/commands.h"
#include "app/progress.h"

namespace qy {

Result<RelationSet> shipped_relations(const Workspace& workspace) {
  return RelationSet::load(workspace.content() / "relations");
}

Result<CountyGraph> open_county_graph(Workspace& workspace, const std::vector<std::string>& purposes) {
  QY_TRY(const RuleSet rules, workspace.rules());
  ProgressLine progress;
  LoadOptions options;
  options.progress = [&](const Relation& relation, size_t done, size_t of) {
    progress.show("读取关系 " + relation.label, double(done) / double(of));
  };
  options.stop = [] { return interrupted.load(); };
  return read_county_graph({.lake = workspace.lake(),
                            .tables = workspace.tables(),
                            .prelude = rules.prelude(),
                            .content = workspace.content(),
                            .engine = {.spill_folder = workspace.folder() / "spill",
                                       .memory_bytes = workspace.settings().memory_bytes}},
                           purposes, options);
}

}  // namespace qy
