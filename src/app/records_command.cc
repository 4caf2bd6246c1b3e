// What was done, and proofs of it for people elsewhere.
#include <cstdio>
#include <memory>

#include "app/record_commands.h"
#include "app/records.h"
#include "base/disk.h"
#include "leads/act_key.h"
#include "record/act_time.h"

namespace qy {
namespace {

struct RecordWords {
  std::string folder, object, out, by, reason;
  int64_t seq = 0;
};

struct Opened {
  SystemClock clock;
  std::unique_ptr<Workspace> workspace;
  std::unique_ptr<RecordStore> records;

  static Result<std::unique_ptr<Opened>> of(const std::string& folder) {
    auto opened = std::make_unique<Opened>();
    QY_TRY(opened->workspace, Workspace::open(folder));
    QY_TRY(opened->records, open_records(*opened->workspace, opened->clock));
    return opened;
  }
};

Result<void> history(const RecordWords& words) {
  QY_TRY(const auto opened, Opened::of(words.folder));
  QY_TRY(const auto acts, opened->records->history(words.object));
  for (const PastAct& act : acts)
    std::printf("%lld  %s  %s (%s)  %s  %s\n", static_cast<long long>(act.seq), stamp_of(act.at_ms).c_str(),
                act.actor.user.c_str(), act.actor.role.c_str(), act.kind.c_str(),
                act.record ? act.basis.c_str() : "依法删除 (erased by law)");
  if (acts.empty()) std::printf("没有记录 (nothing on record)\n");
  return opened->records->close();
}

Result<void> give(const std::string& out, const std::string& text) {
  if (!out.empty()) return write_file(out, text);
  std::fputs(text.c_str(), stdout);
  return {};
}

Result<void> receipt(const RecordWords& words) {
  QY_TRY(const auto opened, Opened::of(words.folder));
  QY_CHECK(opened->records->close());
  QY_TRY(const LogReader log,
         LogReader::open(opened->workspace->folder() / "log", opened->records->verifier()));
  QY_TRY(const std::string text, log.receipt(words.seq));
  return give(words.out, text);
}

Result<void> checkpoint(const RecordWords& words) {
  QY_TRY(const auto opened, Opened::of(words.folder));
  QY_CHECK(opened->records->close());
  QY_TRY(const LogReader log,
         LogReader::open(opened->workspace->folder() / "log", opened->records->verifier()));
  return give(words.out, log.note());
}

Result<void> confirm_clock(const RecordWords& words) {
  QY_TRY(const auto opened, Opened::of(words.folder));
  const Act act{.key = act_key({"system.clock_confirmed", opened->clock.stamp()}),
                .kind = "system.clock_confirmed",
                .actor = {words.by, "system_administrator"},
                .object = "clock",
                .basis = "",
                .note = words.reason};
  QY_TRY(const Recorded done, opened->records->perform(act));
  std::printf("已确认时钟 %s (confirmed)\n", stamp_of(done.at_ms).c_str());
  return opened->records->close();
}

}  // namespace

void add_records(CommandLine& line) {
  auto words = std::make_shared<RecordWords>();
  CLI::App* command = line.parser.add_subcommand("records", "办理记录与日志 (what was done, and the log)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const RecordWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  sub("history", "一件事项的全部办理记录 (all acts about one matter)", history)
      ->add_option("object", words->object, "事项，如 lead/2026-0001 (the matter)")
      ->required();
  CLI::App* proof = sub("receipt", "一条日志的回执，可离线核验 (proof that an act is in the log)", receipt);
  proof->add_option("seq", words->seq, "日志第几条 (number of the entry)")->required();
  proof->add_option("-o", words->out, "写入文件 (file to write)");
  sub("checkpoint", "签署的检查点，打印或交他处保存 (signed checkpoint, to be kept elsewhere)", checkpoint)
      ->add_option("-o", words->out, "写入文件 (file to write)");
  CLI::App* clock =
      sub("clock", "确认时钟无误 (confirm that the clock is right after a long pause)", confirm_clock);
  clock->add_option("--by", words->by, "系统管理员账号 (system administrator)")->required();
  clock->add_option("--reason", words->reason, "理由 (why)")->required();
}

}  // namespace qy
