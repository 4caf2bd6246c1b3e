#include "ingest/arrival.h"

#include "ingest/import_world_test.h"

namespace qy {
namespace {

class ArrivalTest : public ImportWorld {
 protected:
  void SetUp() override {
    ImportWorld::SetUp();
    path_ = file("large.csv", std::string(size_t(kHeldBytes) + 1, 'x'));
    writer_ = LakeWriter::open(*lake_).value();
    batch_ = writer_->begin(clock_).value();
  }

  std::filesystem::path path_;
  std::unique_ptr<LakeWriter> writer_;
  std::unique_ptr<StagedBatch> batch_;
};

TEST_F(ArrivalTest, RefusesAFileThatWasChangedMeanwhile) {
  const Delivered large(path_);
  Arrival arrival(large);
  ASSERT_TRUE(arrival.hold().ok());
  ASSERT_TRUE(arrival.is_streamed());
  ASSERT_TRUE(arrival.start(*batch_, folder_, sealer_, [](const std::string&) { return false; }).ok());
  std::ofstream(path_, std::ios::app) << "y";
  EXPECT_EQ(arrival.finish().error().code, Code::conflict);
}

TEST_F(ArrivalTest, GivesNoIdToWhatIsThereAlready) {
  const Delivered large(path_);
  Arrival arrival(large);
  ASSERT_TRUE(arrival.hold().ok());
  ASSERT_TRUE(arrival.start(*batch_, folder_, sealer_, [](const std::string&) { return true; }).ok());
  EXPECT_EQ(arrival.source_id().get().error().code, Code::conflict);
}

TEST_F(ArrivalTest, ASmallFileIsKnownBeforeItsRowsAreRead) {
  const Delivered small(file("small.csv", "abc"));
  Arrival arrival(small);
  ASSERT_TRUE(arrival.hold().ok());
  ASSERT_TRUE(arrival.hash().ok());
  // SM3 of "abc": GB/T 32905-2016, appendix A.
  EXPECT_EQ(arrival.sm3(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(arrival.source_id().get().value(), "66c7f0f462eeedd9");
}

}  // namespace
}  // namespace qy
