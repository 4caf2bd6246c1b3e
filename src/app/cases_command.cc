// qingyuan cases: real files (案卷), one step at a time. A step is written as a line of a scene is (casework/scene.h):
//
//   qingyuan cases do 2026-0001 h1+h2 核实甲 verification.open 附 齐 批 head deputy chief -w county
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/case_material_command.h"
#include "app/case_room.h"
#include "app/record_commands.h"
#include "base/json.h"
#include "casework/case_timeline.h"
#include "casework/desk.h"
#include "casework/entry_time.h"
#include "casework/scene_text.h"

namespace qy {
namespace {

struct CaseWords {
  std::string folder, by, file, to, key, note, purpose, set = "B";
  NewCaseFile added;
  std::vector<std::string> known, line;
  int64_t most = 50;
  bool as_json = false, everybody = false;
};

Result<void> tell_recusals(CaseRoom& room, const std::string& number) {
  QY_TRY(const auto rows, room.guarded->select("case_file", {{"id", number}}));
  for (const Row& row : rows) {
    QY_TRY(const std::string told, room.recusals_told(row));
    std::fputs(told.c_str(), stdout);
  }
  return {};
}

Result<void> open(const CaseWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  NewCaseFile file = words.added;
  file.facts.insert(words.known.begin(), words.known.end());
  QY_TRY(const std::string number, room->cases->open(file, {{words.by, ""}, words.key, "", words.note}));
  std::printf("已建案卷 %s (opened)\n", number.c_str());
  QY_CHECK(tell_recusals(*room, number));
  return room->records->close();
}

std::string joined_line(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

// Where the file stands now, and what may come next.
void tell_standing(const CaseRoom& room, const CaseFile& file) {
  std::printf("期限 (time limits)\n%s", limits_text(file, room.procedures, room.calendar).c_str());
  std::printf("现状和可走的下一步 (where it stands, and what may come next)\n%s",
              due_text(file, room.procedures, room.clock.today()).c_str());
}

Result<void> do_step(const CaseWords& words) {
  // Who acts first writes it down, unless somebody else says so.
  const std::string& line = words.line.front();
  QY_TRY(const auto room,
         CaseRoom::open_for(words.folder, words.by.empty() ? line.substr(0, line.find('+')) : words.by));
  QY_TRY(const FileOnRecord before, room->cases->read(words.file));
  const Moment now = moment_of(room->clock.now_ms());
  QY_TRY(const SceneAct written, read_scene_act(joined_line(words.line), before.file, now, room->procedures));
  QY_TRY(const CaseAct act, spelled_out(written, room->procedures, before.file));
  const std::string by = words.by.empty() ? act.officers.front() : words.by;
  QY_TRY(const StepOutcome outcome,
         room->cases->act(words.file, act,
                          {{by, ""}, words.key, words.to.empty() ? written.holder : words.to, words.note}));
  if (outcome.refusal) return Error{Code::forbidden, "未登记：" + outcome.refusal->text()};
  std::printf("已登记，日志第 %lld 条%s (recorded)\n", static_cast<long long>(outcome.recorded.seq),
              outcome.recorded.repeated ? "，此前已登记过" : "");
  QY_TRY(const FileOnRecord after, room->cases->read(words.file));
  QY_CHECK(tell_recusals(*room, words.file));
  tell_standing(*room, after.file);
  return room->records->close();
}

Result<void> show(const CaseWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const FileOnRecord found, room->cases->read(words.file));
  QY_CHECK(room->log_reading("reading.opened", "case_file/" + words.file, words.purpose));
  QY_TRY(const std::string timeline, timeline_of(*room->guarded, words.file, found, room->procedures));
  std::printf("案卷 %s  %s  %s\n\n%s\n", found.row.id.c_str(), found.row.text("state").c_str(),
              found.row.text("title").c_str(), timeline.c_str());
  for (const std::string& officer : found.file.recused)
    if (!found.file.found_ground.contains(officer)) std::printf("回避 (recused)：%s\n", officer.c_str());
  QY_CHECK(tell_recusals(*room, words.file));
  tell_standing(*room, found.file);
  return room->records->close();
}

Result<void> list(const CaseWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const auto rows, room->guarded->list({"case_file", {}, "id", words.most}));
  QY_CHECK(room->log_reading("reading.listed", "case_file", "查看清单：" + std::to_string(rows.size())));
  Json all = Json::array();
  for (const Row& row : rows) {
    all.push_back({{"id", row.id},
                   {"state", row.text("state")},
                   {"title", row.text("title")},
                   {"lead", row.text("lead")},
                   {"filed_on", row.text("filed_on")},
                   {"closed_on", row.text("closed_on")},
                   {"progress_at", row.text("progress_at")}});
    if (!words.as_json)
      std::printf("%s  %s  %s  %s\n", row.id.c_str(), row.text("progress_at").c_str(),
                  row.text("state").c_str(), row.text("title").c_str());
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  return room->records->close();
}

const char* chinese_of(AlertColour colour) {
  switch (colour) {
    case AlertColour::none:
      return "　";
    case AlertColour::blue:
      return "蓝";
    case AlertColour::yellow:
      return "黄";
    case AlertColour::red:
      return "红";
  }
  return "";
}

std::string item_text(const DeskItem& item, const ProcedureBook& book) {
  const Procedure& procedure = *book.procedure(item.procedure);
  std::string text = std::string(chinese_of(item.colour)) + "  " + item.file + "  " + item.matter + "（" +
                     procedure.title + "）" + procedure.state(item.state)->title;
  if (item.due_at.empty()) return text + "，没有正在计算的期限 (no limit runs)\n";
  text += "，" + item.limit + " " + book.limit(item.limit)->title + " " + item.due_at + " 届满";
  text += item.days_left < 0 ? "，已超期" : "，还有 " + std::to_string(item.days_left) + " 天";
  if (item.is_incident) text += "；限制人身自由已届满而未解除，立即报告主要负责人、案管和上级 (incident)";
  return text + "\n";
}

Result<void> due(const CaseWords& words) {
  if (words.by.empty()) return invalid("写明 --by 账号 (say whose: --by)");
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const AlertSet colours, room->colours(words.set));
  QY_TRY(const auto items, desk_of(*room->guarded, {words.everybody ? "" : words.by, words.most},
                                   room->procedures, colours, moment_of(room->clock.now_ms())));
  QY_CHECK(
      room->log_reading("reading.listed", "case_file",
                        (words.everybody ? "查看全部待办：" : "查看待办：") + std::to_string(items.size())));
  Json all = Json::array();
  for (const DeskItem& item : items) {
    if (!words.as_json) std::fputs(item_text(item, room->procedures).c_str(), stdout);
    all.push_back({{"file", item.file},
                   {"matter", item.matter},
                   {"procedure", item.procedure},
                   {"state", item.state},
                   {"holder", item.holder},
                   {"due_at", item.due_at},
                   {"limit", item.limit},
                   {"days_left", item.due_at.empty() ? Json() : Json(item.days_left)},
                   {"colour", std::string(name_of(item.colour))},
                   {"actions", item.actions},
                   {"tell", item.tell},
                   {"incident", item.is_incident}});
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  if (!words.as_json && items.empty()) std::printf("没有待办 (nothing to do)\n");
  return room->records->close();
}

}  // namespace

void add_cases(CommandLine& line) {
  auto words = std::make_shared<CaseWords>();
  CLI::App* command =
      line.parser.add_subcommand("cases", "案卷：办理、期限、待办 (files: steps, limits, to-dos)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const CaseWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto acting = [&](CLI::App* one, bool required) {
    CLI::Option* by = one->add_option("--by", words->by, "登记人账号 (account of who writes it down)");
    if (required) by->required();
    one->add_option("--key", words->key,
                    "这一次登记的编号，重办时写同一个 (key of this act: the same when it is asked again)");
    one->add_option("--note", words->note, "理由、说明 (reasons)");
    return one;
  };
  const auto numbered = [&](CLI::App* one) {
    one->add_option("file", words->file, "案卷号 (number of the file)")->required();
    return one;
  };
  CLI::App* one = acting(sub("open", "建卷 (open a file)", open), true);
  one->add_option("--title", words->added.title, "名称 (title)");
  one->add_option("--lead", words->added.lead, "由此线索建卷 (of this lead)");
  one->add_option("--report", words->added.report, "检举控告件编号 (of this report)");
  one->add_option("--person", words->added.subject, "被反映人编号 (number of the person concerned)");
  one->add_option("--known", words->known, "已知的事实，见 procedures/shared/facts.yaml (facts)");
  one = numbered(acting(
      sub("do", "办一步，写法同情节的一行 (do one step, written as a line of a scene)", do_step), false));
  one->add_option("line", words->line,
                  "经办人+经办人 事项 步骤 附 文书… 批 审批人… (officers matter step with … approved …)")
      ->required();
  one->add_option("--to", words->to, "办后交到谁手中 (on whose desk it goes)");
  const auto looking = [&](CLI::App* it) {
    it->add_option("--by", words->by, "查阅人账号 (account of who looks)")->required();
    return it;
  };
  looking(numbered(
              sub("show", "经过、期限、下一步，记入日志 (course, limits, what may come next; logged)", show)))
      ->add_option("--purpose", words->purpose, "用途 (what for)")
      ->required();
  one = looking(sub("list", "列出有权查阅的 (those one may read)", list));
  one->add_option("--most", words->most, "最多几件 (at most)");
  one->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  one = sub("due", "待办，先到期的在前 (to-dos, nearest deadline first)", due);
  one->add_option("--by", words->by, "谁的 (whose)");
  one->add_flag("--everybody", words->everybody, "有权查阅的全部 (everybody's, as far as one may read)");
  one->add_option("--set", words->set, "督办颜色规则 A、B、C (set of colours)");
  one->add_option("--most", words->most, "最多几件 (at most)");
  one->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  add_case_material(line, *command);
  add_case_submissions(line, *command);
  add_case_recusals(line, *command);
}

}  // namespace qy
