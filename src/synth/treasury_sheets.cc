#include <algorithm>
#include <array>

#include "synth/calendar.h"
#include "synth/treasury.h"

namespace qy::synth {
namespace {

struct Subject {
  std::string_view code, name;
  double median_fen;  // of what moves in a month
};
constexpr Subject kSubjects[] = {{"1011", "零余额账户用款额度", 9'000'000},
                                 {"1002", "银行存款", 4'000'000},
                                 {"1218", "其他应收款", 300'000},
                                 {"2307", "其他应付款", 400'000},
                                 {"5001", "业务活动费用", 12'000'000}};

class TreasuryWriter {
 public:
  TreasuryWriter(Stage& stage, const Treasury& treasury, const StateAssets& assets, Delivery& delivery)
      : stage_(stage),
        treasury_(treasury),
        assets_(assets),
        delivery_(delivery),
        random_(stage.random("treasury sheets")),
        fixed_fen_(stage.offices.units.size(), 0) {
    for (const auto& asset : assets.assets) fixed_fen_[size_t(asset.unit)] += card_fen(asset);
  }

  Result<void> write() {
    QY_CHECK(write_accounts());
    QY_CHECK(write_balances());
    QY_CHECK(write_vouchers());
    return write_projects();
  }

 private:
  const Unit& unit(int32_t index) const { return stage_.offices.units[size_t(index)]; }

  Result<void> write_accounts() {
    SheetStyle style{Charset::gb18030,
                     ',',
                     DateStyle::dotted,
                     MoneyStyle::yuan_commas,
                     "青岚县行政事业单位银行账户备案登记表",
                     "单位：元"};
    auto sheet = delivery_.open("财政局", "单位银行账户登记", style,
                                {{"开户单位代码"},
                                 {"开户账号"},
                                 {"开户银行"},
                                 {"账户性质"},
                                 {"备案编号"},
                                 {"开户日期"},
                                 {"销户日期"},
                                 {"最近交易日期"},
                                 {"账户余额"}});
    for (const auto& account : treasury_.accounts) {
      stage_.truth.saw(account.plant, sheet->name(), sheet->line(), account.balance_fen);
      sheet->text(unit(account.unit).code).text(account.no).text(account.bank).text(account.kind);
      sheet->text(account.approval).day(account.opened);
      account.closed ? sheet->day(*account.closed) : sheet->blank();
      sheet->day(account.last_used).fen(account.balance_fen).end_row();
    }
    return delivery_.close(*sheet, "unit_account");
  }

  Result<void> write_balances() {
    SheetStyle style{Charset::utf8_bom, ',', DateStyle::iso, MoneyStyle::yuan, "青岚县会计核算科目余额表"};
    auto sheet = delivery_.open("财政局", "科目余额表", style,
                                {{"单位代码"},
                                 {"单位名称"},
                                 {"会计年度"},
                                 {"会计期间"},
                                 {"会计科目编码"},
                                 {"会计科目名称"},
                                 {"期初余额"},
                                 {"借方发生额"},
                                 {"贷方发生额"},
                                 {"期末余额"}});
    auto old = treasury_.balances;
    std::stable_sort(old.begin(), old.end(),
                     [](const OldBalance& a, const OldBalance& b) { return a.unit < b.unit; });
    auto next = old.begin();
    for (int32_t at = 0; at < int32_t(stage_.offices.units.size()); ++at) {
      for (const auto& subject : kSubjects) put_subject(*sheet, at, subject);
      put_fixed_assets(*sheet, at);
      for (; next != old.end() && next->unit == at; ++next)
        for (int year = kFirstYear; year <= kLastYear; ++year)
          for (int month = 1; month <= 12; ++month) {
            stage_.truth.saw(next->plant, sheet->name(), sheet->line(),
                             year == kLastYear && month == 12 ? next->amount_fen : 0);
            put_month(*sheet, at, year, month, std::string(next->code) + "09",
                      std::string(next->name) + "—某往来单位", next->amount_fen, 0, 0);
          }
    }
    return delivery_.close(*sheet, "ledger_balance");
  }

  // What is owed to a unit or by it comes and goes within the year.
  void put_subject(Sheet& sheet, int32_t at, const Subject& subject) {
    Fen balance_fen = 0;
    for (int year = kFirstYear; year <= kLastYear; ++year)
      for (int month = 1; month <= 12; ++month) {
        const auto in = Fen(random_.lognormal(subject.median_fen, 0.5));
        const Fen out = month % 4 == 0 ? in + balance_fen : in * random_.between(55, 90) / 100;
        put_month(sheet, at, year, month, std::string(subject.code), std::string(subject.name), balance_fen,
                  in, out);
        balance_fen += in - out;
      }
  }
  // What the cards of the unit's assets add up to; it owns them all before the story begins.
  void put_fixed_assets(Sheet& sheet, int32_t at) {
    Fen fen = fixed_fen_[size_t(at)];
    int plant = kNoPlant;
    for (const auto& gap : assets_.gaps) {
      if (gap.unit != at) continue;
      fen = fen / 100 * gap.percent;
      plant = gap.plant;
    }
    for (int year = kFirstYear; fen > 0 && year <= kLastYear; ++year)
      for (int month = 1; month <= 12; ++month) {
        const bool is_last = year == kLastYear && month == 12;
        stage_.truth.saw(plant, sheet.name(), sheet.line(), is_last ? fixed_fen_[size_t(at)] - fen : 0);
        put_month(sheet, at, year, month, "1601", "固定资产", fen, 0, 0);
      }
  }
  void put_month(Sheet& sheet, int32_t at, int year, int month, const std::string& code,
                 const std::string& name, Fen opening_fen, Fen debit_fen, Fen credit_fen) {
    sheet.text(unit(at).code)
        .text(unit(at).name)
        .count(year)
        .text(padded(uint64_t(month), 2))
        .text(code)
        .text(name);
    sheet.fen(opening_fen).fen(debit_fen).fen(credit_fen).fen(opening_fen + debit_fen - credit_fen).end_row();
  }

  Result<void> write_vouchers() {
    auto vouchers = treasury_.vouchers;
    constexpr std::array<Subject, 4> kDebits{{{"50010201", "商品和服务费用—办公费", 220'000},
                                              {"50010101", "工资福利费用—基本工资", 2'600'000},
                                              {"50010207", "商品和服务费用—邮电费", 60'000},
                                              {"50010209", "商品和服务费用—物业管理费", 300'000}}};
    constexpr std::array<std::string_view, 4> kWords{"购办公用品", "发放本月工资", "付电话宽带费",
                                                     "付物业服务费"};
    for (int32_t at = 0; at < int32_t(stage_.offices.units.size()); ++at)
      for (int month = 0; month < kYears * 12; ++month)
        for (size_t i = 0; i < kDebits.size(); ++i)
          if (i < 2 || random_.percent(40))
            vouchers.push_back(
                {at,
                 working_day_from(day_of(kFirstYear + month / 12, month % 12 + 1, random_.between(3, 24))),
                 kWords[i], kDebits[i].code, kDebits[i].name,
                 Fen(random_.lognormal(kDebits[i].median_fen, 0.5)), random_.between(1, 9), kNoPlant});
    std::stable_sort(vouchers.begin(), vouchers.end(), [](const Voucher& a, const Voucher& b) {
      return a.unit != b.unit ? a.unit < b.unit : a.on < b.on;
    });
    SheetStyle style{Charset::gb18030, ',', DateStyle::iso, MoneyStyle::yuan};
    auto sheet = delivery_.open("财政局", "记账凭证明细", style,
                                {{"核算单位代码"},
                                 {"会计年度"},
                                 {"会计期间"},
                                 {"凭证日期"},
                                 {"凭证字"},
                                 {"凭证编号"},
                                 {"行号"},
                                 {"凭证摘要"},
                                 {"会计科目编码"},
                                 {"会计科目名称"},
                                 {"借方金额"},
                                 {"贷方金额"},
                                 {"附单据数"},
                                 {"制单人"},
                                 {"复核人"},
                                 {"记账人"}});
    int64_t number = 0;
    for (const auto& voucher : vouchers) {
      ++number;
      put_line(*sheet, voucher, number, 1, voucher.code, voucher.name, voucher.amount_fen, 0);
      put_line(*sheet, voucher, number, 2, "1011", "零余额账户用款额度", 0, voucher.amount_fen);
    }
    return delivery_.close(*sheet, "voucher_line");
  }
  void put_line(Sheet& sheet, const Voucher& voucher, int64_t number, int line, std::string_view code,
                std::string_view name, Fen debit_fen, Fen credit_fen) {
    stage_.truth.saw(voucher.plant, sheet.name(), sheet.line(), debit_fen);
    sheet.text(unit(voucher.unit).code)
        .count(voucher.on.year())
        .text(padded(uint64_t(voucher.on.month()), 2))
        .day(voucher.on)
        .text("记");
    sheet.text(padded(uint64_t(number % 10'000), 4)).count(line).text(voucher.summary).text(code).text(name);
    sheet.fen(debit_fen).fen(credit_fen).count(line == 1 ? voucher.attachments : 0);
    sheet.text("会计" + std::to_string(voucher.unit % 7 + 1))
        .text("主管" + std::to_string(voucher.unit % 5 + 1))
        .text("会计" + std::to_string(voucher.unit % 7 + 1));
    sheet.end_row();
  }

  Result<void> write_projects() {
    SheetStyle style{
        Charset::utf8_bom, ',', DateStyle::chinese, MoneyStyle::wan, "青岚县上级补助项目立项台账",
        "单位：万元"};
    auto sheet = delivery_.open("发展和改革局", "上级补助项目台账", style,
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
    for (const auto& project : treasury_.projects) {
      stage_.truth.saw(project.plant, sheet->name(), sheet->line(), project.approved_fen);
      sheet->text("BZ" + std::to_string(project.approved.year()) + padded(uint64_t(++number), 5))
          .text(project.name);
      sheet->text(unit(project.unit).code)
          .text(unit(project.unit).name)
          .text(kCountyCode)
          .fen(project.approved_fen)
          .text(project.source);
      sheet
          ->text("青发改农〔" + std::to_string(project.approved.year()) + "〕" + std::to_string(number) +
                 "号")
          .day(project.approved);
      project.started ? sheet->day(*project.started) : sheet->blank();
      sheet->text("-").end_row();
    }
    return delivery_.close(*sheet, "project");
  }

  Stage& stage_;
  const Treasury& treasury_;
  const StateAssets& assets_;
  Delivery& delivery_;
  Random random_;
  std::vector<Fen> fixed_fen_;  // by unit
};

}  // namespace

Result<void> write_treasury(Stage& stage, const Treasury& treasury, const StateAssets& assets,
                            Delivery& delivery) {
  return TreasuryWriter(stage, treasury, assets, delivery).write();
}

}  // namespace qy::synth
