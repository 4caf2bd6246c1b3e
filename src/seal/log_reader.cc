#include <charconv>

#include "base/disk.h"
#include "seal/log.h"
#include "seal/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kProofHead = "c2sp.org/tlog-proof@v1\n";

}  // namespace

LogReader::LogReader(fs::path folder, SealProfile profile) : tiles_(std::move(folder)), hasher_(profile) {}

Result<LogReader> LogReader::open(const fs::path& folder, const LogVerifier& verifier) {
  if (!fs::exists(folder / "checkpoint"))
    return not_found(say(kNoCheckpoint, (folder / "checkpoint").string()));
  LogReader reader(folder, verifier.profile());
  QY_TRY(reader.note_, read_file(folder / "checkpoint"));
  QY_TRY(reader.head_, read_checkpoint(verifier, reader.note_));
  return reader;
}

SubtreeReader LogReader::subtrees(int64_t size) const {
  return [this, size](int level, int64_t index) -> Result<TreeHash> {
    const int tile_level = level / kTileLevels;
    const int64_t first = index << (level % kTileLevels), tile = first / kTileWidth;
    const int64_t width = std::min(kTileWidth, hashes_at(tile_level, size) - tile * kTileWidth);
    QY_TRY(const auto hashes, tiles_.hashes(tile_level, tile, width));
    return hasher_.fold(hashes.data() + first % kTileWidth, size_t(1) << (level % kTileLevels));
  };
}

Result<std::string> LogReader::entry(int64_t index) const {
  if (index < 0 || index >= head_.size) return not_found(say(kNotInLog, index, head_.size));
  const int64_t tile = index / kTileWidth;
  QY_TRY(auto entries, tiles_.entries(tile, std::min(kTileWidth, head_.size - tile * kTileWidth)));
  return std::move(entries[size_t(index % kTileWidth)]);
}

Result<std::string> LogReader::receipt(int64_t index) const {
  QY_TRY(const std::string bytes, entry(index));
  QY_TRY(const Proof proof, inclusion_proof(hasher_, index, head_.size, subtrees(head_.size)));
  std::string text(kProofHead);
  text += "extra " + base64_of(bytes) + "\nindex " + std::to_string(index) + "\n";
  for (const TreeHash& hash : proof) text += base64_of(hash) + "\n";
  return text + "\n" + note_;
}

Result<Proof> LogReader::consistency(int64_t older) const {
  return consistency_proof(hasher_, older, head_.size, subtrees(head_.size));
}

Result<void> LogReader::continues(const Checkpoint& seen) const {
  if (seen.size > head_.size) return damaged(say(kRolledBack, head_.size, seen.size));
  QY_TRY(const Proof proof, consistency(seen.size));
  if (!proves_consistency(hasher_, seen.size, seen.root, head_.size, head_.root, proof))
    return damaged(say(kForked, seen.size));
  return {};
}

Result<void> LogReader::check_all(const std::function<Result<void>(int64_t, std::string_view)>& see) const {
  // A level's tiles are worked out from the level below: hashes of whole tiles go up.
  std::vector<std::vector<TreeHash>> levels(1);
  for (int64_t first = 0; first < head_.size; first += kTileWidth) {
    QY_TRY(const auto entries, tiles_.entries(first / kTileWidth, std::min(kTileWidth, head_.size - first)));
    for (size_t i = 0; i < entries.size(); ++i) {
      levels[0].push_back(hasher_.leaf(entries[i]));
      QY_CHECK(see(first + int64_t(i), entries[i]));
    }
  }
  for (size_t level = 0; level < levels.size(); ++level) {
    const std::vector<TreeHash> own = levels[level];
    std::vector<TreeHash> above;
    for (size_t first = 0; first < own.size(); first += size_t(kTileWidth)) {
      const size_t width = std::min(size_t(kTileWidth), own.size() - first);
      const int64_t index = int64_t(first) / kTileWidth;
      QY_TRY(const auto written, tiles_.hashes(int(level), index, int64_t(width)));
      if (!std::equal(written.begin(), written.end(), own.begin() + int64_t(first)))
        return damaged(
            say(kTileTorn, (tiles_.folder() / tile_path(int(level), index, int64_t(width))).string()));
      if (int64_t(width) == kTileWidth) above.push_back(hasher_.fold(own.data() + first, width));
    }
    if (!above.empty()) levels.push_back(std::move(above));
  }
  const TreeHash root = hasher_.fold(levels[0].data(), levels[0].size());
  if (root != head_.root) return damaged(say(kRootDiffers));
  return {};
}

Result<Receipt> check_receipt(const LogVerifier& verifier, std::string_view text) {
  const Error broken = damaged(say(kReceiptBroken));
  if (!text.starts_with(kProofHead)) return broken;
  text.remove_prefix(kProofHead.size());
  const size_t gap = text.find("\n\n");
  if (gap == std::string_view::npos) return broken;
  Receipt receipt;
  QY_TRY(receipt.checkpoint, read_checkpoint(verifier, text.substr(gap + 2)));
  std::string_view lines = text.substr(0, gap);
  const auto next = [&lines] {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    return line;
  };
  const std::string_view extra = next(), index = next();
  if (!extra.starts_with("extra ") || !index.starts_with("index ")) return broken;
  QY_TRY(receipt.entry, bytes_of_base64(extra.substr(6)));
  const auto digits = index.substr(6);
  const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), receipt.index);
  if (ec != std::errc() || end != digits.data() + digits.size()) return broken;
  Proof proof;
  while (!lines.empty()) {
    QY_TRY(const TreeHash hash, hash_of_base64(next()));
    proof.push_back(hash);
  }
  const TreeHasher hasher(verifier.profile());
  if (!proves_inclusion(hasher, hasher.leaf(receipt.entry), receipt.index, receipt.checkpoint.size, proof,
                        receipt.checkpoint.root))
    return broken;
  return receipt;
}

}  // namespace qy
