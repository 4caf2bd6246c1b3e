#include "api/taken_in.h"

namespace qy {

Result<std::map<std::string, TakenIn>> taken_in(const Lake& lake, const Upload& upload) {
  QY_TRY(const auto in, lake.batches());
  QY_TRY(const auto undone, lake.undone());
  std::map<std::string, TakenIn> taken;
  const auto tell = [&](const std::vector<BatchManifest>& batches, bool is_undone) {
    for (const BatchManifest& batch : batches) {
      if (batch.created_at < upload.at) continue;
      for (const SourceManifest& source : batch.sources)
        if (source.received_sm3 == upload.sm3) taken[source.name] = {batch.batch_id, is_undone};
    }
  };
  tell(undone, true);
  tell(in, false);  // taken in again, it is in
  return taken;
}

void tell_undone(const ApiGround& ground, std::span<Json> jobs) {
  std::optional<Lake> lake;  // opened for the first that asks
  for (Json& job : jobs) {
    Json& result = job["result"];
    if (!result.is_object() || !result.contains("files")) continue;
    if (!lake) {
      auto opened = Lake::open(ground.workspace, ground.tables);
      if (!opened.ok()) return;
      lake.emplace(std::move(opened).value());
    }
    for (Json& file : result["files"])
      if (file.contains("batch") && lake->is_undone(file["batch"])) file["undone"] = true;
  }
}

}  // namespace qy
