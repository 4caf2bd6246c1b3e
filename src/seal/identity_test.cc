#include "seal/identity.h"

#include <gtest/gtest.h>

#include "seal/locked.h"

namespace qy {
namespace {

constexpr std::string_view kPhrase = "correct horse battery";
const std::string kIdentity = "姓名：示例某\n电话：13800000000\n";

// Four holders of each profile, made once: a passphrase is meant to take its time.
struct Holders {
  std::vector<HolderPublic> publics;
  std::vector<HolderPrivate> privates;

  static const Holders& of(SealProfile profile) {
    static const Holders intl(SealProfile::intl), gm(SealProfile::gm);
    return profile == SealProfile::gm ? gm : intl;
  }

 private:
  explicit Holders(SealProfile profile) {
    for (const char* holder : {"u1", "u2", "u3", "u4"}) {
      const auto made = HolderPrivate::make(profile, holder, kPhrase).value();
      publics.push_back(made.public_half);
      privates.push_back(HolderPrivate::open(made.locked, kPhrase).value());
    }
  }
};

class Identities : public ::testing::TestWithParam<SealProfile> {
 protected:
  std::string sealed() const {
    return seal_identity(GetParam(), "r-1", kIdentity, {publics[0], publics[1], publics[2]}).value();
  }
  const std::vector<HolderPublic>& publics = Holders::of(GetParam()).publics;
  const std::vector<HolderPrivate>& privates = Holders::of(GetParam()).privates;
};
INSTANTIATE_TEST_SUITE_P(Both, Identities, ::testing::Values(SealProfile::intl, SealProfile::gm),
                         [](const auto& test) { return test.param == SealProfile::gm ? "gm" : "intl"; });

TEST_P(Identities, OneHolderNeverOpensIt) {
  const std::string envelope = sealed();
  for (const HolderPrivate& holder : privates)
    EXPECT_EQ(open_identity("r-1", envelope, {&holder}).error().code, Code::forbidden);
  EXPECT_EQ(open_identity("r-1", envelope, {}).error().code, Code::forbidden);
  EXPECT_EQ(open_identity("r-1", envelope, {&privates[0], &privates[0]}).error().code, Code::forbidden);
  EXPECT_EQ(open_identity("r-1", envelope, {&privates[0], &privates[3]}).error().code, Code::forbidden);
}

TEST_P(Identities, NotForAnotherRecordAndNotWhenAnyByteWasChanged) {
  const std::string envelope = sealed();
  EXPECT_FALSE(open_identity("r-2", envelope, {&privates[0], &privates[1]}).ok());
  for (size_t i = 0; i < envelope.size(); i += 7) {
    std::string changed = envelope;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto opened = open_identity("r-1", changed, {&privates[0], &privates[1]});
    // What changed may be the third holder's share, which two others do not need.
    const bool spare = envelope.rfind("u3 ") <= i;
    EXPECT_TRUE(!opened.ok() || (spare && *opened == kIdentity)) << i;
  }
}

TEST_P(Identities, AnyTwoOfTheThreeOpenIt) {
  const std::string envelope = sealed();
  for (const auto& [a, b] : {std::pair{0, 1}, {0, 2}, {1, 2}, {2, 0}}) {
    const auto opened = open_identity("r-1", envelope, {&privates[size_t(a)], &privates[size_t(b)]});
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    EXPECT_EQ(*opened, kIdentity);
  }
}

TEST_P(Identities, NothingOfItShowsNotEvenItsLength) {
  const std::string a = sealed();
  EXPECT_EQ(a.find("示例"), std::string::npos);
  EXPECT_EQ(a.find("13800000000"), std::string::npos);  // whole: any three signs turn up by chance
  const auto longer =
      seal_identity(GetParam(), "r-1", std::string(400, 'x'), {publics[0], publics[1], publics[2]});
  const auto line = [](const std::string& text) {
    return text.substr(0, text.find('\n', text.find('\n') + 1)).size();
  };
  EXPECT_EQ(line(a), line(*longer));
  EXPECT_NE(a, sealed());  // a fresh key every time
}

TEST_P(Identities, ThreeDifferentHoldersOrNone) {
  EXPECT_FALSE(seal_identity(GetParam(), "r-1", kIdentity, {publics[0], publics[1]}).ok());
  EXPECT_FALSE(seal_identity(GetParam(), "r-1", kIdentity, {publics[0], publics[1], publics[1]}).ok());
  EXPECT_FALSE(seal_identity(GetParam(), "r-1", kIdentity, publics).ok());
  const auto other = GetParam() == SealProfile::gm ? SealProfile::intl : SealProfile::gm;
  EXPECT_FALSE(seal_identity(other, "r-1", kIdentity, {publics[0], publics[1], publics[2]}).ok());
}

TEST_P(Identities, AHoldersKeyOpensWithItsPassphraseOnly) {
  const auto made = HolderPrivate::make(GetParam(), "u1", kPhrase).value();
  EXPECT_EQ(HolderPrivate::open(made.locked, "another passphrase").error().code, Code::forbidden);
  EXPECT_EQ(HolderPrivate::make(GetParam(), "u1", "short").error().code, Code::invalid);
  EXPECT_FALSE(HolderPrivate::make(GetParam(), "u 1", kPhrase).ok());
  std::string other = made.locked;
  other.replace(other.find("65536"), 5, "65535");
  EXPECT_EQ(HolderPrivate::open(other, kPhrase).error().code, Code::damaged);
  const auto line = HolderPublic::parse(made.public_half.line());
  EXPECT_EQ(*line, made.public_half);
  EXPECT_FALSE(HolderPublic::parse(made.public_half.line() + "A").ok());
}

TEST_P(Identities, WhatIsLockedIsOfOneKind) {
  const auto locked = lock_up(GetParam(), "keys", "secret", kPhrase);
  EXPECT_EQ(*unlock("keys", *locked, kPhrase), "secret");
  EXPECT_EQ(unlock("holder-key", *locked, kPhrase).error().code, Code::damaged);
  EXPECT_EQ(unlock("keys", "", kPhrase).error().code, Code::damaged);
  EXPECT_EQ(unlock("keys", locked->substr(0, locked->size() - 9), kPhrase).ok(), false);
}

}  // namespace
}  // namespace qy
