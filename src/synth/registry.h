// The market register: who founded which firm, who holds it, whether it lives and how many it insures.
//
// Every firm of the county has an entry, drawn when first asked for; a plant changes it before it is written.
// Holders are ordinary adults: nobody on the payroll, in a village office or on relief holds a firm unless a
// plant says so.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "synth/firms.h"
#include "synth/population.h"
#include "synth/truth.h"

namespace qy::synth {

struct FirmFacts {
  Date founded;
  std::string_view status = "存续";
  int32_t representative = 0, second_holder = -1, supervisor = -1;  // people
  int first_share_permille = 1000;
  int32_t insured = 0;
  Fen capital_fen = 0;
  std::string address;
  uint64_t phone = 0;
  std::string_view scope;
  std::vector<int> plants;
};

enum class FirmPost : uint8_t { shareholder, legal_representative, director, supervisor, manager };

struct FirmRole {
  int32_t firm = 0;
  int32_t person = -1, holder_firm = -1;  // one of the two
  FirmPost post = FirmPost::shareholder;
  int share_permille = 0;
  Date from;
  std::optional<Date> to;
  int plant = kNoPlant;
};

class Registry {
 public:
  Registry(uint64_t seed, const Population& county, int32_t natives)
      : seed_(seed), county_(county), natives_(natives) {}

  FirmFacts& facts(int32_t firm);
  void add(FirmRole role) { roles_.push_back(role); }
  const std::vector<FirmRole>& added() const { return roles_; }

 private:
  int32_t ordinary_adult(Random& random);

  uint64_t seed_;
  const Population& county_;
  int32_t natives_;
  std::map<int32_t, FirmFacts> facts_;
  std::vector<FirmRole> roles_;
  std::set<int32_t> holders_;
};

}  // namespace qy::synth
