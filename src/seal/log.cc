#include "seal/log.h"

#include "base/disk.h"
#include "seal/messages.h"

namespace qy {
namespace fs = std::filesystem;

Log::Log(fs::path folder, LogSigner& signer)
    : tiles_(std::move(folder)), signer_(&signer), hasher_(signer.verifier().profile()) {}

Result<void> Log::create(const fs::path& folder, LogSigner& signer) {
  if (fs::exists(folder / "checkpoint")) return Error{Code::conflict, say(kKeysThere, folder.string())};
  QY_CHECK(make_folder(folder));
  QY_TRY(const std::string note,
         signed_checkpoint(signer, 0, TreeHasher(signer.verifier().profile()).empty()));
  return write_file(folder / "checkpoint", note);
}

Result<Log> Log::open(const fs::path& folder, LogSigner& signer) {
  if (!fs::exists(folder / "checkpoint"))
    return not_found(say(kNoCheckpoint, (folder / "checkpoint").string()));
  QY_TRY(const std::string note, read_file(folder / "checkpoint"));
  QY_TRY(const Checkpoint head, read_checkpoint(signer.verifier(), note));
  Log log(folder, signer);
  log.size_ = log.published_ = head.size;
  for (int level = 0; hashes_at(level, head.size) > 0; ++level) {
    auto& edge = log.edge_.emplace_back();
    const int64_t width = last_width(level, head.size);
    if (width == 0) continue;
    QY_TRY(edge, log.tiles_.hashes(level, hashes_at(level, head.size) / kTileWidth, width));
  }
  if (log.root() != head.root) return damaged(say(kRootDiffers));
  if (const int64_t width = last_width(0, head.size); width > 0) {
    QY_TRY(const auto entries, log.tiles_.entries(head.size / kTileWidth, width));
    for (size_t i = 0; i < entries.size(); ++i) {
      if (log.hasher_.leaf(entries[i]) != log.edge_[0][i]) return damaged(say(kRootDiffers));
      append_entry(log.bundle_, entries[i]);
    }
  }
  return log;
}

// From the lowest level up, each level's tile to the left of what is below it.
TreeHash Log::root() const {
  if (size_ == 0) return hasher_.empty();
  std::optional<TreeHash> right;
  for (const auto& edge : edge_) {
    size_t count = edge.size();
    while (count > 0) {
      const size_t subtree = count & (~count + 1);  // the smallest of those that make up count
      const TreeHash left = hasher_.fold(edge.data() + count - subtree, subtree);
      right = right ? hasher_.node(left, *right) : left;
      count -= subtree;
    }
  }
  return *right;
}

// Leaves bring their entries along.
Result<void> Log::put(int level, int64_t index, const std::vector<TreeHash>& hashes) {
  const int64_t width = int64_t(hashes.size());
  if (level == 0) {
    QY_CHECK(tiles_.put_entries(index, width, bundle_));
    written_.push_back({kEntries, index, width});
  }
  QY_CHECK(tiles_.put_hashes(level, index, hashes));
  written_.push_back({level, index, width});
  return {};
}

Result<void> Log::add(const TreeHash& leaf, std::string_view entry) {
  append_entry(bundle_, entry);
  const int64_t at = size_++;
  TreeHash hash = leaf;
  for (int level = 0;; ++level) {
    if (edge_.size() <= size_t(level)) edge_.emplace_back();
    auto& edge = edge_[size_t(level)];
    edge.push_back(hash);
    if (int64_t(edge.size()) < kTileWidth) return {};
    const int64_t index = at >> (kTileLevels * (level + 1));
    QY_CHECK(put(level, index, edge));
    if (level == 0) bundle_.clear();
    hash = hasher_.fold(edge.data(), edge.size());
    edge.clear();
  }
}

Result<void> Log::publish(const std::vector<std::string>& entries) {
  if (entries.empty()) return {};
  for (const std::string& entry : entries) {
    if (entry.size() > 0xffff) return Error{Code::limit, say(kEntryLong, entry.size())};
    QY_CHECK(add(hasher_.leaf(entry), entry));
  }
  for (size_t level = 0; level < edge_.size(); ++level) {
    const auto& edge = edge_[level];
    // What has not grown is what the checkpoint on disk needs: writing it again could tear it.
    if (edge.empty() || hashes_at(int(level), size_) == hashes_at(int(level), published_)) continue;
    QY_CHECK(put(int(level), hashes_at(int(level), size_) / kTileWidth, edge));
  }
  std::vector<std::string> paths;
  for (const Written& tile : written_) paths.push_back(tile_path(tile.level, tile.index, tile.width));
  QY_CHECK(tiles_.sync(paths));
  QY_TRY(const std::string note, signed_checkpoint(*signer_, size_, root()));
  QY_CHECK(write_file(tiles_.folder() / "checkpoint", note));
  for (const Written& tile : written_) tiles_.drop_shorter(tile.level, tile.index, tile.width);
  written_.clear();
  published_ = size_;
  return {};
}

}  // namespace qy
