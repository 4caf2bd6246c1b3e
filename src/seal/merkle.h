// A Merkle tree over a list that only grows: one hash stands for the whole list, and short proofs show that
// an entry is in it, or that a longer list begins with a shorter one.
//
//              root                     leaf hash = H(0x00 entry)      node hash = H(0x01 left right)
//         /            \                the left subtree is the largest power of two below the size
//      n(0,1)          l2
//     /      \                          H: SHA-256 (intl) or SM3 (gm)
//    l0      l1
//
// Source: RFC 6962, section 2.1; the two checks follow RFC 9162, 2.1.3.2 and 2.1.4.2, step by step.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "seal/seal.h"

namespace qy {

using TreeHash = std::array<uint8_t, 32>;

// Not thread-safe.
class TreeHasher {
 public:
  explicit TreeHasher(SealProfile profile);
  TreeHasher(TreeHasher&&) noexcept;
  ~TreeHasher();

  TreeHash empty() const;  // of a list without entries: the hash of nothing
  TreeHash leaf(std::string_view entry) const;
  TreeHash node(const TreeHash& left, const TreeHash& right) const;
  // What stands in an entry for a record: H(0x10 salt record). Without the salt nobody can try out what the
  // record was, so that both can be erased and the tree stays as it is.
  TreeHash commitment(std::string_view salt, std::string_view record) const;
  // The root over hashes of subtrees of one size.
  TreeHash fold(const TreeHash* hashes, size_t count) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The hash of the complete subtree over leaves [index << level, (index + 1) << level).
using SubtreeReader = std::function<Result<TreeHash>(int level, int64_t index)>;
using Proof = std::vector<TreeHash>;

Result<TreeHash> root_of(const TreeHasher& hasher, int64_t size, const SubtreeReader& read);
// That leaf `index` is in the tree of `size`. Fails with invalid when it cannot be.
Result<Proof> inclusion_proof(const TreeHasher& hasher, int64_t index, int64_t size,
                              const SubtreeReader& read);
// That the tree of `size` begins with the tree of `older`. Empty for older == 0 and older == size.
Result<Proof> consistency_proof(const TreeHasher& hasher, int64_t older, int64_t size,
                                const SubtreeReader& read);

bool proves_inclusion(const TreeHasher& hasher, const TreeHash& leaf, int64_t index, int64_t size,
                      const Proof& proof, const TreeHash& root);
bool proves_consistency(const TreeHasher& hasher, int64_t older, const TreeHash& older_root, int64_t size,
                        const TreeHash& root, const Proof& proof);

std::string hex_of(const TreeHash& hash);
std::string base64_of(std::string_view bytes);
std::string base64_of(const TreeHash& hash);
Result<std::string> bytes_of_base64(std::string_view text);
Result<TreeHash> hash_of_base64(std::string_view text);
// 64 hex digits that nobody can guess.
std::string fresh_salt();

}  // namespace qy
