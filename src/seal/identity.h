// The identity of a reporter, sealed apart from what he reported: two of three holders open it, one never can, and
// sealing needs nothing but public keys.
//
//   identity ──fresh key──▶ ciphertext              key ──2 of 3──▶ share ──to holder──▶ wrapped share   (three of them)
//
//   qingyuan identity 1 intl
//   <base64 of nonce, ciphertext, tag>
//   <holder> <base64 of his wrapped share>          three lines
//
// `context` (the number of the sealed record) is bound to all of it: an envelope moved to another record does not open.
// The text is filled up to 512 bytes, or a multiple, so that its length says nothing.
//
// Source: trust.md 1 (two of three holders); Shamir, How to Share a Secret, 1979; draft-mcgrew-tss-03 (Botan's RTSS).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "seal/holder_key.h"

namespace qy {

inline constexpr size_t kHolders = 3, kOpeners = 2;

// invalid unless there are three different holders of the same profile.
Result<std::string> seal_identity(SealProfile profile, std::string_view context, std::string_view identity,
                                  const std::vector<HolderPublic>& holders);
// forbidden with fewer than two different holders of this envelope; damaged when it was changed or is of another record.
Result<std::string> open_identity(std::string_view context, std::string_view envelope,
                                  const std::vector<const HolderPrivate*>& holders);

}  // namespace qy
