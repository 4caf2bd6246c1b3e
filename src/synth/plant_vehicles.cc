#include "synth/calendar.h"
#include "synth/spending.h"

namespace qy::synth {
namespace {

class VehiclePlanter {
 public:
  VehiclePlanter(Stage& stage, Spending& spending)
      : spending_(spending), random_(stage.random("plant vehicles")) {}

  std::string over_the_tank(int plant) {
    return fills(plant, random_.between(3, 7), 78, 66, random_.between(35, 200));
  }
  std::string once_over_the_tank(int plant) { return fills(plant, 1, 70, 48, 150); }
  // The card ran dry at the pump: one tank, paid in two.
  std::string paid_in_two(int plant) { return fills(plant, 2, 46, 40, 12); }
  std::string long_journey(int plant) {
    const int32_t car = take();
    if (car < 0) return "";
    const Date day = some_day();
    fill(car, {day, 430}, 85, plant);
    fill(car, {day, 430 + 330}, 82, plant);
    spending_.dispatches.push_back({car, {day, 400}, {day, 1'300}, "赴省城送检样品（往返620公里）", plant});
    return plate(car);
  }
  std::string one_card_two_cars(int plant) {
    const int32_t car = take(), other = take();
    if (car < 0 || other < 0) return "";
    for (int i = 0; i < 9; ++i) {
      fill(other, {some_day(), random_.between(480, 1'000)}, 70, plant);
      spending_.fills.back().card = spending_.cars[size_t(car)].card;
    }
    return spending_.cars[size_t(car)].card;
  }
  std::string two_cards_one_car(int plant) { return second_card(plant, day_of(kFirstYear, 1, 1), 18); }
  std::string card_replaced(int plant) {
    const int32_t car = take();
    if (car < 0) return "";
    const Date change = day_of(kFirstYear + 1, random_.between(3, 10), 1);
    const std::string card = new_card();
    for (auto& known : spending_.fills)
      if (known.car == car && known.at.day >= change) {
        known.card = card;
        known.plant = plant;
      }
    return plate(car);
  }
  std::string rest_days(int plant) {
    const int32_t car = take();
    if (car < 0) return "";
    const int year = random_.between(kFirstYear, kLastYear);
    for (int i = random_.between(14, 22); i > 0; --i) {
      Date day = day_of(year, random_.between(1, 11), random_.between(1, 24));
      while (is_working(day)) day = day.plus_days(1);
      fill(car, {day, random_.between(600, 1'300)}, 62, plant);
    }
    return plate(car);
  }
  std::string on_duty(int plant) {
    const int32_t car = take();
    if (car < 0) return "";
    spending_.cars[size_t(car)].is_for_duty = true;
    for (int i = 16; i > 0; --i) {
      Date day = some_day();
      while (is_working(day)) day = day.plus_days(1);
      fill(car, {day, 900}, 60, plant);
      spending_.dispatches.push_back({car, {day, 480}, {day, 1'200}, "森林防火巡查值班", plant});
    }
    return plate(car);
  }
  std::string drinks_too_much(int plant) { return thirst(plant, random_.between(7, 10)); }
  std::string drinks_a_little_more(int plant) { return thirst(plant, 4); }
  std::string old_and_heavy(int plant) {
    const int32_t car = take();
    if (car < 0) return "";
    spending_.cars[size_t(car)].from = day_of(2008, 5, 1);
    for (auto& known : spending_.fills)
      if (known.car == car) {
        known.litre_hundredths = known.litre_hundredths * 118 / 100;
        known.plant = plant;
      }
    return plate(car);
  }

 private:
  int32_t take() {
    for (int attempt = 0; attempt < 2'000; ++attempt) {
      const auto car = int32_t(random_.below(uint32_t(spending_.cars.size())));
      if (!spending_.cars[size_t(car)].is_for_duty && taken_.insert(car).second) return car;
    }
    return -1;
  }
  Date some_day() {
    return working_day_from(
        day_of(random_.between(kFirstYear, kLastYear), random_.between(1, 11), random_.between(1, 24)));
  }
  const std::string& plate(int32_t car) const { return spending_.cars[size_t(car)].plate; }
  std::string new_card() { return "9100" + padded(8'000'000 + uint64_t(++new_cards_), 8); }
  void fill(int32_t car, Moment at, int tank_percent, int plant) {
    const int tank = car_models()[spending_.cars[size_t(car)].model].tank_litre;
    spending_.fills.push_back({car, "", at, int64_t(tank) * tank_percent, plant});
  }
  // Two fills, `minutes` apart, of so many per cent of the tank.
  std::string fills(int plant, int times, int first_percent, int second_percent, int minutes) {
    const int32_t car = take();
    if (car < 0) return "";
    for (int i = 0; i < times; ++i) {
      const Date day = some_day();
      const int minute = random_.between(490, 900);
      fill(car, {day, minute}, first_percent + random_.between(-2, 6), plant);
      fill(car, {day, minute + minutes}, second_percent + random_.between(-2, 6), plant);
      spending_.dispatches.push_back(
          {car, {day, minute - 60}, {day, minute + minutes + 60}, "下乡检查", kNoPlant});
    }
    return plate(car);
  }
  std::string second_card(int plant, Date from, int times) {
    const int32_t car = take();
    if (car < 0) return "";
    const std::string card = new_card();
    for (int i = 0; i < times; ++i) {
      fill(car, {std::max(from, some_day()), random_.between(480, 1'000)}, 66, plant);
      spending_.fills.back().card = card;
    }
    return plate(car);
  }
  std::string thirst(int plant, int extra_a_month) {
    const int32_t car = take();
    if (car < 0) return "";
    const int year = random_.between(kFirstYear, kLastYear);
    for (int month = 1; month <= 12; ++month)
      for (int i = 0; i < extra_a_month / 2; ++i) {
        const Date day = working_day_from(day_of(year, month, 2 + i * 5));
        fill(car, {day, random_.between(480, 1'000)}, 72, plant);
        spending_.dispatches.push_back({car, {day, 420}, {day, 1'010}, "下乡检查", kNoPlant});
      }
    return plate(car);
  }

  Spending& spending_;
  Random random_;
  std::set<int32_t> taken_;
  int new_cards_ = 0;
};

using V = VehiclePlanter;
constexpr PlantCard<V> kCards[] = {
    {{"over-the-tank", kWrong, "K01", 0.2, "数小时内两次加油，合计超过油箱容量，多次发生"},
     "fuel_transaction",
     &V::over_the_tank},
    {{"once-over-the-tank", kWrong, "K01", 0.1, "一次两笔加油合计略超油箱"},
     "fuel_transaction",
     &V::once_over_the_tank},
    {{"paid-in-two", kAlike, "K01", 0.5, "卡内余额不足，一箱油分两笔支付"},
     "fuel_transaction",
     &V::paid_in_two},
    {{"long-journey", kAlike, "K01", 0.4, "长途出车，五个半小时后再次加油，有派车单"},
     "fuel_transaction",
     &V::long_journey},
    {{"one-card-two-cars", kWrong, "K03", 0.15, "一张加油卡给两辆车加油"},
     "fuel_transaction",
     &V::one_card_two_cars},
    {{"two-cards-one-car", kWrong, "K03", 0.1, "一辆车同时使用两张加油卡"},
     "fuel_transaction",
     &V::two_cards_one_car},
    {{"card-replaced", kAlike, "K03", 0.4, "油卡遗失补办，旧卡停用后启用新卡"},
     "fuel_transaction",
     &V::card_replaced},
    {{"rest-days-without-dispatch", kWrong, "K04", 0.2, "节假日多次加油，没有派车单"},
     "fuel_transaction",
     &V::rest_days},
    {{"on-duty-at-weekends", kAlike, "K04", 0.4, "值班执勤车辆，周末加油有派车单"},
     "fuel_transaction",
     &V::on_duty},
    {{"drinks-too-much", kWrong, "K06", 0.15, "单车月均油耗是同型号的数倍"},
     "fuel_transaction",
     &V::drinks_too_much},
    {{"drinks-a-third-more", kWrong, "K06", 0.1, "单车油耗持续高出同型号一截"},
     "fuel_transaction",
     &V::drinks_a_little_more},
    {{"old-car", kAlike, "K06", 0.4, "车龄长，油耗略高"}, "fuel_transaction", &V::old_and_heavy},
};

}  // namespace

void plant_vehicles(Stage& stage, Spending& spending) {
  VehiclePlanter planter(stage, spending);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
