#include <cstdio>
#include <memory>
#include <set>

#include "app/commands.h"
#include "app/evidence_store.h"
#include "app/records.h"
#include "base/disk.h"
#include "seal/file_sealer.h"
#include "seal/seal.h"
#include "store/check_records.h"

namespace qy {
namespace {

// The original of a source, unsealed and hashed again.
Result<void> verify_original(Workspace& workspace, Sealer& sealer, const SourceManifest& source) {
  Sm3 hash;
  QY_CHECK(unseal_file(sealer, workspace.folder() / "originals" / source.received_sm3,
                       [&](std::string_view bytes) {
                         hash.update(bytes);
                         return Result<void>();
                       }));
  if (hash.hex() != source.received_sm3)
    return damaged("原件与记录的校验值不符，请从备份恢复 (the original of " + source.name +
                   " does not match its hash: restore it from a backup)");
  return {};
}

struct VerifyWords {
  std::string folder;
  std::vector<std::string> seen;
};

// The log, the records and what they made: nothing to say where nothing was ever recorded.
Result<void> verify_records(const Workspace& workspace, const std::vector<std::string>& files) {
  if (!has_records(workspace) && files.empty()) return {};
  QY_TRY(const LogVerifier key, LogVerifier::read(workspace.folder() / "keys" / "log.pub"));
  std::vector<std::string> seen;
  for (const auto& file : files) {
    QY_TRY(seen.emplace_back(), read_file(file));
  }
  std::error_code ec;  // those that witnesses signed (witness_command.cc)
  for (const auto& note : std::filesystem::directory_iterator(workspace.folder() / "log" / "witnessed", ec)) {
    QY_TRY(seen.emplace_back(), read_file(note.path()));
  }
  QY_TRY(const StorePlace place, records_place(workspace));
  QY_TRY(const CheckedRecords checked, check_records(place, key, seen));
  std::printf(
      "核对 %lld 步办理记录（依法删除 %lld 步）、%lld 行现状：与签署的日志一致 (acts, erased, rows: as the "
      "signed log says)\n",
      static_cast<long long>(checked.acts), static_cast<long long>(checked.erased),
      static_cast<long long>(checked.rows));
  return {};
}

Result<void> verify(const VerifyWords& words) {
  const std::string& folder = words.folder;
  QY_TRY(const auto workspace, Workspace::open(folder));
  QY_TRY(Sealer sealer, workspace->sealer());
  QY_TRY(const auto batches, workspace->lake().batches());
  size_t broken = 0;
  std::set<std::string> verified;
  for (const BatchManifest& batch : batches)
    for (const SourceManifest& source : batch.sources) {
      if (source.rows_read != source.rows_kept + source.rows_refused) {
        std::printf("%s：读入 %lld 行，保留与退回之和不等\n", source.name.c_str(),
                    static_cast<long long>(source.rows_read));
        ++broken;
      }
      if (!verified.insert(source.received_sm3).second)
        continue;  // of a zip whose other files were met before
      if (auto sound = verify_original(*workspace, sealer, source); !sound.ok()) {
        std::printf("%s：%s\n", source.name.c_str(), sound.error().message.c_str());
        ++broken;
      }
    }
  QY_TRY(auto engine, open_duckdb({}));
  QY_CHECK(workspace->lake().attach(*engine));
  std::printf("核对 %zu 批、%zu 个原件，%zu 处不符 (batches, originals, mismatches)\n", batches.size(),
              verified.size(), broken);
  if (broken > 0) return damaged("有数据与记录不符，请从备份恢复 (restore from a backup)");
  QY_TRY(const int64_t kept, verify_bytes(*workspace));
  if (kept > 0)
    std::printf("核对 %lld 份证据和文书 (evidence and documents)\n", static_cast<long long>(kept));
  return verify_records(*workspace, words.seen);
}

}  // namespace

void add_verify(CommandLine& line) {
  auto words = std::make_shared<VerifyWords>();
  CLI::App* command = line.parser.add_subcommand(
      "verify", "核对原件、批次、记录与日志 (check originals, batches, records and the log)");
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  command->add_option("--seen", words->seen, "另处保存的检查点 (checkpoints that were kept elsewhere)");
  command->callback([&line, words] { line.chosen = [words] { return verify(*words); }; });
}

}  // namespace qy
