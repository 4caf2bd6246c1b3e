#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>

#include "base/disk.h"
#include "seal/file_sealer.h"
#include "seal/seal.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

// Source: GB/T 32905-2016, appendix A, examples 1 and 2.
TEST(Sm3, AgreesWithTheStandard) {
  EXPECT_EQ(sm3_hex("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string text;
  for (int i = 0; i < 16; ++i) text += "abcd";
  EXPECT_EQ(sm3_hex(text), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

class SealTest : public ::testing::TestWithParam<SealProfile> {
 protected:
  Sealer sealer_ = Sealer::for_tests(GetParam(), "seed");
  fs::path folder_ = fs::temp_directory_path() / "qy_seal_test";
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
};
INSTANTIATE_TEST_SUITE_P(Profiles, SealTest, ::testing::Values(SealProfile::intl, SealProfile::gm));

TEST_P(SealTest, RefusesWhatWasChangedOrIsSomeoneElses) {
  std::string sealed = sealer_.seal_value("citizen_no", "11010519491231002X");
  EXPECT_FALSE(sealer_.unseal_value("account_no", sealed).ok());
  auto other = Sealer::for_tests(GetParam(), "another seed");
  EXPECT_FALSE(other.unseal_value("citizen_no", sealed).ok());
  sealed.back() = char(sealed.back() ^ 1);
  EXPECT_FALSE(sealer_.unseal_value("citizen_no", sealed).ok());
  EXPECT_FALSE(sealer_.unseal_value("citizen_no", "").ok());
}

TEST_P(SealTest, ATokenIsEqualForEqualValuesOfOnePurposeOnly) {
  EXPECT_EQ(sealer_.token("a", "1"), sealer_.token("a", "1"));
  EXPECT_NE(sealer_.token("a", "1"), sealer_.token("a", "2"));
  EXPECT_NE(sealer_.token("a", "1"), sealer_.token("b", "1"));
  EXPECT_NE(sealer_.token("a", "1"), Sealer::for_tests(GetParam(), "other").token("a", "1"));
  EXPECT_EQ(sealer_.token("a", "1").size(), 32u);
}

TEST_P(SealTest, AnyValueComesBack) {
  rc::check([&](const std::string& value) {
    RC_ASSERT(sealer_.unseal_value("p", sealer_.seal_value("p", value)).value() == value);
  });
}

TEST_P(SealTest, AFileComesBackByteForByteAndAChangedOneDoesNot) {
  std::string plain;
  for (int i = 0; i < 300'000; ++i) plain += "line " + std::to_string(i) + "\n";
  for (const size_t size : {size_t(0), size_t(5), size_t(1) << 20, plain.size()}) {
    const std::string_view text = std::string_view(plain).substr(0, size);
    auto writer = FileSealer::create(sealer_, folder_ / "f");
    ASSERT_TRUE(writer.ok());
    for (size_t at = 0; at < text.size(); at += 100'000)
      ASSERT_TRUE(writer->write(text.substr(at, 100'000)).ok());
    ASSERT_TRUE(writer->finish().ok());
    std::string back;
    const auto gather = [&](std::string_view piece) {
      back += piece;
      return Result<void>();
    };
    ASSERT_TRUE(unseal_file(sealer_, folder_ / "f", gather).ok());
    EXPECT_TRUE(back == text);

    auto reader = FileUnsealer::open(sealer_, folder_ / "f");
    ASSERT_TRUE(reader.ok());
    for (int time = 0; time < 2; ++time) {
      back.clear();
      for (auto piece = reader->next(); piece.value(); piece = reader->next()) back += *piece.value();
      EXPECT_TRUE(back == text);
      fs::remove(folder_ / "f.gone");
      fs::copy_file(folder_ / "f", folder_ / "f.gone");
      fs::rename(folder_ / "f.gone", folder_ / "f");  // another under its name: what is open stays the same
      reader->rewind();
    }

    std::string bytes = *read_file(folder_ / "f");
    for (const size_t cut : {bytes.size() - 1, bytes.size() / 2, size_t(10)}) {
      std::ofstream(folder_ / "cut", std::ios::binary) << bytes.substr(0, cut);
      EXPECT_FALSE(unseal_file(sealer_, folder_ / "cut", gather).ok());
    }
    bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 4);
    std::ofstream(folder_ / "flip", std::ios::binary) << bytes;
    EXPECT_FALSE(unseal_file(sealer_, folder_ / "flip", gather).ok());
  }
}

TEST_P(SealTest, KeysAreMadeOnceAndOpenAgain) {
  ASSERT_TRUE(Sealer::create_keys(folder_ / "keys", GetParam()).ok());
  EXPECT_EQ(Sealer::create_keys(folder_ / "keys", GetParam()).error().code, Code::conflict);
  auto first = Sealer::open(folder_ / "keys");
  auto second = Sealer::open(folder_ / "keys");
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->token("a", "1"), second->token("a", "1"));
  EXPECT_EQ(fs::status(folder_ / "keys" / "seal.key").permissions() & fs::perms::others_all, fs::perms::none);
  std::ofstream(folder_ / "keys" / "seal.key") << "nonsense";
  EXPECT_EQ(Sealer::open(folder_ / "keys").error().code, Code::damaged);
}

}  // namespace
}  // namespace qy
