#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/verification.h"

namespace qy {
namespace {

struct VerifyWords {
  std::string folder;
  std::vector<std::string> seen;
};

Result<void> verify(const VerifyWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const Verified verified, verify_workspace(*workspace, words.seen, [](double) { return true; }));
  for (const std::string& line : verified.broken) std::printf("%s\n", line.c_str());
  std::printf("核对 %zu 批、%zu 个原件，%zu 处不符 (batches, originals, mismatches)\n", verified.batches,
              verified.originals, verified.broken.size());
  if (!verified.broken.empty()) return damaged("有数据与记录不符，请从备份恢复 (restore from a backup)");
  if (verified.evidence > 0)
    std::printf("核对 %lld 份证据和文书 (evidence and documents)\n",
                static_cast<long long>(verified.evidence));
  if (verified.records)
    std::printf(
        "核对 %lld 步办理记录（依法删除 %lld 步）、%lld 行现状：与签署的日志一致 (acts, erased, rows: as the "
        "signed log says)\n",
        static_cast<long long>(verified.records->acts), static_cast<long long>(verified.records->erased),
        static_cast<long long>(verified.records->rows));
  return {};
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
