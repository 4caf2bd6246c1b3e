#include "app/entity_ground.h"

#include "app/commands.h"
#include "app/content.h"

namespace qy {

EntityGround entity_ground(Workspace& workspace) {
  return {.lake = workspace.lake(),
          .tables = workspace.tables(),
          .content = workspace.content(),
          .version = std::string(kVersion),
          .prelude = [&workspace]() -> Result<std::string> {
            QY_TRY(const RuleSet rules, workspace.rules());
            return rules.prelude();
          },
          .engine = {.spill_folder = workspace.folder() / "spill",
                     .memory_bytes = workspace.settings().memory_bytes},
          .cancelled = &interrupted};
}

}  // namespace qy
