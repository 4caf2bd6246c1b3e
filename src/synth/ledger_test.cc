#include "synth/ledger.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

#include "synth/calendar.h"
#include "synth/population.h"
#include "synth/tenders.h"

namespace qy::synth {
namespace {

struct World {
  Truth truth;
  Population county = populate(21, 5'000);
  Offices offices = appoint(county, 21);
  Firms firms = found_firms(21, 60'000);
  Setting setting;
  Stage stage{21, setting, county, offices, firms, truth, 5'000};
  LedgerPlan plan = plan_ledger(stage, 60'000);
};

std::vector<Payment> all_payments(const World& world) {
  std::vector<Payment> all;
  for (size_t unit = 0; unit < world.offices.units.size(); ++unit)
    for (int year = kFirstYear; year <= kLastYear; ++year)
      for (auto& payment : payments_of(world.plan, world.firms, int32_t(unit), year, 21))
        all.push_back(std::move(payment));
  return all;
}

TEST(Ledger, HonestAmountsFollowBenford) {
  const World world;
  std::array<int, 10> seen{};
  int n = 0;
  for (const auto& payment : all_payments(world)) {
    if (payment.plant != kNoPlant) continue;
    Fen first = payment.amount_fen;
    while (first >= 10) first /= 10;
    ++seen[size_t(first)];
    ++n;
  }
  for (int digit = 1; digit <= 9; ++digit)
    EXPECT_NEAR(double(seen[size_t(digit)]) / n, std::log10(1.0 + 1.0 / digit), 0.01) << digit;
}

TEST(Ledger, HonestPaymentsKeepTheWeekAndSwellInDecember) {
  const World world;
  int n = 0, resting = 0, december = 0;
  for (const auto& payment : all_payments(world)) {
    if (payment.plant != kNoPlant) continue;
    ++n;
    resting += is_working(payment.on) ? 0 : 1;
    december += payment.on.month() == 12 ? 1 : 0;
  }
  EXPECT_LT(double(resting) / n, 0.01);
  EXPECT_NEAR(double(december) / n, 0.15, 0.03);
}

TEST(Ledger, EveryHabitHasItsRows) {
  World world;
  std::set<int> seen;
  for (const auto& payment : all_payments(world)) seen.insert(payment.plant);
  for (size_t i = 0; i < world.truth.plants().size(); ++i)
    EXPECT_TRUE(seen.count(int(i)) != 0)
        << world.truth.plants()[i].rules << " " << world.truth.plants()[i].scheme;
}

TEST(Ledger, SplitsStayBelowTheLimitAndPassItTogether) {
  const World world;
  int splits = 0;
  for (const auto& habit : world.plan.habits) {
    if (habit.habit != Habit::splits) continue;
    Fen sum = 0;
    for (const auto& payment : payments_of(world.plan, world.firms, habit.unit, habit.year, 21)) {
      if (payment.plant != habit.plant) continue;
      EXPECT_LT(payment.amount_fen, kProcurementLimitFen);
      sum += payment.amount_fen;
    }
    EXPECT_GT(sum, 2 * kProcurementLimitFen);
    ++splits;
  }
  EXPECT_EQ(splits, 3);
}

TEST(Tenders, NobodyBidsAboveTheCeilingOrTwice) {
  World world;
  const Tenders tenders = plan_tenders(world.stage);
  EXPECT_GT(tenders.all.size(), 1'200U);
  std::set<std::string> ids;
  for (const auto& tender : tenders.all) {
    ids.insert(tender.id);
    std::set<int32_t> firms;
    for (const auto& bid : tender.bids) {
      EXPECT_LE(bid.amount_fen, tender.control_fen) << tender.id;
      firms.insert(bid.firm);
    }
    EXPECT_EQ(firms.size(), tender.bids.size()) << tender.id;
    EXPECT_EQ(tender.bids[size_t(tender.winner)].rank, 1);
    EXPECT_LT(tender.published, tender.due);
    EXPECT_LT(tender.due, tender.decided);
    const bool is_planted = tender.contract_plant != kNoPlant || tender.mark != kNoPlant;
    EXPECT_TRUE(is_planted || tender.decided < tender.signed_on) << tender.id;
  }
  EXPECT_EQ(ids.size(), tenders.all.size());
}

}  // namespace
}  // namespace qy::synth
