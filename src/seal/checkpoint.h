// A checkpoint: what the whole log is, at one size, signed. Whoever keeps one on paper or on another machine
// can tell later whether the log still begins with what it was.
//
//   qingyuan/3f0a…                     origin
//   1024                               entries
//   qPk1…=                             root, base64
//   (empty line)
//   — qingyuan/3f0a… AbCd…             signature: base64 of 4 bytes of key id and the signature
//
// Source: C2SP tlog-checkpoint and signed-note.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "seal/log_key.h"
#include "seal/merkle.h"

namespace qy {

struct Checkpoint {
  std::string origin;
  int64_t size = 0;
  TreeHash root{};
};

Result<std::string> signed_checkpoint(LogSigner& signer, int64_t size, const TreeHash& root);
// Fails with damaged when it is not of this log, not signed by it, or written in another way.
Result<Checkpoint> read_checkpoint(const LogVerifier& verifier, std::string_view note);

}  // namespace qy
