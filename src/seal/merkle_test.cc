#include "seal/merkle.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

// The eight leaves, the roots and the proofs that Certificate Transparency's own tests publish
// (google/certificate-transparency, merkle_tree_test.cc; the hash is RFC 6962's).
const std::vector<std::string> kLeaves = {std::string(),
                                          std::string("\x00", 1),
                                          "\x10",
                                          "\x20\x21",
                                          "\x30\x31",
                                          "\x40\x41\x42\x43",
                                          "\x50\x51\x52\x53\x54\x55\x56\x57",
                                          "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
const std::vector<std::string> kRoots = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                         "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

class Tree {
 public:
  explicit Tree(SealProfile profile, const std::vector<std::string>& entries) : hasher(profile) {
    for (const auto& entry : entries) leaves.push_back(hasher.leaf(entry));
  }
  SubtreeReader reader() const {
    return [this](int level, int64_t index) -> Result<TreeHash> {
      return hasher.fold(leaves.data() + (index << level), size_t(1) << level);
    };
  }
  TreeHash root(int64_t size) const { return *root_of(hasher, size, reader()); }

  TreeHasher hasher;
  std::vector<TreeHash> leaves;
};

std::vector<std::string> hex(const Proof& proof) {
  std::vector<std::string> text;
  for (const auto& hash : proof) text.push_back(hex_of(hash));
  return text;
}

TEST(Merkle, RefusesWhatIsNotInTheTree) {
  const Tree tree(SealProfile::intl, kLeaves);
  EXPECT_FALSE(inclusion_proof(tree.hasher, 8, 8, tree.reader()).ok());
  EXPECT_FALSE(inclusion_proof(tree.hasher, -1, 8, tree.reader()).ok());
  EXPECT_FALSE(consistency_proof(tree.hasher, 9, 8, tree.reader()).ok());
  EXPECT_FALSE(proves_consistency(tree.hasher, 9, tree.root(8), 8, tree.root(8), {}));
  EXPECT_FALSE(proves_inclusion(tree.hasher, tree.leaves[0], 0, 0, {}, tree.root(0)));
}

TEST(Merkle, HasThePublishedRoots) {
  const Tree tree(SealProfile::intl, kLeaves);
  for (int64_t size = 0; size <= 8; ++size) EXPECT_EQ(hex_of(tree.root(size)), kRoots[size_t(size)]);
}

TEST(Merkle, HasThePublishedProofs) {
  const Tree tree(SealProfile::intl, kLeaves);
  const std::vector<std::string> of_first = {
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"};
  EXPECT_EQ(hex(*inclusion_proof(tree.hasher, 0, 8, tree.reader())), of_first);
  EXPECT_EQ(hex(*consistency_proof(tree.hasher, 1, 8, tree.reader())), of_first);
  const std::vector<std::string> from_six = {
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};
  EXPECT_EQ(hex(*consistency_proof(tree.hasher, 6, 8, tree.reader())), from_six);
  EXPECT_TRUE(inclusion_proof(tree.hasher, 0, 1, tree.reader())->empty());
}

class MerkleAlgebra : public ::testing::TestWithParam<SealProfile> {};
INSTANTIATE_TEST_SUITE_P(Profiles, MerkleAlgebra, ::testing::Values(SealProfile::intl, SealProfile::gm));

// Every tree up to 40 leaves: each proof holds for what it proves, and for nothing beside it.
TEST_P(MerkleAlgebra, AProofHoldsForItsLeafAndNoOther) {
  std::vector<std::string> entries;
  for (int i = 0; i < 40; ++i) entries.push_back("entry " + std::to_string(i));
  const Tree tree(GetParam(), entries);
  for (int64_t size = 1; size <= 40; ++size)
    for (int64_t index = 0; index < size; ++index) {
      Proof proof = *inclusion_proof(tree.hasher, index, size, tree.reader());
      const TreeHash& leaf = tree.leaves[size_t(index)];
      EXPECT_TRUE(proves_inclusion(tree.hasher, leaf, index, size, proof, tree.root(size)));
      EXPECT_FALSE(proves_inclusion(tree.hasher, tree.leaves[size_t((index + 1) % 40)], index, size, proof,
                                    tree.root(size)));
      if (size > 1) {
        EXPECT_FALSE(proves_inclusion(tree.hasher, leaf, (index + 1) % size, size, proof, tree.root(size)));
        proof.pop_back();
        EXPECT_FALSE(proves_inclusion(tree.hasher, leaf, index, size, proof, tree.root(size)));
      }
    }
}

TEST_P(MerkleAlgebra, AListThatGrewProvesItAndOneThatWasRewrittenCannot) {
  std::vector<std::string> entries;
  for (int i = 0; i < 40; ++i) entries.push_back("entry " + std::to_string(i));
  const Tree tree(GetParam(), entries);
  for (int64_t size = 1; size <= 40; ++size)
    for (int64_t older = 0; older <= size; ++older) {
      const Proof proof = *consistency_proof(tree.hasher, older, size, tree.reader());
      EXPECT_TRUE(proves_consistency(tree.hasher, older, tree.root(older), size, tree.root(size), proof));
      if (older == 0) continue;
      auto rewritten = entries;
      rewritten[size_t(older - 1)] += "!";
      const Tree other(GetParam(), rewritten);
      const Proof forged = *consistency_proof(other.hasher, older, size, other.reader());
      EXPECT_FALSE(proves_consistency(tree.hasher, older, tree.root(older), size, other.root(size), forged));
    }
}

TEST_P(MerkleAlgebra, ACommitmentHidesItsRecordBehindTheSalt) {
  const TreeHasher hasher(GetParam());
  const std::string salt = fresh_salt(), other = fresh_salt();
  EXPECT_NE(salt, other);
  EXPECT_EQ(hasher.commitment(salt, "record"), hasher.commitment(salt, "record"));
  EXPECT_NE(hasher.commitment(salt, "record"), hasher.commitment(other, "record"));
  EXPECT_NE(hasher.commitment(salt, "record"), hasher.commitment(salt, "recorD"));
}

}  // namespace
}  // namespace qy
