// Leads: accepted from findings, taken in from elsewhere, put together, concluded. (leads/lead_book.h)
#include <cstdio>
#include <memory>

#include "app/calendar_command.h"
#include "app/desk.h"
#include "app/latest_findings.h"
#include "app/record_commands.h"
#include "app/recusals_text.h"
#include "leads/lead_book.h"
#include "leads/lead_source.h"

namespace qy {
namespace {

struct LeadWords {
  std::string folder, by, finding, lead, other, reason, outcome, day, receipt;
  NewLead added;
  Approval approval;
};

// The desk of case management, and the books that lie on it.
Result<std::unique_ptr<Desk>> desk_of(const LeadWords& words) {
  return Desk::open_as(words.folder, words.by, "case_management");
}
Result<std::unique_ptr<Desk>> petition_desk_of(const LeadWords& words) {
  return Desk::open_as(words.folder, words.by, "petition_office");
}
LeadBook leads_on(Desk& desk) {
  return {desk.book(), desk.clock()};
}
FindingWay findings_on(Desk& desk) {
  return {desk.book(), desk.clock()};
}

Result<void> tell(Desk& desk, const Result<Recorded>& done) {
  QY_CHECK(done);
  std::printf("已登记，日志第 %lld 条%s (recorded)\n", static_cast<long long>(done->seq),
              done->repeated ? "，此前已登记过" : "");
  return desk.close();
}

Result<void> accept(const LeadWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  QY_TRY(const FindingFacts finding, finding_on_record(desk->workspace(), words.finding, words.approval));
  QY_TRY(const std::string id, findings_on(*desk).accept(finding, words.reason, desk->by()));
  std::printf("已受理为线索 %s (accepted as a lead)\n", id.c_str());
  return desk->close();
}

Result<void> give_back(const LeadWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  QY_TRY(const FindingFacts finding, finding_on_record(desk->workspace(), words.finding, words.approval));
  return tell(*desk, findings_on(*desk).give_back(finding.fingerprint, words.reason, desk->by()));
}

Result<void> add(const LeadWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  NewLead lead = words.added;
  if (lead.received_on.empty()) lead.received_on = desk->clock().today().iso();
  QY_TRY(const std::string id, leads_on(*desk).add(lead, desk->by()));
  std::printf("已登记线索 %s (registered)\n", id.c_str());
  QY_TRY(const auto ties, ties_found_in_lead(desk->book(), id));
  if (!ties.empty()) {
    QY_TRY(const auto procedures, ProcedureBook::load(desk->workspace().content() / "procedures"));
    std::fputs(recusals_text(ties, procedures, desk->clock().today()).c_str(), stdout);
  }
  return desk->close();
}

Result<void> merge(const LeadWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  return tell(*desk, leads_on(*desk).merge(words.lead, words.other, words.reason, desk->by()));
}

Result<void> separate(const LeadWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  return tell(*desk, leads_on(*desk).separate(words.lead, words.reason, desk->by()));
}

Result<void> conclude(const LeadWords& words) {
  QY_TRY(const auto desk, desk_of(words));
  return tell(*desk, leads_on(*desk).conclude(words.lead, words.outcome, words.reason, desk->by()));
}

// 检规 15: within five working days.
Result<void> pass_up(const LeadWords& words) {
  QY_TRY(const auto desk, petition_desk_of(words));
  const std::string day = words.day.empty() ? desk->clock().today().iso() : words.day;
  QY_TRY(const Date received, Date::from_iso(day));
  QY_TRY(const Calendar calendar, calendar_of(desk->workspace()));
  QY_TRY(const Date due, calendar.add_workdays(received, 5));
  QY_TRY(const std::string id, leads_on(*desk).pass_up(day, due.iso(), desk->by()));
  std::printf(
      "%s：%s 前密封上报；内容不登记、不录入 (pass it up sealed by then; its content is entered nowhere)\n",
      id.c_str(), due.iso().c_str());
  return desk->close();
}

Result<void> passed(const LeadWords& words) {
  QY_TRY(const auto desk, petition_desk_of(words));
  const std::string day = words.day.empty() ? desk->clock().today().iso() : words.day;
  return tell(*desk, leads_on(*desk).passed(words.lead, day, words.receipt, desk->by()));
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
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const LeadWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "办理人账号 (account of who acts)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto reason = [&](CLI::App* one) {
    one->add_option("--reason", words->reason, "理由 (why)")->required();
    return one;
  };
  add_lead_readings(line, *command);
  command->add_subcommand("sources", "线索来源及须填项 (sources, and what each asks)")
      ->callback([&line, words] { line.chosen = [words] { return sources(*words); }; });
  CLI::App* one = reason(sub("accept", "受理疑点移送为线索 (accept a finding's transfer)", accept));
  one->add_option("finding", words->finding, "疑点名次或编号 (rank or number)")->required();
  add_approval_words(*one, words->approval);
  one = reason(sub("return", "退回疑点移送 (return a finding's transfer)", give_back));
  one->add_option("finding", words->finding, "疑点名次或编号 (rank or number)")->required();
  add_approval_words(*one, words->approval);

