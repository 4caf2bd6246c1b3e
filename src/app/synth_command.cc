#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/content.h"
#include "app/progress.h"
#include "synth/county.h"

namespace qy {
namespace {

Result<void> make_county(SynthOptions options) {
  {
    ProgressLine progress;
    const auto expected = double(options.people) * 20;
    options.progress = [&](const std::string& file, int64_t rows) {
      progress.show(file, double(rows) / expected);
    };
    QY_TRY(const SynthReport report, write_county(options));
    std::printf(
        "%s：%zu 个文件，%lld 行；人口 %lld，补贴发放 %lld 笔，单位支付 %lld 笔；埋设问题 %d "
        "处，正当的相似情形 %d 处\n",
        options.out.c_str(), report.files.size(), static_cast<long long>(report.rows),
        static_cast<long long>(report.people), static_cast<long long>(report.subsidy_payments),
        static_cast<long long>(report.unit_payments), report.wrongdoings, report.lookalikes);
  }
  return {};
}

// "test" is examples/synth/test.yaml of the content that ships; whatever has a dot or a slash is a file.
Result<std::filesystem::path> setting_file(const std::string& name) {
  if (name.find_first_of("./") != std::string::npos || name.empty()) return std::filesystem::path(name);
  QY_TRY(const auto content, find_content());
  const auto file = content / "examples" / "synth" / (name + ".yaml");
  if (!std::filesystem::exists(file))
    return not_found("没有名为 " + name + " 的练习县设置 (there is no setting " + file.string() + ")");
  return file;
}

}  // namespace

void add_synth(CommandLine& line) {
  CLI::App* command = line.parser.add_subcommand("synth", "练习数据 (data to practise on)");
  command->require_subcommand(1);
  auto options = std::make_shared<SynthOptions>();
  auto out = std::make_shared<std::string>();
  auto setting = std::make_shared<std::string>();
  CLI::App* county =
      command->add_subcommand("county", "虚构一个县 (a made-up county, with the truth beside it)");
  county->add_option("--people", options->people, "人口 (people)");
  county->add_option("--seed", options->seed, "种子 (seed)");
  county->add_option(
      "--setting", *setting,
      "另一组比例：examples/synth 下的名字或一个文件 (other rates and mixes: a name or a file)");
  county->add_option("--unit-payments", options->unit_payments,
                     "单位支付笔数，0 为按人口 (payments of units)");
  county->add_option("-o,--out", *out, "输出文件夹 (folder to write)")->required();
  county->callback([&line, options, out, setting] {
    line.chosen = [options, out, setting]() -> Result<void> {
      options->out = *out;
      QY_TRY(options->setting, setting_file(*setting));
      return make_county(*options);
    };
  });
}

}  // namespace qy
