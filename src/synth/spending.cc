#include "synth/spending.h"

#include <cmath>

#include "synth/calendar.h"
#include "synth/habits.h"

namespace qy::synth {
namespace {

constexpr CarModel kModels[] = {{"大众牌帕萨特", 66, 105},
                                {"别克牌GL8", 70, 135},
                                {"五菱牌宏光", 50, 88},
                                {"江铃牌全顺中巴", 80, 190},
                                {"长城牌皮卡", 70, 125}};
constexpr std::string_view kCities[] = {"岚州市", "岚州市", "岚州市", "江北市", "云岭市", "省城"};
constexpr std::string_view kErrands[] = {"下乡检查",     "参加会议",   "送文件",
                                         "项目现场踏勘", "接送调研组", "走访慰问"};
constexpr uint16_t kCatering = 6, kMeetings = 7;

Date some_working_day(Random& random, int year) {
  return working_day_from(day_of(year, random.between(1, 12), random.between(1, 27)));
}

class SpendingDrawer {
 public:
  explicit SpendingDrawer(Stage& stage) : stage_(stage), random_(stage.random("spending")) {}

  Spending draw() {
    for (size_t unit = 0; unit < stage_.offices.units.size(); ++unit)
      if (!stage_.offices.units[unit].is_small)
        for (int i = random_.between(1, 3); i > 0; --i) draw_car(int32_t(unit));
    for (const auto& entry : stage_.offices.payroll)
      if (!entry.has_left && entry.is_permanent) draw_claims(entry);
    return std::move(spending_);
  }

 private:
  void draw_car(int32_t unit) {
    OfficialCar car;
    const auto serial = uint64_t(spending_.cars.size());
    car.plate = "岚Q" + padded(10'000 + serial * 7 % 90'000, 5);
    car.card = "9100" + padded(7'000'000 + serial, 8);
    car.unit = unit;
    car.model = uint16_t(random_.below(uint32_t(std::size(kModels))));
    const auto& name = stage_.offices.units[size_t(unit)].name;
    car.is_for_duty = name.find("公安") != std::string::npos || name.find("执法") != std::string::npos ||
                      name.find("应急") != std::string::npos || random_.percent(6);
    car.from = day_of(random_.between(2014, 2022), random_.between(1, 12), 10);
    spending_.cars.push_back(car);
    drive(int32_t(serial));
  }

