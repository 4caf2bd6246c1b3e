#include "ingest/zip_directory.h"

#include <algorithm>
#include <cstring>
#include <fstream>

#include "ingest/messages.h"
#include "text/encoding.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kEndMark = "PK\x05\x06", kEnd64Mark = "PK\x06\x06", kLocator64Mark = "PK\x06\x07",
                           kEntryMark = "PK\x01\x02";
constexpr size_t kEndSize = 22, kLocator64Size = 20, kEnd64Size = 56, kEntrySize = 46, kLocalSize = 30;
constexpr int64_t kMaxDirectoryBytes = 64 << 20;

uint64_t little(std::string_view bytes, size_t at, size_t size) {
  uint64_t value = 0;
  for (size_t i = size; i-- > 0;) value = value << 8 | uint8_t(bytes[at + i]);
  return value;
}

Error broken(const Said& what) {
  return damaged(say(kZipDamaged, what));
}
Error bomb(const Said& what) {
  return {Code::limit, say(kZipRefused, what)};
}

struct Bytes {
  std::ifstream in;
  int64_t size = 0;

  Result<std::string> at(int64_t offset, int64_t length) {
    if (offset < 0 || length < 0 || offset > size - length) return broken(said(kOutsideItself));
    std::string bytes(size_t(length), '\0');
    in.clear();
    in.seekg(offset);
    in.read(bytes.data(), length);
    if (!in) return io_error(say(kCannotRead, "zip", reason_of_failure()));
    return bytes;
  }
};

struct Directory {
  uint64_t parts = 0, size = 0, offset = 0;
};

// Very large zips keep their figures in a second, 64-bit record in front of the first.
Result<Directory> end_of_zip64(Bytes& file, int64_t end_at, Directory directory) {
  const bool is_64 =
      directory.parts == 0xFFFF || directory.size == 0xFFFFFFFF || directory.offset == 0xFFFFFFFF;
  if (!is_64 || end_at < int64_t(kLocator64Size)) return directory;
  QY_TRY(const std::string locator, file.at(end_at - int64_t(kLocator64Size), kLocator64Size));
  if (!locator.starts_with(kLocator64Mark)) return directory;
  QY_TRY(const std::string end, file.at(int64_t(little(locator, 8, 8)), kEnd64Size));
  if (!end.starts_with(kEnd64Mark)) return broken(said(kNo64Directory));
  return Directory{little(end, 32, 8), little(end, 40, 8), little(end, 48, 8)};
}

Result<Directory> find_directory(Bytes& file) {
  const int64_t tail_size = std::min<int64_t>(file.size, 0xFFFF + int64_t(kEndSize));
  QY_TRY(const std::string tail, file.at(file.size - tail_size, tail_size));
  const size_t at = tail.rfind(kEndMark);
  if (at == std::string::npos || tail.size() - at < kEndSize) return broken(said(kNoDirectory));
  if (little(tail, at + 4, 2) != 0 && little(tail, at + 4, 2) != 0xFFFF) {
    return invalid(say(kVolumes));
  }
  const Directory directory{little(tail, at + 10, 2), little(tail, at + 12, 4), little(tail, at + 16, 4)};
  return end_of_zip64(file, file.size - tail_size + int64_t(at), directory);
}

std::string name_of_part(std::string_view bytes, bool says_utf8) {
  std::string name;
  if (says_utf8)
    Decoder(Encoding::utf8).decode(bytes, true, name);
  else
    name = readable_name(bytes);
  std::replace(name.begin(), name.end(), '\\', '/');
  return name;
}

// The 64-bit figures of a large part, in the order of those that did not fit.
void read_zip64_extra(std::string_view extra, ZipPart& part) {
  while (extra.size() >= 4) {
    const uint64_t id = little(extra, 0, 2), size = little(extra, 2, 2);
    if (size > extra.size() - 4) return;
    if (id == 1) {
      size_t at = 4;
      for (int64_t* figure : {&part.unpacked, &part.packed, &part.offset}) {
        if (*figure != 0xFFFFFFFF || at + 8 > 4 + size) continue;
        *figure = int64_t(little(extra, at, 8));
        at += 8;
      }
    }
    extra.remove_prefix(4 + size);
  }
}

