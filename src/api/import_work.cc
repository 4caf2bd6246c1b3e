#include "api/import_work.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/messages.h"
#include "api/taken_in.h"
#include "base/disk.h"
#include "ingest/dry_run.h"
#include "ingest/quality_report.h"
#include "leads/act_key.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr const char* kBasis = "监察法实施条例23";

Result<ProfileShelf> shelf_of(const ImportGround& ground) {
  return ProfileShelf::load({ground.content / "profiles", ground.workspace / "profiles"}, ground.tables);
}

fs::path profile_file(const ImportGround& ground, const Upload& upload, size_t n) {
  return ground.uploads.folder(upload) / ("profile-" + std::to_string(n) + ".yaml");
}

// An officer is told of his file, not of our folders.
Error without_folders(const ImportGround& ground, const Upload& upload, Error error) {
  for (const fs::path& folder : {ground.uploads.file(upload).parent_path(), ground.workspace}) {
    const std::string text = folder.string() + "/";
    for (size_t at; (at = error.message.find(text)) != std::string::npos;)
      error.message.erase(at, text.size());
  }
  return error;
}

struct Looked {
  Json json;
  std::optional<Profile> profile;  // where it is not one of the shelf: to be kept for the import
};

Result<Looked> look_at_source(const Importer& importer, const Delivered& file, const ImportOptions& options) {
  QY_TRY(DryRun run, importer.dry_run(file, options));
  if (*options.cancel) return Error{Code::cancelled, say(kLookStopped)};
  if (options.source.encoding) run.profile.encoding = options.source.encoding;
  Looked looked{to_json(run), std::nullopt};
  const bool is_on_shelf =
      run.profile_origin != ProfileOrigin::proposed && !options.source.encoding && !options.date_order;
  if (run.is_ready() && !is_on_shelf && !run.profile.tables.empty()) looked.profile = run.profile;
  return looked;
}

}  // namespace

ImportGround::ImportGround(const ApiGround& ground)
    : workspace(ground.workspace),
      content(ground.content),
      tables(ground.tables),
      records(ground.records),
      rights(ground.rights),
      clock(ground.clock),
      uploads(ground.uploads),
      sealer(std::make_shared<Sealer>(ground.sealer.twin())) {}

Result<Json> last_look(const UploadBox& uploads, const Upload& upload) {
  const fs::path file = uploads.folder(upload) / "look.json";
  if (!fs::exists(file)) return Json();
  QY_TRY(const std::string text, read_file(file));
  return parse_json(text, "look.json");
}

