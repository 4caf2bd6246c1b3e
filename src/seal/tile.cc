#include "seal/tile.h"

#include <cstring>
#include <set>

#include "base/disk.h"
#include "seal/messages.h"

namespace qy {
namespace fs = std::filesystem;

std::string tile_path(int level, int64_t index, int64_t width) {
  std::string number;
  for (int64_t rest = index; number.empty() || rest > 0; rest /= 1000) {
    const std::string digits = std::to_string(1000 + rest % 1000).substr(1);
    number = number.empty() ? digits : "x" + digits + "/" + number;
  }
  std::string path = "tile/" + (level == kEntries ? "entries" : std::to_string(level)) + "/" + number;
  if (width < kTileWidth) path += ".p/" + std::to_string(width);
  return path;
}

int64_t hashes_at(int level, int64_t size) {
  return size >> (kTileLevels * level);
}

int64_t last_width(int level, int64_t size) {
  return hashes_at(level, size) % kTileWidth;
}

void append_entry(std::string& bundle, std::string_view entry) {
  bundle += char(entry.size() >> 8);
  bundle += char(entry.size() & 0xff);
  bundle += entry;
}

Result<std::vector<TreeHash>> TileFolder::hashes(int level, int64_t index, int64_t width) const {
  const fs::path file = log_ / tile_path(level, index, width);
  const auto bytes = read_file(file);
  if (!bytes.ok() || bytes->size() != size_t(width) * sizeof(TreeHash))
    return damaged(say(kTileTorn, file.string()));
  std::vector<TreeHash> hashes(size_t(width), TreeHash{});
  std::memcpy(hashes.data(), bytes->data(), bytes->size());
  return hashes;
}

Result<std::vector<std::string>> TileFolder::entries(int64_t index, int64_t width) const {
  const fs::path file = log_ / tile_path(kEntries, index, width);
  const auto bytes = read_file(file);
  const Error torn = damaged(say(kTileTorn, file.string()));
  if (!bytes.ok()) return torn;
  std::vector<std::string> entries;
  std::string_view rest = *bytes;
  while (rest.size() >= 2) {
    const size_t length = size_t(uint8_t(rest[0])) << 8 | uint8_t(rest[1]);
    if (rest.size() < 2 + length) return torn;
    entries.emplace_back(rest.substr(2, length));
    rest.remove_prefix(2 + length);
  }
  if (!rest.empty() || entries.size() != size_t(width)) return torn;
  return entries;
}

Result<void> TileFolder::put(int level, int64_t index, int64_t width, std::string_view bytes) const {
  const fs::path file = log_ / tile_path(level, index, width);
  QY_CHECK(make_folder(file.parent_path()));
  return write_unsynced(file, bytes);
}

Result<void> TileFolder::put_hashes(int level, int64_t index, const std::vector<TreeHash>& hashes) const {
  return put(level, index, int64_t(hashes.size()),
             {reinterpret_cast<const char*>(hashes.data()), hashes.size() * sizeof(TreeHash)});
}

Result<void> TileFolder::put_entries(int64_t index, int64_t width, const std::string& bundle) const {
  return put(kEntries, index, width, bundle);
}

Result<void> TileFolder::sync(const std::vector<std::string>& tiles) const {
  std::set<fs::path> folders;
  for (const auto& tile : tiles) begin_sync(log_ / tile);
  for (const auto& tile : tiles) {
    const fs::path file = log_ / tile;
    QY_CHECK(sync_file(file));
    // Its own folder and those above it, of which some may be new too.
    for (fs::path folder = file.parent_path(); folders.insert(folder).second && folder != log_;)
      folder = folder.parent_path();
  }
  for (const auto& folder : folders) QY_CHECK(sync_folder(folder));
  return {};
}

void TileFolder::drop_shorter(int level, int64_t index, int64_t width) const {
  const fs::path folder = (log_ / tile_path(level, index, kTileWidth)).string() + ".p";
  std::error_code ec;
  std::vector<fs::path> shorter;
  for (const auto& file : fs::directory_iterator(folder, ec))
    if (file.path().filename() != std::to_string(width)) shorter.push_back(file.path());
  for (const auto& file : shorter) fs::remove(file, ec);
  if (width == kTileWidth) fs::remove(folder, ec);
}

}  // namespace qy