  NewLead& lead = words->added;
  one = sub("add", "登记其他来源的线索 (register one from elsewhere)", add);
  one->add_option("--source", lead.source, "来源，见 leads sources (source)")->required();
  one->add_option("--summary", lead.summary, "反映的问题 (what it says)")->required();
  one->add_option("--received", lead.received_on, "收到日期 (day received)");
  one->add_option("--from-unit", lead.from_unit, "移送单位 (who handed it over)");
  one->add_option("--from-number", lead.from_number, "移送函号 (number of the letter)");
  one->add_option("--report", lead.report, "检举控告件编号 (number of the report)");
  one->add_option("--handling-unit", lead.handling_unit, "承办部门 (unit that handles it)");
  one->add_option("--field", lead.field, "领域 (field)");
  one->add_option("--amount-fen", lead.amount_fen, "涉及金额，分 (amount, fen)");
  one->add_option("--persons-affected", lead.persons_affected, "涉及群众人数 (people affected)");
  one->add_option("--repeats", lead.repeats, "重复反映次数 (times reported)");
  one->add_flag("--vulnerable", lead.vulnerable, "涉及老幼病残等困难群众 (helpless victims)");
  one->add_option("--unit-concerned", lead.units, "涉及单位代码 (codes of units concerned)");
  one->add_option("--person", lead.persons, "涉及人员编号 (numbers of persons concerned)");

  one = reason(sub("merge", "并案 (merge)", merge));
  one->add_option("kept", words->lead, "保留的线索 (goes on)")->required();
  one->add_option("other", words->other, "并入的线索 (goes on in it)")->required();
  reason(sub("separate", "撤销并案 (undo a merge)", separate))
      ->add_option("lead", words->lead, "已并入的线索 (the merged one)")
      ->required();
  one = reason(
      sub("conclude", "登记结果，反馈到规则查实比例 (outcome, which flows back to the rule)", conclude));
  one->add_option("lead", words->lead, "线索 (lead)")->required();
  one->add_option("outcome", words->outcome, "confirmed 属实, unfounded 失实, data_error 数据有误")
      ->required();

  one =
      sub("pass-up", "上级管理干部的检举控告：只登记编号、日期 (a report on a cadre managed above)", pass_up);
  one->add_option("--received", words->day, "收到日期 (day received)");
  one = sub("passed", "登记上报回执 (the receipt of its hand-over)", passed);
  one->add_option("number", words->lead, "编号 (its number)")->required();
  one->add_option("--on", words->day, "上报日期 (day)");
  one->add_option("--receipt", words->receipt, "回执编号 (number of the receipt)")->required();
}

}  // namespace qy
