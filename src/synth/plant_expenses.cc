#include "synth/calendar.h"
#include "synth/habits.h"
#include "synth/spending.h"

namespace qy::synth {
namespace {

class ExpensePlanter {
 public:
  ExpensePlanter(Stage& stage, Spending& spending, std::vector<std::vector<Payment>>& ledger)
      : stage_(stage), spending_(spending), ledger_(ledger), random_(stage.random("plant expenses")) {}

  std::string receptions_swell(int plant) { return many_receptions(plant, false); }
  std::string conference(int plant) { return many_receptions(plant, true); }
  std::string no_letter(int plant) {
    const auto* who = somebody();
    for (int i = random_.between(6, 11); i > 0; --i) {
      Claim& claim = add(*who, Expense::reception, some_year(), plant);
      claim.letter_no = random_.percent(40) ? "/" : "";
    }
    return unit_code(*who);
  }
  std::string one_letter_many_meals(int plant) {
    const auto* who = somebody();
    std::string letter;
    const int year = some_year();
    for (int i = 0; i < 6; ++i) {
      Claim& claim = add(*who, Expense::reception, year, plant);
      if (letter.empty()) letter = claim.letter_no;
      claim.letter_no = letter;
    }
    return unit_code(*who) + "|" + letter;
  }
  std::string letter_for_two_days(int plant) {
    const auto* who = somebody();
    const int year = some_year();
    const std::string letter = add(*who, Expense::reception, year, plant).letter_no;
    const Moment first = spending_.claims.back().from;
    Claim& claim = add(*who, Expense::reception, year, plant);
    claim.letter_no = letter;
    claim.from.day = claim.to.day = first.day.plus_days(1);
    return unit_code(*who) + "|" + letter;
  }
  std::string emergency_meals(int plant) {
    const auto* who = somebody();
    stage_.exceptions.push_back({"应急", unit_code(*who), -1, "防汛抢险工作餐，免公函", plant});
    for (int i = 0; i < 3; ++i) add(*who, Expense::reception, some_year(), plant).letter_no = "";
    return unit_code(*who);
  }

  std::string gifts_before_feast(int plant) {
    constexpr std::string_view kGifts[] = {"白酒", "卷烟", "茶叶礼盒", "预付卡"};
    const auto* who = somebody();
    const int year = some_year();
    for (int i = 0; i < 5; ++i)
      put_bill(*who, plant, day_of(year, 1, 12).plus_days(i), Fen(random_.between(3'800, 9'600)) * 100,
               random_.pick(kGifts), true);
    return unit_code(*who);
  }
  std::string numbers_in_a_row(int plant) {
    const auto* who = somebody();
    const int year = std::max(kFirstYear + 1, some_year());
    const uint64_t first = random_.below(90'000'000);
    std::string series;  // what stands before the last eight digits, the same on all six
    for (int i = 0; i < 6; ++i) {
      Bill& bill =
          put_bill(*who, plant, day_of(year, 9, 20), Fen(random_.between(925, 990)) * 100, "办公用品", true);
      bill.seller = stage_.firms.by_trade[0][size_t(first % 12)];
      if (i == 0) series = bill.no.substr(0, bill.no.size() - 8);
      bill.no = series + padded(first + uint64_t(i), 8);
      spending_.claims.back().invoice_no = bill.no;
    }
    return unit_code(*who);
  }
  std::string tea_for_meeting(int plant) {
    const auto* who = somebody();
    put_bill(*who, plant, day_of(some_year(), 5, 14), Fen(random_.between(120, 380)) * 100, "茶叶（会议用）",
             true);
    return unit_code(*who);
  }
  std::string billed_not_booked(int plant) { return unbooked(plant, 14, kLastYear - 1); }
  std::string billed_lately(int plant) { return unbooked(plant, 3, kLastYear); }

  std::string claimed_by_two(int plant) { return claimed_again(plant, true, false); }
  std::string claimed_twice(int plant) { return claimed_again(plant, false, false); }
  std::string shared_bill(int plant) { return claimed_again(plant, true, true); }

