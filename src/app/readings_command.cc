// qingyuan records readings: who looked at what, when, and what for (leads/readings.h).
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/desk.h"
#include "app/record_commands.h"
#include "base/json.h"
#include "leads/readings.h"
#include "record/act_time.h"
#include "store/publishing.h"

namespace qy {
namespace {

struct ReadingWords {
  std::string folder, by;
  ReadingFilter filter;
  bool as_json = false;
};

Result<std::vector<Reading>> readings(Desk& desk, const ReadingFilter& filter) {
  const auto folder = desk.workspace().folder();
  QY_CHECK(desk.store().publish());
  QY_TRY(const auto still, lock_publishing(folder));
  QY_TRY(const LogReader log, LogReader::open(folder / "log", desk.store().verifier()));
  return readings_of(log, desk.store(), filter);
}

Result<void> list(const ReadingWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const bool may, desk->book().may(Operation::list, "reading"));
  if (!may)
    return Error{Code::forbidden,
                 "查阅登记由审计管理员和干部监督查看 (for the audit administrator and cadre supervision)"};
  QY_TRY(const auto found, readings(*desk, words.filter));
  QY_CHECK(desk->log_reading("reading.listed", "reading", "查看查阅登记：" + std::to_string(found.size())));
  Json all = Json::array();
  for (const Reading& reading : found) {
    all.push_back({{"entry", reading.seq},
                   {"at", stamp_of(reading.at_ms)},
                   {"user", reading.user},
                   {"role", reading.role},
                   {"kind", reading.kind},
                   {"object", reading.object},
                   {"purpose", reading.purpose}});
    if (!words.as_json)
      std::printf("%lld  %s  %s (%s)  %s  %s  %s\n", static_cast<long long>(reading.seq),
                  stamp_of(reading.at_ms).c_str(), reading.user.c_str(), reading.role.c_str(),
                  reading.kind.c_str(), reading.object.c_str(), reading.purpose.c_str());
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  if (found.empty() && !words.as_json) std::printf("没有查阅 (nobody looked)\n");
  return desk->close();
}

}  // namespace

void add_readings(CommandLine& line, CLI::App& records) {
  auto words = std::make_shared<ReadingWords>();
  CLI::App* one = records.add_subcommand("readings", "谁看了什么、为什么 (who looked at what, and what for)");
  one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  one->add_option("--by", words->by, "账号 (account)")->required();
  one->add_option("--user", words->filter.user, "只看此人的 (of this account)");
  one->add_option("--object", words->filter.object, "只看此件的 (of this matter)");
  one->add_option("--from", words->filter.from, "自何日 YYYY-MM-DD (from this day)");
  one->add_option("--to", words->filter.to, "至何日 YYYY-MM-DD (to this day)");
  one->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  one->callback([&line, words] { line.chosen = [words] { return list(*words); }; });
}

}  // namespace qy
