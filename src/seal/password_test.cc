#include "seal/password.h"

#include <gtest/gtest.h>

#include <set>

namespace qy {
namespace {

// RFC 6238, appendix B: the key is the ASCII of 1234567890 twice; the last six of the eight digits printed there.
const std::string kRfcKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

TEST(Password, AWrongOneAndABrokenHashDoNotMatch) {
  const std::string hash = hash_password("青山 2026");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << hash;
  EXPECT_FALSE(password_matches("青山 2027", hash));
  EXPECT_FALSE(password_matches("", hash));
  EXPECT_FALSE(password_matches("青山 2026", "$argon2id$nonsense"));
  EXPECT_FALSE(password_matches("青山 2026", ""));
  EXPECT_TRUE(password_matches("青山 2026", hash));
}

TEST(Code, AsRfc6238Prints) {
  EXPECT_EQ(code_at(kRfcKey, 59'000), "287082");
  EXPECT_EQ(code_at(kRfcKey, 1'111'111'109'000), "081804");
  EXPECT_EQ(code_at(kRfcKey, 20'000'000'000'000), "353130");
  EXPECT_EQ(code_at("not base32!", 59'000), std::nullopt);
}

TEST(Code, HoldsForItsStepAndItsNeighbours) {
  EXPECT_EQ(step_of_code(kRfcKey, "287082", 59'000), 1);
  EXPECT_EQ(step_of_code(kRfcKey, "287082", 89'000), 1);
  EXPECT_EQ(step_of_code(kRfcKey, "287082", 1'000), 1);
  EXPECT_EQ(step_of_code(kRfcKey, "287082", 119'000), std::nullopt);
  EXPECT_EQ(step_of_code(kRfcKey, "", 59'000), std::nullopt);
}

TEST(Token, LongAndNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert(random_token()).second);
  EXPECT_EQ(seen.begin()->size(), 43u);
  EXPECT_EQ(random_password().size(), 24u);
  EXPECT_EQ(random_code_key().size(), 32u);
}

}  // namespace
}  // namespace qy
