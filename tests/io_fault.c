/* Lets one call that writes fail: the QY_FAULT_AT-th of write, pwrite, fsync, fdatasync, ftruncate and rename, with
   QY_FAULT_ERRNO. Says that it did by making the file QY_FAULT_DONE. Preloaded by tests/crash_test.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;

static int fails(int fd) {
  if (fd >= 0 && fd <= 2) return 0; /* what the program says */
  const char *at = getenv("QY_FAULT_AT");
  if (at == NULL || atomic_fetch_add(&calls, 1) + 1 != atol(at)) return 0;
  const char *done = getenv("QY_FAULT_DONE");
  if (done != NULL) close((int)syscall(SYS_openat, AT_FDCWD, done, O_CREAT | O_WRONLY, 0600));
  errno = atoi(getenv("QY_FAULT_ERRNO"));
  return 1;
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t n) { return fails(fd) ? -1 : REAL(ssize_t, write, int, const void *, size_t)(fd, bytes, n); }
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) { return fails(fd) ? -1 : REAL(ssize_t, pwrite, int, const void *, size_t, off_t)(fd, bytes, n, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at) { return fails(fd) ? -1 : REAL(ssize_t, pwrite64, int, const void *, size_t, off_t)(fd, bytes, n, at); }
int fsync(int fd) { return fails(fd) ? -1 : REAL(int, fsync, int)(fd); }
int fdatasync(int fd) { return fails(fd) ? -1 : REAL(int, fdatasync, int)(fd); }
int ftruncate(int fd, off_t n) { return fails(fd) ? -1 : REAL(int, ftruncate, int, off_t)(fd, n); }
int ftruncate64(int fd, off_t n) { return fails(fd) ? -1 : REAL(int, ftruncate64, int, off_t)(fd, n); }
int rename(const char *from, const char *to) { return fails(-1) ? -1 : REAL(int, rename, const char *, const char *)(from, to); }
