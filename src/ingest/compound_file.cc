#include "ingest/compound_file.h"

#include <algorithm>

#include "ingest/messages.h"

namespace qy {
namespace {

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr uint32_t kLastSector = 0xFFFFFFFA;  // numbers from here on mean "end", "free" and the like
constexpr size_t kSmallSector = 64, kEntrySize = 128, kHeaderEntries = 109;
constexpr uint64_t kUnknownSize = ~uint64_t{0};

Error broken() {
  return damaged(say(kBookDamaged));
}

std::vector<uint32_t> numbers(std::string_view bytes) {
  std::vector<uint32_t> all(bytes.size() / 4);
  for (size_t i = 0; i < all.size(); ++i) all[i] = uint32_t(little_endian(bytes, i * 4, 4));
  return all;
}

}  // namespace

uint64_t little_endian(std::string_view bytes, size_t at, size_t size) {
  if (at > bytes.size() || bytes.size() - at < size) return 0;
  uint64_t value = 0;
  for (size_t i = size; i-- > 0;) value = value << 8 | uint8_t(bytes[at + i]);
  return value;
}

bool CompoundFile::is_one(std::string_view head) {
  return head.starts_with(kMagic);
}

Result<CompoundFile> CompoundFile::open(std::string bytes) {
  CompoundFile file;
  file.bytes_ = std::move(bytes);
  if (!is_one(file.bytes_) || file.bytes_.size() < 512) return broken();
  file.sector_size_ = size_t{1} << std::min<uint64_t>(little_endian(file.bytes_, 30, 2), 20);
  if (file.sector_size_ != 512 && file.sector_size_ != 4096) return broken();
  file.small_below_ = little_endian(file.bytes_, 56, 4);
  QY_CHECK(file.read_table());
  QY_CHECK(file.read_directory(uint32_t(little_endian(file.bytes_, 48, 4))));
  const auto small_table = uint32_t(little_endian(file.bytes_, 60, 4));
  if (small_table < kLastSector) {
    QY_TRY(const std::string table, file.chain(small_table, kUnknownSize));
    file.small_next_ = numbers(table);
  }
  return file;
}

std::string_view CompoundFile::sector(uint32_t number) const {
  const uint64_t at = (uint64_t(number) + 1) * sector_size_;
  if (number >= kLastSector || at >= bytes_.size()) return {};
  return std::string_view(bytes_).substr(at, sector_size_);
}

// The table of chains is itself scattered; its first 109 sectors stand in the header, the rest in a chain of
// lists.
Result<void> CompoundFile::read_table() {
  const size_t sectors = bytes_.size() / sector_size_;
  std::vector<uint32_t> places = numbers(std::string_view(bytes_).substr(76, kHeaderEntries * 4));
  auto list = uint32_t(little_endian(bytes_, 68, 4));
  for (size_t steps = 0; list < kLastSector; ++steps) {
    const std::string_view block = sector(list);
    if (block.size() < sector_size_ || steps > sectors) return broken();
    const auto more = numbers(block);
    places.insert(places.end(), more.begin(), more.end() - 1);
    list = more.back();
  }
  for (const uint32_t place : places) {
    if (place >= kLastSector || next_.size() > sectors) continue;
    const auto part = numbers(sector(place));
    next_.insert(next_.end(), part.begin(), part.end());
  }
  return {};
}

Result<std::string> CompoundFile::chain(uint32_t first, uint64_t size) const {
  std::string out;
  const size_t most = bytes_.size() / sector_size_ + 1;
  size_t steps = 0;
  for (uint32_t at = first; at < kLastSector && out.size() < size; at = next_[at]) {
    const std::string_view block = sector(at);
    if (block.empty() || at >= next_.size() || ++steps > most) return broken();
    out += block;
  }
  if (size != kUnknownSize) {
    if (out.size() < size) return broken();
    out.resize(size_t(size));
  }
  return out;
}

Result<void> CompoundFile::read_directory(uint32_t first) {
  QY_TRY(const std::string directory, chain(first, kUnknownSize));
  for (size_t at = 0; at + kEntrySize <= directory.size(); at += kEntrySize) {
    const std::string_view raw = std::string_view(directory).substr(at, kEntrySize);
    const uint64_t kind = little_endian(raw, 66, 1);
    if (kind == 0) continue;
    Entry entry;
    const size_t length = std::min<size_t>(size_t(little_endian(raw, 64, 2)) / 2, 32);
    for (size_t i = 0; i + 1 < length; ++i) {
      const uint64_t unit = little_endian(raw, i * 2, 2);
      entry.name += unit < 0x80 ? char(unit) : '?';
    }
    entry.first = uint32_t(little_endian(raw, 116, 4));
    // Files of version 3 may leave litter in the upper half of the size.
    entry.size = little_endian(raw, 120, sector_size_ == 512 ? 4 : 8);
    entry.is_root = kind == 5;
    entries_.push_back(std::move(entry));
  }
  return {};
}

const CompoundFile::Entry* CompoundFile::find(std::string_view name) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

Result<std::string> CompoundFile::stream(std::string_view name) const {
  const Entry* entry = find(name);
  if (!entry) return not_found(say(kNoStream, name));
  return entry->size < small_below_ ? small_chain(*entry) : chain(entry->first, entry->size);
}

Result<std::string> CompoundFile::small_chain(const Entry& entry) const {
  const auto root = std::find_if(entries_.begin(), entries_.end(), [](const Entry& e) { return e.is_root; });
  if (root == entries_.end()) return broken();
  if (entry.size == 0) return std::string();
  QY_TRY(const std::string container, chain(root->first, kUnknownSize));
  std::string out;
  size_t steps = 0;
  for (uint32_t at = entry.first; at < kLastSector && out.size() < entry.size; at = small_next_[at]) {
    if (at >= small_next_.size() || (size_t(at) + 1) * kSmallSector > container.size() ||
        ++steps > small_next_.size())
      return broken();
    out.append(container, size_t(at) * kSmallSector, kSmallSector);
  }
  if (out.size() < entry.size) return broken();
  out.resize(size_t(entry.size));
  return out;
}

}  // namespace qy
