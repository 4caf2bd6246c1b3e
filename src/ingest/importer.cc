#include "ingest/importer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "ingest/arrival.h"
#include "ingest/dry_run.h"
#include "ingest/header_finder.h"
#include "ingest/messages.h"
#include "ingest/sample.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

Profile profile_by_name(const std::string& format) {
  Profile profile;
  profile.name = format;
  profile.by_name = true;
  return profile;
}

bool names_tables(const std::vector<Section>& sections, const TableSet& tables) {
  return !sections.empty() && std::all_of(sections.begin(), sections.end(), [&](const Section& section) {
    return !section.columns.empty() && tables.find(section.name) != nullptr;
  });
}

Quality quality_of(const CopyOutcome& copied, const Source& source, const SourceManifest& manifest,
                   const std::string& batch_id) {
  Quality quality;
  const SourceNotes& notes = source.notes();
  quality.source_id = manifest.source_id;
  quality.name = manifest.name;
  quality.profile = manifest.profile;
  quality.batch_id = batch_id;
  quality.format = notes.format;
  quality.encoding = notes.encoding;
  quality.damaged_characters = notes.damaged_characters;
  quality.formulas_without_value = notes.formulas_without_value;
  quality.error_cells = notes.error_cells;
  quality.hidden_sheets = notes.hidden_sheets;
  quality.external_links = notes.external_links;
  quality.reader_remarks = notes.remarks;
  quality.rows_read = copied.rows_read;
  quality.rows_kept = copied.rows_kept;
  quality.rows_refused = copied.rows_refused;
  for (const RefusedCount& refused : copied.refused)
    quality.refused.push_back({std::string(name_of(refused.trouble)), refused.field, refused.count});
  quality.warnings = copied.warnings;
  quality.tables = copied.quality;
  return quality;
}

Result<void> are_there(const std::vector<std::string>& sheets, const Source& source) {
  std::string there;
  for (const Section& section : source.sections()) there += (there.empty() ? "" : "、") + section.name;
  for (const std::string& sheet : sheets)
    if (std::ranges::none_of(source.sections(), [&](const Section& one) { return one.name == sheet; }))
      return invalid(say(kNoSuchSheet, sheet, there));
  return {};
}

void apply_told(const ImportOptions& options, Profile& profile) {
  if (!options.sheets.empty()) profile.sheets = options.sheets;
  if (!options.header) return;
  profile.header = options.header;
  for (TableRule& rule : profile.tables) rule.header.reset();
}

}  // namespace

Importer::Importer(const Lake& lake, const TableSet& tables, const ProfileShelf& shelf, Sealer& sealer,
                   const Clock& clock)
    : lake_(&lake), tables_(&tables), shelf_(&shelf), sealer_(&sealer), clock_(&clock), words_(tables) {}

Result<Profile> Importer::given_profile(const std::string& name) const {
  if (const Profile* profile = shelf_->find(name)) return *profile;
  if (!fs::exists(name)) return not_found(say(kNoProfile, name));
  return load_profile(name, *tables_);
}

Result<std::unique_ptr<Source>> Importer::open(const Delivered& file, const ImportOptions& options,
                                               const Profile* profile) const {
  SourceOptions source = options.source;
  if (profile != nullptr && !source.encoding) source.encoding = profile->encoding;
  if (profile != nullptr && source.delimiter == 0) source.delimiter = profile->delimiter;
  return file.open(source);
}

// The header of each section: as the format knows it, or as it is found in the first rows.
Result<std::vector<Header>> Importer::headers_of(PeekedSource& source) const {
  std::vector<Header> headers;
  for (const size_t count : {kFewRows, kHeaderRows}) {
    QY_TRY(const auto first, source.peek(count));
    headers.clear();
    for (const Section& section : source.sections())
      if (!section.columns.empty()) headers.push_back({.names = section.columns});
    bool is_certain = source.sections().size() == 1;
    for (const SectionSample& sample : first) {
      if (!source.sections()[sample.section].columns.empty()) continue;
      headers.push_back(find_header(sample.head, words_));
      is_certain &= headers.back().is_certain;
    }
    if (is_certain) break;
  }
  if (headers.empty()) headers.emplace_back();
  return headers;
}

// By the headers that were found; and a profile that fixes where its header lies, by what lies there.
Result<const Profile*> Importer::known_profile(PeekedSource& source, const std::vector<Header>& headers,
                                               const std::string& file_name) const {
  std::vector<std::vector<std::string>> found;
  for (const Header& header : headers) found.push_back(header.names);
  std::vector<SectionSample> first;
  if (shelf_->fixes_headers()) {
    QY_TRY(first, source.peek(kHeaderRows));
  }
  const auto names_for = [&](const Profile& profile) {
    std::vector<std::vector<std::string>> names = found;
    for (const SectionSample& sample : first)
      if (const auto place = profile.header_of(source.sections()[sample.section].name))
        names.push_back(header_at(sample.head, place->row, place->rows).names);
    return names;
  };
  return shelf_->match(names_for, file_name, source.notes().format);
}

