#include "synth/registry.h"

namespace qy::synth {
namespace {

constexpr std::string_view kStreets[] = {"青岚大道", "人民路", "解放街", "岚江路", "工业园一路", "工业园三路",
                                         "朝阳街",   "商贸城", "迎宾路", "建设巷", "滨河路",     "物流园"};

// Many small firms are registered where an agent or an incubator lends its address.
std::string draw_address(Random& random) {
  if (random.percent(6)) return "青岚县创业孵化园A座" + std::to_string(random.between(101, 140)) + "室";
  return "青岚县" + std::string(random.pick(kStreets)) + std::to_string(random.between(1, 480)) + "号" +
         (random.percent(40) ? std::to_string(random.between(1, 6)) + "栋" : "");
}

}  // namespace

int32_t Registry::ordinary_adult(Random& random) {
  constexpr uint32_t kNotThem = kOnPayroll | kOfficial | kLowIncome | kDestitute | kOnRelief | kGhost;
  const Date last_day = day_of(kLastYear, 12, 31);
  int32_t id = 0;
  for (int attempt = 0; attempt < 2'000; ++attempt) {
    id = int32_t(random.below(uint32_t(natives_)));
    const auto& person = county_.people[size_t(id)];
    const int age = person.age_on(last_day);
    if (person.died != 0 || age <= 24 || age >= 66 || (person.traits & kNotThem) != 0) continue;
    // Few hold more than one firm.
    if (!holders_.insert(id).second && !random.percent(4)) continue;
    return id;
  }
  return id;
}

FirmFacts& Registry::facts(int32_t firm) {
  const auto at = facts_.find(firm);
  if (at != facts_.end()) return at->second;
  Random random(seed_, "firm facts", uint64_t(firm));
  FirmFacts facts;
  facts.founded = day_of(random.between(2002, 2021), random.between(1, 12), random.between(1, 28));
  if (random.percent(3)) facts.status = random.percent(50) ? "吊销，未注销" : "注销";
  facts.representative = ordinary_adult(random);
  if (random.percent(45)) {
    facts.second_holder = ordinary_adult(random);
    facts.first_share_permille = random.between(51, 90) * 10;
  }
  if (random.percent(60)) facts.supervisor = ordinary_adult(random);
  facts.insured = random.percent(12) ? 0 : int32_t(random.lognormal(9, 1.0)) + 1;
  facts.capital_fen = Fen(random.between(1, 40)) * 50'000'000;
  facts.address = draw_address(random);
  facts.phone = random.percent(4) ? 30'000'000 + random.below(40) : 20'000'000 + uint64_t(firm);
  return facts_.emplace(firm, std::move(facts)).first->second;
}

}  // namespace qy::synth
