// A file into the lake: one batch a file, there whole or not at all.
//
//   open ──▶ header ──▶ profile: given, else matched on the shelf, else proposed and sure of itself
//                         │ proposed but unsure: written to a file for the analyst, and refused
//                         ▼
//   hash ──▶ already there under this profile? ──▶ rows, original under seal, quality report ──▶ commit
//
// Every profile used is kept under profiles/used/<hash>.yaml, so that what a batch did can be replayed.
// Many files at a time: import_run.h.
//
// On failure nothing of the file is in the lake; what had been read is said in the message.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "ingest/copy_rows.h"
#include "ingest/delivered.h"
#include "ingest/peeked_source.h"
#include "ingest/profile_shelf.h"
#include "ingest/propose.h"
#include "ingest/section_view.h"
#include "lake/lake.h"
#include "lake/lake_writer.h"

namespace qy {

struct ImportOptions {
  std::string profile;  // a profile's name on the shelf, or its file; "" to look for one
  std::optional<DateOrder> date_order;
  std::string table;              // a hint for the proposal
  std::vector<SectionTold> told;  // what a person said of its columns: no profile is looked for then
  std::optional<HeaderPlace>
      header;  // of all sheets of which `told` says nothing else: no profile is looked for then
  std::vector<std::string> sheets;  // the only ones to read, by name, hidden ones too
  SourceOptions source;             // encoding and delimiter, where told
  std::filesystem::path
      proposal_folder;  // where an unsure proposal is written; empty: profiles/proposed of the workspace
  std::function<void(const ImportProgress&)> progress;
  const std::atomic<bool>* cancel = nullptr;
};

enum class ProfileOrigin { given, matched, proposed };

struct ImportOutcome {
  bool already_there = false;  // this very file under this profile: nothing was done
  std::string batch_id;
  Profile profile;
  ProfileOrigin profile_origin = ProfileOrigin::given;
  CopyOutcome copied;
  Quality quality;
};

// A file that was read whole and written, all but the durable point: LakeWriter::commit.
struct StagedImport {
  ImportOutcome outcome;
  std::unique_ptr<StagedBatch> batch;  // none when it was already there
};

// What importing would do: every problem of the whole file, five rows as read beside as mapped; writes
// nothing.
struct DryRun {
  std::string file_name, format, encoding;
  Date received_on;
  Profile profile;
  ProfileOrigin profile_origin = ProfileOrigin::given;
  std::optional<Proposal> proposal;    // where the profile was proposed
  std::vector<std::string> questions;  // what must be answered before it can be imported
  std::vector<SectionView> views;
  struct Cell {
    std::string name, text;
  };
  struct SampleRowPair {
    std::string table, sheet;
    int64_t row = 0;
    std::vector<Cell> as_read, as_mapped;  // personal numbers masked
  };
  std::vector<SampleRowPair> samples;
  CopyOutcome copied;
  // Nothing is left to ask, and something would be kept.
  bool is_ready() const { return questions.empty() && copied.rows_kept > 0; }
};

class Importer {
 public:
  // The lake, tables, shelf, sealer and clock must outlive it.
  Importer(const Lake& lake, const TableSet& tables, const ProfileShelf& shelf, Sealer& sealer,
           const Clock& clock);

  Result<ImportOutcome> import_file(const Delivered& file, const ImportOptions& options) const;
  Result<DryRun> dry_run(const Delivered& file, const ImportOptions& options) const;
  // From any thread, each with a sealer of its own (Sealer::twin).
  Result<StagedImport> stage(const Delivered& file, const ImportOptions& options, LakeWriter& writer,
                             Sealer& sealer) const;

  const Lake& lake() const { return *lake_; }
  Sealer another_sealer() const { return sealer_->twin(); }

 private:
  struct Chosen {
    Profile profile;
    ProfileOrigin origin = ProfileOrigin::given;
    std::optional<Proposal> proposal;
    std::unique_ptr<Source> source;  // open at its first row
    std::optional<Header> header;    // of its one section, where it was looked for
  };
  Result<Chosen> choose_profile(const Delivered& file, const ImportOptions& options) const;
  Result<Profile> given_profile(const std::string& name) const;
  Result<std::unique_ptr<Source>> open(const Delivered& file, const ImportOptions& options,
                                       const Profile* profile) const;
  Result<std::vector<Header>> headers_of(PeekedSource& source) const;
  Result<const Profile*> known_profile(PeekedSource& source, const std::vector<Header>& headers,
                                       const std::string& file_name) const;
  Result<std::vector<SectionView>> views(const Delivered& file, const ImportOptions& options,
                                         const DryRun& run) const;
  Error unsure(const Proposal& proposal, const Delivered& file, const ImportOptions& options) const;

  const Lake* lake_;
  const TableSet* tables_;
  const ProfileShelf* shelf_;
  Sealer* sealer_;
  const Clock* clock_;
  HeaderWords words_;
  mutable std::mutex proposals_;  // two files of one name have one proposal
};

// The quality reports of the workspace's batches, oldest first, with the rows that several of them hold.
Result<std::vector<Quality>> stored_qualities(const std::filesystem::path& workspace);

}  // namespace qy
