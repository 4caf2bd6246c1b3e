#include "seal/witness.h"

#include <botan/auto_rng.h>
#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/ed25519.h>
#include <botan/hash.h>
#include <botan/hex.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>

#include <charconv>

#include "base/disk.h"
#include "seal/envelope_cipher.h"
#include "seal/locked.h"
#include "seal/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kEd25519Kind("\x04", 1), kSm2Kind("\xffsm2-sm3-cosignature"), kDash = "\u2014 ";
constexpr std::string_view kWitnessKey = "witness-key";
constexpr size_t kMostProofLines = 63, kIdBytes = 4, kTimeBytes = 8;

bool is_sm2(std::string_view key) {
  return key.starts_with(kSm2Kind);
}
std::string padding(bool sm2) {
  return sm2 ? "1234567812345678,SM3" : "Pure";
}

std::string key_id(std::string_view name, std::string_view key) {
  const auto hash = Botan::HashFunction::create_or_throw("SHA-256");
  hash->update(std::string(name) + "\n" + std::string(key));
  const auto digest = hash->final();
  return {digest.begin(), digest.begin() + kIdBytes};
}

std::string public_line(const std::string& name, std::string_view key) {
  const std::string id = key_id(name, key);
  return name + "+" + Botan::hex_encode(octets_of(id), id.size(), false) + "+" + base64_of(key);
}

std::string signed_text(int64_t time_s, std::string_view body) {
  return "cosignature/v1\ntime " + std::to_string(time_s) + "\n" + std::string(body);
}

std::string eight_bytes(int64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(char(uint8_t(uint64_t(number) >> shift)));
  return bytes;
}
int64_t of_eight_bytes(std::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | uint8_t(byte);
  return int64_t(number);
}

std::unique_ptr<Botan::Public_Key> public_key(std::string_view key) {
  if (!is_sm2(key)) return std::make_unique<Botan::Ed25519_PublicKey>(octets_of(key) + 1, key.size() - 1);
  const Botan::EC_Group group("sm2p256v1");
  return std::make_unique<Botan::SM2_PublicKey>(
      group, group.OS2ECP(octets_of(key) + kSm2Kind.size(), key.size() - kSm2Kind.size()));
}

struct Request {
  int64_t old_size = 0;
  Proof proof;
  std::string_view note;
};

Result<Request> read_request(std::string_view text) {
  const Error broken = invalid(say(kRequestBroken));
  const size_t gap = text.find("\n\n");
  if (!text.starts_with("old ") || gap == std::string_view::npos) return broken;
  std::string_view lines = text.substr(0, gap + 1);
  Request request{.note = text.substr(gap + 2)};
  const std::string_view first = lines.substr(4, lines.find('\n') - 4);
  const auto [end, ec] = std::from_chars(first.data(), first.data() + first.size(), request.old_size);
  if (ec != std::errc() || end != first.data() + first.size() || first != std::to_string(request.old_size))
    return broken;
  lines.remove_prefix(lines.find('\n') + 1);
  while (!lines.empty()) {
    const auto hash = hash_of_base64(lines.substr(0, lines.find('\n')));
    if (!hash.ok() || request.proof.size() == kMostProofLines) return broken;
    request.proof.push_back(*hash);
    lines.remove_prefix(lines.find('\n') + 1);
  }
  return request;
}

std::string_view body_of_note(std::string_view note) {
  return note.substr(0, note.find("\n\n") + 1);
}

std::string file_id(std::string_view origin) {
  return sm3_hex(origin).substr(0, 32);
}

}  // namespace

Result<WitnessVerifier> WitnessVerifier::parse(std::string_view line) {
  const Error broken = damaged(say(kWitnessKeyBroken));
  while (line.ends_with('\n')) line.remove_suffix(1);
  const size_t first = line.find('+'), second = line.find('+', first + 1);
  if (first == 0 || second == std::string_view::npos) return broken;
  WitnessVerifier verifier;
  verifier.name_ = line.substr(0, first);
  const auto key = bytes_of_base64(line.substr(second + 1));
  if (!key.ok()) return broken;
  verifier.key_ = *key;
  if (line != public_line(verifier.name_, verifier.key_)) return broken;
  if (!is_sm2(*key) && !(key->starts_with(kEd25519Kind) && key->size() == 33)) return broken;
  try {
    (void)public_key(verifier.key_);
  } catch (const Botan::Exception&) {
    return broken;
  }
  return verifier;
}

