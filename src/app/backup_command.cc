// qingyuan backup | restore | drill (backup/*.h). Whoever makes one learns nothing of any matter: all of it is sealed.
#include <cstdio>
#include <memory>

#include "app/backups.h"
#include "app/commands.h"
#include "app/content.h"
#include "app/desk.h"
#include "app/record_commands.h"
#include "app/secret_word.h"
#include "backup/key_copy.h"
#include "backup/restore.h"
#include "base/disk.h"

namespace qy {
namespace {

struct BackupWords {
  std::string folder, out, by, backup, keys, url;
};

double megabytes(int64_t bytes) {
  return double(bytes) / 1e6;
}

BackupGround ground_of(Desk& desk, const StorePlace& place, const Actor& by) {
  return {place, desk.store(), desk.book(), by, desk.clock()};
}

Result<void> back_up(const BackupWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "system_administrator"));
  QY_TRY(const StorePlace place, records_place(desk->workspace()));
  const Actor by = desk->by();
  QY_TRY(const BackupManifest made, back_up_on_record(ground_of(*desk, place, by), words.out));
  std::printf(
      "已备份到 %s：办理记录 %lld 步，文件 %zu 个，%.1f MB，均已密封。密钥不在其中，用 backup-keys 另存另放 "
      "(backed up, "
      "sealed; the keys are kept apart)\n",
      words.out.c_str(), static_cast<long long>(made.acts), made.files.size(), megabytes(made.bytes()));
  return desk->close();
}

Result<void> back_up_keys(const BackupWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "security_administrator"));
  if (std::filesystem::exists(words.out))
    return Error{Code::conflict, words.out + " 已经存在，没有覆盖 (is there already and was left as it is)"};
  QY_TRY(const std::string word, secret_word("密钥备份的口令 (passphrase of the copy): "));
  QY_TRY(const std::string text, locked_keys(desk->workspace().folder() / "keys", word));
  QY_CHECK(write_file(words.out, text));
  std::printf("密钥备份在 %s，请与数据备份分开存放 (keep it apart from the backups)\n", words.out.c_str());
  return desk->close();
}

Result<void> restore(const BackupWords& words) {
  QY_TRY(const std::filesystem::path content, find_content());
  const SystemClock clock;
  RestorePlan plan{.backup = words.backup,
                   .keys = words.keys,
                   .place = {words.out, content / "db" / "migrations", words.url}};
  QY_TRY(const ScratchFolder scratch, ScratchFolder::make("qy-keys"));
  if (!std::filesystem::is_directory(plan.keys)) {
    QY_TRY(const std::string locked, read_file(plan.keys));
    QY_TRY(const std::string word, secret_word("密钥备份的口令 (passphrase of the copy): "));
    QY_CHECK(unlock_keys(locked, word, scratch.path()));
    plan.keys = scratch.path();
  }
  QY_TRY(const Restored restored, restore_backup(plan, clock.now_ms()));
  std::printf(
      "已恢复到 %s：%s 的备份，办理记录 %lld 步、现状 %lld 行，与签署的日志一致 (restored; as the signed log "
      "says)\n",
      words.out.c_str(), restored.manifest.made_at.c_str(), static_cast<long long>(restored.checked.acts),
      static_cast<long long>(restored.checked.rows));
  return {};
}

Result<void> drill(const BackupWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "system_administrator"));
  QY_TRY(const StorePlace place, records_place(desk->workspace()));
  const Actor by = desk->by();
  QY_TRY(const HeldDrill drilled, drill_on_record(ground_of(*desk, place, by), words.backup));
  const DrillResult& held = drilled.result;
  QY_CHECK(desk->close());
  if (held.trouble) return *held.trouble;
  std::printf(
      "演练 %s：恢复、核对、比对均通过。办理记录 %lld 步、现状 %lld 行、文件 %lld 个（%.1f MB），用时 %.1f "
      "秒；日志第 %lld 条 "
      "(drill passed: restored, verified, compared)\n",
      drilled.id.c_str(), static_cast<long long>(held.acts), static_cast<long long>(held.rows),
      static_cast<long long>(held.files), megabytes(held.bytes), double(held.duration_ms) / 1e3,
      static_cast<long long>(drilled.entry));
  return {};
}

}  // namespace

void add_backup(CommandLine& line) {
  auto words = std::make_shared<BackupWords>();
  const auto command = [&](const char* name, const char* help, Result<void> (*run)(const BackupWords&)) {
    CLI::App* one = line.parser.add_subcommand(name, help);
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto by = [&](CLI::App* one, const char* who) {
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, who)->required();
    return one;
  };
  by(command("backup", "备份，不影响他人办理 (back up while others work)", back_up),
     "系统管理员账号 (system administrator)")
      ->add_option("-o", words->out, "备份目录 (new folder)")
      ->required();
  by(command("backup-keys", "密钥另存一份，用口令锁住 (a locked copy of the keys)", back_up_keys),
     "安全管理员账号 (security administrator)")
      ->add_option("-o", words->out, "文件 (file)")
      ->required();
  CLI::App* one = command("restore", "恢复成新的工作区 (bring a backup back as a new workspace)", restore);
  one->add_option("backup", words->backup, "备份目录 (the backup)")->required();
  one->add_option("-o", words->out, "新工作区 (new workspace)")->required();
  one->add_option("--keys", words->keys, "密钥目录或密钥备份文件 (folder of keys, or their locked copy)")
      ->required();
  one->add_option("--records", words->url, "空的 PostgreSQL 数据库 (empty database; else SQLite)");
  one = by(
      command("drill", "恢复演练：恢复到别处、核对、比对、登记 (restore elsewhere, verify, compare, record)",
              drill),
      "系统管理员账号 (system administrator)");
  one->add_option("--backup", words->backup, "用这份备份；不写则现做一份 (this backup; else one is made)");
}

}  // namespace qy
