// The two jobs of an import, as they run apart from any request: to look (what was recognised, what would be refused;
// nothing is written) and to import. Both are the library's own steps: ingest/importer.h, as the command line takes them.
//
//   upload ──look──▶ look.json, one entry a source ──▶ a person puts it right, looks again ──▶ import ──▶ batches
//
// A source goes in only as it was looked at: with the mapping that the look showed, and with no question left.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "api/api.h"
#include "api/officer.h"
#include "api/upload_box.h"
#include "ingest/importer.h"
#include "jobs/job_board.h"

namespace qy {

// What a job stands on after its request is gone.
struct ImportGround {
  std::filesystem::path workspace, content;
  const TableSet& tables;
  FilteringBook& records;
  const Rights& rights;
  const Clock& clock;
  UploadBox& uploads;
  std::shared_ptr<Sealer> sealer;

  explicit ImportGround(const ApiGround& ground);
};

// What a person said when he asked to look.
struct LookWords {
  std::string source;  // one of several in a zip, by its name; "": all of them, anew
  std::optional<DateOrder> date_order;
  std::optional<Encoding> encoding;
  std::vector<SectionTold> told;
};

Result<void> look_into_upload(const ImportGround& ground, const Upload& upload, const LookWords& words,
                              JobRun& run);

struct ImportWords {
  std::string remember_as;      // the mapping's name on the shelf, for next month's file; "": it is not kept
  std::string role;             // in which the officer acts
  std::set<std::string> again;  // sources whose import was undone, and that are to be taken in all the same
};

// The upload goes when all of it is in.
Result<void> import_upload(const ImportGround& ground, const Upload& upload, const ImportWords& words,
                           JobRun& run);

// The last look, or null where there was none.
Result<Json> last_look(const UploadBox& uploads, const Upload& upload);

// An act about a batch on record, by whoever may do it now.
Result<void> record_batch_act(FilteringBook& records, const Rights& rights, const Clock& clock,
                              const Actor& by, const std::string& kind, const std::string& batch,
                              const std::string& note);

}  // namespace qy