Result<void> look_into_upload(const ImportGround& ground, const Upload& upload, const LookWords& words,
                              JobRun& run) {
  auto delivery = look_into(ground.uploads.file(upload));
  if (!delivery.ok()) return without_folders(ground, upload, delivery.error());
  QY_TRY(const Lake lake, Lake::open(ground.workspace, ground.tables));
  QY_TRY(const ProfileShelf shelf, shelf_of(ground));
  const Importer importer(lake, ground.tables, shelf, *ground.sealer, ground.clock);
  QY_TRY(const Json before, last_look(ground.uploads, upload));
  Json look = {{"sources", Json::array()}, {"other", delivery->other}};
  const size_t count = delivery->sources.size();
  for (size_t n = 0; n < count; ++n) {
    const Delivered& file = delivery->sources[n];
    if (!words.source.empty() && words.source != file.name() && before.is_object()) {
      look["sources"].push_back(before.at("sources").at(n));
      continue;
    }
    ImportOptions options{.date_order = words.date_order, .told = words.told, .cancel = &run.cancel()};
    options.source.encoding = words.encoding;
    options.progress = [&](const ImportProgress& progress) {
      run.progress((double(n) + progress.share) / double(count));
    };
    auto looked = look_at_source(importer, file, options);
    if (run.cancel()) return Error{Code::cancelled, say(kLookStopped)};
    std::error_code ec;
    fs::remove(profile_file(ground, upload, n), ec);
    if (!looked.ok())
      looked = Looked{{{"name", file.name()},
                       {"problem", without_folders(ground, upload, looked.error()).message},
                       {"ready", false}},
                      std::nullopt};
    if (looked->profile) QY_CHECK(write_file(profile_file(ground, upload, n), to_yaml(*looked->profile)));
    look["sources"].push_back(std::move(looked->json));
  }
  return write_file(ground.uploads.folder(upload) / "look.json",
                    look.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<void> record_batch_act(FilteringBook& records, const Rights& rights, const Clock& clock,
                              const Actor& by, const std::string& kind, const std::string& batch,
                              const std::string& note) {
  QY_TRY(Asker asker, asker_in(records, by.user, by.role));
  GuardedBook book(records, rights, std::move(asker), clock);
  const auto recorded = book.perform({.key = act_key({kind, batch}),
                                      .kind = kind,
                                      .actor = by,
                                      .object = "source/" + batch,
                                      .basis = kBasis,
                                      .note = note});
  if (!recorded.ok()) return recorded.error();
  return {};
}

namespace {

// One import while it runs: what was settled is told after each source.
class ImportJob {
 public:
  ImportJob(const ImportGround& ground, const Upload& upload, const ImportWords& words, JobRun& run)
      : ground_(ground), upload_(upload), words_(words), run_(run) {}

  Result<void> go() {
    QY_TRY(look_, last_look(ground_.uploads, upload_));
    QY_TRY(const Delivery delivery, look_into(ground_.uploads.file(upload_)));
    QY_TRY(const Lake lake, Lake::open(ground_.workspace, ground_.tables));
    QY_TRY(const ProfileShelf shelf, shelf_of(ground_));
    const Importer importer(lake, ground_.tables, shelf, *ground_.sealer, ground_.clock);
    const size_t count = delivery.sources.size();
    if (!look_.is_object() || look_.at("sources").size() != count)
      return Error{Code::conflict, say(kLookFirst)};
    QY_TRY(taken_, taken_in(lake, upload_));
    for (size_t n = 0; n < count; ++n) {
      QY_TRY(const Json told, import_source(importer, shelf, delivery.sources[n], n, count));
      files_.push_back(told);
      QY_CHECK(run_.settle({{"files", files_}}));
    }
    if (failed_ > 0) return invalid(say(kSomeNotImported, failed_, count));
    if (left_out_ == 0) ground_.uploads.drop(upload_.id);
    return {};
  }

 private:
  // What became of it; an error only where the whole job is to end.
  Result<Json> import_source(const Importer& importer, const ProfileShelf& shelf, const Delivered& file,
                             size_t n, size_t count) {
    const Json& looked = look_.at("sources").at(n);
    Json told = {{"name", file.name()}, {"outcome", "left_out"}};
    if (!looked.value("ready", false)) return ++left_out_, told;
    const auto taken = taken_.find(file.name());
    if (taken != taken_.end() && taken->second.is_undone && !words_.again.contains(file.name())) {
      told["outcome"] = "undone";
      return told;
    }
    const fs::path mapping = profile_file(ground_, upload_, n);
    ImportOptions options{.cancel = &run_.cancel()};
    if (fs::exists(mapping))
      options.profile = mapping.string();
    else if (const std::string name = looked.value("profile", ""); shelf.find(name) != nullptr)
      options.profile = name;
    options.progress = [&](const ImportProgress& progress) {
      run_.progress((double(n) + progress.share) / double(count));
    };
    const auto outcome = importer.import_file(file, options);
    if (!outcome.ok()) {
      if (outcome.error().code == Code::cancelled) return Error{Code::cancelled, say(kImportStopped, n)};
      ++failed_;
      told["outcome"] = "failed";
      told["problem"] = without_folders(ground_, upload_, outcome.error()).message;
      return told;
    }
    tell(*outcome, told);
    if (!outcome->already_there)
      QY_CHECK(record_batch_act(ground_.records, ground_.rights, ground_.clock, {upload_.user, words_.role},
                                "source.imported", outcome->batch_id,
                                file.name() + "：" + std::to_string(outcome->copied.rows_kept)));
    if (!words_.remember_as.empty() && fs::exists(mapping)) QY_CHECK(remember(mapping, n, count));
    return told;
  }

  static void tell(const ImportOutcome& outcome, Json& told) {
    told["outcome"] = outcome.already_there ? "already_there" : "imported";
    told["batch"] = outcome.batch_id;
    if (outcome.already_there) return;
    told["rows_read"] = outcome.copied.rows_read;
    told["rows_kept"] = outcome.copied.rows_kept;
    told["rows_refused"] = outcome.copied.rows_refused;
    told["rows_by_table"] = outcome.copied.rows_by_table;
    told.update(problems_json(outcome.copied));
    told["remarks"] = quality_document({outcome.quality}).at("sources").at(0).at("remarks");
  }

  // The mapping goes on the shelf under its name: next month's file finds it by its headers.
  Result<void> remember(const fs::path& mapping, size_t n, size_t count) const {
    QY_TRY(Profile profile, load_profile(mapping, ground_.tables));
    profile.name = words_.remember_as + (count > 1 ? "-" + std::to_string(n + 1) : "");
    QY_CHECK(make_folder(ground_.workspace / "profiles"));
    return write_file(ground_.workspace / "profiles" / (profile.name + ".yaml"), to_yaml(profile));
  }

  const ImportGround& ground_;
  const Upload& upload_;
  const ImportWords& words_;
  JobRun& run_;
  Json look_, files_ = Json::array();
  std::map<std::string, TakenIn> taken_;
  size_t failed_ = 0, left_out_ = 0;
};

}  // namespace

Result<void> import_upload(const ImportGround& ground, const Upload& upload, const ImportWords& words,
                           JobRun& run) {
  const auto done = ImportJob(ground, upload, words, run).go();
  if (!done.ok()) return without_folders(ground, upload, done.error());
  return {};
}

}  // namespace qy