  std::string in_two_cities(int plant) { return two_trips(plant, 0); }
  std::string one_day_apart(int plant) { return two_trips(plant, 3); }
  std::string dear_hotel(int plant) { return nights(plant, 128'000); }
  std::string high_season(int plant) {
    std::string subject = nights(plant, 46'000);
    stage_.exceptions.push_back(
        {"超标准", subject.substr(0, subject.find('|')), -1, "旺季住宿费上浮", plant});
    return subject;
  }
  std::string old_receipts(int plant) { return late_claim(plant, 540); }
  std::string over_the_year(int plant) { return late_claim(plant, 75); }

  std::string parked_at_hotel(int plant) { return december_transfer(plant, ""); }
  std::string settled_by_contract(int plant) { return december_transfer(plant, "HT"); }

 private:
  const PayrollEntry* somebody() {
    while (true) {
      const auto& entry = stage_.offices.payroll[random_.below(uint32_t(stage_.offices.payroll.size()))];
      if (!entry.has_left && stage_.person(entry.person).died == 0) return &entry;
    }
  }
  int some_year() { return random_.between(kFirstYear, kLastYear); }
  const std::string& unit_code(const PayrollEntry& who) const {
    return stage_.offices.units[size_t(who.unit)].code;
  }
  Claim& add(const PayrollEntry& who, Expense kind, int year, int plant) {
    Claim claim = draw_claim(stage_, random_, who, kind, year);
    claim.plant = plant;
    if (kind != Expense::travel) bill_for(stage_, random_, spending_, claim, "餐饮服务");
    spending_.claims.push_back(std::move(claim));
    return spending_.claims.back();
  }
  // In one quarter the receptions are many times those of the others.
  std::string many_receptions(int plant, bool has_occasion) {
    const auto* who = somebody();
    const int year = random_.between(kFirstYear + 1, kLastYear);
    for (int i = 0; i < 18; ++i) {
      Claim& claim = add(*who, Expense::reception, year, plant);
      claim.from.day = claim.to.day = working_day_from(day_of(year, 7 + i % 3, 3 + i));
      claim.on = working_day_from(claim.to.day.plus_days(10));
      claim.amount_fen = claim.amount_fen * 3 / 2;
      if (has_occasion) claim.letter_no = "全省现场会〔" + std::to_string(year) + "〕1号";
      spending_.bills.back().amount_fen = claim.amount_fen;
      spending_.bills.back().on = claim.to.day;
    }
    return unit_code(*who) + "|" + std::to_string(year);
  }
  Bill& put_bill(const PayrollEntry& who, int plant, Date on, Fen amount_fen, std::string_view item,
                 bool is_claimed) {
    Claim claim = draw_claim(stage_, random_, who, Expense::other, on.year());
    claim.plant = plant;
    claim.amount_fen = amount_fen;
    claim.from.day = claim.to.day = on;
    claim.on = working_day_from(on.plus_days(8));
    bill_for(stage_, random_, spending_, claim, item);
    spending_.bills.back().is_claimed = is_claimed;
    if (is_claimed) spending_.claims.push_back(std::move(claim));
    return spending_.bills.back();
  }
  std::string unbooked(int plant, int bills, int year) {
    const auto* who = somebody();
    for (int i = 0; i < bills; ++i)
      put_bill(*who, plant, day_of(year, year == kLastYear ? 12 : 1 + i % 11, 5 + i),
               Fen(random_.between(1'800, 6'800)) * 100, "餐饮服务", false);
    return unit_code(*who) + "|" + std::to_string(year);
  }
  std::string claimed_again(int plant, bool by_another_unit, bool is_shared) {
    const auto* who = somebody();
    Claim first = add(*who, Expense::reception, some_year(), plant);
    Claim second = first;
    if (by_another_unit) {
      const auto* other = somebody();
      second.unit = other->unit;
      second.person = other->person;
    }
    second.on = working_day_from(first.on.plus_days(random_.between(20, 70)));
    if (is_shared) {
      second.amount_fen = first.amount_fen / 2;
      spending_.claims.back().amount_fen = first.amount_fen - second.amount_fen;
    }
    spending_.claims.push_back(second);
    return first.invoice_no;
  }
  std::string two_trips(int plant, int days_apart) {
    const auto* who = stage_.hire(random_, somebody()->unit, "业务骨干", plant);
    if (who == nullptr) return "";
    Claim first = draw_claim(stage_, random_, *who, Expense::travel, some_year());
    first.plant = plant;
    first.place = "岚州市";
    first.to.day = first.from.day.plus_days(2);
    Claim second = first;
    second.place = "云岭市";
    second.from.day = first.from.day.plus_days(days_apart == 0 ? 1 : days_apart);
    second.to.day = second.from.day.plus_days(2);
    second.letter_no += "之二";
    spending_.claims.push_back(first);
    spending_.claims.push_back(second);
    return unit_code(*who) + "|" + stage_.number(who->person);
  }
  std::string nights(int plant, Fen a_night_fen) {
    const auto* who = somebody();
    Claim& claim = add(*who, Expense::travel, some_year(), plant);
    claim.place = "岚州市";
    claim.to.day = claim.from.day.plus_days(3);
    claim.amount_fen = 3 * a_night_fen + 4 * 18'000;
    return unit_code(*who) + "|" + stage_.number(who->person);
  }
  std::string late_claim(int plant, int days) {
    const auto* who = somebody();
    for (int i = 0; i < 4; ++i) {
      Claim& claim = add(*who, Expense::travel, kFirstYear, plant);
      claim.amount_fen = claim.amount_fen * 3 + 60'000;
      claim.on = working_day_from(claim.to.day.plus_days(days));
    }
    return unit_code(*who) + "|" + stage_.number(who->person);
  }
  std::string december_transfer(int plant, const std::string& contract) {
    const auto* who = somebody();
    const int year = some_year();
    Payment payment;
    payment.on = working_day_from(day_of(year, 12, random_.between(22, 28)));
    payment.amount_fen = Fen(random_.between(160, 320)) * 100'000 + Fen(random_.between(1, 9)) * 10'000;
    payment.firm = random_.pick(stage_.firms.by_trade[7]);
    payment.invoice_no = draw_invoice_no(year, random_);
    payment.plant = plant;
    payment.note = contract.empty() ? "（预存会议培训费）" : "（年度会议费结算）";
    if (!contract.empty())
      payment.contract_no = contract + std::to_string(year) + "5" + padded(uint64_t(who->unit), 5);
    const std::string firm = stage_.firms.all[size_t(payment.firm)].code;
    ledger_[size_t(who->unit)].push_back(std::move(payment));
    return unit_code(*who) + "|" + firm + "|" + std::to_string(year);
  }

  Stage& stage_;
  Spending& spending_;
  std::vector<std::vector<Payment>>& ledger_;
  Random random_;
};

using E = ExpensePlanter;
constexpr PlantCard<E> kCards[] = {
    {{"receptions-swell", kWrong, "K08", 0.2, "一个季度的接待费陡增数倍，没有对应公务活动"},
     "expense_claim",
     &E::receptions_swell},
    {{"conference-hosted", kAlike, "K08", 0.3, "承办全省现场会，接待有会议文件"},
     "expense_claim",
     &E::conference},
    {{"reception-without-letter", kWrong, "K09", 0.2, "多次公务接待没有公函"},
     "expense_claim",
     &E::no_letter},
    {{"one-letter-many-meals", kWrong, "K09", 0.15, "同一公函号重复使用多次"},
     "expense_claim",
     &E::one_letter_many_meals},
    {{"letter-for-two-days", kAlike, "K09", 0.6, "同一批客人停留两天，一份公函两次用餐"},
     "expense_claim",
     &E::letter_for_two_days},
    {{"emergency-meals", kAlike, "K09", 0.4, "抢险期间工作餐，经批准免公函"},
     "expense_claim",
     &E::emergency_meals},
    {{"gifts-before-feast", kWrong, "K10", 0.2, "节前集中开具烟酒茶和预付卡发票报销"},
     "invoice",
     &E::gifts_before_feast},
    {{"invoice-numbers-in-a-row", kWrong, "K10", 0.15, "同日多张连号发票，金额都略低于一千元"},
     "invoice",
     &E::numbers_in_a_row},
    {{"tea-for-meeting", kAlike, "K10", 0.6, "会议用茶，金额很小"}, "invoice", &E::tea_for_meeting},
    {{"billed-not-booked", kWrong, "K11", 0.15, "开给单位的餐饮发票多张长期未入账"},
     "invoice",
     &E::billed_not_booked},
    {{"billed-lately", kAlike, "K11", 0.4, "年末刚开具，尚未报销"}, "invoice", &E::billed_lately},
    {{"claimed-by-two-units", kWrong, "K12", 0.2, "同一发票在两个单位报销"},
     "expense_claim",
     &E::claimed_by_two},
    {{"claimed-twice", kWrong, "K12", 0.2, "同一发票在同一单位报销两次"}, "expense_claim", &E::claimed_twice},
    {{"shared-bill", kAlike, "K12", 0.6, "两单位分摊同一发票，合计等于票面"},
     "expense_claim",
     &E::shared_bill},
    {{"in-two-cities-at-once", kWrong, "K13", 0.2, "同一人同一日在两地出差"},
     "expense_claim",
     &E::in_two_cities},
    {{"one-trip-after-another", kAlike, "K13", 0.6, "前一次返回次日再次出差"},
     "expense_claim",
     &E::one_day_apart},
    {{"dear-hotel", kWrong, "K14", 0.2, "住宿费是标准的数倍"}, "expense_claim", &E::dear_hotel},
    {{"high-season-hotel", kAlike, "K14", 0.5, "旺季住宿按规定上浮，已登记例外"},
     "expense_claim",
     &E::high_season},
    {{"old-receipts", kWrong, "K16", 0.15, "一年半以前的费用才报销入账"}, "expense_claim", &E::old_receipts},
    {{"over-the-new-year", kAlike, "K16", 0.6, "年末出差，次年初报销"}, "expense_claim", &E::over_the_year},
    {{"parked-at-hotel", kWrong, "K15", 0.2, "年底向会议酒店大额预存"}, "payment", &E::parked_at_hotel},
    {{"settled-by-contract", kAlike, "K15", 0.4, "年度会议定点合同年底结算"},
     "payment",
     &E::settled_by_contract},
};

}  // namespace

void plant_expenses(Stage& stage, Spending& spending, std::vector<std::vector<Payment>>& ledger) {
  ExpensePlanter planter(stage, spending, ledger);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
