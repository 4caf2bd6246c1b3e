// Who is let in, who keeps out, and the glass that may be broken (rights/access_book.h).
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/desk.h"
#include "app/record_commands.h"
#include "casework/recusals.h"
#include "record/act_time.h"

namespace qy {
namespace {

struct AccessWords {
  std::string folder, by, role, object, user, relation, until, reason, number;
};

Result<std::unique_ptr<Desk>> desk_of(const AccessWords& words) {
  return Desk::open_as(words.folder, words.by, words.role);
}

Result<void> tell_number(Desk& desk, const Result<std::string>& done) {
  QY_CHECK(done);
  std::printf("已登记 %s (recorded)\n", done->c_str());
  return desk.close();
}

Result<void> tell(Desk& desk, const Result<Recorded>& done) {
  QY_CHECK(done);
  std::printf("已登记，日志第 %lld 条 (recorded)\n", static_cast<long long>(done->seq));
  return desk.close();
}

// The last moment of a day, UTC+8.
Result<int64_t> end_of(const std::string& day) {
  if (day.empty()) return int64_t(0);
  QY_TRY(const Date date, Date::from_iso(day));
  return (int64_t(date.days()) + 1) * 86'400'000 - 8 * 3'600'000;
}

Result<void> grant(const AccessWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  QY_TRY(const int64_t until, end_of(words.until));
  return tell_number(*desk, desk->access().grant(
                                {words.object, words.user, words.relation, words.reason, until}, desk->by()));
}

Result<void> recuse(const AccessWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  QY_TRY(const auto out, taken_out_of_all(desk->book(), words.object, words.user));
  QY_TRY(const std::string number,
         desk->access().recuse(words.object, words.user, words.reason, desk->by(), out));
  for (const Change& change : out)
    if (change.table == "matter")
      std::printf("%s 已离开其待办，请重新分办 (off his desk: to be assigned anew)\n", change.id.c_str());
  return tell_number(*desk, number);
}

Result<void> ask(const AccessWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  return tell_number(*desk, desk->access().ask(words.object, words.reason, desk->by()));
}

Result<void> end(const AccessWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  return tell(*desk, desk->access().end(words.number, words.reason, desk->by()));
}

Result<void> open_glass(const AccessWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  return tell(*desk, desk->access().open(words.number, words.reason, desk->by()));
}

Result<void> review(const AccessWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  return tell(*desk, desk->access().review(words.number, words.reason, desk->by()));
}

std::string time_or_dash(const Row& row, const char* field) {
  return row.number(field) == 0 ? "—" : stamp_of(row.number(field));
}

Result<void> list(const AccessWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const auto rows, desk->book().overview("involvement", {}));
  QY_CHECK(desk->log_reading("reading.listed", "involvement", "查看清单：" + std::to_string(rows.size())));
  const int64_t now = desk->clock().now_ms();
  for (const Row& row : rows) {
    const bool unreviewed =
        row.text("relation") == "break_glass" && row.number("from_ms") > 0 && row.text("reviewed_by").empty();
    std::printf("%s  %s  %s  %s  %s 至 %s%s%s\n", row.id.c_str(), row.text("object").c_str(),
                row.text("user_id").c_str(), row.text("relation").c_str(),
                time_or_dash(row, "from_ms").c_str(), time_or_dash(row, "until_ms").c_str(),
                row.number("active") == 1 ? "" : "  未生效或已结束",
                !unreviewed                               ? ""
                : now > row.number("from_ms") + kReviewMs ? "  逾期未审核 (review overdue)"
                                                          : "  待审核 (to be reviewed)");
  }
  return desk->close();
}

}  // namespace

void add_access(CommandLine& line) {
  auto words = std::make_shared<AccessWords>();
  CLI::App* command =
      line.parser.add_subcommand("access", "知悉、分管、回避与紧急查阅 (who is let in, who keeps out)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const AccessWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "办理人账号 (account of who acts)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto act = [&](const char* name, const char* help, Result<void> (*run)(const AccessWords&)) {
    CLI::App* one = sub(name, help, run);
    one->add_option("--as", words->role, "以何职责 (in which role)")->required();
    one->add_option("--reason", words->reason, "理由或审核结论 (why, or what was found)")->required();
    return one;
  };
  const auto object = [&](CLI::App* one) {
    one->add_option("object", words->object, "事项，如 lead/2026-0001 (the matter)")->required();
    return one;
  };
  const auto user = [&](CLI::App* one) {
    one->add_option("--user", words->user, "对象账号 (whose)")->required();
    return one;
  };
  CLI::App* one = user(object(act("grant", "给予 (let somebody in)", grant)));
  one->add_option("--relation", words->relation,
                  "assistant 协办, reviewer 审理, leader_in_charge 分管, need_to_know 知情")
      ->required();
  one->add_option("--until", words->until, "至何日 YYYY-MM-DD (last day)");
  user(object(act("recuse", "回避：本人申报，或由主要负责人决定 (recusal)", recuse)));
  object(act("ask", "申请紧急查阅 (ask to break the glass)", ask));
  for (const auto& [name, help, run] :
       {std::tuple{"end", "结束 (end it)", &end},
        {"open", "批准紧急查阅，60 分钟 (open it for 60 minutes)", &open_glass},
        {"review", "事后审核 (review it afterwards)", &review}})
    act(name, help, run)->add_option("number", words->number, "编号 (its number)")->required();
  sub("list", "列出 (list)", list);
}

}  // namespace qy
