// What a unit's habit does to a year of its payments.
#pragma once

#include "synth/ledger.h"

namespace qy::synth {

struct HabitYear {
  const LedgerPlan& plan;
  const Firms& firms;
  const HabitOfUnit& habit;
  int year;
  double scale;  // of the unit's amounts
};

// Adds and changes rows; leaves them unsorted. A habit of another year leaves them as they are.
void follow(const HabitYear& at, Random& random, std::vector<Payment>& rows);

// Of ledger.cc, for rows that habits add.
std::string draw_invoice_no(int year, Random& random);
Fen rounded_like_a_price(Fen amount_fen, Random& random);
Payment draw_payment(const LedgerPlan& plan, const Firms& firms, int32_t unit, int year, double scale,
                     Random& random);

}  // namespace qy::synth
