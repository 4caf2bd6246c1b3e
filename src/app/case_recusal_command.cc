// Parts of `qingyuan cases`: who is concerned in a file, and who keeps out of it (casework/recusals.h).
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/case_material_command.h"
#include "app/case_room.h"
#include "app/recusals_text.h"
#include "base/json.h"
#include "record/officer_tie.h"

namespace qy {
namespace {

struct RecusalWords {
  std::string folder, by, file, officer, grounds, to, note, key;
  std::vector<std::string> persons, units;
  bool as_json = false;

  CaseEntry entry() const { return {{by, ""}, key, "", note, {}}; }
};

Result<void> concern(const RecusalWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const Recorded done, room->cases->concern(words.file, words.persons, words.units, words.entry()));
  std::printf("已登记，日志第 %lld 条 (recorded)\n", static_cast<long long>(done.seq));
  QY_TRY(const Row row, room->guarded->find("case_file", words.file));
  QY_TRY(const std::string told, room->recusals_told(row));
  std::fputs(told.c_str(), stdout);
  return room->records->close();
}

Result<void> recuse(const RecusalWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const Recorded done,
         room->cases->recuse(words.file, words.officer, words.grounds, words.to, words.entry()));
  std::printf("已登记回避，日志第 %lld 条 (recorded)\n", static_cast<long long>(done.seq));
  return room->records->close();
}

Result<void> clear(const RecusalWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const Recorded done, room->cases->clear_recusal(words.file, words.officer, words.entry()));
  std::printf("已登记不需回避，日志第 %lld 条 (recorded: he may take part)\n",
              static_cast<long long>(done.seq));
  return room->records->close();
}

// What waits for the chief.
Result<void> list(const RecusalWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const auto waiting, recusals_to_decide(*room->guarded));
  QY_CHECK(
      room->log_reading("reading.listed", "case_file", "待决定的回避：" + std::to_string(waiting.size())));
  Json all = Json::array();
  for (const RecusalToDecide& one : waiting) {
    all.push_back({{"file", one.file},
                   {"officer", one.officer},
                   {"grounds", one.grounds},
                   {"since", one.since},
                   {"found", one.found.has_value()}});
    if (words.as_json) continue;
    const std::string why = one.found ? said_of(*one.found, said(std::string_view(one.officer))).text()
                                      : one.officer + " 本人申报 (declared by himself)";
    std::printf("%s  %s  %s  %s\n", one.file.c_str(), one.grounds.c_str(), one.since.c_str(), why.c_str());
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  if (!words.as_json && waiting.empty()) std::printf("没有待决定的回避 (nothing to decide)\n");
  return room->records->close();
}

}  // namespace

void add_case_recusals(CommandLine& line, CLI::App& cases) {
  auto words = std::make_shared<RecusalWords>();
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const RecusalWords&)) {
    CLI::App* one = cases.add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "登记人账号 (account of who writes it down)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto on_file = [&](const char* name, const char* help, Result<void> (*run)(const RecusalWords&)) {
    CLI::App* one = sub(name, help, run);
    one->add_option("file", words->file, "案卷号 (number of the file)")->required();
    one->add_option("--key", words->key,
                    "这一次登记的编号，重办时写同一个 (key of this act: the same when it is asked again)");
    one->add_option("--note", words->note, "理由、说明 (reasons)");
    return one;
  };
  CLI::App* one = on_file("concern", "登记涉及的人员、单位 (who is concerned)", concern);
  one->add_option("--person", words->persons, "人员编号 (numbers of persons)");
  one->add_option("--unit", words->units, "单位代码 (codes of units)");
  one = on_file("recuse", "决定回避，移交手中事项 (recusal: access ends, matters go on elsewhere)", recuse);
  one->add_option("officer", words->officer, "回避人账号 (who)")->required();
  one->add_option("--grounds", words->grounds,
                  "near_relative 近亲属, witness 证人, interest 利害关系, other 其他")
      ->required()
      ->check(CLI::IsMember({"near_relative", "witness", "interest", "other"}));
  one->add_option("--to", words->to, "手中事项移交给谁 (who goes on)");
  one = on_file("clear", "决定不需回避，写明理由 (it is no ground: he may take part)", clear);
  one->add_option("officer", words->officer, "账号 (who)")->required();
  sub("recusals", "待主要负责人决定的回避 (recusals that wait for the chief)", list)
      ->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
}

}  // namespace qy
