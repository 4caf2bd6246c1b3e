// qingyuan office load FILE: rooms, posts and accounts of the office, from a file that a person keeps (casework/office_file.h).
#include <cstdio>
#include <memory>

#include "app/record_commands.h"
#include "app/records.h"
#include "base/disk.h"
#include "casework/office_file.h"
#include "leads/act_key.h"
#include "rights/guarded_book.h"
#include "text/yaml.h"

namespace qy {
namespace {

struct OfficeWords {
  std::string folder, file, by;
};

Result<Recorded> perform_guarded(const Workspace& workspace, RecordStore& records, const Act& act,
                                 const Clock& clock) {
  QY_TRY(const Rights rights, Rights::load(workspace.content() / "rights"));
  QY_TRY(Asker asker, asker_in(records, act.actor.user, act.actor.role));
  return GuardedBook(records, rights, std::move(asker), clock).perform(act);
}

Result<void> load(const OfficeWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const Yaml file, Yaml::load(words.file));
  QY_TRY(const std::string text, read_file(words.file));
  const SystemClock clock;
  QY_TRY(const auto records, open_records(*workspace, clock));
  QY_TRY(auto changes, office_changes(*records, file));
  if (changes.empty()) {
    std::printf("与登记的一致，未作改动 (as it is on record: nothing changed)\n");
    return records->close();
  }
  QY_TRY(const auto accounts, records->select("user_account", {}));
  Act act{.key = act_key({"system.office_loaded", text, std::to_string(clock.now_ms())}),
          .kind = "system.office_loaded",
          .actor = {words.by, "security_administrator"},
          .object = "office",
          .basis = "监察法实施条例290",
          .note = "office load"};
  act.changes = std::move(changes);
  const bool first = accounts.empty();  // the first office has nobody yet who could load it
  if (first) act.actor = {"system", "system"};
  QY_TRY(const Recorded done,
         first ? records->perform(act) : perform_guarded(*workspace, *records, act, clock));
  std::printf("已登记 %zu 处，日志第 %lld 条 (recorded, entry %lld of the log)\n", act.changes.size(),
              static_cast<long long>(done.seq), static_cast<long long>(done.seq));
  return records->close();
}

}  // namespace

void add_office(CommandLine& line) {
  auto words = std::make_shared<OfficeWords>();
  CLI::App* command = line.parser.add_subcommand("office", "机构、职务与账号 (rooms, posts and accounts)");
  command->require_subcommand(1);
  CLI::App* loading = command->add_subcommand("load", "按文件登记 (record what a file says)");
  loading->add_option("file", words->file, "YAML 文件 (file)")->required();
  loading->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  loading->add_option("--by", words->by, "安全管理员账号，首次登记不需要 (security administrator)");
  loading->callback([&line, words] { line.chosen = [words] { return load(*words); }; });
  add_office_passwords(line, *command);
}

}  // namespace qy
