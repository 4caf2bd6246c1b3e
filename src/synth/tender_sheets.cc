#include "synth/calendar.h"
#include "synth/population.h"
#include "synth/tenders.h"

namespace qy::synth {
namespace {

constexpr std::string_view kMethods[] = {"公开招标", "邀请招标", "竞争性谈判", "竞争性磋商",
                                         "询价",     "单一来源", "框架协议"};
constexpr std::string_view kEvaluations[] = {"综合评估法", "经评审的最低投标价法",
                                             "合理低价法（评标基准价为有效报价平均值）"};
constexpr std::string_view kAgencies[] = {"岚州市正衡招标代理有限公司", "岚州市信诺工程咨询有限公司",
                                          "岚州市天平项目管理有限公司", "青岚县公共资源交易代理服务部",
                                          "岚州市博采招标有限公司"};
constexpr std::string_view kRequirements[] = {
    "具有独立承担民事责任的能力；具备相应资质；近三年无重大违法记录",
    "符合《政府采购法》第二十二条规定；专门面向中小企业；提供近三年同类业绩",
    "具备相应资质和安全生产许可证；项目负责人具备相应注册资格且无在建项目"};

SheetStyle trade_style(Charset charset, DateStyle dates, MoneyStyle money) {
  SheetStyle style;
  style.charset = charset;
  style.dates = dates;
  style.money = money;
  return style;
}

// 2024-05-06 09:30, as trading platforms write it.
std::string moment(Date day, int hour, int minute) {
  return day.iso() + " " + padded(uint64_t(hour), 2) + ":" + padded(uint64_t(minute), 2);
}

class TenderWriter {
 public:
  TenderWriter(const Tenders& tenders, const Offices& offices, const Firms& firms, uint64_t seed,
               Truth& truth, Delivery& delivery)
      : tenders_(tenders),
        offices_(offices),
        firms_(firms),
        truth_(truth),
        delivery_(delivery),
        random_(seed, "tender sheets") {}

  Result<void> write() {
    QY_CHECK(write_projects());
    QY_CHECK(write_tenders_sheet());
    QY_CHECK(write_bids());
    QY_CHECK(write_awards());
    return write_contracts();
  }

 private:
  const Unit& buyer(const Tender& tender) const { return offices_.units[size_t(tender.unit)]; }
  const Firm& firm(const Bid& bid) const { return firms_.all[size_t(bid.firm)]; }
  const Bid& winner(const Tender& tender) const { return tender.bids[size_t(tender.winner)]; }
  std::string title(const Tender& tender) const {
    const auto& project = tenders_.projects[size_t(tender.project)];
    std::string text = buyer(tender).name + project.name;
    if (tender.is_emergency && text.find("抢险") == std::string::npos) text += "（抢险）";
    const auto& market = markets()[tender.market];
    if (tender.section > 1 && market.kind == TenderKind::services) return text + std::string(market.what);
    return tender.section > 1 || tender.plant != kNoPlant
               ? text + "第" + std::to_string(tender.section) + "标段"
               : text;
  }

  Result<void> write_projects() {
    auto style = trade_style(Charset::gb18030, DateStyle::dotted, MoneyStyle::wan);
    style.title = "青岚县政府投资项目台账";
    style.note = "单位：万元";
    auto sheet = delivery_.open("发展和改革局", "政府投资项目台账", style,
                                {{"项目编号"},
                                 {"项目名称"},
                                 {"建设单位代码"},
                                 {"建设单位"},
                                 {"行政区划代码"},
                                 {"批复总投资（万元）"},
                                 {"资金来源"},
                                 {"批复文号"},
                                 {"批复日期"},
                                 {"开工日期"},
                                 {"竣工日期"}});
    int number = 0;
    for (const auto& project : tenders_.projects) {
      if (project.code.empty()) continue;
      const auto& unit = offices_.units[size_t(project.unit)];
      truth_.saw(project.plant, sheet->name(), sheet->line(), 0);
      sheet->text(project.code)
          .text(unit.name + project.name)
          .text(unit.code)
          .text(unit.name)
          .text(kCountyCode)
          .fen(project.approved_fen);
      const std::string_view source = random_.percent(70) ? "财政资金" : "上级补助";
      sheet->text(project.source.empty() ? source : project.source)
          .text("青发改〔" + std::to_string(project.approved.year()) + "〕" + std::to_string(++number) +
                "号");
      sheet->day(project.approved).day(project.started);
      project.finished > day_of(kLastYear, 12, 31) ? sheet->text("-") : sheet->day(project.finished);
      sheet->end_row();
    }
    return delivery_.close(*sheet, "project");
  }