Result<int64_t> WitnessVerifier::signed_at(std::string_view note) const {
  const std::string mine = std::string(kDash) + name_ + " ", id = key_id(name_, key_);
  const std::string_view body = body_of_note(note);
  std::string_view lines = note.substr(std::min(note.size(), body.size() + 1));
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    if (!line.starts_with(mine)) continue;
    const auto bytes = bytes_of_base64(line.substr(mine.size()));
    if (!bytes.ok() || !bytes->starts_with(id)) continue;
    const Error broken = damaged(say(kCosignatureBroken, name_));
    if (bytes->size() <= kIdBytes + kTimeBytes) return broken;
    const int64_t time_s = of_eight_bytes(std::string_view(*bytes).substr(kIdBytes, kTimeBytes));
    const std::string_view signature = std::string_view(*bytes).substr(kIdBytes + kTimeBytes);
    const std::string text = signed_text(time_s, body);
    try {
      const auto key = public_key(key_);
      Botan::PK_Verifier verifier(*key, padding(is_sm2(key_)));
      if (time_s < 0 ||
          !verifier.verify_message(octets_of(text), text.size(), octets_of(signature), signature.size()))
        return broken;
    } catch (const Botan::Exception&) {
      return broken;
    }
    return time_s;
  }
  return not_found(say(kNoCosignature, name_));
}

Result<std::string> witness_request(const LogReader& log, int64_t old_size) {
  Proof proof;
  if (old_size > 0) {
    QY_TRY(proof, log.consistency(old_size));
  }
  std::string text = "old " + std::to_string(old_size) + "\n";
  for (const TreeHash& hash : proof) text += base64_of(hash) + "\n";
  return text + "\n" + log.note();
}

Result<std::string> cosigned_note(std::string_view request, std::string_view answer, const LogVerifier& log,
                                  const WitnessVerifier& witness) {
  QY_TRY(const Request asked, read_request(request));
  QY_CHECK(read_checkpoint(log, asked.note));
  // Only the lines of this witness are taken over; whatever else an answer holds is nobody's.
  const std::string mine = std::string(kDash) + witness.name() + " ";
  std::string note(asked.note);
  while (!answer.empty()) {
    const std::string_view line = answer.substr(0, answer.find('\n'));
    answer.remove_prefix(std::min(answer.size(), line.size() + 1));
    if (line.starts_with(mine)) note += std::string(line) + "\n";
  }
  QY_CHECK(witness.signed_at(note));
  return note;
}

struct Witness::Impl {
  fs::path folder;
  WitnessVerifier verifier;
  std::unique_ptr<Botan::Private_Key> key;

  fs::path file(std::string_view origin, const char* ending) const {
    return folder / "logs" / (file_id(origin) + ending);
  }
  // What was seen of it last; of size 0 where nothing was.
  Result<Checkpoint> seen(const LogVerifier& log) const {
    const fs::path memory = file(log.origin(), ".seen");
    if (!fs::exists(memory)) return Checkpoint{.origin = log.origin()};
    QY_TRY(const std::string note, read_file(memory));
    return read_checkpoint(log, note);
  }
  Result<LogVerifier> watched(const std::string& origin) const {
    if (!fs::exists(file(origin, ".pub"))) return not_found(say(kLogNotWatched, origin));
    QY_TRY(const std::string line, read_file(file(origin, ".pub")));
    return LogVerifier::parse(line);
  }
};

Witness::Witness(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Witness::Witness(Witness&&) noexcept = default;
Witness::~Witness() = default;

Result<void> Witness::create(const fs::path& folder, SealProfile profile, const std::string& name,
                             std::string_view passphrase) {
  if (name.empty() || name.find_first_of("+ \n") != std::string::npos) return invalid(say(kWitnessName));
  if (fs::exists(folder / "witness.pub")) return Error{Code::conflict, say(kKeysThere, folder.string())};
  QY_CHECK(make_folder(folder / "logs"));
  std::string locked, line;
  try {
    Botan::AutoSeeded_RNG rng;
    std::unique_ptr<Botan::Private_Key> key;
    const bool sm2 = profile == SealProfile::gm;
    if (sm2) {
      key = std::make_unique<Botan::SM2_PrivateKey>(rng, Botan::EC_Group("sm2p256v1"));
    } else {
      key = std::make_unique<Botan::Ed25519_PrivateKey>(rng);
    }
    const auto bits = key->public_key_bits();
    line =
        public_line(name, std::string(sm2 ? kSm2Kind : kEd25519Kind) + std::string(bits.begin(), bits.end()));
    QY_TRY(locked, lock_up(profile, kWitnessKey, text_of(Botan::PKCS8::BER_encode(*key)), passphrase));
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("no key of the witness could be made: ") + e.what()};
  }
  QY_CHECK(write_file(folder / "witness.key", locked));
  return write_file(folder / "witness.pub", line + "\n");
}

