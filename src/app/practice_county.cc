#include "app/practice_county.h"

#include <algorithm>

#include "base/disk.h"
#include "base/messages.h"
#include "ingest/import_run.h"
#include "synth/county.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kPeople = 10'000;
constexpr double kMaking = 0.2;  // of the whole, the share that goes by before the first file is in

Result<std::vector<Delivered>> files_below(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code ec;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ec))
    if (entry.is_regular_file()) paths.push_back(entry.path());
  if (ec) return io_error(say(kCannotRead, folder.string(), ec.message()));
  std::sort(paths.begin(), paths.end());
  std::vector<Delivered> files;
  for (const fs::path& path : paths) {
    QY_TRY(const Delivery delivery, look_into(path));
    files.insert(files.end(), delivery.sources.begin(), delivery.sources.end());
  }
  return files;
}

}  // namespace

Result<PracticeCounty> load_practice_county(Workspace& workspace, const Clock& clock, JobRun& run) {
  QY_TRY(const auto batches, workspace.lake().batches());
  if (!batches.empty())
    return Error{
        Code::conflict,
        "这里已有数据：虚构的练习数据不和别的数据放在一起，请另建一个工作区 (there is data here: made-up "
        "rows never stand beside others; make another workspace)"};
  QY_TRY(const ScratchFolder scratch, ScratchFolder::make("qingyuan-practice"));
  QY_CHECK(write_county({.people = kPeople, .seed = 2026, .out = scratch.path() / "county"}));
  run.progress(kMaking);
  QY_TRY(const auto files, files_below(scratch.path() / "county" / "sources"));
  QY_TRY(Sealer sealer, workspace.sealer());
  QY_TRY(const ProfileShelf shelf,
         ProfileShelf::load({workspace.content() / "profiles"}, workspace.tables()));
  const Importer importer(workspace.lake(), workspace.tables(), shelf, sealer, clock);
  PracticeCounty county;
  std::optional<Error> trouble;
  ImportRun import{.each = {.cancel = &run.cancel()}};
  import.progress = [&](const Delivered&, double share) { run.progress(kMaking + (1 - kMaking) * share);
};
import.settled = [&](const Delivered&, const Result<ImportOutcome>& outcome) {
  if (!outcome.ok() && !trouble) trouble = outcome.error();
if (!outcome.ok()) return;
++county.files;
county.rows += outcome->copied.rows_kept;
};  // namespace qy
QY_CHECK(import_files(importer, files, import));
if (trouble) return *trouble;
return county;
}

}  // namespace qy
