// SQLite's own way to the disk, with somebody taking notes: every write, truncation, sync and removal in order, and one call
// that fails when it is told to. What is read and locked goes to SQLite's file system of the machine ("unix") as ever.
//
// Source: sqlite.org/vfs.html, sqlite.org/atomiccommit.html (what a disk may do to writes that were not synced).
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace qy::crash {

struct DiskEvent {
  enum class Kind { write, truncate, sync, remove };
  Kind kind = Kind::write;
  std::string file;  // name without its folder
  int64_t at = 0;    // write: offset; truncate: the new size
  std::string bytes;
};

class RecordedDisk {
 public:
  // Becomes the default file system of SQLite in this process, for good.
  static RecordedDisk& install();

  // Told of each event from now on; none: nobody is told.
  void tell(std::function<void(DiskEvent)> listener);
  // The n-th call from now on, from 1, fails as that call can fail; 0: none does. Some calls are no failure of the
  // disk when they fail (a lock that another holds); these do not count.
  void fail_at(int64_t n);
  int64_t calls() const;       // since fail_at
  std::string failed() const;  // the call that failed: "xWrite records.db-wal"
};

}  // namespace qy::crash
