// What was done, and proofs of it for people elsewhere.
#include <cstdio>
#include <memory>

#include "app/checkpoint_sheet.h"
#include "app/desk.h"
#include "app/record_commands.h"
#include "base/disk.h"
#include "leads/act_key.h"
#include "record/act_time.h"
#include "store/publishing.h"

namespace qy {
namespace {

struct RecordWords {
  std::string folder, object, out, by, reason, sheet;
  int64_t seq = 0;
};

Result<void> history(const RecordWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const auto acts, desk->book().history(words.object));
  if (!acts.empty()) QY_CHECK(desk->log_reading("reading.opened", words.object, words.reason));
  for (const PastAct& act : acts)
    std::printf("%lld  %s  %s (%s)  %s  %s\n", static_cast<long long>(act.seq), stamp_of(act.at_ms).c_str(),
                act.actor.user.c_str(), act.actor.role.c_str(), act.kind.c_str(),
                act.record ? act.basis.c_str() : "依法删除 (erased by law)");
  if (acts.empty()) std::printf("没有记录 (nothing on record)\n");
  return desk->close();
}

Result<void> give(const std::string& out, const std::string& text) {
  if (!out.empty()) return write_file(out, text);
  std::fputs(text.c_str(), stdout);
  return {};
}

// The object of an entry: its fourth line (docs/records.md).
std::string object_of(const std::string& entry) {
  size_t from = 0;
  for (int line = 0; line < 3; ++line) from = entry.find('\n', from) + 1;
  return entry.substr(from, entry.find('\n', from) - from);
}

struct Given {
  std::string object, text;
};

// not_found where there is no such entry.
Result<Given> proof_of(Desk& desk, int64_t seq) {
  const auto folder = desk.workspace().folder();
  QY_TRY(const auto still, lock_publishing(folder));
  QY_TRY(const LogReader log, LogReader::open(folder / "log", desk.store().verifier()));
  QY_TRY(const std::string entry, log.entry(seq));
  QY_TRY(const std::string text, log.receipt(seq));
  return Given{object_of(entry), text};
}

Result<void> receipt(const RecordWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_CHECK(desk->store().publish());
  const auto proof = proof_of(*desk, words.seq);
  if (!proof.ok() && proof.error().code != Code::not_found) return proof.error();
  bool readable = false;
  if (proof.ok()) {
    QY_TRY(readable, desk->book().may(Operation::read, proof->object));
  }
  if (!readable)  // one that is not there, and one that is not his to know of
    return not_found("日志里没有可以出具回执的第 " + std::to_string(words.seq) +
                     " 条 (no entry of that number that a receipt could be given of)");
  QY_CHECK(desk->log_reading("reading.exported", proof->object, words.reason));
  QY_CHECK(give(words.out, proof->text));
  return desk->close();
}

// Nothing of any matter is in it.
Result<void> checkpoint(const RecordWords& words) {
  const SystemClock clock;
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const auto records, open_records(*workspace, clock));
  QY_CHECK(records->close());
  QY_TRY(const LogReader log, LogReader::open(workspace->folder() / "log", records->verifier()));
  if (words.sheet.empty()) return give(words.out, log.note());
  QY_TRY(const std::string sheet, checkpoint_sheet(log.note(), workspace->settings().unit, clock.stamp()));
  QY_CHECK(write_file(words.sheet, sheet));
  std::printf("%s：打印、签名，由另一部门保管 (print it, sign it, have another department keep it)\n",
              words.sheet.c_str());
  return {};
}

Result<void> confirm_clock(const RecordWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "system_administrator"));
  const Act act{.key = act_key({"system.clock_confirmed", desk->clock().stamp()}),
                .kind = "system.clock_confirmed",
                .actor = desk->by(),
                .object = "clock",
                .basis = "",
                .note = words.reason};
  QY_TRY(const Recorded done, desk->book().perform(act));
  std::printf("已确认时钟 %s (confirmed)\n", stamp_of(done.at_ms).c_str());
  return desk->close();
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
  add_readings(line, *command);
  const auto reading = [&](CLI::App* one) {
    one->add_option("--by", words->by, "查阅人账号 (account of who looks)")->required();
    one->add_option("--purpose", words->reason, "用途 (what for)")->required();
    return one;
  };
  reading(sub("history", "一件事项的全部办理记录 (all acts about one matter)", history))
      ->add_option("object", words->object, "事项，如 lead/2026-0001 (the matter)")
      ->required();
  CLI::App* proof =
      reading(sub("receipt", "一条日志的回执，可离线核验 (proof that an act is in the log)", receipt));
  proof->add_option("seq", words->seq, "日志第几条 (number of the entry)")->required();
  proof->add_option("-o", words->out, "写入文件 (file to write)");
  CLI::App* kept = sub(
      "checkpoint", "签署的检查点，打印或交他处保存 (signed checkpoint, to be kept elsewhere)", checkpoint);
  kept->add_option("-o", words->out, "写入文件 (file to write)");
  kept->add_option("--sheet", words->sheet,
                   "每周打印件，带二维码 (page to print every week, with a QR code)");
  CLI::App* clock =
      sub("clock", "确认时钟无误 (confirm that the clock is right after a long pause)", confirm_clock);
  clock->add_option("--by", words->by, "系统管理员账号 (system administrator)")->required();
  clock->add_option("--reason", words->reason, "理由 (why)")->required();
}

}  // namespace qy
