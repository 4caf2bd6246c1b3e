#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/workspace.h"
#include "base/disk.h"
#include "ingest/importer.h"
#include "ingest/quality_report.h"

namespace qy {
namespace {

struct QualityWords {
  std::string folder, html, json;
  bool each_file = false, english = false;
};

Result<void> report(const QualityWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(std::vector<Quality> sources, stored_qualities(workspace->folder()));
  if (!words.each_file) sources = by_profile(sources);
  const Language language = words.english ? Language::english : Language::chinese;
  for (const Quality& source : sources) std::fputs(to_text(source, language).c_str(), stdout);
  if (!words.json.empty()) QY_CHECK(write_file(words.json, quality_document(sources).dump(1) + "\n"));
  if (!words.html.empty())
    QY_CHECK(
        write_file(words.html, to_html(sources, workspace->settings().unit + "：来源文件质量", language)));
  return {};
}

}  // namespace

void add_quality(CommandLine& line) {
  auto words = std::make_shared<QualityWords>();
  CLI::App* command =
      line.parser.add_subcommand("quality", "来源文件的质量，先看它再筛查 (the quality of each source)");
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  command->add_option("--html", words->html, "写出 HTML (write a page)");
  command->add_option("--json", words->json, "写出 JSON (write JSON)");
  command->add_flag("--each-file", words->each_file, "逐个文件，不按来源合并 (file by file)");
  command->add_flag("--english", words->english, "英文 (in English)");
  command->callback([&line, words] { line.chosen = [words] { return report(*words); }; });
}

}  // namespace qy
