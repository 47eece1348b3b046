/*
 * Stands between a program and its disk (LD_PRELOAD). Of all files below FAULTS_DISK_ROOT it
 *   - writes down, in order, what changes them and what is synced (FAULTS_DISK_LOG), and
 *   - fails or delays what it is told to (FAULTS_DISK_CONTROL, a page shared with whoever asks).
 * Read `layer.ts` for the two forms. An operation and its line in the log are under one lock: the order is the true one.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, MKDIR };
/* What may be told to fail, as bits of `classes`. */
enum { F_OPEN = 1, F_WRITE = 2, F_SYNC = 4, F_TRUNCATE = 8, F_RENAME = 16, F_UNLINK = 32, F_MKDIR = 64, F_READ = 128 };
enum { CREATED = 1, EMPTIED = 2 };
enum { MOST_FILES = 4096, LOG_FD = 1000 };

struct control {
  uint64_t seen, from, to, failed;
  uint32_t error, classes, sync_delay_us, unused;
};

struct header {
  uint32_t kind, fd;
  uint64_t at;
  uint32_t length, unused;
};

struct file {
  char in_root, logged, append;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct file files[MOST_FILES];
static const char *root;
static size_t root_length;
static int log_fd = -1;
static struct control none, *control = &none;

#define REAL(result, name, ...) static result (*real_##name)(__VA_ARGS__);
REAL(int, open, const char *, int, ...)
REAL(int, openat, int, const char *, int, ...)
REAL(int, close, int)
REAL(ssize_t, write, int, const void *, size_t)
REAL(ssize_t, pwrite, int, const void *, size_t, off_t)
REAL(ssize_t, writev, int, const struct iovec *, int)
REAL(ssize_t, pwritev, int, const struct iovec *, int, off_t)
REAL(ssize_t, read, int, void *, size_t)
REAL(ssize_t, pread, int, void *, size_t, off_t)
REAL(int, ftruncate, int, off_t)
REAL(int, fsync, int)
REAL(int, fdatasync, int)
REAL(int, rename, const char *, const char *)
REAL(int, unlink, const char *)
REAL(int, unlinkat, int, const char *, int)
REAL(int, remove, const char *)
REAL(int, mkdir, const char *, mode_t)
REAL(ssize_t, sendfile, int, int, off_t *, size_t)
REAL(ssize_t, copy_file_range, int, off_t *, int, off_t *, size_t, unsigned)
REAL(long, syscall, long, ...)

static void load(void) {
  if (real_open) return;
#define LOAD(name) real_##name = dlsym(RTLD_NEXT, #name);
  LOAD(openat) LOAD(close) LOAD(write) LOAD(pwrite) LOAD(writev) LOAD(pwritev) LOAD(read) LOAD(pread)
  LOAD(ftruncate) LOAD(fsync) LOAD(fdatasync) LOAD(rename) LOAD(unlink) LOAD(unlinkat) LOAD(remove) LOAD(mkdir)
  LOAD(sendfile) LOAD(copy_file_range) LOAD(syscall) LOAD(open)
}

__attribute__((constructor)) static void begin(void) {
  load();
  root = getenv("FAULTS_DISK_ROOT");
  if (!root) return;
  root_length = strlen(root);
  const char *log = getenv("FAULTS_DISK_LOG"), *shared = getenv("FAULTS_DISK_CONTROL");
  if (log) {
    int fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    log_fd = fcntl(fd, F_DUPFD_CLOEXEC, LOG_FD);
    real_close(fd);
  }
  if (shared) {
    int fd = real_open(shared, O_RDWR | O_CLOEXEC);
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page != MAP_FAILED) control = page;
    real_close(fd);
  }
}

