#include "seal/holder_key.h"

#include <botan/auto_rng.h>
#include <botan/curve25519.h>
#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>

#include "seal/envelope_cipher.h"
#include "seal/locked.h"
#include "seal/merkle.h"
#include "seal/messages.h"

namespace qy {
namespace {

constexpr std::string_view kPublicHead = "qingyuan-holder+", kWhat = "holder-key";
constexpr size_t kPointBytes = 32;

Botan::EC_Group sm2_group() {
  return Botan::EC_Group("sm2p256v1");
}

// Bound to both ends of the agreement and to what it is for.
std::string agreed_for(std::string_view context, std::string_view ephemeral, std::string_view own) {
  return "qingyuan holder share 1" + std::string(ephemeral) + std::string(own) + std::string(context);
}

// SM2 encryption binds nothing but the message: the context goes into it.
std::string with_context(std::string_view context, std::string_view secret) {
  return sm3_hex(context) + std::string(secret);
}

}  // namespace

std::string HolderPublic::line() const {
  return std::string(kPublicHead) + std::string(profile_name(profile_)) + "+" + holder_ + "+" +
         base64_of(key_);
}

Result<HolderPublic> HolderPublic::parse(std::string_view line) {
  const Error broken = damaged(say(kHolderKeyBroken));
  while (line.ends_with('\n')) line.remove_suffix(1);
  if (!line.starts_with(kPublicHead)) return broken;
  const std::string_view rest = line.substr(kPublicHead.size());
  const size_t first = rest.find('+'), second = rest.find('+', first + 1);
  if (second == std::string_view::npos) return broken;
  const auto profile = profile_of(rest.substr(0, first));
  HolderPublic holder;
  holder.holder_ = rest.substr(first + 1, second - first - 1);
  const auto key = bytes_of_base64(rest.substr(second + 1));
  if (!profile || holder.holder_.empty() || !key.ok()) return broken;
  holder.profile_ = *profile;
  holder.key_ = *key;
  try {
    if (*profile == SealProfile::gm) {
      (void)Botan::SM2_PublicKey(sm2_group(), sm2_group().OS2ECP(octets_of(*key), key->size()));
    } else if (key->size() != kPointBytes) {
      return broken;
    }
  } catch (const Botan::Exception&) {
    return broken;
  }
  return holder;
}

Result<std::string> HolderPublic::wrap(std::string_view context, std::string_view secret) const {
  try {
    Botan::AutoSeeded_RNG rng;
    if (profile_ == SealProfile::gm) {
      const Botan::SM2_PublicKey key(sm2_group(), sm2_group().OS2ECP(octets_of(key_), key_.size()));
      const std::string message = with_context(context, secret);
      const auto sealed =
          Botan::PK_Encryptor_EME(key, rng, "SM3").encrypt(octets_of(message), message.size(), rng);
      return std::string(sealed.begin(), sealed.end());
    }
    const Botan::X25519_PrivateKey ephemeral(rng);
    const auto point = ephemeral.public_value();
    const std::string shown(point.begin(), point.end());
    const Bytes key =
        Botan::PK_Key_Agreement(ephemeral, rng, "HKDF(SHA-256)")
            .derive_key(kEnvelopeKeyBytes, octets_of(key_), key_.size(), agreed_for(context, shown, key_))
            .bits_of();
    return shown + encrypted(profile_, key, context, secret);
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("a share could not be sealed: ") + e.what()};
  }
}

struct HolderPrivate::Impl {
  HolderPublic public_half;
  std::unique_ptr<Botan::Private_Key> key;
};

HolderPrivate::HolderPrivate(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HolderPrivate::HolderPrivate(HolderPrivate&&) noexcept = default;
HolderPrivate::~HolderPrivate() = default;
const HolderPublic& HolderPrivate::public_half() const {
  return impl_->public_half;
}

Result<HolderPrivate::Made> HolderPrivate::make(SealProfile profile, const std::string& holder,
                                                std::string_view passphrase) {
  if (holder.empty() || holder.find_first_of("+\n ") != std::string::npos)
    return invalid(say(kHolderKeyBroken));
  try {
    Botan::AutoSeeded_RNG rng;
    std::unique_ptr<Botan::Private_Key> key;
    if (profile == SealProfile::gm) {
      key = std::make_unique<Botan::SM2_PrivateKey>(rng, sm2_group());
    } else {
      key = std::make_unique<Botan::X25519_PrivateKey>(rng);
    }
    Made made;
    const auto bits = key->public_key_bits();
    made.public_half.holder_ = holder;
    made.public_half.profile_ = profile;
    made.public_half.key_.assign(bits.begin(), bits.end());
    const Bytes plain = Botan::PKCS8::BER_encode(*key);
    QY_TRY(made.locked,
           lock_up(profile, kWhat, made.public_half.line() + "\n" + std::string(text_of(plain)), passphrase));
    return made;
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("no holder's key could be made: ") + e.what()};
  }
}

Result<HolderPrivate> HolderPrivate::open(std::string_view locked, std::string_view passphrase) {
  QY_TRY(const std::string plain, unlock(kWhat, locked, passphrase));
  const size_t end = plain.find('\n');
  auto impl = std::make_unique<Impl>();
  QY_TRY(impl->public_half, HolderPublic::parse(std::string_view(plain).substr(0, end)));
  try {
    Botan::DataSource_Memory source(octets_of(plain) + end + 1, plain.size() - end - 1);
    impl->key = Botan::PKCS8::load_key(source);
    return HolderPrivate(std::move(impl));
  } catch (const Botan::Exception&) {
    return damaged(say(kHolderKeyBroken));
  }
}

Result<std::string> HolderPrivate::unwrap(std::string_view context, std::string_view wrapped) const {
  const Error not_ours{Code::forbidden, say(kShareOfOther, impl_->public_half.holder())};
  try {
    Botan::AutoSeeded_RNG rng;
    if (impl_->public_half.profile() == SealProfile::gm) {
      const Bytes message =
          Botan::PK_Decryptor_EME(*impl_->key, rng, "SM3").decrypt(octets_of(wrapped), wrapped.size());
      const std::string head = with_context(context, "");
      if (!text_of(message).starts_with(head)) return not_ours;
      return std::string(text_of(message).substr(head.size()));
    }
    if (wrapped.size() < kPointBytes) return not_ours;
    const std::string_view shown = wrapped.substr(0, kPointBytes);
    const Bytes key = Botan::PK_Key_Agreement(*impl_->key, rng, "HKDF(SHA-256)")
                          .derive_key(kEnvelopeKeyBytes, octets_of(shown), shown.size(),
                                      agreed_for(context, shown, impl_->public_half.key_))
                          .bits_of();
    const auto secret = decrypted(SealProfile::intl, key, context, wrapped.substr(kPointBytes));
    if (!secret) return not_ours;
    return std::string(text_of(*secret));
  } catch (const Botan::Exception&) {
    return not_ours;
  }
}

}  // namespace qy
