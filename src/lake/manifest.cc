#include "lake/manifest.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "lake/messages.h"

namespace qy {

std::string to_json(const BatchManifest& manifest) {
  Json sources = Json::array();
  for (const SourceManifest& source : manifest.sources)
    sources.push_back({{"source_id", source.source_id},
                       {"name", source.name},
                       {"sm3", source.sm3},
                       {"received_sm3", source.received_sm3},
                       {"bytes", source.bytes},
                       {"profile", source.profile},
                       {"profile_hash", source.profile_hash},
                       {"rows_read", source.rows_read},
                       {"rows_kept", source.rows_kept},
                       {"rows_refused", source.rows_refused}});
  const Json json = {{"batch_id", manifest.batch_id},
                     {"created_at", manifest.created_at},
                     {"sources", sources},
                     {"rows_by_table", manifest.rows_by_table}};
  return json.dump(1) + "\n";
}

Result<BatchManifest> manifest_from_json(std::string_view text, const std::string& name) {
  QY_TRY(const Json json, parse_json(text, "batches/" + name));
  try {
    BatchManifest manifest{.batch_id = json.at("batch_id"), .created_at = json.at("created_at")};
    for (const Json& source : json.at("sources"))
      manifest.sources.push_back(
          {.source_id = source.at("source_id"),
           .name = source.at("name"),
           .sm3 = source.at("sm3"),
           .received_sm3 = source.value("received_sm3", source.at("sm3").get<std::string>()),
           .profile = source.at("profile"),
           .profile_hash = source.at("profile_hash"),
           .bytes = source.at("bytes"),
           .rows_read = source.at("rows_read"),
           .rows_kept = source.at("rows_kept"),
           .rows_refused = source.at("rows_refused")});
    manifest.rows_by_table = json.at("rows_by_table").get<std::map<std::string, int64_t>>();
    return manifest;
  } catch (const nlohmann::json::exception& e) {
    return damaged(say(kManifestLacks, name, e.what()));
  }
}

}  // namespace qy