static int below(const char *path) {
  return root && path && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

/* The log's index of the store is made anew by whoever opens it: SQLite trusts nothing in it after a crash. */
static int is_index(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

static struct file *of(int fd) {
  return fd >= 0 && fd < MOST_FILES && files[fd].in_root ? &files[fd] : NULL;
}

static void note(uint32_t kind, int fd, uint64_t at, const void *bytes, size_t length) {
  if (log_fd < 0) return;
  struct header head = {kind, (uint32_t)fd, at, (uint32_t)length, 0};
  struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, length}};
  if (real_writev(log_fd, parts, 2) != (ssize_t)(sizeof head + length)) abort();
}

/* Whether this operation is one that fails; then errno says how. */
static int fails(uint32_t class) {
  if (!(control->classes & class)) return 0;
  uint64_t n = __atomic_add_fetch(&control->seen, 1, __ATOMIC_SEQ_CST);
  if (n < control->from || n >= control->to) return 0;
  __atomic_add_fetch(&control->failed, 1, __ATOMIC_SEQ_CST);
  errno = (int)control->error;
  return 1;
}

static int enter(uint32_t class) {
  pthread_mutex_lock(&lock);
  if (!fails(class)) return 1;
  pthread_mutex_unlock(&lock);
  return 0;
}

static void leave(void) {
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
}

static int opened(int dir, const char *path, int flags, mode_t mode) {
  load();
  if (!below(path)) {
    int fd = real_openat(dir, path, flags, mode);
    if (fd >= 0 && fd < MOST_FILES) files[fd].in_root = 0;
    return fd;
  }
  int changes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
  if (!enter(changes ? F_OPEN : F_READ)) return -1;
  struct stat before;
  int existed = stat(path, &before) == 0;
  int fd = real_openat(dir, path, flags, mode);
  if (fd >= 0 && fd < MOST_FILES) {
    files[fd] = (struct file){1, !is_index(path), (flags & O_APPEND) != 0};
    if (files[fd].logged)
      note(OPEN, fd, (existed ? 0 : CREATED) | (flags & O_TRUNC ? EMPTIED : 0), path, strlen(path));
  }
  leave();
  return fd;
}

#define MODE                       \
  mode_t mode = 0;                 \
  if (flags & (O_CREAT | O_TMPFILE)) { \
    va_list rest;                  \
    va_start(rest, flags);         \
    mode = va_arg(rest, mode_t);   \
    va_end(rest);                  \
  }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE return opened(dir, path, flags, mode); }

int close(int fd) {
  load();
  if (fd == log_fd) return 0;
  if (fd >= 0 && fd < MOST_FILES) files[fd].in_root = 0;
  return real_close(fd);
}

static uint64_t place(int fd, const struct file *file) {
  struct stat now;
  if (file->append && fstat(fd, &now) == 0) return (uint64_t)now.st_size;
  return (uint64_t)lseek(fd, 0, SEEK_CUR);
}

static void wrote(int fd, uint64_t at, const struct iovec *parts, int count, ssize_t written) {
  for (int i = 0; i < count && written > 0; i++) {
    size_t length = (size_t)written < parts[i].iov_len ? (size_t)written : parts[i].iov_len;
    note(WRITE, fd, at, parts[i].iov_base, length);
    at += length;
    written -= (ssize_t)length;
  }
}

