// Who holds public office: units and their payroll, village officials and the kin they declared.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "synth/delivery.h"
#include "synth/population.h"
#include "synth/truth.h"

namespace qy::synth {

struct Unit {
  std::string code, name;
  bool is_township = false;      // handed in by its township, not by the county
  bool has_departments = false;  // and books its payments by them
  bool is_small = false;         // a village school, a reservoir keeper: buys little, tenders nothing
};

struct PayrollEntry {
  int32_t person = 0;
  int32_t unit = 0;
  Date from;
  Date to;  // meaningful when has_left
  bool has_left = false;
  bool is_permanent = true;    // 在编; else 临时聘用
  bool is_insured = true;      // with the scheme of public bodies, when permanent
  Fen pay_fen = 0;             // 0: drawn
  std::string_view post = {};  // what a plant needs it to be; else drawn
  int plant = kNoPlant;
};

struct OfficialEntry {
  int32_t person = 0;
  uint16_t village = 0;
  uint8_t post = 0;
  Date from;
  int plant = kNoPlant;
};

struct Kin {
  int32_t official = 0, relative = 0;
  std::string_view matter = "享受惠民惠农补贴";
  int plant = kNoPlant;
  Date declared = day_of(2023, 3, 15);
};

struct Offices {
  std::vector<Unit> units;
  std::vector<PayrollEntry> payroll;
  std::vector<OfficialEntry> officials;
  std::vector<Kin> kin;
};

// A random one of the first `natives` people who passes, holds no village office and was not chosen before;
// marked kTouched. -1 when none is within reach.
int32_t choose_person(Population& county, int32_t natives, Random& random,
                      const std::function<bool(const Person&)>& test);

std::vector<Unit> found_units(const Population& county);
// Marks kOnPayroll and kOfficial on the people it appoints.
Offices appoint(Population& county, uint64_t seed);
Result<void> write_offices(const Population& county, const Offices& offices, uint64_t seed, Truth& truth,
                           Delivery& delivery);

}  // namespace qy::synth
