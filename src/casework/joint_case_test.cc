#include "casework/joint_case.h"

#include <gtest/gtest.h>

#include "casework/ledger.h"

namespace qy {
namespace {

JointCase joint(const std::vector<JointMember>& members) {
  return {"2026-0001", "人手不足", "designated", "联1号", members};
}

TEST(JointCase, SharesMakeAWholeAndOneUnitLeads) {
  EXPECT_FALSE(check_joint_case(joint({})).ok());
  EXPECT_FALSE(check_joint_case(joint({{"a", "主办", 500, true}, {"b", "外查", 499, false}})).ok());
  EXPECT_FALSE(check_joint_case(joint({{"a", "主办", 500, true}, {"b", "外查", 500, true}})).ok());
  EXPECT_FALSE(check_joint_case(joint({{"a", "主办", 1000, false}})).ok());
  EXPECT_FALSE(check_joint_case(joint({{"a", "主办", 1100, true}, {"b", "外查", -100, false}})).ok());
  EXPECT_FALSE(check_joint_case(joint({{"a", "", 1000, true}})).ok());
  EXPECT_TRUE(check_joint_case(joint({{"a", "主办", 600, true}, {"b", "外查", 400, false}})).ok());
}

TEST(Quantity, IsReadInFenOrPieces) {
  for (const char* wrong : {"", "元", "件", "12", "-3件", "3.5件", "x元", "12.345元"})
    EXPECT_FALSE(quantity_of_text(wrong).ok()) << wrong;
  EXPECT_EQ(quantity_of_text("12000.05元")->amount, 1'200'005);
  EXPECT_TRUE(quantity_of_text("1元")->is_money);
  EXPECT_EQ(quantity_of_text("3件")->amount, 3);
}

}  // namespace
}  // namespace qy
