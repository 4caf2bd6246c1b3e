#include <botan/auto_rng.h>
#include <botan/exceptn.h>
#include <botan/hex.h>
#include <sys/stat.h>

#include "base/disk.h"
#include "seal/keys.h"
#include "seal/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "qingyuan seal key 1\n";
constexpr size_t kKeyBytes = 32;

std::string_view name_of(SealProfile profile) {
  return profile == SealProfile::gm ? "gm" : "intl";
}

const uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

}  // namespace

std::unique_ptr<Botan::AEAD_Mode> Sealer::Impl::cipher(Botan::Cipher_Dir direction, const Bytes& key) const {
  const bool gm = profile == SealProfile::gm;
  auto cipher = Botan::AEAD_Mode::create_or_throw(gm ? "SM4/GCM" : "ChaCha20Poly1305", direction);
  cipher->set_key(key.data(), gm ? 16 : kKeyBytes);
  return cipher;
}

Sealer::Impl::Mac Sealer::Impl::mac(const Bytes& key) const {
  auto mac = Botan::MessageAuthenticationCode::create_or_throw(profile == SealProfile::gm ? "HMAC(SM3)"
                                                                                          : "HMAC(SHA-256)");
  mac->set_key(key.data(), key.size());
  return mac;
}

Bytes mac_of(Botan::MessageAuthenticationCode& mac, std::string_view purpose, std::string_view value) {
  mac.update(bytes_of(purpose), purpose.size());
  mac.update(uint8_t(0));
  mac.update(bytes_of(value), value.size());
  return mac.final();
}

std::unique_ptr<Sealer::Impl> Sealer::Impl::from_master(SealProfile profile, const Bytes& master) {
  auto impl = std::make_unique<Impl>();
  impl->profile = profile;
  const Mac derive = impl->mac(master);
  impl->token_key = mac_of(*derive, "derive", "token");
  impl->nonce_key = mac_of(*derive, "derive", "nonce");
  impl->value_key = mac_of(*derive, "derive", "value");
  impl->file_key = mac_of(*derive, "derive", "file");
  return impl;
}

std::unique_ptr<Sealer::Impl> Sealer::Impl::twin() const {
  auto other = std::make_unique<Impl>();
  other->profile = profile;
  other->token_key = token_key;
  other->nonce_key = nonce_key;
  other->value_key = value_key;
  other->file_key = file_key;
  return other;
}

Sealer::Sealer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sealer Sealer::twin() const {
  return Sealer(impl_->twin());
}
Sealer::Sealer(Sealer&&) noexcept = default;
Sealer& Sealer::operator=(Sealer&&) noexcept = default;
Sealer::~Sealer() = default;

SealProfile Sealer::profile() const {
  return impl_->profile;
}

Result<void> Sealer::create_keys(const fs::path& keys_folder, SealProfile profile) {
  QY_CHECK(make_folder(keys_folder));
  const fs::path path = keys_folder / "seal.key";
  if (fs::exists(path)) return Error{Code::conflict, say(kKeysThere, keys_folder.string())};
  try {
    Botan::AutoSeeded_RNG rng;
    const Bytes master = rng.random_vec(kKeyBytes);
    const mode_t before = ::umask(0077);
    auto written = write_file(
        path, std::string(kMagic) + std::string(name_of(profile)) + "\n" + Botan::hex_encode(master) + "\n");
    ::umask(before);
    return written;
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("no keys could be made: ") + e.what()};
  }
}

Result<Sealer> Sealer::open(const fs::path& keys_folder) {
  QY_TRY(const std::string text, read_file(keys_folder / "seal.key"));
  const Error broken = damaged(say(kKeyFileBroken, keys_folder.string()));
  if (!text.starts_with(kMagic)) return broken;
  const size_t at = text.find('\n', kMagic.size());
  if (at == std::string::npos) return broken;
  const std::string_view name = std::string_view(text).substr(kMagic.size(), at - kMagic.size());
  if (name != "gm" && name != "intl") return broken;
  try {
    const Bytes master = Botan::hex_decode_locked(text.substr(at + 1), true);
    if (master.size() != kKeyBytes) return broken;
    return Sealer(Impl::from_master(name == "gm" ? SealProfile::gm : SealProfile::intl, master));
  } catch (const Botan::Exception&) {
    return broken;
  }
}

Sealer Sealer::for_tests(SealProfile profile, std::string_view seed) {
  return Sealer(Impl::from_master(profile, Bytes(seed.begin(), seed.end())));
}

std::string Sealer::token(std::string_view purpose, std::string_view value) {
  if (!impl_->token_mac) impl_->token_mac = impl_->mac(impl_->token_key);
  const Bytes mac = mac_of(*impl_->token_mac, purpose, value);
  return Botan::hex_encode(mac.data(), 16, false);
}

std::string Sealer::seal_value(std::string_view purpose, std::string_view value) {
  if (!impl_->nonce_mac) {
    impl_->nonce_mac = impl_->mac(impl_->nonce_key);
    impl_->value_cipher = impl_->cipher(Botan::ENCRYPTION, impl_->value_key);
  }
  const Bytes nonce = mac_of(*impl_->nonce_mac, purpose, value);
  impl_->value_cipher->set_associated_data(bytes_of(purpose), purpose.size());
  impl_->value_cipher->start(nonce.data(), kNonceBytes);
  Bytes& text = impl_->text;
  text.assign(value.begin(), value.end());
  impl_->value_cipher->finish(text);
  std::string sealed(1, impl_->profile == SealProfile::gm ? 'g' : 'i');
  sealed.append(nonce.begin(), nonce.begin() + kNonceBytes);
  sealed.append(text.begin(), text.end());
  return sealed;
}

Result<std::string> Sealer::unseal_value(std::string_view purpose, std::string_view sealed) {
  const char expected = impl_->profile == SealProfile::gm ? 'g' : 'i';
  if (sealed.size() <= kNonceBytes || sealed.front() != expected) return damaged(say(kValueOfOther));
  try {
    auto cipher = impl_->cipher(Botan::DECRYPTION, impl_->value_key);
    cipher->set_associated_data(bytes_of(purpose), purpose.size());
    cipher->start(bytes_of(sealed.substr(1)), kNonceBytes);
    Bytes text(sealed.begin() + 1 + kNonceBytes, sealed.end());
    cipher->finish(text);
    return std::string(text.begin(), text.end());
  } catch (const Botan::Exception&) {
    return damaged(say(kValueBroken));
  }
}

}  // namespace qy