Result<Importer::Chosen> Importer::choose_profile(const Delivered& file, const ImportOptions& options) const {
  if (!options.profile.empty()) {
    QY_TRY(Profile profile, given_profile(options.profile));
    QY_TRY(auto source, open(file, options, &profile));
    QY_CHECK(are_there(options.sheets, *source));
    apply_told(options, profile);
    return Chosen{std::move(profile), ProfileOrigin::given, std::nullopt, std::move(source), std::nullopt};
  }
  const std::string name = file.base_name();
  QY_TRY(auto opened, open(file, options, nullptr));
  QY_CHECK(are_there(options.sheets, *opened));
  auto source = std::make_unique<PeekedSource>(std::move(opened));
  QY_TRY(std::vector<Header> headers, headers_of(*source));
  if (options.table.empty() && options.told.empty() && !options.header) {
    QY_TRY(const Profile* profile, known_profile(*source, headers, name));
    if (profile != nullptr) {
      Chosen chosen{*profile, ProfileOrigin::matched, std::nullopt, nullptr, std::nullopt};
      apply_told(options, chosen.profile);
      if (profile->encoding || profile->delimiter != 0) {
        QY_TRY(chosen.source, open(file, options, profile));
      } else {
        if (source->sections().size() == 1) chosen.header = std::move(headers.front());
        chosen.source = std::move(source);
      }
      return chosen;
    }
    if (names_tables(source->sections(), *tables_))
      return Chosen{profile_by_name(source->notes().format), ProfileOrigin::matched, std::nullopt,
                    std::move(source), std::nullopt};
  }
  QY_TRY(auto again, open(file, options, nullptr));
  QY_TRY(const auto samples, take_sample(*again));
  Proposal proposal =
      propose(again->sections(), samples, *tables_, words_,
              {name, options.date_order, options.table, options.told, options.header, options.sheets});
  Profile profile = proposal.profile;
  QY_TRY(again, open(file, options, &profile));
  return Chosen{std::move(profile), ProfileOrigin::proposed, std::move(proposal), std::move(again),
                std::nullopt};
}

Error Importer::unsure(const Proposal& proposal, const Delivered& file, const ImportOptions& options) const {
  const fs::path folder = options.proposal_folder.empty() ? lake_->workspace() / "profiles" / "proposed"
                                                          : options.proposal_folder;
  const fs::path proposed = folder / (file.base_name() + ".yaml");
  std::string message = say(kMustConfirm, file.name());
  for (const std::string& question : proposal.questions) message += "\n  - " + question;
  const std::lock_guard lock(proposals_);
  Result<void> written = make_folder(folder);
  if (written.ok()) written = write_file(proposed, to_yaml(proposal.profile));
  if (!written.ok()) return {Code::invalid, message + "\n  " + written.error().message};
  return {Code::invalid, message + "\n" + say(kProposalWritten, proposed.string()).text()};
}

Result<ImportOutcome> Importer::import_file(const Delivered& file, const ImportOptions& options) const {
  QY_TRY(auto writer, LakeWriter::open(*lake_));
  QY_TRY(StagedImport staged, stage(file, options, *writer, *sealer_));
  if (staged.batch) QY_CHECK(writer->commit({staged.batch.get()}));
  return std::move(staged.outcome);
}

