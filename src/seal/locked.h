// Secret bytes under a passphrase: what leaves the machine on paper or on a stick (holders' keys, the backup of keys).
//
//   qingyuan locked 1 intl <what>       what: told apart, so that one kind of secret never passes for another
//   65536 3 1 <salt, hex>               Argon2id: KiB, passes, lanes
//   <base64 of nonce, ciphertext, tag>  ChaCha20-Poly1305 (intl), SM4-GCM (gm); the lines above are authenticated
//
// Source: RFC 9106 (second recommended option: 64 MiB, 3 passes); trust.md 4.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "seal/seal.h"

namespace qy {

inline constexpr size_t kPassphraseBytes = 12;  // at least

// invalid when the passphrase is shorter.
Result<std::string> lock_up(SealProfile profile, std::string_view what, std::string_view secret,
                            std::string_view passphrase);
// forbidden when the passphrase is not the one, or the text was changed (nobody can tell the two apart); damaged when it
// is not such a text, or one of another kind.
Result<std::string> unlock(std::string_view what, std::string_view locked, std::string_view passphrase);

}  // namespace qy