Result<Witness> Witness::open(const fs::path& folder, std::string_view passphrase) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  QY_TRY(const std::string line, read_file(folder / "witness.pub"));
  QY_TRY(impl->verifier, WitnessVerifier::parse(line));
  QY_TRY(const std::string locked, read_file(folder / "witness.key"));
  QY_TRY(const std::string plain, unlock(kWitnessKey, locked, passphrase));
  try {
    Botan::DataSource_Memory source(octets_of(plain), plain.size());
    impl->key = Botan::PKCS8::load_key(source);
  } catch (const Botan::Exception&) {
    return damaged(say(kKeyFileBroken, folder.string()));
  }
  return Witness(std::move(impl));
}

Result<void> Witness::watch(std::string_view log_pub) {
  QY_TRY(const LogVerifier log, LogVerifier::parse(log_pub));
  const fs::path file = impl_->file(log.origin(), ".pub");
  if (fs::exists(file)) {
    QY_TRY(const std::string known, read_file(file));
    QY_TRY(const LogVerifier before, LogVerifier::parse(known));
    return before.key_id() == log.key_id() ? Result<void>()
                                           : Error{Code::conflict, say(kLogOfOtherKey, log.origin())};
  }
  std::string line(log_pub);
  if (!line.ends_with('\n')) line += "\n";
  return write_file(file, line);
}

Result<int64_t> Witness::seen_size(std::string_view text) const {
  QY_TRY(const Request request, read_request(text));
  QY_TRY(const LogVerifier log, impl_->watched(std::string(request.note.substr(0, request.note.find('\n')))));
  QY_TRY(const Checkpoint seen, impl_->seen(log));
  return seen.size;
}

Result<std::string> Witness::cosign(std::string_view text, int64_t now_s) {
  QY_TRY(const auto one_at_a_time, FileLock::take(impl_->folder / "witness.lock"));
  QY_TRY(const Request request, read_request(text));
  const std::string origin(request.note.substr(0, request.note.find('\n')));
  QY_TRY(const LogVerifier log, impl_->watched(origin));
  const auto now = read_checkpoint(log, request.note);
  if (!now.ok()) return Error{Code::forbidden, now.error().message};
  if (request.old_size > now->size) return invalid(say(kNotOlder, request.old_size, now->size));
  QY_TRY(const Checkpoint seen, impl_->seen(log));
  if (request.old_size != seen.size) return Error{Code::conflict, say(kSeenOther, seen.size)};
  const TreeHasher hasher(log.profile());
  if (seen.size == now->size && seen.size > 0 && seen.root != now->root)
    return Error{Code::conflict, say(kForked, seen.size)};
  const bool holds =
      seen.size == 0 ? request.proof.empty()
                     : proves_consistency(hasher, seen.size, seen.root, now->size, now->root, request.proof);
  if (!holds) return damaged(say(kForked, seen.size));
  QY_CHECK(write_file(impl_->file(origin, ".seen"), request.note));
  const std::string message = signed_text(now_s, body_of_note(request.note));
  try {
    Botan::AutoSeeded_RNG rng;
    Botan::PK_Signer signer(*impl_->key, rng, padding(is_sm2(impl_->verifier.key_)));
    const auto signature = signer.sign_message(octets_of(message), message.size(), rng);
    const std::string& name = impl_->verifier.name();
    return std::string(kDash) + name + " " +
           base64_of(key_id(name, impl_->verifier.key_) + eight_bytes(now_s) +
                     std::string(signature.begin(), signature.end())) +
           "\n";
  } catch (const Botan::Exception& e) {
    return Error{Code::internal, std::string("the checkpoint could not be signed: ") + e.what()};
  }
}

}  // namespace qy
