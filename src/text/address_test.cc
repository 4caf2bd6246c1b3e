#include "text/address.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/numerals.h"
#include "text/utf8.h"

namespace qy {
namespace {

AddressLikeness likeness(std::string_view a, std::string_view b) {
  const AddressAnswer there = compare_addresses(read_address(a), read_address(b));
  EXPECT_EQ(there.likeness, compare_addresses(read_address(b), read_address(a)).likeness) << a << " / " << b;
  return there.likeness;
}

TEST(Address, KeepsDifferentPlacesApart) {
  EXPECT_EQ(likeness("", "向阳区青禾四路22号"), AddressLikeness::different);
  EXPECT_EQ(likeness("", ""), AddressLikeness::different);
  EXPECT_EQ(likeness("向阳区青禾四路22号云岚小区", "南山区稻香路5号晴川公寓"), AddressLikeness::different);
  EXPECT_NE(likeness("向阳区云岚小区3栋", "向阳区云岚小区5栋"), AddressLikeness::same) << "another house";
}

TEST(Address, FindsOnePlaceInTwoWritings) {
  EXPECT_EQ(likeness("向阳区青禾四路22号云岚小区三栋", "向阳区青禾四路22号云岚小区3栋"),
            AddressLikeness::same);
  EXPECT_EQ(likeness("黑龙江省鹤岗市向阳区青禾四路22号云岚小区3栋2单元", "向阳区云岚小区3栋"),
            AddressLikeness::same);
  EXPECT_EQ(likeness("黑龙江省鹤岗市向阳区青禾四路22号云岚小区3栋", "向阳区青禾四路22号云岚小区5栋"),
            AddressLikeness::partly);
}

TEST(Address, IsTakenApart) {
  const Address a = read_address("黑龙江省鹤岗市向阳区北山街道青禾四路２２号云岚小区三栋二单元601室");
  EXPECT_EQ(a.code, "230402");
  EXPECT_EQ(a.township, U"北山街道");
  EXPECT_EQ(a.roads, (std::vector<std::u32string>{U"青禾4路"})) << "numerals are one with digits";
  EXPECT_EQ(a.numbers, (std::vector<std::u32string>{U"22"}));
  EXPECT_EQ(a.place, U"云岚小区");
  EXPECT_EQ(a.buildings, (std::vector<std::u32string>{U"3"}));
  EXPECT_EQ(a.units, (std::vector<std::u32string>{U"2"}));
  EXPECT_EQ(a.rooms, (std::vector<std::u32string>{U"601"}));
  EXPECT_EQ(address_parts("黑龙江省鹤岗市向阳区北山街道青禾四路22号云岚小区3栋2单元601室"),
            "230402 北山街道 青禾4路 22 云岚小区 3 2 601");
  const Address village = read_address("萝北县云岭镇北门村三组12号");
  EXPECT_EQ(village.code, "230421");
  EXPECT_EQ(village.township, U"云岭镇");
  EXPECT_EQ(village.village, U"北门村");
  EXPECT_EQ(read_address("胶州路358弄1号楼").lanes, (std::vector<std::u32string>{U"358"}));
  EXPECT_EQ(read_address("胶州路358弄A座").buildings, (std::vector<std::u32string>{U"A"}));
}

TEST(Numerals, AreReadAsPeopleSayThem) {
  EXPECT_EQ(numeral_value(U""), -1);
  EXPECT_EQ(numeral_value(U"三村"), -1);
  EXPECT_EQ(numeral_value(U"十"), 10);
  EXPECT_EQ(numeral_value(U"十二"), 12);
  EXPECT_EQ(numeral_value(U"二十"), 20);
  EXPECT_EQ(numeral_value(U"九十九"), 99);
  EXPECT_EQ(numeral_value(U"一百零五"), 105);
  EXPECT_EQ(numeral_value(U"一百二十三"), 123);
  EXPECT_EQ(numeral_value(U"六〇一"), 601);
}

// Written out by the rule and read back.
RC_GTEST_PROP(Numerals, ReadBackWhatIsWritten, ()) {
  const int number = *rc::gen::inRange(1, 100);
  constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
  std::u32string said;
  if (number >= 20) said += kDigits[size_t(number / 10)];
  if (number >= 10) said += U'十';
  if (number % 10 != 0) said += kDigits[size_t(number % 10)];
  RC_ASSERT(numeral_value(said) == number);
}

std::string address_text() {
  std::string out;
  const auto count = *rc::gen::inRange<size_t>(0, 8);
  for (size_t i = 0; i < count; ++i)
    out += *rc::gen::elementOf(std::vector<std::string>{"鹤岗市", "向阳区", "北山街道", "胜利", "四", "路",
                                                        "22", "号", "翠园", "栋", "(", "东门", "附近", "村",
                                                        "与", "A"});
  return out;
}

RC_GTEST_PROP(Address, IsSymmetricAndOneWithItself, ()) {
  const Address a = read_address(address_text()), b = read_address(address_text());
  RC_ASSERT(compare_addresses(a, b).likeness == compare_addresses(b, a).likeness);
  RC_ASSERT(a.text.empty() || compare_addresses(a, a).likeness == AddressLikeness::same);
  RC_ASSERT(a.is_detail.size() == a.rest.size());
}

// The naive reference: every bigram of the one against every bigram of the other.
RC_GTEST_PROP(Address, CountsSharesAsTheDefinitionDoes, ()) {
  const Address a = read_address(address_text()), b = read_address(address_text());
  size_t shared = 0;
  for (size_t i = 0; i < a.rest.size(); ++i) {
    bool is_shared = false;
    for (size_t j = 0; j + 1 < b.text.size(); ++j)
      for (const size_t k : {i, i + 1})
        is_shared |= k >= 1 && k < a.rest.size() && a.rest[k - 1] == b.text[j] && a.rest[k] == b.text[j + 1];
    shared += is_shared ? 1 : 0;
  }
  const double share = a.rest.empty() ? 0 : double(shared) / double(a.rest.size());
  int at = 0;
  for (const double limit : {0.15, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95}) at += share > limit ? 1 : 0;
  RC_ASSERT(address_evidence(a, b).first[0] == at);
}

}  // namespace
}  // namespace qy
