// Numbers that are asked for in the same moment: each takes one of its own, and nobody is refused.
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "leads/act_key.h"
#include "leads/lead_book.h"
#include "leads/person_book.h"
#include "rights/access_book.h"
#include "store/store_world_test.h"

namespace qy {
namespace {

class Numbers : public OnBothStores {
 protected:
  // What eight write at once, three times each, with where they stand in it.
  template <typename Write>
  std::set<std::string> eight(const Write& write) {
    std::vector<std::thread> officers;
    std::vector<std::string> numbers(24);
    for (int officer = 0; officer < 8; ++officer)
      officers.emplace_back([&, officer] {
        for (int i = 0; i < 3; ++i) {
          const Result<std::string> number = write(std::to_string(officer) + "-" + std::to_string(i));
          numbers[size_t(officer * 3 + i)] = number.ok() ? *number : number.error().message;
        }
      });
    for (auto& officer : officers) officer.join();
    return {numbers.begin(), numbers.end()};
  }

  static std::set<std::string> to_24(const std::string& prefix, size_t digits) {
    std::set<std::string> numbers;
    for (int n = 1; n <= 24; ++n) {
      const std::string number = std::to_string(n);
      numbers.insert(prefix + std::string(digits - number.size(), '0') + number);
    }
    return numbers;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Numbers, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(Numbers, AskedForAtOnceAreNumbersOfTheirOwn) {
  auto store = world->founded();
  const Actor manager{"u1", "case_management"};
  const std::string year = std::to_string(world->clock.today().year()) + "-";
  LeadBook leads(*store, world->clock);
  EXPECT_EQ(eight([&](const std::string& which) {
              return leads.add(
                  {.source = "media", .summary = which, .received_on = world->clock.today().iso()}, manager);
            }),
            to_24(year, 4));
  PersonBook persons(*store, world->clock);
  EXPECT_EQ(eight([&](const std::string& which) { return persons.add({.name = which}, manager); }),
            to_24("P" + year, 4));
  AccessBook access(*store, world->clock, act_key);
  EXPECT_EQ(
      eight([&](const std::string& which) {
        return access.grant(
            {.object = "lead/" + year + "0001", .user = "u2", .relation = "need_to_know", .reason = which},
            manager);
      }),
      to_24(year, 5));
}

}  // namespace
}  // namespace qy
