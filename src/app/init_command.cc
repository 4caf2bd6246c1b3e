#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/workspace.h"

namespace qy {

void add_init(CommandLine& line) {
  struct Words {
    std::string folder, seal = "intl", unit = "（未命名单位）";
  };
  auto words = std::make_shared<Words>();
  CLI::App* command = line.parser.add_subcommand("init", "新建工作区 (make a workspace)");
  command->add_option("folder", words->folder, "工作区文件夹 (its folder)")->required();
  command->add_option("--seal", words->seal, "密码体系 intl 或 gm (cryptographic profile)")
      ->check(CLI::IsMember({"intl", "gm"}));
  command->add_option("--unit", words->unit, "单位名称 (name of the office)");
  command->callback([&line, words] {
    line.chosen = [words]() -> Result<void> {
      QY_CHECK(Workspace::create(words->folder, words->seal == "gm" ? SealProfile::gm : SealProfile::intl,
                                 words->unit));
      std::printf("已建立工作区 %s。下一步：qingyuan ingest -w %s 文件…\n", words->folder.c_str(),
                  words->folder.c_str());
      return {};
    };
  });
}

}  // namespace qy
