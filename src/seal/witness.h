// Witnesses: others who look at the log from time to time, hold what they see against what they saw, and sign beside it.
// Whoever then rolls the log back or rewrites it has to persuade them too.
//
//   county                               witness (another office, its own machine and key)
//   witness_request ──▶ file or HTTP ──▶ Witness::cosign   signed by that log? goes on from what I saw?  remember, then sign
//   cosigned_note   ◀── signature line ◀─┘
//
//   WITNESS/witness.key     private key, locked with a passphrase (locked.h)
//   WITNESS/witness.pub     <name>+<key id, hex>+<base64 of kind and key>, for those who check
//   WITNESS/logs/<id>.pub   a log that is watched: its log.pub
//   WITNESS/logs/<id>.seen  the last checkpoint that was signed for it
//
// Source: C2SP tlog-witness (request and answers of add-checkpoint), tlog-cosignature (cosignature/v1, Ed25519, kind 0x04);
// SM2 with SM3 has no kind there and takes 0xff "sm2-sm3-cosignature".
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "seal/log.h"

namespace qy {

class WitnessVerifier {
 public:
  static Result<WitnessVerifier> parse(std::string_view line);  // of witness.pub
  const std::string& name() const { return name_; }
  // Seconds since 1970 at which one of the note's lines says that it was signed; not_found without a line of this
  // witness, damaged where it has one that does not hold.
  Result<int64_t> signed_at(std::string_view note) const;

 private:
  friend class Witness;
  std::string name_, key_;  // key: kind and key
};

// The body of add-checkpoint: old size, proof, checkpoint.
Result<std::string> witness_request(const LogReader& log, int64_t old_size);
// The checkpoint of a request with the witness's answer under it, once that holds.
Result<std::string> cosigned_note(std::string_view request, std::string_view answer, const LogVerifier& log,
                                  const WitnessVerifier& witness);

class Witness {
 public:
  static Result<void> create(const std::filesystem::path& folder, SealProfile profile,
                             const std::string& name, std::string_view passphrase);
  static Result<Witness> open(const std::filesystem::path& folder, std::string_view passphrase);
  // From now on that log is watched. conflict when another key is known for its name.
  Result<void> watch(std::string_view log_pub);

  // What was seen is on disk before anything is signed.
  //   not_found  a log that is not watched (404)
  //   forbidden  not signed by it (403)
  //   invalid    not a request; an old size above the new one (400)
  //   conflict   another old size than was seen: the message ends in the one that was (409); the same size, another root
  //   damaged    the proof does not hold: it does not go on from what was seen (422)
  Result<std::string> cosign(std::string_view request, int64_t now_s);
  // How much of that log was seen last, 0 where nothing was: what a 409 tells the asker.
  Result<int64_t> seen_size(std::string_view request) const;

  Witness(Witness&&) noexcept;
  ~Witness();

 private:
  struct Impl;
  explicit Witness(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace qy
