#include "seal/checkpoint.h"

#include <charconv>

#include "seal/messages.h"

namespace qy {
namespace {

constexpr std::string_view kDash = "\u2014 ";

std::string body_of(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + base64_of(checkpoint.root) +
         "\n";
}

}  // namespace

Result<std::string> signed_checkpoint(LogSigner& signer, int64_t size, const TreeHash& root) {
  const LogVerifier& who = signer.verifier();
  const std::string body = body_of({who.origin(), size, root});
  QY_TRY(const std::string signature, signer.sign(body));
  return body + "\n" + std::string(kDash) + who.origin() + " " + base64_of(who.key_id() + signature) + "\n";
}

Result<Checkpoint> read_checkpoint(const LogVerifier& verifier, std::string_view note) {
  const Error broken = damaged(say(kCheckpointBroken));
  const size_t gap = note.find("\n\n");
  if (gap == std::string_view::npos || !note.ends_with('\n')) return broken;
  const std::string_view body = note.substr(0, gap + 1);
  std::string_view signatures = note.substr(gap + 2);
  const size_t first = body.find('\n'), second = body.find('\n', first + 1);
  if (second == std::string_view::npos || second + 1 >= body.size()) return broken;
  Checkpoint checkpoint{.origin = std::string(body.substr(0, first))};
  const char* digits = body.data() + first + 1;
  if (std::from_chars(digits, body.data() + second, checkpoint.size).ec != std::errc() || checkpoint.size < 0)
    return broken;
  QY_TRY(checkpoint.root, hash_of_base64(body.substr(second + 1, body.size() - second - 2)));
  // Written again it must be the same: no leading zeros, nothing behind the root.
  if (body_of(checkpoint) != body || checkpoint.origin != verifier.origin()) return broken;
  // Ours among the signatures; those of witnesses stand beside it.
  const std::string mine = std::string(kDash) + verifier.origin() + " ";
  while (!signatures.empty()) {
    const size_t end = signatures.find('\n');
    const std::string_view line = signatures.substr(0, end);
    signatures.remove_prefix(end + 1);
    if (!line.starts_with(mine)) continue;
    const auto bytes = bytes_of_base64(line.substr(mine.size()));
    if (bytes.ok() && bytes->starts_with(verifier.key_id()) && verifier.verifies(body, bytes->substr(4)))
      return checkpoint;
  }
  return broken;
}

}  // namespace qy
