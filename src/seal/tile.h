// Where the log lies on disk: C2SP tlog-tiles, 256 hashes a tile.
//
//   log/checkpoint             what was signed last
//   log/tile/0/x001/067        hashes of leaves 1067·256 … 1067·256+255
//   log/tile/1/004             hashes of subtrees of 256 leaves, and so on up
//   log/tile/0/x001/068.p/12   the last tile of a level, while it has 12 hashes
//   log/tile/entries/…         the entries themselves, each with its length before it (2 bytes, high first)
//
// A full tile never changes. A partial one goes once a checkpoint is signed that needs a longer one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "seal/merkle.h"

namespace qy {

inline constexpr int64_t kTileWidth = 256;
inline constexpr int kTileLevels = 8;  // a tile's hash is one hash of the level above: 8 doublings
inline constexpr int kEntries = -1;    // the level of the entries' own bundles

// "tile/0/x001/067", "tile/0/x001/068.p/12" for width 12
std::string tile_path(int level, int64_t index, int64_t width);

// Hashes at tile level `level` (0: leaves) in a tree of `size`, tile by tile; and the entries, 256 a bundle.
class TileFolder {
 public:
  explicit TileFolder(std::filesystem::path log) : log_(std::move(log)) {}
  const std::filesystem::path& folder() const { return log_; }

  // damaged when the file is missing or has another length.
  Result<std::vector<TreeHash>> hashes(int level, int64_t index, int64_t width) const;
  Result<std::vector<std::string>> entries(int64_t index, int64_t width) const;
  // On disk after sync. A file is named by its width, and nothing reads it before a checkpoint needs it: so
  // it is written in place.
  Result<void> put_hashes(int level, int64_t index, const std::vector<TreeHash>& hashes) const;
  Result<void> put_entries(int64_t index, int64_t width, const std::string& bundle) const;

  Result<void> sync(const std::vector<std::string>& tiles) const;  // their tile_paths
  // Removes the partial tiles that one of `width` replaced. What cannot be removed is in nobody's way.
  void drop_shorter(int level, int64_t index, int64_t width) const;

 private:
  Result<void> put(int level, int64_t index, int64_t width, std::string_view bytes) const;
  std::filesystem::path log_;
};

// Adds an entry to a bundle.
void append_entry(std::string& bundle, std::string_view entry);
// How many hashes the last tile of a level holds in a tree of `size`.
int64_t last_width(int level, int64_t size);
int64_t hashes_at(int level, int64_t size);

}  // namespace qy
