#include "seal/identity.h"

#include <botan/auto_rng.h>
#include <botan/tss.h>

#include <map>
#include <set>
#include <sstream>

#include "seal/envelope_cipher.h"
#include "seal/merkle.h"
#include "seal/messages.h"

namespace qy {
namespace {

constexpr std::string_view kIdentityHead = "qingyuan identity 1 ";
constexpr size_t kBlock = 512;

// Filled up with one 0x80 and zeros (ISO/IEC 7816-4).
std::string filled(std::string_view text) {
  std::string whole(text);
  whole.push_back('\x80');
  whole.resize((whole.size() + kBlock - 1) / kBlock * kBlock, '\0');
  return whole;
}

std::string beside(SealProfile profile, std::string_view context) {
  return std::string(kIdentityHead) + std::string(profile_name(profile)) + "\n" + std::string(context);
}

struct Envelope {
  SealProfile profile = SealProfile::intl;
  std::string sealed;
  std::map<std::string, std::string> shares;  // by holder
};

Result<Envelope> read(std::string_view text) {
  const Error broken = damaged(say(kEnvelopeBroken));
  std::istringstream lines{std::string(text)};
  std::string head, sealed, line;
  std::getline(lines, head);
  std::getline(lines, sealed);
  if (!head.starts_with(kIdentityHead)) return broken;
  const auto profile = profile_of(std::string_view(head).substr(kIdentityHead.size()));
  const auto bytes = bytes_of_base64(sealed);
  if (!profile || !bytes.ok()) return broken;
  Envelope envelope{.profile = *profile, .sealed = *bytes, .shares = {}};
  while (std::getline(lines, line)) {
    const size_t blank = line.find(' ');
    if (blank == std::string::npos) return broken;
    const auto share = bytes_of_base64(line.substr(blank + 1));
    if (!share.ok() || !envelope.shares.emplace(line.substr(0, blank), *share).second) return broken;
  }
  if (envelope.shares.size() != kHolders) return broken;
  return envelope;
}

}  // namespace

Result<std::string> seal_identity(SealProfile profile, std::string_view context, std::string_view identity,
                                  const std::vector<HolderPublic>& holders) {
  std::set<std::string> names;
  for (const HolderPublic& holder : holders)
    if (holder.profile() == profile) names.insert(holder.holder());
  if (holders.size() != kHolders || names.size() != kHolders) return invalid(say(kThreeHolders));
  try {
    Botan::AutoSeeded_RNG rng;
    const Bytes key = random_bytes(kEnvelopeKeyBytes);
    const Bytes id = random_bytes(16);
    const auto shares = Botan::RTSS_Share::split(kOpeners, kHolders, key.data(), uint16_t(key.size()),
                                                 std::vector<uint8_t>(id.begin(), id.end()), "None", rng);
    std::string text = std::string(kIdentityHead) + std::string(profile_name(profile)) + "\n" +
                       base64_of(encrypted(profile, key, beside(profile, context), filled(identity))) + "\n";
    for (size_t i = 0; i < kHolders; ++i) {
      QY_TRY(const std::string wrapped, holders[i].wrap(context, text_of(shares[i].data())));
      text += holders[i].holder() + " " + base64_of(wrapped) + "\n";
    }
    return text;
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("an identity could not be sealed: ") + e.what()};
  }
}

Result<std::string> open_identity(std::string_view context, std::string_view text,
                                  const std::vector<const HolderPrivate*>& holders) {
  QY_TRY(const Envelope envelope, read(text));
  std::map<std::string, std::string> shares;
  for (const HolderPrivate* holder : holders) {
    const std::string& name = holder->public_half().holder();
    const auto wrapped = envelope.shares.find(name);
    if (wrapped == envelope.shares.end()) return Error{Code::forbidden, say(kShareOfOther, name)};
    QY_TRY(shares[name], holder->unwrap(context, wrapped->second));
  }
  if (shares.size() < kOpeners) return Error{Code::forbidden, say(kTwoHolders)};
  try {
    std::vector<Botan::RTSS_Share> joined;
    for (const auto& [name, share] : shares) joined.emplace_back(octets_of(share), share.size());
    const Bytes key = Botan::RTSS_Share::reconstruct(joined);
    if (key.size() != kEnvelopeKeyBytes) return damaged(say(kEnvelopeBroken));
    const auto plain = decrypted(envelope.profile, key, beside(envelope.profile, context), envelope.sealed);
    if (!plain) return damaged(say(kEnvelopeBroken));
    const std::string_view whole = text_of(*plain);
    return std::string(whole.substr(0, whole.rfind('\x80')));
  } catch (const Botan::Exception&) {
    return damaged(say(kEnvelopeBroken));
  }
}

}  // namespace qy
