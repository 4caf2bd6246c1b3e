#include "synth/calendar.h"
#include "synth/habits.h"
#include "synth/treasury.h"

namespace qy::synth {
namespace {

class TreasuryPlanner {
 public:
  TreasuryPlanner(Stage& stage, std::vector<std::vector<Payment>>& ledger)
      : stage_(stage), ledger_(ledger), random_(stage.random("treasury")) {}

  // Every unit has a basic account and one for its taxes or meals, on file and in use.
  void draw() {
    for (size_t unit = 0; unit < stage_.offices.units.size(); ++unit) {
      open_account(int32_t(unit), "基本存款账户", true);
      if (random_.percent(35))
        open_account(int32_t(unit), random_.percent(50) ? "零余额账户" : "食堂专用存款账户", true);
    }
    // A third of the special funds of a year, each with its payments.
    for (int year = kFirstYear; year <= kLastYear; ++year)
      for (int i = 0; i < 25; ++i) {
        Fund& fund = give(some_unit(), year, random_.between(2, 6), kNoPlant);
        spend(fund, kBuilders, 4, fund.issued.plus_days(30), random_.between(88, 99));
      }
  }
  Treasury take() { return std::move(treasury_); }

  std::string money_sits(int plant) {
    Fund& fund = give(some_unit(), random_.between(kFirstYear, kLastYear - 1), 3, plant);
    spend(fund, kBuilders, 1, fund.issued.plus_days(120), 7);
    return key(fund);
  }
  std::string first_paid_in_november(int plant) {
    Fund& fund = give(some_unit(), random_.between(kFirstYear, kLastYear), 1, plant);
    spend(fund, kBuilders, 3, day_of(fund.issued.year(), 11, 12), 90);
    return key(fund);
  }
  std::string issued_in_december(int plant) {
    Fund& fund = give(some_unit(), random_.between(kFirstYear, kLastYear), 12, plant);
    spend(fund, kBuilders, 1, day_of(fund.issued.year(), 12, 24), 12);
    return key(fund);
  }
  std::string pays_by_progress(int plant) {
    Fund& fund = give(some_unit(), random_.between(kFirstYear, kLastYear), 4, plant);
    spend(fund, kBuilders, 3, fund.issued.plus_days(70), 62);
    return key(fund);
  }
  std::string spent_on_meals(int plant) {
    Fund& fund = give(some_unit(), random_.between(kFirstYear, kLastYear), 2, plant);
    spend(fund, kBuilders, 3, fund.issued.plus_days(40), 70);
    spend(fund, kMeals, 6, fund.issued.plus_days(60), 12);
    return key(fund);
  }
  std::string printed_for_purpose(int plant) {
    Fund& fund = give(some_unit(), random_.between(kFirstYear, kLastYear), 2, plant);
    spend(fund, kBuilders, 3, fund.issued.plus_days(40), 92);
    spend(fund, kPrinters, 1, fund.issued.plus_days(60), 1);
    return key(fund);
  }
  std::string overspent(int plant) { return budget_year(plant, treasury_.overspent); }
  std::string added_in_autumn(int plant) { return budget_year(plant, treasury_.added); }