Result<ZipPart> parse_entry(std::string_view bytes, size_t& at) {
  if (bytes.size() - at < kEntrySize || bytes.substr(at, 4) != kEntryMark) return broken(said(kBadEntry));
  const uint64_t flags = little(bytes, at + 8, 2);
  const size_t name_size = little(bytes, at + 28, 2), extra_size = little(bytes, at + 30, 2),
               remark_size = little(bytes, at + 32, 2);
  if (bytes.size() - at - kEntrySize < name_size + extra_size + remark_size) return broken(said(kBadEntry));
  ZipPart part;
  part.method = uint16_t(little(bytes, at + 10, 2));
  part.crc = uint32_t(little(bytes, at + 16, 4));
  part.packed = int64_t(little(bytes, at + 20, 4));
  part.unpacked = int64_t(little(bytes, at + 24, 4));
  part.offset = int64_t(little(bytes, at + 42, 4));
  part.encrypted = (flags & 1) != 0;
  part.name = name_of_part(bytes.substr(at + kEntrySize, name_size), (flags & 0x800) != 0);
  read_zip64_extra(bytes.substr(at + kEntrySize + name_size, extra_size), part);
  at += kEntrySize + name_size + extra_size + remark_size;
  return part;
}

// A workbook is not unpacked by hand.
Error grows_too_much(const ZipPart& part, const std::vector<ZipPart>& parts) {
  const Said how = say(kPartGrows, part.name, part.packed, part.unpacked, kMaxGrowth);
  const bool is_workbook = std::any_of(parts.begin(), parts.end(),
                                       [](const ZipPart& p) { return p.name == "[Content_Types].xml"; });
  return is_workbook ? Error{Code::limit, say(kWorkbookRefused, how)} : bomb(how);
}

Result<void> judge(const std::vector<ZipPart>& parts, int64_t directory_at) {
  for (const ZipPart& part : parts) {
    if (part.packed < 0 || part.unpacked < 0 || part.offset < 0 || part.packed > directory_at)
      return broken(say(kBadSize, part.name));
    if (part.unpacked > kGrowthFloor && part.unpacked / kMaxGrowth > part.packed) {
      return grows_too_much(part, parts);
    }
  }
  std::vector<const ZipPart*> by_place;
  by_place.reserve(parts.size());
  for (const ZipPart& part : parts) by_place.push_back(&part);
  std::sort(by_place.begin(), by_place.end(), [](auto* a, auto* b) { return a->offset < b->offset; });
  for (size_t i = 0; i < by_place.size(); ++i) {
    const int64_t next = i + 1 < by_place.size() ? by_place[i + 1]->offset : directory_at;
    const int64_t room = next - by_place[i]->offset;
    if (room < int64_t(kLocalSize) || room - int64_t(kLocalSize) < by_place[i]->packed)
      return bomb(say(kPartsOverlap, by_place[i]->name));
  }
  return {};
}

}  // namespace

Result<std::vector<ZipPart>> read_zip_directory(const fs::path& path) {
  Bytes file{std::ifstream(path, std::ios::binary), 0};
  if (!file.in) return io_error(say(kCannotOpen, path.string(), reason_of_failure()));
  file.in.seekg(0, std::ios::end);
  file.size = file.in.tellg();
  QY_TRY(const Directory directory, find_directory(file));
  if (directory.parts > uint64_t(kMaxZipParts))
    return bomb(say(kTooManyParts, directory.parts, kMaxZipParts));
  if (directory.size > uint64_t(kMaxDirectoryBytes)) return bomb(said(kDirectoryTooLarge));
  if (directory.offset > uint64_t(file.size)) return broken(said(kOutsideItself));
  QY_TRY(const std::string bytes, file.at(int64_t(directory.offset), int64_t(directory.size)));
  std::vector<ZipPart> parts;
  parts.reserve(directory.parts);
  for (size_t at = 0; parts.size() < directory.parts;) {
    QY_TRY(ZipPart part, parse_entry(bytes, at));
    parts.push_back(std::move(part));
  }
  QY_CHECK(judge(parts, int64_t(directory.offset)));
  return parts;
}

}  // namespace qy
