#include <cstdio>
#include <memory>
#include <set>

#include "app/commands.h"
#include "app/workspace.h"
#include "seal/file_sealer.h"
#include "seal/seal.h"

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

Result<void> verify(const std::string& folder) {
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
  return {};
}

}  // namespace

void add_verify(CommandLine& line) {
  auto folder = std::make_shared<std::string>();
  CLI::App* command = line.parser.add_subcommand("verify", "核对原件与批次 (check originals and batches)");
  command->add_option("-w,--workspace", *folder, "工作区 (workspace)")->required();
  command->callback([&line, folder] { line.chosen = [folder] { return verify(*folder); }; });
}

}  // namespace qy
