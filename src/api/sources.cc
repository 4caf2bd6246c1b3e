// /sources: every file with its quality; /coverage: what this data can and cannot answer.
#include "api/route.h"
#include "api/shelf.h"
#include "ingest/importer.h"
#include "ingest/quality_report.h"
#include "leads/answerable.h"
#include "leads/words.h"

namespace qy {

Result<HttpResponse> list_sources(ApiCall& call) {
  QY_TRY(const auto files, stored_qualities(call.ground.workspace));
  return json_response(quality_document(by_profile(files)));
}

Result<HttpResponse> show_coverage(ApiCall& call) {
  QY_TRY(const auto screening, call.shelf.latest());
  Json rules = Json::array(), wanted = Json::array();
  for (const RuleNeeds& needs : screening->needs)
    rules.push_back(
        {{"rule", needs.rule},
         {"title", {{"zh", screening->card(needs.rule).title}, {"en", screening->card(needs.rule).english}}},
         {"missing_tables", needs.missing},
         {"empty_fields", needs.empty}});
  for (const WantedTable& table : wanted_tables(*screening))
    wanted.push_back({{"table", table.table},
                      {"label", table_text(*screening, table.table)},
                      {"opens", table.opens},
                      {"helps", table.helps}});
  return json_response({{"rules", rules}, {"wanted", wanted}, {"as_of", screening->run.as_of}});
}

}  // namespace qy
