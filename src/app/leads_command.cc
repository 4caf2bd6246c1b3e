// Leads: accepted from findings, taken in from elsewhere, put together, concluded. (leads/lead_book.h)
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/calendar_command.h"
#include "app/latest_findings.h"
#include "app/record_commands.h"
#include "app/records.h"
#include "base/json.h"
#include "leads/lead_book.h"
#include "leads/lead_source.h"
#include "leads/report_json.h"

namespace qy {
namespace {

struct LeadWords {
  std::string folder, by, finding, lead, other, reason, outcome, day, receipt;
  NewLead added;
  bool as_json = false;
};

// What each command is given: the records open, and who acts, as case management.
struct Desk {
  SystemClock clock;
  std::unique_ptr<Workspace> workspace;
  std::unique_ptr<RecordStore> records;
  Actor by;

  static Result<std::unique_ptr<Desk>> open(const LeadWords& words) {
    auto desk = std::make_unique<Desk>();
    QY_TRY(desk->workspace, Workspace::open(words.folder));
    QY_TRY(desk->records, open_records(*desk->workspace, desk->clock));
    desk->by = {words.by, "case_management"};
    return desk;
  }
  LeadBook leads() { return LeadBook(*records, clock); }
  FindingWay findings() { return FindingWay(*records, clock); }
};

Result<void> tell(Desk& desk, const Result<Recorded>& done) {
  QY_CHECK(done);
  std::printf("已登记，日志第 %lld 条%s (recorded)\n", static_cast<long long>(done->seq),
              done->repeated ? "，此前已登记过" : "");
  return desk.records->close();
}

Result<void> accept(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  QY_TRY(const FindingFacts finding, finding_on_record(*desk->workspace, words.finding));
  QY_TRY(const std::string id, desk->findings().accept(finding, words.reason, desk->by));
  std::printf("已受理为线索 %s (accepted as a lead)\n", id.c_str());
  return desk->records->close();
}

Result<void> give_back(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  QY_TRY(const FindingFacts finding, finding_on_record(*desk->workspace, words.finding));
  return tell(*desk, desk->findings().give_back(finding.fingerprint, words.reason, desk->by));
}

Result<void> add(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  NewLead lead = words.added;
  if (lead.received_on.empty()) lead.received_on = desk->clock.today().iso();
  QY_TRY(const std::string id, desk->leads().add(lead, desk->by));
  std::printf("已登记线索 %s (registered)\n", id.c_str());
  return desk->records->close();
}

Result<void> list(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  QY_TRY(const auto rows, desk->records->select("lead", {}));
  Json all = Json::array();
  for (const Row& row : rows) {
    const LeadSource* source = lead_source(row.text("source"));
    const std::string from(source == nullptr ? "大数据监督发现" : source->chinese);
    all.push_back({{"id", row.id},
                   {"state", row.text("state")},
                   {"source", row.text("source")},
                   {"received_on", row.text("received_on")},
                   {"summary", row.text("summary")},
                   {"finding", row.text("finding")},
                   {"rule", row.text("rule")},
                   {"quick_track", row.number("quick_track") == 1},
                   {"merged_into", row.text("merged_into")},
                   {"outcome", row.text("outcome")}});
    if (words.as_json) continue;
    std::printf("%s  %s  %s  %s%s%s  %s\n", row.id.c_str(), row.text("received_on").c_str(),
                row.text("state").c_str(), from.c_str(), row.number("quick_track") == 1 ? "  快办" : "",
                row.text("merged_into").empty() ? "" : ("  并入 " + row.text("merged_into")).c_str(),
                row.text("summary").c_str());
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  return desk->records->close();
}

Result<void> alike(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  QY_TRY(const auto pairs, desk->leads().alike());
  for (const Likeness& pair : pairs)
    std::printf("%s  %s  文字相同 %d%%，共同涉及 %zu 人 (text alike %d %%, %zu persons on both)\n",
                pair.lead.c_str(), pair.other.c_str(), int(pair.text * 100 + 0.5), pair.persons.size(),
                int(pair.text * 100 + 0.5), pair.persons.size());
  if (pairs.empty()) std::printf("没有相似的线索 (none)\n");
  return desk->records->close();
}

Result<void> merge(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  return tell(*desk, desk->leads().merge(words.lead, words.other, words.reason, desk->by));
}

Result<void> separate(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  return tell(*desk, desk->leads().separate(words.lead, words.reason, desk->by));
}

Result<void> conclude(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  return tell(*desk, desk->leads().conclude(words.lead, words.outcome, words.reason, desk->by));
}

// 检规 15: within five working days.
Result<void> pass_up(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  const std::string day = words.day.empty() ? desk->clock.today().iso() : words.day;
  QY_TRY(const Date received, Date::from_iso(day));
  QY_TRY(const Calendar calendar, calendar_of(*desk->workspace));
  QY_TRY(const Date due, calendar.add_workdays(received, 5));
  QY_TRY(const std::string id, desk->leads().pass_up(day, due.iso(), {words.by, "petition_office"}));
  std::printf(
      "%s：%s 前密封上报；内容不登记、不录入 (pass it up sealed by then; its content is entered nowhere)\n",
      id.c_str(), due.iso().c_str());
  return desk->records->close();
}

Result<void> passed(const LeadWords& words) {
  QY_TRY(const auto desk, Desk::open(words));
  const std::string day = words.day.empty() ? desk->clock.today().iso() : words.day;
  return tell(*desk, desk->leads().passed(words.lead, day, words.receipt, {words.by, "petition_office"}));
}

Result<void> sources(const LeadWords&) {
  for (const LeadSource& source : lead_sources())
    std::printf("%-22s %s%s%s\n", std::string(source.name).c_str(), std::string(source.chinese).c_str(),
                source.needs_sender ? "（--from-unit --from-number）" : "",
                source.needs_report ? "（--report）" : "");
  return {};
}

}  // namespace

void add_leads(CommandLine& line) {
  auto words = std::make_shared<LeadWords>();
  CLI::App* command = line.parser.add_subcommand("leads", "问题线索 (leads)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const LeadWords&), bool acts) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    if (acts) one->add_option("--by", words->by, "办理人账号 (account of who acts)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto reason = [&](CLI::App* one) {
    one->add_option("--reason", words->reason, "理由 (why)")->required();
    return one;
  };
  sub("list", "列出 (list)", list, false)->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  command->add_subcommand("sources", "线索来源及须填项 (sources, and what each asks)")
      ->callback([&line, words] { line.chosen = [words] { return sources(*words); }; });
  CLI::App* one = reason(sub("accept", "受理疑点移送为线索 (accept a finding's transfer)", accept, true));
  one->add_option("finding", words->finding, "疑点名次或编号 (rank or number)")->required();
  one = reason(sub("return", "退回疑点移送 (return a finding's transfer)", give_back, true));
  one->add_option("finding", words->finding, "疑点名次或编号 (rank or number)")->required();

  NewLead& lead = words->added;
  one = sub("add", "登记其他来源的线索 (register one from elsewhere)", add, true);
  one->add_option("--source", lead.source, "来源，见 leads sources (source)")->required();
  one->add_option("--summary", lead.summary, "反映的问题 (what it says)")->required();
  one->add_option("--received", lead.received_on, "收到日期 (day received)");
  one->add_option("--from-unit", lead.from_unit, "移送单位 (who handed it over)");
  one->add_option("--from-number", lead.from_number, "移送函号 (number of the letter)");
  one->add_option("--report", lead.report, "检举控告件编号 (number of the report)");
  one->add_option("--field", lead.field, "领域 (field)");
  one->add_option("--amount-fen", lead.amount_fen, "涉及金额，分 (amount, fen)");
  one->add_option("--persons-affected", lead.persons_affected, "涉及群众人数 (people affected)");
  one->add_option("--repeats", lead.repeats, "重复反映次数 (times reported)");
  one->add_flag("--vulnerable", lead.vulnerable, "涉及老幼病残等困难群众 (helpless victims)");
  one->add_option("--person", lead.persons, "涉及人员编号 (numbers of persons concerned)");

  sub("alike", "可能重复的线索 (leads that may be one matter)", alike, false);
  one = reason(sub("merge", "并案 (merge)", merge, true));
  one->add_option("kept", words->lead, "保留的线索 (goes on)")->required();
  one->add_option("other", words->other, "并入的线索 (goes on in it)")->required();
  reason(sub("separate", "撤销并案 (undo a merge)", separate, true))
      ->add_option("lead", words->lead, "已并入的线索 (the merged one)")
      ->required();
  one = reason(sub("conclude", "登记结果，反馈到规则查实比例 (outcome, which flows back to the rule)",
                   conclude, true));
  one->add_option("lead", words->lead, "线索 (lead)")->required();
  one->add_option("outcome", words->outcome, "confirmed 属实, unfounded 失实, data_error 数据有误")
      ->required();

  one = sub("pass-up", "上级管理干部的检举控告：只登记编号、日期 (a report on a cadre managed above)",
            pass_up, true);
  one->add_option("--received", words->day, "收到日期 (day received)");
  one = sub("passed", "登记上报回执 (the receipt of its hand-over)", passed, true);
  one->add_option("number", words->lead, "编号 (its number)")->required();
  one->add_option("--on", words->day, "上报日期 (day)");
  one->add_option("--receipt", words->receipt, "回执编号 (number of the receipt)")->required();
}

}  // namespace qy
