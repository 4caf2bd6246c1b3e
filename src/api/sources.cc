// /sources: the files by profile, with their quality.
#include "api/route.h"
#include "ingest/importer.h"
#include "ingest/quality_report.h"

namespace qy {

Result<HttpResponse> list_sources(ApiCall& call) {
  QY_TRY(const auto files, stored_qualities(call.ground.workspace));
  return json_response(quality_document(by_profile(files)));
}

}  // namespace qy
