#include "recorded_disk.h"

#include <sqlite3.h>

#include <cstring>
#include <mutex>
#include <new>

namespace qy::crash {
namespace {

struct Notes {
  std::mutex mutex;
  std::function<void(DiskEvent)> listener;
  int64_t calls = 0, fail_at = 0;
  std::string failed;
};

Notes& notes() {
  static Notes all;
  return all;
}

sqlite3_vfs* below() {
  static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
  return vfs;
}

void tell_of(DiskEvent event) {
  const std::lock_guard lock(notes().mutex);
  if (notes().listener) notes().listener(std::move(event));
}

struct File {
  sqlite3_file base;
  std::string* name;
  bool is_durable;  // the database or its log; others come and go with a process
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* file_of(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}

bool fails(const char* call, const std::string& name) {
  const std::lock_guard lock(notes().mutex);
  if (++notes().calls != notes().fail_at) return false;
  notes().failed = std::string(call) + " " + name;
  return true;
}

#define QY_REAL(file) (file_of(file)->real()->pMethods)

int close(sqlite3_file* file) {
  File* own = file_of(file);
  const int done = own->real()->pMethods == nullptr ? SQLITE_OK : QY_REAL(file)->xClose(own->real());
  delete own->name;
  own->name = nullptr;
  return done;
}
int read(sqlite3_file* file, void* into, int n, sqlite3_int64 at) {
  if (fails("xRead", *file_of(file)->name)) return SQLITE_IOERR_READ;
  return QY_REAL(file)->xRead(file_of(file)->real(), into, n, at);
}
int write(sqlite3_file* file, const void* from, int n, sqlite3_int64 at) {
  if (fails("xWrite", *file_of(file)->name)) return at % 2 == 0 ? SQLITE_IOERR_WRITE : SQLITE_FULL;
  const int done = QY_REAL(file)->xWrite(file_of(file)->real(), from, n, at);
  if (done == SQLITE_OK && file_of(file)->is_durable)
    tell_of({DiskEvent::Kind::write, *file_of(file)->name, at,
             std::string(static_cast<const char*>(from), size_t(n))});
  return done;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (fails("xTruncate", *file_of(file)->name)) return SQLITE_IOERR_TRUNCATE;
  const int done = QY_REAL(file)->xTruncate(file_of(file)->real(), size);
  if (done == SQLITE_OK && file_of(file)->is_durable)
    tell_of({DiskEvent::Kind::truncate, *file_of(file)->name, size, {}});
  return done;
}
int sync(sqlite3_file* file, int flags) {
  if (fails("xSync", *file_of(file)->name)) return SQLITE_IOERR_FSYNC;
  const int done = QY_REAL(file)->xSync(file_of(file)->real(), flags);
  if (done == SQLITE_OK && file_of(file)->is_durable)
    tell_of({DiskEvent::Kind::sync, *file_of(file)->name, 0, {}});
  return done;
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  if (fails("xFileSize", *file_of(file)->name)) return SQLITE_IOERR_FSTAT;
  return QY_REAL(file)->xFileSize(file_of(file)->real(), size);
}
int lock(sqlite3_file* file, int kind) {
  return QY_REAL(file)->xLock(file_of(file)->real(), kind);
}
int unlock(sqlite3_file* file, int kind) {
  return QY_REAL(file)->xUnlock(file_of(file)->real(), kind);
}
int check_lock(sqlite3_file* file, int* held) {
  return QY_REAL(file)->xCheckReservedLock(file_of(file)->real(), held);
}
int control(sqlite3_file* file, int op, void* with) {
  return QY_REAL(file)->xFileControl(file_of(file)->real(), op, with);
}
int sector_size(sqlite3_file* file) {
  return QY_REAL(file)->xSectorSize(file_of(file)->real());
}
int characteristics(sqlite3_file* file) {
  return QY_REAL(file)->xDeviceCharacteristics(file_of(file)->real());
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** into) {
  if (fails("xShmMap", *file_of(file)->name)) return SQLITE_IOERR_SHMMAP;
  return QY_REAL(file)->xShmMap(file_of(file)->real(), page, size, extend, into);
}
int shm_lock(sqlite3_file* file, int at, int n, int flags) {
  return QY_REAL(file)->xShmLock(file_of(file)->real(), at, n, flags);
}
void shm_barrier(sqlite3_file* file) {
  QY_REAL(file)->xShmBarrier(file_of(file)->real());
}
int shm_unmap(sqlite3_file* file, int gone) {
  return QY_REAL(file)->xShmUnmap(file_of(file)->real(), gone);
}

// Version 2: without it SQLite would reach files by memory, past everybody who takes notes.
const sqlite3_io_methods kMethods{
    2,         close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out) {
  const std::string full = path == nullptr ? "" : path;
  const std::string name = full.substr(full.rfind('/') + 1);
  auto* own = file_of(file);
  own->base.pMethods = nullptr;
  if (fails("xOpen", name)) return SQLITE_CANTOPEN;
  std::memset(own->real(), 0, size_t(below()->szOsFile));
  const int done = below()->xOpen(below(), path, own->real(), flags, out);
  if (done != SQLITE_OK) return done;
  own->name = new std::string(name);
  own->is_durable = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
  own->base.pMethods = &kMethods;
  return SQLITE_OK;
}
int remove(sqlite3_vfs*, const char* path, int sync_folder) {
  const std::string full = path, name = full.substr(full.rfind('/') + 1);
  if (fails("xDelete", name)) return SQLITE_IOERR_DELETE;
  const int done = below()->xDelete(below(), path, sync_folder);
  if (done == SQLITE_OK) tell_of({DiskEvent::Kind::remove, name, 0, {}});
  return done;
}
int access(sqlite3_vfs*, const char* path, int flags, int* can) {
  if (fails("xAccess", path)) return SQLITE_IOERR_ACCESS;
  return below()->xAccess(below(), path, flags, can);
}

}  // namespace

RecordedDisk& RecordedDisk::install() {
  static RecordedDisk disk;
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs own = *below();
    own.szOsFile = int(sizeof(File)) + below()->szOsFile;
    own.zName = "recorded";
    own.pNext = nullptr;
    own.xOpen = open;
    own.xDelete = remove;
    own.xAccess = access;
    return own;
  }();
  sqlite3_vfs_register(&vfs, 1);
  return disk;
}

void RecordedDisk::tell(std::function<void(DiskEvent)> listener) {
  const std::lock_guard lock(notes().mutex);
  notes().listener = std::move(listener);
}

void RecordedDisk::fail_at(int64_t n) {
  const std::lock_guard lock(notes().mutex);
  notes().fail_at = n;
  notes().calls = 0;
  notes().failed.clear();
}

int64_t RecordedDisk::calls() const {
  const std::lock_guard lock(notes().mutex);
  return notes().calls;
}

std::string RecordedDisk::failed() const {
  const std::lock_guard lock(notes().mutex);
  return notes().failed;
}

}  // namespace qy::crash
