// Vehicles, fuel cards, dispatches, expense claims and the invoices behind them.
#pragma once

#include "synth/ledger.h"
#include "synth/scheme.h"

namespace qy::synth {

// A moment of the story: a day and minutes since its midnight.
struct Moment {
  Date day;
  int minute = 0;
  std::string text() const;  // 2024-05-06 09:30
};

struct CarModel {
  std::string_view name;
  int tank_litre = 0;
  double litres_a_month = 0;
};
std::span<const CarModel> car_models();

struct OfficialCar {
  std::string plate, card;
  int32_t unit = 0;
  uint16_t model = 0;
  bool is_for_duty = false;  // 执法执勤: out at night and on rest days
  Date from;
  int plant = kNoPlant;
};

struct Fill {
  int32_t car = 0;
  std::string card;  // empty: the car's own
  Moment at;
  int64_t litre_hundredths = 0;
  int plant = kNoPlant;
};

struct Dispatch {
  int32_t car = 0;
  Moment from, to;
  std::string_view purpose;
  int plant = kNoPlant;
};

enum class Expense : uint8_t { travel, reception, training, meeting, other };

struct Claim {
  int32_t unit = 0, person = 0;
  Expense kind = Expense::travel;
  Moment from, to;
  std::string_view place;
  Fen amount_fen = 0;
  std::string invoice_no, letter_no;
  Date on;
  int plant = kNoPlant;
};

struct Bill {  // an invoice made out to a unit
  std::string no;
  int32_t seller = 0, unit = 0;
  Fen amount_fen = 0;
  Date on;
  std::string_view item;
  bool is_claimed = true;
  int plant = kNoPlant;
};

struct Spending {
  std::vector<OfficialCar> cars;
  std::vector<Fill> fills;
  std::vector<Dispatch> dispatches;
  std::vector<Claim> claims;
  std::vector<Bill> bills;
};

// The honest ground; a bill for every claim that has an invoice.
Spending draw_spending(Stage& stage);
void plant_vehicles(Stage& stage, Spending& spending);
// What is paid by transfer goes to the ledger, by unit.
void plant_expenses(Stage& stage, Spending& spending, std::vector<std::vector<Payment>>& ledger);
Result<void> write_spending(Stage& stage, const Spending& spending, Delivery& delivery);

Claim draw_claim(const Stage& stage, Random& random, const PayrollEntry& who, Expense kind, int year);
void bill_for(const Stage& stage, Random& random, Spending& spending, Claim& claim, std::string_view item);

}  // namespace qy::synth
