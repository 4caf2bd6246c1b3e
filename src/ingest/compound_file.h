// The container of old Office files: streams in chains of sectors, like a small FAT disk.
//
// Everything in it may lie: a chain that leads outside the file or around in a circle ends with
// Code::damaged.
//
// Source: [MS-CFB].
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

// Little-endian numbers out of bytes that may be too short: what lies outside reads as 0.
uint64_t little_endian(std::string_view bytes, size_t at, size_t size);

class CompoundFile {
 public:
  static bool is_one(std::string_view head);
  static Result<CompoundFile> open(std::string bytes);

  bool has(std::string_view name) const { return find(name) != nullptr; }  // a stream or a storage
  Result<std::string> stream(std::string_view name) const;

 private:
  struct Entry {
    std::string name;  // ASCII; other characters as '?'
    uint32_t first = 0;
    uint64_t size = 0;
    bool is_root = false;
  };
  const Entry* find(std::string_view name) const;
  std::string_view sector(uint32_t number) const;  // empty outside the file
  Result<void> read_table();
  Result<void> read_directory(uint32_t first);
  Result<std::string> chain(uint32_t first, uint64_t size) const;
  Result<std::string> small_chain(const Entry& entry) const;

  std::string bytes_;
  size_t sector_size_ = 512;
  uint64_t small_below_ = 4096;
  std::vector<uint32_t> next_;        // sector -> the next of its chain
  std::vector<uint32_t> small_next_;  // the same for the sectors of 64 bytes inside the root's stream
  std::vector<Entry> entries_;
};

}  // namespace qy