  void drive(int32_t index) {
    const auto& car = spending_.cars[size_t(index)];
    const auto& model = kModels[car.model];
    const double need = model.litres_a_month * random_.lognormal(1.0, 0.14);
    Date last = day_of(kFirstYear, 1, 1).plus_days(-7);
    for (int month = 0; month < kYears * 12; ++month) {
      const Date first = day_of(kFirstYear + month / 12, month % 12 + 1, 1);
      int outings = random_.between(4, 8);
      const double litres = need * random_.lognormal(1.0, 0.1);
      const double fill = model.tank_litre * (0.62 + 0.24 * random_.unit());
      const int fills = std::max(1, int(std::lround(litres / fill)));
      for (int i = 0; i < fills; ++i, --outings) {
        // Spread over the month: nobody fills a full tank.
        const bool is_duty = car.is_for_duty && random_.percent(25);
        Date day =
            first.plus_days(1 + i * 26 / fills + int(random_.below(uint32_t(std::max(1, 20 / fills)))));
        if (!is_duty) day = working_day_from(day);
        if (day <= last.plus_days(1)) continue;  // the holiday moved it onto the next fill
        last = day;
        const Moment at{day, is_duty ? random_.between(0, 1'439) : random_.between(470, 1'080)};
        spending_.fills.push_back({index, "", at, int64_t(fill * 100), kNoPlant});
        dispatch(index, day, std::max(0, at.minute - 90), is_duty ? "执法执勤" : random_.pick(kErrands));
      }
      for (; outings > 0; --outings)
        dispatch(index, working_day_from(first.plus_days(int(random_.below(27)))), random_.between(480, 900),
                 random_.pick(kErrands));
    }
  }
  void dispatch(int32_t car, Date day, int minute, std::string_view purpose) {
    spending_.dispatches.push_back(
        {car, {day, minute}, {day, std::min(1'430, minute + random_.between(90, 420))}, purpose, kNoPlant});
  }

  void draw_claims(const PayrollEntry& entry) {
    Date busy_until = day_of(kFirstYear, 1, 1);
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      for (int i = random_.between(1, 4); i > 0; --i) {
        Claim claim = draw_claim(stage_, random_, entry, Expense::travel, year);
        if (claim.from.day <= busy_until) continue;  // nobody travels twice at once
        busy_until = claim.to.day;
        spending_.claims.push_back(std::move(claim));
      }
      for (const auto kind : {Expense::reception, Expense::training, Expense::other}) {
        if (!random_.percent(kind == Expense::reception ? 45 : 30)) continue;
        Claim claim = draw_claim(stage_, random_, entry, kind, year);
        bill_for(stage_, random_, spending_, claim, kind == Expense::reception ? "餐饮服务" : "办公用品");
        spending_.claims.push_back(std::move(claim));
      }
    }
  }

  Stage& stage_;
  Random random_;
  Spending spending_;
};

}  // namespace

std::span<const CarModel> car_models() {
  return kModels;
}

std::string Moment::text() const {
  return day.iso() + " " + padded(uint64_t(minute / 60), 2) + ":" + padded(uint64_t(minute % 60), 2);
}

Claim draw_claim(const Stage& stage, Random& random, const PayrollEntry& who, Expense kind, int year) {
  Claim claim;
  claim.unit = who.unit;
  claim.person = who.person;
  claim.kind = kind;
  const Date day = some_working_day(random, year);
  claim.from = {day, random.between(470, 560)};
  claim.to = {day, random.between(1'020, 1'150)};
  const auto serial = std::to_string(random.below(900) + 1);
  const std::string& unit = stage.offices.units[size_t(who.unit)].name;
  switch (kind) {
    case Expense::travel: {
      claim.place = random.pick(kCities);
      const int nights = random.percent(45) ? 0 : random.between(1, 4);
      claim.to.day = day.plus_days(nights);
      claim.amount_fen = Fen(nights) * random.between(24'000, 33'000) + Fen(nights + 1) * 18'000 +
                         Fen(random.between(30, 240)) * 100;
      claim.letter_no = "差审〔" + std::to_string(year) + "〕" + serial + "号";
      break;
    }
    case Expense::reception:
      claim.place = "机关食堂";
      claim.amount_fen = Fen(random.lognormal(62'000, 0.5)) / 100 * 100;
      claim.letter_no = unit.substr(0, 12) + "函〔" + std::to_string(year) + "〕" + serial + "号";
      break;
    case Expense::training:
    case Expense::meeting:
      claim.place = "岚州市";
      claim.to.day = day.plus_days(random.between(0, 3));
      claim.amount_fen = Fen(random.lognormal(120'000, 0.6)) / 100 * 100;
      claim.letter_no = "会通〔" + std::to_string(year) + "〕" + serial + "号";
      break;
    case Expense::other:
      claim.amount_fen = Fen(random.lognormal(38'000, 0.8)) / 100 * 100;
      break;
  }
  claim.on = working_day_from(claim.to.day.plus_days(random.between(4, 32)));
  if (claim.on > day_of(kLastYear, 12, 31)) claim.on = day_of(kLastYear, 12, 30);
  return claim;
}

void bill_for(const Stage& stage, Random& random, Spending& spending, Claim& claim, std::string_view item) {
  const auto& sellers = stage.firms.by_trade[claim.kind == Expense::reception  ? kCatering
                                             : claim.kind == Expense::training ? kMeetings
                                                                               : 0];
  claim.invoice_no = draw_invoice_no(claim.to.day.year(), random);
  spending.bills.push_back({claim.invoice_no, random.pick(sellers), claim.unit, claim.amount_fen,
                            claim.to.day, item, true, claim.plant});
}

Spending draw_spending(Stage& stage) {
  return SpendingDrawer(stage).draw();
}

}  // namespace qy::synth