  std::string to_own_account(int plant) { return to_itself(plant, "（转实有资金账户）", 3, 900'000); }
  std::string wages_account(int plant) { return to_itself(plant, "（代发工资专户）", 12, 60'000); }

  std::string many_accounts(int plant) {
    const int32_t unit = some_unit();
    for (int i = 0; i < 5; ++i) {
      UnitAccount& account = open_account(unit, "一般存款账户", false);
      account.plant = plant;
    }
    return code(unit);
  }
  std::string sleeping_account(int plant) {
    const int32_t unit = some_unit();
    UnitAccount& account = open_account(unit, "专用存款账户", false);
    account.last_used = day_of(kFirstYear - 1, 5, 6);
    account.balance_fen = 186'000'000;
    account.plant = plant;
    return code(unit);
  }
  std::string account_closed(int plant) {
    const int32_t unit = some_unit();
    UnitAccount& account = open_account(unit, "专用存款账户", true);
    account.last_used = day_of(kFirstYear, 5, 6);
    account.closed = day_of(kFirstYear, 6, 1);
    account.balance_fen = 0;
    account.plant = plant;
    return code(unit);
  }

  std::string old_receivable(int plant) {
    return balance(plant, "1218", "其他应收款", random_.between(60, 280) * Fen(1'000'000));
  }
  std::string deposit_paid(int plant) { return balance(plant, "1218", "其他应收款（押金）", 1'200'000); }

  std::string allowance_in_disguise(int plant) {
    const int32_t unit = some_unit();
    for (int i = 0; i < 4; ++i)
      treasury_.vouchers.push_back({unit, working_day_from(day_of(kFirstYear + i % 3, 1 + i * 3, 22)),
                                    random_.percent(50) ? "发放节日慰问费" : "发放值班补助", "50010201",
                                    "商品和服务费用—办公费", Fen(random_.between(38, 90)) * 100'000, 1,
                                    plant});
    return code(unit);
  }
  std::string allowance_on_list(int plant) {
    const int32_t unit = some_unit();
    for (int i = 0; i < 6; ++i)
      treasury_.vouchers.push_back({unit, working_day_from(day_of(kFirstYear + 1, 1 + i * 2, 18)),
                                    "发放国家统一规定的津贴补贴", "50010102", "工资福利费用—津贴补贴",
                                    Fen(random_.between(38, 90)) * 100'000, 2, plant});
    return code(unit);
  }

  std::string approved_and_left(int plant) { return bare(plant, kFirstYear, {}); }
  std::string approved_lately(int plant) { return bare(plant, kLastYear, {}); }
  std::string started_without_contract(int plant) {
    return bare(plant, kFirstYear + 1, day_of(kFirstYear + 1, 8, 20));
  }

 private:
  int32_t some_unit() {
    while (true) {
      const auto unit = int32_t(random_.below(uint32_t(stage_.offices.units.size())));
      if (!stage_.offices.units[size_t(unit)].is_small && taken_.insert({unit, rounds_++ / 4'000}).second)
        return unit;
    }
  }
  const std::string& code(int32_t unit) const { return stage_.offices.units[size_t(unit)].code; }
  std::string key(const Fund& fund) const {
    return code(fund.unit) + "|" + fund.project + "|" + std::to_string(fund.issued.year());
  }
  Fund& give(int32_t unit, int year, int month, int plant) {
    constexpr std::string_view kPurposes[] = {"高标准农田建设补助", "农村公路养护补助", "卫生院能力提升补助",
                                              "学校运动场改造补助", "污水管网补助",     "公共文化设施补助"};
    Fund fund;
    fund.unit = unit;
    fund.project = std::string(random_.pick(kPurposes)) + "（" + std::to_string(year) + "第" +
                   std::to_string(treasury_.funds.size() + 1) + "批）";
    fund.issued = working_day_from(day_of(year, month, random_.between(3, 20)));
    fund.amount_fen = Fen(random_.between(80, 460)) * 1'000'000;
    fund.plant = plant;
    treasury_.funds.push_back(fund);
    return treasury_.funds.back();
  }
  void spend(const Fund& fund, uint16_t trade, int payments, Date from, int percent) {
    for (int i = 0; i < payments; ++i) {
      Payment payment;
      payment.on = working_day_from(std::min(from.plus_days(i * 38), day_of(fund.issued.year(), 12, 26)));
      payment.amount_fen = fund.amount_fen / 100 * percent / payments + Fen(random_.below(90'000));
      payment.firm = random_.pick(stage_.firms.by_trade[trade]);
      payment.project = fund.project;
      payment.invoice_no = draw_invoice_no(payment.on.year(), random_);
      if (trade == kBuilders)
        payment.contract_no =
            "HT" + std::to_string(fund.issued.year()) + "4" + padded(uint64_t(treasury_.funds.size()), 5);
      payment.plant = fund.plant;
      ledger_[size_t(fund.unit)].push_back(std::move(payment));
    }
  }
  std::string budget_year(int plant, std::map<std::pair<int32_t, int>, int>& years) {
    const int32_t unit = some_unit();
    const int year = random_.between(kFirstYear, kLastYear);
    years[{unit, year}] = plant;
    return code(unit) + "|项目支出|" + std::to_string(year);
  }
  std::string to_itself(int plant, std::string_view note, int times, Fen yuan) {
    const int32_t unit = some_unit();
    const auto& known = stage_.offices.units[size_t(unit)];
    const int32_t itself = found_named_firm(stage_.firms, stage_.seed, kShops, known.name);
    stage_.firms.all[size_t(itself)].code = known.code;
    std::erase(stage_.firms.by_trade[kShops], itself);  // nobody buys from it
    const int year = random_.between(kFirstYear, kLastYear);
    for (int i = 0; i < times; ++i) {
      Payment payment;
      payment.on = working_day_from(day_of(year, times == 12 ? i + 1 : 10 + i % 3, random_.between(8, 24)));
      payment.amount_fen = yuan * 100 + Fen(random_.below(100'000)) * 100;
      payment.firm = itself;
      payment.note = note;
      payment.plant = plant;
      ledger_[size_t(unit)].push_back(std::move(payment));
    }
    return known.code + "|" + std::to_string(year);
  }
  UnitAccount& open_account(int32_t unit, std::string_view kind, bool is_on_file) {
    UnitAccount account;
    account.unit = unit;
    account.no = corporate_account(stage_.seed, 400'000 + uint64_t(treasury_.accounts.size()));
    account.bank = random_.percent(50) ? "岚州银行青岚支行" : "青岚农村商业银行";
    account.kind = kind;
    account.opened = day_of(random_.between(2008, 2021), random_.between(1, 12), 15);
    if (is_on_file)
      account.approval = "青财库〔" + std::to_string(account.opened.year()) + "〕" +
                         std::to_string(random_.between(1, 90)) + "号";
    account.last_used = day_of(kLastYear, 12, random_.between(2, 29));
    account.balance_fen = Fen(random_.lognormal(9'000'000, 1.0));
    treasury_.accounts.push_back(std::move(account));
    return treasury_.accounts.back();
  }
  std::string bare(int plant, int year, std::optional<Date> started) {
    const int32_t unit = some_unit();
    std::string name =
        stage_.offices.units[size_t(unit)].name + "高标准农田建设项目（" + std::to_string(year) + "年）";
    treasury_.projects.push_back({unit, name, "上级补助（高标准农田建设资金）",
                                  Fen(random_.between(180, 460)) * 1'000'000,
                                  day_of(year, year == kLastYear ? 10 : 4, 9), started, plant});
    return name;
  }
  std::string balance(int plant, std::string_view subject, std::string_view name, Fen amount_fen) {
    const int32_t unit = some_unit();
    treasury_.balances.push_back({unit, subject, name, amount_fen, plant});
    return code(unit) + "|" + std::string(subject);
  }

  Stage& stage_;
  std::vector<std::vector<Payment>>& ledger_;
  Random random_;
  Treasury treasury_;
  std::set<std::pair<int32_t, int>> taken_;
  int rounds_ = 0;
};

using T = TreasuryPlanner;
constexpr PlantCard<T> kCards[] = {
    {{"money-sits", kWrong, "L01", 0.3, "专项资金三月下达，年底只支付不到一成"},
     "budget_item",
     &T::money_sits},
    {{"first-paid-in-november", kWrong, "L01", 0.2, "年初下达，十一月才第一次支付"},
     "budget_item",
     &T::first_paid_in_november},
    {{"issued-in-december", kAlike, "L01", 0.8, "上级十二月才下达"}, "budget_item", &T::issued_in_december},
    {{"pays-by-progress", kAlike, "L01", 0.6, "工程跨年，按进度支付六成"},
     "budget_item",
     &T::pays_by_progress},
    {{"special-fund-on-meals", kWrong, "L02 P05", 0.25, "专项资金列支公务接待"},
     "payment",
     &T::spent_on_meals},
    {{"printed-for-purpose", kAlike, "L02", 0.5, "专项内的资料印刷，与用途一致"},
     "payment",
     &T::printed_for_purpose},
    {{"paid-beyond-budget", kWrong, "L04", 0.25, "项目支出超出指标四分之一，没有追加"},
     "budget_item",
     &T::overspent},
    {{"added-in-autumn", kAlike, "L04", 0.6, "秋季追加指标，支出未超"}, "budget_item", &T::added_in_autumn},
    {{"to-own-account", kWrong, "L06", 0.25, "年底把预算资金转入本单位实有账户"},
     "payment",
     &T::to_own_account},
    {{"wages-account", kAlike, "L06", 0.5, "按月转入代发工资专户"}, "payment", &T::wages_account},
    {{"accounts-off-file", kWrong, "L03", 0.2, "多个一般存款账户未经备案"},
     "unit_account",
     &T::many_accounts},
    {{"sleeping-account", kWrong, "L03", 0.15, "未备案账户两年多不动，余额近二百万元"},
     "unit_account",
     &T::sleeping_account},
    {{"account-closed", kAlike, "L03", 0.6, "账户已按规定撤销"}, "unit_account", &T::account_closed},
    {{"old-receivable", kWrong, "L08", 0.25, "其他应收款三年未动，金额较大"},
     "ledger_balance",
     &T::old_receivable},
    {{"deposit-paid", kAlike, "L08", 0.6, "租房押金，合同存续"}, "ledger_balance", &T::deposit_paid},
    {{"allowance-in-disguise", kWrong, "K17", 0.2, "以办公费科目发放节日补贴"},
     "voucher_line",
     &T::allowance_in_disguise},
    {{"allowance-on-list", kAlike, "K17", 0.5, "国家统一规定的津贴，列在津贴补贴科目"},
     "voucher_line",
     &T::allowance_on_list},
    {{"approved-and-left", kWrong, "G09", 0.2, "批复两年半没有开工，资金沉淀"},
     "project",
     &T::approved_and_left},
    {{"approved-lately", kAlike, "G09", 0.5, "刚批复，尚在招标准备"}, "project", &T::approved_lately},
    {{"started-without-contract", kWrong, "G09", 0.2, "已开工，没有招标也没有合同"},
     "project",
     &T::started_without_contract},
};

}  // namespace

Treasury plan_treasury(Stage& stage, std::vector<std::vector<Payment>>& ledger) {
  TreasuryPlanner planner(stage, ledger);
  planner.draw();
  sow(stage, planner, kCards);
  return planner.take();
}

}  // namespace qy::synth