static ssize_t write_at(int fd, const struct iovec *parts, int count, const off_t *at) {
  load();
  struct file *file = of(fd);
  if (!file) return at ? real_pwritev(fd, parts, count, *at) : real_writev(fd, parts, count);
  if (!enter(F_WRITE)) return -1;
  uint64_t from = at ? (uint64_t)*at : place(fd, file);
  ssize_t written = at ? real_pwritev(fd, parts, count, *at) : real_writev(fd, parts, count);
  if (file->logged) wrote(fd, from, parts, count, written);
  leave();
  return written;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  load();
  if (!of(fd)) return real_write(fd, bytes, length);
  struct iovec part = {(void *)bytes, length};
  return write_at(fd, &part, 1, NULL);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  load();
  if (!of(fd)) return real_pwrite(fd, bytes, length, at);
  struct iovec part = {(void *)bytes, length};
  return write_at(fd, &part, 1, &at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) { return pwrite(fd, bytes, length, at); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return write_at(fd, parts, count, NULL); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return write_at(fd, parts, count, &at); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) { return write_at(fd, parts, count, &at); }

ssize_t read(int fd, void *bytes, size_t length) {
  load();
  if (of(fd) && fails(F_READ)) return -1;
  return real_read(fd, bytes, length);
}
ssize_t pread(int fd, void *bytes, size_t length, off_t at) {
  load();
  if (of(fd) && fails(F_READ)) return -1;
  return real_pread(fd, bytes, length, at);
}
ssize_t pread64(int fd, void *bytes, size_t length, off_t at) { return pread(fd, bytes, length, at); }

int ftruncate(int fd, off_t size) {
  load();
  struct file *file = of(fd);
  if (!file) return real_ftruncate(fd, size);
  if (!enter(F_TRUNCATE)) return -1;
  int result = real_ftruncate(fd, size);
  if (result == 0 && file->logged) note(TRUNCATE, fd, (uint64_t)size, "", 0);
  leave();
  return result;
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

static int synced(int fd, int (*real)(int)) {
  struct file *file = of(fd);
  if (!file) return real(fd);
  if (control->sync_delay_us) usleep(control->sync_delay_us);
  if (!enter(F_SYNC)) return -1;
  int result = real(fd);
  if (result == 0 && file->logged) note(SYNC, fd, 0, "", 0);
  leave();
  return result;
}
int fsync(int fd) {
  load();
  return synced(fd, real_fsync);
}
int fdatasync(int fd) {
  load();
  return synced(fd, real_fdatasync);
}

int rename(const char *from, const char *to) {
  load();
  if (!below(from)) return real_rename(from, to);
  if (!enter(F_RENAME)) return -1;
  int result = real_rename(from, to);
  if (result == 0) {
    char both[2 * PATH_MAX];
    int length = snprintf(both, sizeof both, "%s\n%s", from, to);
    note(RENAME, 0, 0, both, (size_t)length);
  }
  leave();
  return result;
}

static int gone(int dir, const char *path, int flags) {
  load();
  if (!below(path)) return real_unlinkat(dir, path, flags);
  if (!enter(F_UNLINK)) return -1;
  int result = real_unlinkat(dir, path, flags);
  if (result == 0 && !is_index(path)) note(UNLINK, 0, 0, path, strlen(path));
  leave();
  return result;
}
int unlink(const char *path) { return gone(AT_FDCWD, path, 0); }
int unlinkat(int dir, const char *path, int flags) { return gone(dir, path, flags); }
int remove(const char *path) {
  struct stat found;
  return gone(AT_FDCWD, path, lstat(path, &found) == 0 && S_ISDIR(found.st_mode) ? AT_REMOVEDIR : 0);
}

int mkdir(const char *path, mode_t mode) {
  load();
  if (!below(path)) return real_mkdir(path, mode);
  if (!enter(F_MKDIR)) return -1;
  int result = real_mkdir(path, mode);
  if (result == 0) note(MKDIR, 0, 0, path, strlen(path));
  leave();
  return result;
}

/* Copies inside the kernel would not be written down: whoever asks falls back to reading and writing. */
static int hidden(int fd) {
  if (log_fd < 0 || !of(fd)) return 0;
  errno = EXDEV;
  return 1;
}
ssize_t sendfile(int out, int in, off_t *at, size_t length) {
  load();
  return hidden(out) ? -1 : real_sendfile(out, in, at, length);
}
ssize_t sendfile64(int out, int in, off_t *at, size_t length) { return sendfile(out, in, at, length); }
ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t length, unsigned flags) {
  load();
  return hidden(out) ? -1 : real_copy_file_range(in, from, out, to, length, flags);
}
long syscall(long number, ...) {
  load();
  long a[6];
  va_list rest;
  va_start(rest, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_copy_file_range && hidden((int)a[2])) return -1;
  return real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
