// What the villages own together, whom they let it to, and whether the rent came in.
#pragma once

#include <string>
#include <vector>

#include "synth/delivery.h"
#include "synth/firms.h"
#include "synth/population.h"
#include "synth/scheme.h"

namespace qy::synth {

enum class AssetStatus : uint8_t { in_use, idle, leased };

struct Asset {
  std::string no, name;
  std::string_view kind;
  uint16_t village = 0;
  int64_t area_hundredths = 0;  // of a square metre
  Fen value_fen = 0;
  AssetStatus status = AssetStatus::idle;
  Date acquired;
  int plant = kNoPlant;
};

struct Lease {
  std::string contract_no, platform_no;
  int32_t asset = 0;
  int32_t tenant = -1;  // a person; -1: the firm
  int32_t firm = -1;
  Date from, to;
  Fen rent_fen = 0;
  int plant = kNoPlant;
  bool is_without_tenant_no = false;  // the register says who, not under which number
  bool is_unreceipted = false;        // ended before the story begins
};

struct Receipt {
  int32_t lease = 0;
  Date due, received;
  Fen due_fen = 0, received_fen = 0;
  bool has_arrived = true;
  int plant = kNoPlant;
};

struct Resolution {
  uint16_t village = 0;
  Date on;
  std::string_view kind;
  Fen amount_fen = 0;
  int plant = kNoPlant;
};

struct Estate {
  std::vector<Asset> assets;
  std::vector<Lease> leases;
  std::vector<Receipt> receipts;
  std::vector<Resolution> resolutions;
};

Estate plan_estate(Stage& stage);
void plant_leases(Stage& stage, Estate& estate);
Result<void> write_estate(const Estate& estate, const Population& county, const Firms& firms,
                          Delivery& delivery, Truth& truth);

}  // namespace qy::synth
