// The units' money as the treasury sees it: funds for one purpose, bank accounts, balances, vouchers.
#pragma once

#include "synth/ledger.h"
#include "synth/scheme.h"
#include "synth/state_assets.h"

namespace qy::synth {

// A sum for one purpose; its payments lie in the ledger under its name.
struct Fund {
  int32_t unit = 0;
  std::string project;
  Date issued;
  Fen amount_fen = 0;
  std::string_view source = "上级专项";
  int plant = kNoPlant;
};

struct UnitAccount {
  int32_t unit = 0;
  std::string no;
  std::string_view bank, kind;
  std::string approval;  // empty: not on file
  Date opened, last_used;
  std::optional<Date> closed;
  Fen balance_fen = 0;
  int plant = kNoPlant;
};

// A balance that does not move, beside the ordinary ones.
struct OldBalance {
  int32_t unit = 0;
  std::string_view code, name;
  Fen amount_fen = 0;
  int plant = kNoPlant;
};

struct Voucher {
  int32_t unit = 0;
  Date on;
  std::string_view summary, code, name;  // of the debit; the credit goes to the bank
  Fen amount_fen = 0;
  int attachments = 1;
  int plant = kNoPlant;
};

// A project that stands in the register of projects without a tender of its own.
struct BareProject {
  int32_t unit = 0;
  std::string name;
  std::string_view source;
  Fen approved_fen = 0;
  Date approved;
  std::optional<Date> started;
  int plant = kNoPlant;
};

struct Treasury {
  std::vector<Fund> funds;
  std::vector<UnitAccount> accounts;
  std::vector<OldBalance> balances;
  std::vector<Voucher> vouchers;
  std::vector<BareProject> projects;
  std::map<std::pair<int32_t, int>, int> added;  // unit and year -> plant: a second allocation in autumn
  std::map<std::pair<int32_t, int>, int>
      overspent;  // unit and year -> plant: paid a quarter beyond the budget
};

// Payments of the funds go to `ledger`, by unit.
Treasury plan_treasury(Stage& stage, std::vector<std::vector<Payment>>& ledger);
// With the fixed assets of the units in their books.
Result<void> write_treasury(Stage& stage, const Treasury& treasury, const StateAssets& assets,
                            Delivery& delivery);

}  // namespace qy::synth
