#include "seal/log_key.h"

#include <botan/auto_rng.h>
#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/ed25519.h>
#include <botan/hash.h>
#include <botan/hex.h>
#include <botan/pk_keys.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>
#include <sys/stat.h>

#include "base/disk.h"
#include "seal/merkle.h"
#include "seal/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kEd25519Kind("\x01", 1), kSm2Kind("\xffsm2-sm3");
constexpr std::string_view kPurpose = "log_key";

std::string padding(SealProfile profile) {
  return profile == SealProfile::gm ? "1234567812345678,SM3" : "Pure";
}

const uint8_t* octets(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

std::string public_text(const Botan::Public_Key& key, SealProfile profile) {
  const auto bits = key.public_key_bits();
  return std::string(profile == SealProfile::gm ? kSm2Kind : kEd25519Kind) +
         std::string(bits.begin(), bits.end());
}

std::string id_of(std::string_view origin, std::string_view public_key) {
  const auto hash = Botan::HashFunction::create_or_throw("SHA-256");
  hash->update(std::string(origin) + "\n" + std::string(public_key));
  const auto digest = hash->final();
  return {digest.begin(), digest.begin() + 4};
}

std::string line_of(std::string_view origin, std::string_view public_key) {
  return std::string(origin) + "+" + Botan::hex_encode(octets(id_of(origin, public_key)), 4, false) + "+" +
         base64_of(public_key);
}

}  // namespace

struct LogVerifier::Impl {
  std::string origin, id;
  SealProfile profile = SealProfile::intl;
  std::unique_ptr<Botan::Public_Key> key;
};

LogVerifier::LogVerifier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LogVerifier::LogVerifier(LogVerifier&&) noexcept = default;
LogVerifier& LogVerifier::operator=(LogVerifier&&) noexcept = default;
LogVerifier::~LogVerifier() = default;
const std::string& LogVerifier::origin() const {
  return impl_->origin;
}
const std::string& LogVerifier::key_id() const {
  return impl_->id;
}
SealProfile LogVerifier::profile() const {
  return impl_->profile;
}

Result<LogVerifier> LogVerifier::parse(std::string_view line) {
  while (line.ends_with('\n')) line.remove_suffix(1);
  const Error broken = damaged(say(kLogPublicKeyBroken));
  // Base64 may hold a plus too: the first two are the separators.
  const size_t first = line.find('+'), second = line.find('+', first + 1);
  if (first == 0 || second == std::string_view::npos) return broken;
  auto impl = std::make_unique<Impl>();
  impl->origin = line.substr(0, first);
  QY_TRY(const std::string key, bytes_of_base64(line.substr(second + 1)));
  impl->id = id_of(impl->origin, key);
  if (line != line_of(impl->origin, key)) return broken;
  try {
    if (key.starts_with(kSm2Kind)) {
      impl->profile = SealProfile::gm;
      const Botan::EC_Group group("sm2p256v1");
      const auto point = group.OS2ECP(octets(key) + kSm2Kind.size(), key.size() - kSm2Kind.size());
      impl->key = std::make_unique<Botan::SM2_PublicKey>(group, point);
    } else if (key.starts_with(kEd25519Kind) && key.size() == 33) {
      impl->key = std::make_unique<Botan::Ed25519_PublicKey>(octets(key) + 1, 32);
    } else {
      return broken;
    }
  } catch (const Botan::Exception&) {
    return broken;
  }
  return LogVerifier(std::move(impl));
}

Result<LogVerifier> LogVerifier::read(const fs::path& file) {
  if (!fs::exists(file)) return not_found(say(kNoLogPublicKey, file.string()));
  QY_TRY(const std::string line, read_file(file));
  return parse(line);
}

bool LogVerifier::verifies(std::string_view text, std::string_view signature) const {
  try {
    Botan::PK_Verifier verifier(*impl_->key, padding(impl_->profile));
    return verifier.verify_message(octets(text), text.size(), octets(signature), signature.size());
  } catch (const Botan::Exception&) {  // a signature of another length
    return false;
  }
}

struct LogSigner::Impl {
  LogVerifier verifier;
  std::unique_ptr<Botan::Private_Key> key;
  Botan::AutoSeeded_RNG rng;
};

LogSigner::LogSigner(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LogSigner::LogSigner(LogSigner&&) noexcept = default;
LogSigner::~LogSigner() = default;
const LogVerifier& LogSigner::verifier() const {
  return impl_->verifier;
}

Result<void> LogSigner::create(const fs::path& keys_folder, Sealer& sealer) {
  if (fs::exists(keys_folder / "log.pub"))  // written last: a lone log.key never signed anything
    return Error{Code::conflict, say(kKeysThere, keys_folder.string())};
  std::string sealed, line;
  try {
    Botan::AutoSeeded_RNG rng;
    std::unique_ptr<Botan::Private_Key> key;
    if (sealer.profile() == SealProfile::gm) {
      key = std::make_unique<Botan::SM2_PrivateKey>(rng, Botan::EC_Group("sm2p256v1"));
    } else {
      key = std::make_unique<Botan::Ed25519_PrivateKey>(rng);
    }
    const auto plain = Botan::PKCS8::BER_encode(*key);
    sealed =
        base64_of(sealer.seal_value(kPurpose, {reinterpret_cast<const char*>(plain.data()), plain.size()}));
    // The name tells one county's log from another's and says nothing else.
    const std::string origin = "qingyuan/" + Botan::hex_encode(rng.random_vec(6), false);
    line = line_of(origin, public_text(*key, sealer.profile()));
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("no key of the log could be made: ") + e.what()};
  }
  const mode_t before = ::umask(0077);
  auto written = write_file(keys_folder / "log.key", sealed + "\n");
  ::umask(before);
  QY_CHECK(written);
  return write_file(keys_folder / "log.pub", line + "\n");
}

Result<LogSigner> LogSigner::open(const fs::path& keys_folder, Sealer& sealer) {
  const fs::path file = keys_folder / "log.key";
  if (!fs::exists(file)) return not_found(say(kNoLogKey, file.string()));
  QY_TRY(LogVerifier verifier, LogVerifier::read(keys_folder / "log.pub"));
  QY_TRY(std::string text, read_file(file));
  while (text.ends_with('\n')) text.pop_back();
  QY_TRY(const std::string sealed, bytes_of_base64(text));
  QY_TRY(const std::string plain, sealer.unseal_value(kPurpose, sealed));
  try {
    Botan::DataSource_Memory source(octets(plain), plain.size());
    auto impl = std::unique_ptr<Impl>(new Impl{
        std::move(verifier), std::unique_ptr<Botan::Private_Key>(Botan::PKCS8::load_key(source)), {}});
    const std::string line = line_of(impl->verifier.origin(), public_text(*impl->key, sealer.profile()));
    if (!LogVerifier::parse(line).ok() || LogVerifier::parse(line)->key_id() != impl->verifier.key_id())
      return damaged(say(kLogKeyOfOther, keys_folder.string()));
    return LogSigner(std::move(impl));
  } catch (const Botan::Exception&) {
    return damaged(say(kKeyFileBroken, keys_folder.string()));
  }
}

Result<std::string> LogSigner::sign(std::string_view text) {
  try {
    Botan::PK_Signer signer(*impl_->key, impl_->rng, padding(impl_->verifier.profile()));
    const auto signature = signer.sign_message(octets(text), text.size(), impl_->rng);
    return std::string(signature.begin(), signature.end());
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("the log could not be signed: ") + e.what()};
  }
}

}  // namespace qy
