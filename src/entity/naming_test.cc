#include "entity/naming.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

using Entities = std::vector<RecordIndex>;

TEST(Naming, WithoutABeforeTheFirstRecordNames) {
  EXPECT_EQ(name_entities({4, 4, 2, 4, 4}, {}).entity_of, (Entities{0, 0, 2, 0, 0}));
}

TEST(Naming, ABatchThatJoinsChangesNoName) {
  // Before: {0, 1} under 1, {2} under 2. New: 3 joins the first, 4 is nobody's.
  const Names names = name_entities({0, 0, 2, 0, 4}, {1, 1, 2, kNew, kNew});
  EXPECT_EQ(names.entity_of, (Entities{1, 1, 2, 1, 4}));
  EXPECT_TRUE(names.changes.empty());
}

// The picture of naming.h, records counted from 0: {0, 1} and {2, 3, 4}, tied by 5.
TEST(Naming, OfTwoThatMeetTheLargerSurvivesAndItIsSaid) {
  const Names names = name_entities(Entities(6, 0), {0, 0, 2, 2, 2, kNew});
  EXPECT_EQ(names.entity_of, Entities(6, 2));
  EXPECT_EQ(names.changes, (std::vector<EntityChange>{{EntityChangeKind::merged, 0, 2, 2}}));
  // Equal in size: the one that stood first.
  EXPECT_EQ(name_entities({0, 0}, {0, 1}).entity_of, Entities(2, 0));
}

TEST(Naming, WhereOneIsPartedTheNameStaysWithItsRecord) {
  const Names names = name_entities({0, 1, 1, 1}, {1, 1, 1, 1});
  EXPECT_EQ(names.entity_of, (Entities{0, 1, 1, 1}));
  EXPECT_EQ(names.changes, (std::vector<EntityChange>{{EntityChangeKind::split, 1, 0, 1}}));
}

}  // namespace
}  // namespace qy
