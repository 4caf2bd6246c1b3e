#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/content.h"
#include "base/disk.h"
#include "casework/scene_text.h"

namespace qy {
namespace {

Result<void> play_file(const std::string& file) {
  QY_TRY(const auto content, find_content());
  QY_TRY(const ProcedureBook book, ProcedureBook::load(content / "procedures"));
  QY_TRY(const Calendar calendar, Calendar::load(content / "procedures" / "workdays"));
  QY_TRY(const std::string text, read_file(file));
  QY_TRY(const Scene scene, read_scene(text, file, book));
  QY_TRY(const Played played, play(scene, book, calendar));
  if (played.beats.empty()) return invalid(file + "：里面没有一步 (nothing is done in it)");
  const Date last = played.beats.back().act.at.date;
  std::printf("%s\n", timeline_text(scene, played, book, calendar).c_str());
  std::printf("期限 (time limits)\n%s\n", limits_text(played, book, calendar).c_str());
  std::printf(
      "各件现状、可走的下一步和应备文书 (where each matter stands, what may come next, and its "
      "documents)\n%s\n",
      due_text(played, book, last).c_str());
  std::printf("%zu 步 (acts)，%zu 步被拒绝 (refused)，%zu 份文书 (documents)\n", played.beats.size(),
              played.refused, played.file.documents.size());
  return {};
}

}  // namespace

void add_play(CommandLine& line) {
  auto file = std::make_shared<std::string>();
  CLI::App* command = line.parser.add_subcommand("play", "演示一段办案情节 (play a scene of casework)");
  command->add_option("scene", *file, "examples/scenes/*.scene")->required();
  command->callback([&line, file] { line.chosen = [file] { return play_file(*file); }; });
}

}  // namespace qy
