// Files, as this program needs them: read whole, written so that a crash leaves the old or the new, never
// half.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace qy {

Result<std::string> read_file(const std::filesystem::path& path);

// Writes beside the target, syncs file and folder, then renames over it. On failure the target is unchanged.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);
// Writes in place and leaves it to sync_file to make it durable. On failure there is no file.
Result<void> write_unsynced(const std::filesystem::path& path, std::string_view bytes);

// Adds `line` and a newline to a file of lines, on disk when it returns. What a crash left after the last
// newline is cut off first, so that a line is there whole or not at all. On failure the file ends as it did.
// The caller holds the lock.
Result<void> append_line(const std::filesystem::path& path, std::string_view line);

Result<void> make_folder(const std::filesystem::path& path);
// Renames (same file system) and syncs the folder that now holds it.
Result<void> move_durably(const std::filesystem::path& from, const std::filesystem::path& to);
// The parts of it, for many files at a time: the name on disk only after sync_folder.
Result<void> rename_file(const std::filesystem::path& from, const std::filesystem::path& to);
Result<void> sync_folder(const std::filesystem::path& path);
Result<void> sync_file(const std::filesystem::path& path);
// Has the disk begin to write the file, and does not wait: before many are synced one after the other.
void begin_sync(const std::filesystem::path& path);

// A folder for the moment, gone with everything in it when this goes.
class ScratchFolder {
 public:
  static Result<ScratchFolder> make(const std::string& name);
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

// Holds an exclusive lock on a file for as long as it lives; fails with Code::conflict when another process
// does.
class FileLock {
 public:
  static Result<FileLock> take(const std::filesystem::path& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace qy
