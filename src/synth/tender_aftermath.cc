#include <algorithm>
#include <set>

#include "synth/calendar.h"
#include "synth/prices.h"
#include "synth/tenders.h"

namespace qy::synth {

// A fifth of works contracts are changed a little, in the middle of the works; what is finished is settled.
void draw_aftermath(Stage& stage, Tenders& tenders) {
  constexpr std::string_view kReasons[] = {"工程量据实计量", "设计变更（原审批部门批准）", "地质条件变化",
                                           "增加安全防护设施"};
  Random random = stage.random("aftermath");
  const auto percent = uint32_t(stage.setting.mix("change_percent"));
  for (auto& tender : tenders.all) {
    if (markets()[tender.market].kind != TenderKind::works || tender.settlement) continue;
    const Fen awarded_fen = tender.bids[size_t(tender.winner)].amount_fen;
    const Fen price_fen = tender.contract_fen > 0 ? tender.contract_fen : awarded_fen;
    Fen changed_fen = 0;
    if (!tender.is_aftermath_planned && random.percent(percent)) {
      changed_fen = price_fen / 1000 * random.between(8, 62);
      tender.changes.push_back({random.between(30, 60), changed_fen, random.pick(kReasons)});
    }
    const Fen audited_fen = price_fen / 1000 * random.between(952, 1'004) + changed_fen;
    tender.settlement =
        Settlement{audited_fen / 1000 * random.between(1'005, 1'085), audited_fen, random.between(35, 140)};
    if (!tender.is_aftermath_planned && random.percent(4))
      tender.objection = random.percent(85) ? "驳回，缺乏事实依据" : "部分成立，重新评审";
  }
}

namespace {

class AftermathWriter {
 public:
  AftermathWriter(Stage& stage, const Tenders& tenders, Delivery& delivery)
      : stage_(stage), tenders_(tenders), delivery_(delivery), random_(stage.random("aftermath sheets")) {}

  Result<void> write() {
    QY_CHECK(write_changes());
    QY_CHECK(write_settlements());
    QY_CHECK(write_managers());
    QY_CHECK(write_objections());
    return write_blacklist();
  }

 private:
  static bool is_over(Date day) { return day <= day_of(kLastYear, 12, 31); }

  Result<void> write_changes() {
    SheetStyle style{
        Charset::gb18030, ',', DateStyle::dotted, MoneyStyle::wan, "青岚县政府投资项目合同变更（签证）台账",
        "单位：万元"};
    auto sheet =
        delivery_.open("住房和城乡建设局", "合同变更台账", style,
                       {{"合同编号"}, {"变更编号"}, {"变更日期"}, {"变更金额（万元）"}, {"变更原因"}});
    for (const auto& tender : tenders_.all) {
      int number = 0;
      for (const auto& change : tender.changes) {
        const Date on = tender.ends_on.plus_days(-change.days_before_end);
        if (!is_over(on)) continue;
        stage_.truth.saw(tender.mark, sheet->name(), sheet->line(), 0);
        sheet->text(tender.contract_no)
            .text("BG" + padded(uint64_t(++number), 2))
            .day(on)
            .fen(change.amount_fen);
        sheet->text(change.reason).end_row();
      }
    }
    return delivery_.close(*sheet, "contract_change");
  }

  Result<void> write_settlements() {
    SheetStyle style{Charset::utf8_bom,        ',',       DateStyle::chinese, MoneyStyle::yuan_commas,
                     "青岚县工程结算审核台账", "单位：元"};
    auto sheet = delivery_.open("审计局", "工程结算审核台账", style,
                                {{"合同编号"}, {"送审金额"}, {"审定金额"}, {"审定日期"}});
    for (const auto& tender : tenders_.all) {
      if (!tender.settlement) continue;
      const Date on = working_day_from(tender.ends_on.plus_days(tender.settlement->days_after_end));
      if (!is_over(on)) continue;
      stage_.truth.saw(tender.mark, sheet->name(), sheet->line(), 0);
      sheet->text(tender.contract_no)
          .fen(tender.settlement->submitted_fen)
          .fen(tender.settlement->audited_fen);
      sheet->day(on).end_row();
    }
    return delivery_.close(*sheet, "settlement");
  }

  // Of works: the manager who stood in the bid, and a safety officer.
  Result<void> write_managers() {
    auto sheet = delivery_.open("公共资源交易中心", "中标项目岗位人员", {Charset::gb18030, ','},
                                {{"标段编号"},
                                 {"中标人代码"},
                                 {"中标人"},
                                 {"岗位名称"},
                                 {"岗位证书号"},
                                 {"标段名称"},
                                 {"合同起始日期"},
                                 {"合同终止日期"}});
    for (const auto& tender : tenders_.all) {
      if (markets()[tender.market].kind != TenderKind::works) continue;
      const auto& winner = tender.bids[size_t(tender.winner)];
      const auto& firm = stage_.firms.all[size_t(winner.firm)];
      const std::string safety = "岚建安C" + padded(uint64_t(winner.firm) * 64 + random_.below(64), 8);
      for (const bool is_manager : {true, false}) {
        stage_.truth.saw(is_manager ? tender.mark : kNoPlant, sheet->name(), sheet->line(), 0);
        sheet->text(tender.id).text(firm.code).text(firm.name).text(is_manager ? "项目负责人" : "专职安全员");
        sheet->text(is_manager ? winner.manager_no : safety);
        sheet->text(std::string(markets()[tender.market].what))
            .day(tender.starts_on)
            .day(tender.ends_on)
            .end_row();
      }
    }
    return delivery_.close(*sheet, "role_certificate");
  }

  Result<void> write_objections() {
    auto sheet = delivery_.open("公共资源交易中心", "异议投诉登记", {Charset::utf8_bom, ','},
                                {{"标段编号"}, {"异议日期"}, {"异议人代码"}, {"异议类型"}, {"处理结果"}});
    for (const auto& tender : tenders_.all) {
      if (tender.objection.empty()) continue;
      stage_.truth.saw(tender.mark, sheet->name(), sheet->line(), 0);
      const auto& loser = tender.bids[tender.winner == 0 ? tender.bids.size() - 1 : 0];
      sheet->text(tender.id).day(tender.decided.plus_days(2)).text(stage_.firms.all[size_t(loser.firm)].code);
      sheet->text("对评标结果的异议").text(tender.objection).end_row();
    }
    return delivery_.close(*sheet, "objection");
  }

  // Some firms were barred years before the story.
  Result<void> write_blacklist() {
    auto sheet =
        delivery_.open("市场监督管理局", "严重违法失信名单", {Charset::gb18030, ',', DateStyle::iso},
                       {{"企业代码"}, {"企业名称"}, {"列入原因"}, {"列入日期"}, {"移出日期"}, {"列入机关"}});
    for (const auto& barred : tenders_.barred) {
      const auto& firm = stage_.firms.all[size_t(barred.firm)];
      stage_.truth.saw(barred.plant, sheet->name(), sheet->line(), 0);
      sheet->text(firm.code).text(firm.name).text("提供虚假材料谋取中标").day(barred.from).day(barred.to);
      sheet->text("青岚县财政局").end_row();
    }
    std::set<int32_t> bidders;
    for (const auto& tender : tenders_.all)
      for (const auto& bid : tender.bids) bidders.insert(bid.firm);
    for (int i = 0; i < 20; ++i) {
      const auto id = int32_t(random_.below(uint32_t(stage_.firms.all.size())));
      if (bidders.contains(id)) continue;  // who is listed does not bid, unless it was planted
      const auto& firm = stage_.firms.all[size_t(id)];
      const Date from = day_of(random_.between(2019, 2022), random_.between(1, 12), 10);
      sheet->text(firm.code).text(firm.name).text(i % 2 == 0 ? "拖欠农民工工资" : "提供虚假材料谋取中标");
      sheet->day(from).day(from.plus_months(12)).text(std::string(kCityName) + "市场监督管理局").end_row();
    }
    return delivery_.close(*sheet, "blacklist");
  }

  Stage& stage_;
  const Tenders& tenders_;
  Delivery& delivery_;
  Random random_;
};

}  // namespace

Result<void> write_aftermath(Stage& stage, const Tenders& tenders, Delivery& delivery) {
  return AftermathWriter(stage, tenders, delivery).write();
}

}  // namespace qy::synth
