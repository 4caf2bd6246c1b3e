#include "seal/locked.h"

#include <botan/hex.h>
#include <botan/pwdhash.h>

#include <sstream>

#include "seal/envelope_cipher.h"
#include "seal/merkle.h"
#include "seal/messages.h"

namespace qy {
namespace {

constexpr size_t kMemoryKib = 65536, kPasses = 3, kLanes = 1, kSaltBytes = 16;
constexpr std::string_view kHead = "qingyuan locked 1 ";

Bytes key_of(std::string_view passphrase, const Bytes& salt) {
  const auto family = Botan::PasswordHashFamily::create("Argon2id");
  if (!family) throw Botan::Lookup_Error("Argon2id");
  const auto hash = family->from_params(kMemoryKib, kPasses, kLanes);
  Bytes key(kEnvelopeKeyBytes);
  hash->derive_key(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(), salt.size());
  return key;
}

std::string hardness() {
  return std::to_string(kMemoryKib) + " " + std::to_string(kPasses) + " " + std::to_string(kLanes) + " ";
}

}  // namespace

Result<std::string> lock_up(SealProfile profile, std::string_view what, std::string_view secret,
                            std::string_view passphrase) {
  if (passphrase.size() < kPassphraseBytes) return invalid(say(kPassphraseShort, kPassphraseBytes));
  try {
    const Bytes salt = random_bytes(kSaltBytes);
    const std::string head = std::string(kHead) + std::string(profile_name(profile)) + " " +
                             std::string(what) + "\n" + hardness() + Botan::hex_encode(salt, false) + "\n";
    return head + base64_of(encrypted(profile, key_of(passphrase, salt), head, secret)) + "\n";
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("nothing could be locked up: ") + e.what()};
  }
}

Result<std::string> unlock(std::string_view what, std::string_view locked, std::string_view passphrase) {
  const Error broken = damaged(say(kLockedBroken));
  const size_t first = locked.find('\n'), second = locked.find('\n', first + 1);
  if (second == std::string_view::npos || !locked.starts_with(kHead) || !locked.ends_with('\n'))
    return broken;
  const std::string_view head = locked.substr(0, second + 1);
  std::istringstream words{std::string(locked.substr(kHead.size(), first - kHead.size()))};
  std::string name, kind;
  words >> name >> kind;
  const auto profile = profile_of(name);
  std::string_view line = head.substr(first + 1, second - first - 1);
  // Another hardness is another program's; one that is written in the text alone could be made to cost days.
  if (!profile || kind != what || !line.starts_with(hardness())) return broken;
  line.remove_prefix(hardness().size());
  try {
    const Bytes salt = Botan::hex_decode_locked(line.data(), line.size(), false);
    QY_TRY(const std::string sealed, bytes_of_base64(locked.substr(second + 1, locked.size() - second - 2)));
    const auto secret = decrypted(*profile, key_of(passphrase, salt), head, sealed);
    if (!secret) return Error{Code::forbidden, say(kWrongPassphrase)};
    return std::string(text_of(*secret));
  } catch (const Botan::Exception&) {
    return broken;
  }
}

}  // namespace qy
