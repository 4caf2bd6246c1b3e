#include "synth/payout.h"

#include "synth/calendar.h"

namespace qy::synth {
namespace {

bool is_now(const Occasion& at, const Deviation& deviation) {
  return deviation.from <= at.start && at.start < deviation.from.plus_months(12 / at.card.periods);
}

// Does the deviation leave a trace in this payment at all?
bool concerns(const Occasion& at, const Deviation& deviation, const Payout& row) {
  const auto& person = at.county.people[size_t(row.person)];
  switch (deviation.turn) {
    case Turn::paid_after_death:
      return row.paid_on.days() > person.died;
    case Turn::returned_after_death:
      return at.start.days() > person.died;
    case Turn::paid_twice:
    case Turn::reissued:
    case Turn::carried_over:
      return is_now(at, deviation);
    case Turn::card_of_other:
    case Turn::new_card:
      return at.start >= deviation.from;
    case Turn::old_number:
    case Turn::mistyped:
      return at.year == deviation.other;
    default:
      return true;
  }
}

void pay_to(const Occasion& at, int32_t holder, Payout& row) {
  const auto card = card_number(at.seed, uint64_t(holder));
  row.account.assign(card.data(), card.size());
  row.account_name = name_text(at.county.people[size_t(holder)].name);
}

}  // namespace

void bend(const Occasion& at, const Deviation& deviation, Payout& row, BentPayout& bent) {
  if (!concerns(at, deviation, row)) return;
  row.plant = deviation.plant;
  const auto& person = at.county.people[size_t(row.person)];
  switch (deviation.turn) {
    case Turn::paid_after_death:
    case Turn::enrolled:
    case Turn::not_listed:
    case Turn::listed_late:
    case Turn::listed_as_head:
    case Turn::unpaid:
    case Turn::large_area:
    case Turn::small_right:
    case Turn::approved_late:
      return;
    case Turn::new_card: {
      const auto card = card_number(at.seed, uint64_t(row.person) + 20'000'000);
      row.account.assign(card.data(), card.size());
      return;
    }
    case Turn::former_name: {
      PersonName former = person.name;
      former.first = former.second != 0 ? former.second : former.first;
      former.second = 0;
      row.account_name = name_text(former);
      return;
    }
    case Turn::returned_after_death:
      row.status = PayoutStatus::returned;
      row.reason = "受益人已死亡";
      return;
    case Turn::card_of_other:
      return pay_to(at, deviation.other, row);
    case Turn::card_of_collective:
      row.account = corporate_account(at.seed, uint64_t(deviation.other));
      row.account_name = collective_name(at.county, uint16_t(deviation.other));
      return;
    case Turn::collected_by:
      row.collected_by = std::string(view(at.county.people[size_t(deviation.other)].number));
      return;
    case Turn::listed_elsewhere:
      bent.second = row;
      bent.second->village = uint16_t(deviation.other);
      return;
    case Turn::land_elsewhere:
      bent.second = row;
      bent.second->village = uint16_t(deviation.other);
      bent.second->entitlement.quantity_hundredths = row.entitlement.quantity_hundredths / 3 + 70;
      bent.second->due_fen = bent.second->paid_fen = bent.second->entitlement.due_fen();
      return;
    case Turn::paid_twice:
      bent.second = row;
      bent.second->paid_on = working_day_from(row.paid_on.plus_days(9));
      return;
    case Turn::reissued:
      bent.bounces = true;
      return;
    case Turn::inflated:
      row.paid_fen = row.due_fen * deviation.other / 1000 / 10 * 10;
      return;
    case Turn::carried_over:
      row.paid_fen += deviation.other;
      row.reason = "含补发上年度差额";
      return;
    case Turn::rounded:
      row.paid_fen = row.due_fen / 100 * 100;
      return;
    case Turn::old_number:
      row.number = old_number(person.number);
      return;
    case Turn::mistyped:
      row.number = with_swapped_digits(person.number);
      return;
    case Turn::small_x:
      row.number[17] = 'x';
      return;
    case Turn::foreign_card:
      row.number = permit_number(uint64_t(row.person));
      return;
  }
}

}  // namespace qy::synth