  Result<void> write_tenders_sheet() {
    auto sheet = delivery_.open("公共资源交易中心", "招标公告",
                                trade_style(Charset::utf8_bom, DateStyle::iso, MoneyStyle::yuan),
                                {{"标段编号"},
                                 {"项目编号"},
                                 {"标段序号"},
                                 {"招标人代码"},
                                 {"招标人"},
                                 {"代理机构"},
                                 {"标段名称"},
                                 {"采购类别"},
                                 {"采购方式"},
                                 {"是否依法必须招标"},
                                 {"合同估算价（元）"},
                                 {"最高限价（元）"},
                                 {"公告日期"},
                                 {"投标截止时间"},
                                 {"开标时间"},
                                 {"评标办法"},
                                 {"技术分值"},
                                 {"资格条件"},
                                 {"标段状态"}});
    for (const auto& tender : tenders_.all) {
      const bool must = tender.estimate_fen >= tender_limit(markets()[tender.market].kind);
      truth_.saw(tender.plant, sheet->name(), sheet->line(), tender.estimate_fen);
      sheet->text(tender.id).text(tenders_.projects[size_t(tender.project)].code).count(tender.section);
      truth_.saw(tender.mark, sheet->name(), sheet->line(), 0);
      const std::string_view agency = random_.pick(kAgencies);
      sheet->text(buyer(tender).code)
          .text(buyer(tender).name)
          .text(tender.agency < 0 ? agency : kAgencies[tender.agency])
          .text(title(tender));
      sheet->text(markets()[tender.market].category)
          .text(kMethods[size_t(tender.method)])
          .text(must ? "是" : "否");
      sheet->fen(tender.estimate_fen);
      random_.percent(4) ? sheet->text("详见公告") : sheet->fen(tender.control_fen);
      sheet->day(tender.published).text(moment(tender.due, 9, 30)).text(moment(tender.due, 9, 30));
      sheet->text(kEvaluations[size_t(tender.evaluation)]);
      const int technical = random_.between(4, 7) * 10;
      if (tender.evaluation == Evaluation::comprehensive)
        sheet->count(tender.technical_points > 0 ? tender.technical_points : technical);
      else
        sheet->text("/");
      const std::string_view requirements = random_.pick(kRequirements);
      sheet->text(tender.requirements.empty() ? requirements : tender.requirements);
      sheet->text("已完成").end_row();
    }
    return delivery_.close(*sheet, "tender");
  }

  Result<void> write_bids() {
    auto sheet = delivery_.open("公共资源交易中心", "投标报价",
                                trade_style(Charset::gb18030, DateStyle::slashed, MoneyStyle::yuan),
                                {{"标段编号"},
                                 {"投标人代码"},
                                 {"投标人"},
                                 {"投标报价（元）"},
                                 {"递交时间"},
                                 {"投标结果"},
                                 {"名次"},
                                 {"综合得分"},
                                 {"联合体编号"},
                                 {"项目负责人证书编号"},
                                 {"联系电话"},
                                 {"保证金转出账号"},
                                 {"保证金付款银行"},
                                 {"保证金到账日期"}});
    for (const auto& tender : tenders_.all)
      for (const auto& bid : tender.bids) {
        truth_.saw(bid.plant, sheet->name(), sheet->line(), bid.amount_fen);
        if (bid.plant == kNoPlant) truth_.saw(tender.mark, sheet->name(), sheet->line(), 0);
        sheet->text(tender.id).text(firm(bid).code).text(firm(bid).name).fen(bid.amount_fen);
        const int days_before = random_.between(0, 2);
        const Date handed_in = tender.due.plus_days(-days_before);
        // Bids are opened at half past nine; before that day any office hour will do.
        const int hour = random_.between(8, days_before == 0 ? 8 : 17), minute = random_.between(0, 59);
        const int at = 9 * 60 + 30 - bid.minutes_before_due;  // of the day on which bids are due
        sheet->text(bid.minutes_before_due < 0 ? moment(handed_in, hour, minute)
                                               : moment(tender.due, at / 60, at % 60));
        sheet->text(!bid.is_valid   ? "否决"
                    : bid.rank == 1 ? "中标"
                                    : "有效")
            .count(bid.rank)
            .hundredths(bid.score_hundredths)
            .text(bid.consortium);
        sheet->text(random_.percent(6) && bid.plant == kNoPlant ? "无" : std::string_view(bid.manager_no))
            .text(random_.percent(3) && bid.plant == kNoPlant ? "-" : std::string_view(bid.phone));
        sheet->text(bid.account)
            .text(bid.bank)
            .day(working_day_from(tender.due.plus_days(-random_.between(3, 6))))
            .end_row();
      }
    return delivery_.close(*sheet, "bid");
  }

