#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/content.h"
#include "app/records.h"
#include "base/disk.h"
#include "casework/entry_time.h"
#include "casework/record_stage.h"
#include "casework/scene_text.h"

namespace qy {
namespace {

struct PlayWords {
  std::string scene, folder;
};

Result<void> tell(const Scene& scene, const Played& played, const ProcedureBook& book,
                  const Calendar& calendar) {
  if (played.beats.empty()) return invalid(scene.name + "：里面没有一步 (nothing is done in it)");
  const Date last = played.beats.back().act.at.date;
  std::printf("%s\n", timeline_text(scene, played, book, calendar).c_str());
  std::printf("期限 (time limits)\n%s\n", limits_text(played.file, book, calendar).c_str());
  std::printf(
      "各件现状、可走的下一步（经办、审批、应备文书） (where each matter stands, and what may come "
      "next: by whom, approved by whom, with which documents)\n%s\n",
      due_text(played.file, book, last).c_str());
  std::printf("%zu 步 (acts)，%zu 步被拒绝 (refused)，%zu 份文书 (documents)\n", played.beats.size(),
              played.refused, played.file.documents.size());
  return {};
}

// A scene is made up: it is written into a workspace that holds no record of anything real.
Result<void> play_on_record(const Scene& scene, const std::string& folder, const ProcedureBook& book,
                            const Calendar& calendar) {
  QY_TRY(const auto workspace, Workspace::open(folder));
  if (has_records(*workspace))
    return Error{
        Code::conflict,
        folder +
            " 已有办理记录，情节没有写入：请用 qingyuan init 另建一个工作区来演示 (holds records: the "
            "scene was not written; make a workspace for it with qingyuan init)"};
  SceneClock clock;
  clock.set(ms_of(first_moment(scene)));
  QY_TRY(const auto records, open_records(*workspace, clock));
  RecordStage stage(scene, *records, book, calendar, clock);
  QY_TRY(const Played played, play_on(stage, scene, book));
  QY_CHECK(tell(scene, played, book, calendar));
  QY_CHECK(records->close());
  if (stage.number().empty()) return {};
  QY_TRY(const LogReader log, LogReader::open(workspace->folder() / "log", records->verifier()));
  QY_TRY(const std::string receipt, log.receipt(stage.last().seq));
  std::printf(
      "\n案卷 (file) %s，日志 %lld 条 (entries in the log)。最后一步的回执 (receipt of the last act)：\n%s",
      stage.number().c_str(), static_cast<long long>(log.head().size), receipt.c_str());
  return {};
}

Result<void> play_file(const PlayWords& words) {
  QY_TRY(const auto content, find_content());
  QY_TRY(const ProcedureBook book, ProcedureBook::load(content / "procedures"));
  QY_TRY(const Calendar calendar, Calendar::load(content / "procedures" / "workdays"));
  QY_TRY(const std::string text, read_file(words.scene));
  QY_TRY(const Scene scene, read_scene(text, words.scene, book));
  if (!words.folder.empty()) return play_on_record(scene, words.folder, book, calendar);
  QY_TRY(const Played played, play(scene, book, calendar));
  return tell(scene, played, book, calendar);
}

}  // namespace

void add_play(CommandLine& line) {
  auto words = std::make_shared<PlayWords>();
  CLI::App* command = line.parser.add_subcommand("play", "演示一段办案情节 (play a scene of casework)");
  command->add_option("scene", words->scene, "examples/scenes/*.scene")->required();
  command->add_option(
      "-w,--workspace", words->folder,
      "逐步写入这个空的工作区，记录和日志都在 (write each act into this empty workspace, with its log)");
  command->callback([&line, words] { line.chosen = [words] { return play_file(*words); }; });
}

}  // namespace qy
