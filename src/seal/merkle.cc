#include "seal/merkle.h"

#include <botan/hash.h>

#include <bit>

#include "seal/messages.h"

namespace qy {

struct TreeHasher::Impl {
  std::unique_ptr<Botan::HashFunction> hash;

  TreeHash of(uint8_t first, std::string_view a, std::string_view b = {}) const {
    TreeHash out;
    hash->update(first);
    hash->update(reinterpret_cast<const uint8_t*>(a.data()), a.size());
    hash->update(reinterpret_cast<const uint8_t*>(b.data()), b.size());
    hash->final(out.data());
    return out;
  }
};

TreeHasher::TreeHasher(SealProfile profile) : impl_(std::make_unique<Impl>()) {
  impl_->hash = Botan::HashFunction::create_or_throw(profile == SealProfile::gm ? "SM3" : "SHA-256");
}
TreeHasher::TreeHasher(TreeHasher&&) noexcept = default;
TreeHasher::~TreeHasher() = default;

TreeHash TreeHasher::empty() const {
  TreeHash out;
  impl_->hash->final(out.data());
  return out;
}

TreeHash TreeHasher::leaf(std::string_view entry) const {
  return impl_->of(0x00, entry);
}

TreeHash TreeHasher::node(const TreeHash& left, const TreeHash& right) const {
  const auto text = [](const TreeHash& hash) {
    return std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size());
  };
  return impl_->of(0x01, text(left), text(right));
}

TreeHash TreeHasher::commitment(std::string_view salt, std::string_view record) const {
  return impl_->of(0x10, salt, record);
}

TreeHash TreeHasher::fold(const TreeHash* hashes, size_t count) const {
  if (count == 0) return empty();
  if (count == 1) return hashes[0];
  const size_t left = std::bit_floor(count - 1);
  return node(fold(hashes, left), fold(hashes + left, count - left));
}

namespace {

int64_t left_of(int64_t count) {
  return int64_t(std::bit_floor(uint64_t(count - 1)));
}

// The trees of RFC 6962: a range begins where a subtree of its size may begin.
struct Range {
  const TreeHasher& hasher;
  const SubtreeReader& read;

  Result<TreeHash> root(int64_t from, int64_t count) const {
    if (std::has_single_bit(uint64_t(count))) {
      const int level = std::countr_zero(uint64_t(count));
      return read(level, from >> level);
    }
    const int64_t left = left_of(count);
    QY_TRY(const TreeHash a, root(from, left));
    QY_TRY(const TreeHash b, root(from + left, count - left));
    return hasher.node(a, b);
  }

  // PATH(m, D[n])
  Result<void> path(int64_t index, int64_t from, int64_t count, Proof& proof) const {
    if (count == 1) return {};
    const int64_t left = left_of(count);
    const bool in_left = index < left;
    if (in_left) {
      QY_CHECK(path(index, from, left, proof));
    } else {
      QY_CHECK(path(index - left, from + left, count - left, proof));
    }
    QY_TRY(const TreeHash other, in_left ? root(from + left, count - left) : root(from, left));
    proof.push_back(other);
    return {};
  }

  // SUBPROOF(m, D[n], whole)
  Result<void> subproof(int64_t older, int64_t from, int64_t count, bool whole, Proof& proof) const {
    if (older == count) {
      if (whole) return {};
      QY_TRY(const TreeHash known, root(from, count));
      proof.push_back(known);
      return {};
    }
    const int64_t left = left_of(count);
    const bool in_left = older <= left;
    if (in_left) {
      QY_CHECK(subproof(older, from, left, whole, proof));
    } else {
      QY_CHECK(subproof(older - left, from + left, count - left, false, proof));
    }
    QY_TRY(const TreeHash other, in_left ? root(from + left, count - left) : root(from, left));
    proof.push_back(other);
    return {};
  }
};

}  // namespace

Result<TreeHash> root_of(const TreeHasher& hasher, int64_t size, const SubtreeReader& read) {
  if (size == 0) return hasher.empty();
  return Range{hasher, read}.root(0, size);
}

Result<Proof> inclusion_proof(const TreeHasher& hasher, int64_t index, int64_t size,
                              const SubtreeReader& read) {
  if (index < 0 || index >= size) return invalid(say(kNotInLog, index, size));
  Proof proof;
  QY_CHECK(Range({hasher, read}).path(index, 0, size, proof));
  return proof;
}

Result<Proof> consistency_proof(const TreeHasher& hasher, int64_t older, int64_t size,
                                const SubtreeReader& read) {
  if (older < 0 || older > size) return invalid(say(kNotOlder, older, size));
  Proof proof;
  if (older > 0) QY_CHECK(Range({hasher, read}).subproof(older, 0, size, true, proof));
  return proof;
}

bool proves_inclusion(const TreeHasher& hasher, const TreeHash& leaf, int64_t index, int64_t size,
                      const Proof& proof, const TreeHash& root) {
  if (index < 0 || index >= size) return false;
  uint64_t fn = uint64_t(index), sn = uint64_t(size - 1);
  TreeHash r = leaf;
  for (const TreeHash& p : proof) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      r = hasher.node(p, r);
      while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      r = hasher.node(r, p);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && r == root;
}

bool proves_consistency(const TreeHasher& hasher, int64_t older, const TreeHash& older_root, int64_t size,
                        const TreeHash& root, const Proof& proof) {
  if (older < 0 || older > size) return false;
  if (older == 0) return proof.empty() && older_root == hasher.empty();
  if (older == size) return proof.empty() && older_root == root;
  auto p = proof.begin();
  TreeHash first = older_root;
  if (!std::has_single_bit(uint64_t(older))) {
    if (p == proof.end()) return false;
    first = *p++;
  }
  uint64_t fn = uint64_t(older - 1), sn = uint64_t(size - 1);
  while ((fn & 1) != 0) fn >>= 1, sn >>= 1;
  TreeHash fr = first, sr = first;
  for (; p != proof.end(); ++p) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      fr = hasher.node(*p, fr);
      sr = hasher.node(*p, sr);
      while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      sr = hasher.node(sr, *p);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && fr == older_root && sr == root;
}

}  // namespace qy
