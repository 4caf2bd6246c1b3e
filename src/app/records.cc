#include "app/records.h"

#include "leads/exits.h"
#include "leads/finding_way.h"
#include "text/yaml.h"

namespace qy {

// `records` of qingyuan.yaml is PostgreSQL's address; without one the records lie in the workspace.
Result<StorePlace> records_place(const Workspace& workspace) {
  QY_TRY(const Yaml settings, Yaml::load(workspace.folder() / "qingyuan.yaml"));
  return StorePlace{workspace.folder(), workspace.content() / "db" / "migrations",
                    settings.optional("records")};
}

bool has_records(const Workspace& workspace) {
  return std::filesystem::exists(workspace.folder() / "log" / "checkpoint") ||
         std::filesystem::exists(workspace.folder() / "records.db");
}

Result<std::unique_ptr<RecordStore>> open_records(const Workspace& workspace, const Clock& clock) {
  QY_TRY(Sealer sealer, workspace.sealer());
  QY_TRY(const StorePlace place, records_place(workspace));
  return RecordStore::open(place, std::move(sealer), clock);
}

Result<std::vector<ExitRecord>> all_exits(const Workspace& workspace) {
  QY_TRY(auto exits, ExitBook(workspace.folder()).load());
  if (!has_records(workspace)) return exits;
  const SystemClock clock;
  QY_TRY(const auto records, open_records(workspace, clock));
  QY_TRY(const auto recorded, exits_on_record(*records));
  exits.insert(exits.end(), recorded.begin(), recorded.end());
  return exits;
}

}  // namespace qy
