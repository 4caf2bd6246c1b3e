// All rows of a source into a batch, as a profile says. Every row read is kept or refused with its reason.
//
//   source ──▶ section: header looked for ──▶ screen ──▶ mapper ──▶ column batches ──▶ Batch::append
//                                               └──────────┴──▶ refused: counted, and written with its reason
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <map>
#include <string>
#include <vector>

#include "ingest/header_finder.h"
#include "ingest/header_words.h"
#include "ingest/profile.h"
#include "ingest/quality.h"
#include "ingest/refused_rows.h"
#include "ingest/source.h"
#include "ingest/transform.h"
#include "ingest/trouble.h"
#include "lake/batch.h"

namespace qy {

struct ImportProgress {
  double share = 0;  // of the file, 0..1
  int64_t rows_read = 0, rows_kept = 0, rows_refused = 0;
};

struct CopyOptions {
  std::function<void(const ImportProgress&)> progress;
  const std::atomic<bool>* cancel = nullptr;
  std::optional<DateOrder> date_order;  // wins over the profile's
  size_t rows_per_batch = 20'480;
};

struct SectionOutcome {
  std::string name;
  bool is_mapped = false;
  std::string why_not;  // where it is not
  std::string title;    // text above the header
  std::vector<std::string> headers;
  std::vector<std::string> unused;  // headers that feed no field
  std::vector<size_t> personal;     // columns that feed a personal field: masked wherever they are shown
  int64_t rows_read = 0, rows_kept = 0;
};

struct CopyOutcome {
  int64_t rows_read = 0, rows_kept = 0, rows_refused = 0;  // read = kept + refused, or copy_rows fails
  std::vector<RefusedCount> refused;
  std::vector<Warning> warnings;
  std::vector<SectionOutcome> sections;
  std::vector<TableQuality> quality;  // one a table that got rows
  std::map<std::string, int64_t> rows_by_table;
};

struct CopyJob {
  const Profile& profile;
  const TableSet& tables;
  const HeaderWords& words;
  Sealer& sealer;
  RowOrigin origin;  // its sheet is filled in here
  // What the lineage calls the source. A large file is still being hashed while its rows are read: full
  // batches wait for its name then, up to a limit.
  std::shared_future<Result<std::string>> source_id;
  // Of the one section, where it was found among its first rows already.
  std::optional<Header> header = std::nullopt;
};

// The id of a source that is known already.
std::shared_future<Result<std::string>> known_id(const std::string& source_id);

// Fails with Code::cancelled, with the reader's or the batch's error, or when no section fits the profile.
Result<CopyOutcome> copy_rows(Source& source, Batch& batch, const CopyJob& job, const CopyOptions& options);

}  // namespace qy