  Result<void> write_awards() {
    auto sheet = delivery_.open("公共资源交易中心", "中标结果",
                                trade_style(Charset::utf8_bom, DateStyle::chinese, MoneyStyle::yuan_commas),
                                {{"标段编号"},
                                 {"中标人代码"},
                                 {"中标人"},
                                 {"中标金额（元）"},
                                 {"定标日期"},
                                 {"结果公告日期"},
                                 {"结果状态"}});
    for (const auto& tender : tenders_.all) {
      const auto& best = winner(tender);
      truth_.saw(tender.award_plant, sheet->name(), sheet->line(), best.amount_fen);
      truth_.saw(tender.mark, sheet->name(), sheet->line(), best.amount_fen);
      sheet->text(tender.id)
          .text(firm(best).code)
          .text(firm(best).name)
          .fen(best.amount_fen)
          .day(tender.decided);
      const int days = random_.between(1, 2);
      sheet->day(
          working_day_from(tender.decided.plus_days(tender.publish_days >= 0 ? tender.publish_days : days)));
      sheet->text("已中标").end_row();
    }
    return delivery_.close(*sheet, "award");
  }

  Result<void> write_contracts() {
    auto style = trade_style(Charset::utf8, DateStyle::compact, MoneyStyle::yuan);
    style.delimiter = '\t';
    auto sheet = delivery_.open("财政局", "采购合同备案", style,
                                {{"合同编号"},
                                 {"标段编号"},
                                 {"合同名称"},
                                 {"采购人代码"},
                                 {"采购人"},
                                 {"供应商代码"},
                                 {"供应商"},
                                 {"合同金额"},
                                 {"签订日期"},
                                 {"合同起始日期"},
                                 {"合同终止日期"},
                                 {"采购方式"},
                                 {"采购类别"}});
    for (const auto& tender : tenders_.all) {
      const auto& best = winner(tender);
      const Fen amount_fen = tender.contract_fen > 0 ? tender.contract_fen : best.amount_fen;
      const Firm& supplier =
          tender.contract_firm >= 0 ? firms_.all[size_t(tender.contract_firm)] : firm(best);
      truth_.saw(tender.contract_plant, sheet->name(), sheet->line(), amount_fen);
      truth_.saw(tender.mark, sheet->name(), sheet->line(), 0);
      sheet->text(tender.contract_no)
          .text(tender.id)
          .text(title(tender))
          .text(buyer(tender).code)
          .text(buyer(tender).name);
      sheet->text(supplier.code)
          .text(supplier.name)
          .fen(amount_fen)
          .day(tender.signed_on)
          .day(tender.starts_on)
          .day(tender.ends_on);
      sheet->text(kMethods[size_t(tender.method)]).text(markets()[tender.market].category).end_row();
    }
    return delivery_.close(*sheet, "contract");
  }

  const Tenders& tenders_;
  const Offices& offices_;
  const Firms& firms_;
  Truth& truth_;
  Delivery& delivery_;
  Random random_;
};

}  // namespace

std::span<const std::string_view> agencies() {
  return kAgencies;
}

Result<void> write_tenders(const Tenders& tenders, const Offices& offices, const Firms& firms, uint64_t seed,
                           Truth& truth, Delivery& delivery) {
  return TenderWriter(tenders, offices, firms, seed, truth, delivery).write();
}

}  // namespace qy::synth