Result<StagedImport> Importer::stage(const Delivered& file, const ImportOptions& options, LakeWriter& writer,
                                     Sealer& sealer) const {
  Arrival arrival(file);
  QY_CHECK(arrival.hold());
  ImportOptions reading = options;
  if (arrival.content()) reading.source.content = *arrival.content();
  QY_TRY(Chosen chosen, choose_profile(file, reading));
  if (!chosen.profile.not_data.empty())
    return invalid(file.name() + "（" + chosen.profile.name + "）：" + chosen.profile.not_data);
  if (chosen.proposal && !chosen.proposal->is_sure()) return unsure(*chosen.proposal, file, options);

  // Only now: a large file that cannot be read is refused before it is hashed.
  StagedImport staged;
  ImportOutcome& outcome = staged.outcome;
  outcome.profile = std::move(chosen.profile);
  outcome.profile_origin = chosen.origin;
  if (options.date_order) outcome.profile.date_order = options.date_order;
  const std::string hash_of_profile = profile_hash(outcome.profile);
  const auto is_there = [&](const std::string& sm3) {
    const auto there = writer.batch_of(sm3, hash_of_profile);
    outcome.already_there = there.has_value();
    if (there) outcome.batch_id = *there;
    return outcome.already_there;
  };
  if (!arrival.is_streamed()) {
    QY_CHECK(arrival.hash());
    if (is_there(arrival.sm3())) return staged;
  }

  const std::unique_ptr<Source> source = std::move(chosen.source);
  QY_TRY(staged.batch, writer.begin(*clock_));
  StagedBatch& batch = *staged.batch;
  outcome.batch_id = batch.id();
  const CopyJob job{outcome.profile,
                    *tables_,
                    words_,
                    sealer,
                    {file.name(), "", batch.id(), clock_->today()},
                    arrival.source_id(),
                    std::move(chosen.header)};
  CopyOptions copy;
  copy.progress = options.progress;
  copy.cancel = options.cancel;
  QY_CHECK(arrival.start(batch, lake_->workspace(), sealer, is_there));
  auto copied = copy_rows(*source, batch, job, copy);
  if (!copied.ok()) arrival.stop();
  const auto arrived = arrival.finish();
  if (outcome.already_there) {
    staged.batch.reset();
    return staged;
  }
  QY_TRY(outcome.copied, std::move(copied));
  QY_CHECK(arrived);
  SourceManifest manifest;
  manifest.source_id = arrival.id();
  manifest.name = file.name();
  manifest.sm3 = arrival.sm3();
  manifest.received_sm3 = arrival.sm3_of_file();
  manifest.bytes = arrival.bytes();
  manifest.profile = outcome.profile.name;
  manifest.profile_hash = hash_of_profile;
  manifest.rows_read = outcome.copied.rows_read;
  manifest.rows_kept = outcome.copied.rows_kept;
  manifest.rows_refused = outcome.copied.rows_refused;
  outcome.quality = quality_of(outcome.copied, *source, manifest, batch.id());
  for (Said& remark : file.remarks()) outcome.quality.reader_remarks.push_back(std::move(remark));
  QY_CHECK(write_unsynced(batch.companion(fs::path("quality") / (batch.id() + ".json")),
                          to_json(outcome.quality).dump(1)));
  const fs::path used = fs::path("profiles") / "used" / (manifest.profile_hash + ".yaml");
  if (!fs::exists(lake_->workspace() / used))
    QY_CHECK(write_unsynced(batch.companion(used), to_yaml(outcome.profile)));
  QY_CHECK(batch.finish({manifest}));
  return staged;
}

Result<std::vector<SectionView>> Importer::views(const Delivered& file, const ImportOptions& options,
                                                 const DryRun& run) const {
  QY_TRY(const auto source, open(file, options, &run.profile));
  QY_TRY(const auto samples, take_sample(*source));
  return views_of(samples,
                  {source->sections(), run.profile, run.proposal, *tables_, words_, run.received_on});
}

Result<DryRun> Importer::dry_run(const Delivered& file, const ImportOptions& options) const {
  QY_TRY(Chosen chosen, choose_profile(file, options));
  DryRun run;
  run.file_name = file.name();
  run.received_on = clock_->today();
  run.profile = std::move(chosen.profile);
  run.profile_origin = chosen.origin;
  if (options.date_order) run.profile.date_order = options.date_order;
  if (!run.profile.not_data.empty()) run.questions.push_back(run.profile.not_data);
  if (chosen.proposal) run.questions = chosen.proposal->questions;
  run.proposal = std::move(chosen.proposal);
  const std::unique_ptr<Source> source = std::move(chosen.source);
  run.format = source->notes().format;
  run.encoding = source->notes().encoding;
  QY_TRY(run.views, views(file, options, run));
  if (run.profile.tables.empty() && !run.profile.by_name) return run;
  DryBatch batch;
  const CopyJob job{run.profile,
                    *tables_,
                    words_,
                    *sealer_,
                    {run.file_name, "", batch.id(), run.received_on},
                    known_id("dry-run"),
                    std::move(chosen.header)};
  CopyOptions copy;
  copy.progress = options.progress;
  copy.cancel = options.cancel;
  auto copied = copy_rows(*source, batch, job, copy);
  if (!copied.ok()) {
    run.questions.push_back(copied.error().message);
    return run;
  }
  run.copied = std::move(copied).value();
  QY_TRY(auto again, open(file, options, &run.profile));
  pair_samples(*again, batch, run);
  return run;
}

Result<std::vector<Quality>> stored_qualities(const fs::path& workspace) {
  std::vector<fs::path> files;
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(workspace / "quality", ec))
    if (entry.path().extension() == ".json" && fs::exists(workspace / "batches" / entry.path().filename()))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Quality> qualities;
  for (const fs::path& file : files) {
    QY_TRY(const std::string text, read_file(file));
    QY_TRY(Quality quality, quality_from_json(text, file.string()));
    qualities.push_back(std::move(quality));
  }
  find_rows_elsewhere(qualities);
  return qualities;
}

}  // namespace qy
