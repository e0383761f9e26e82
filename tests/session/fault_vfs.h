/* A file system of SQLite's that fails when it is told to, or loses its power.
 *
 * It passes everything on to the real one, and counts what changes something: opening, writing, truncating, syncing,
 * deleting. The operation with a given number fails; a write that fails is done by half. With `stays`, so does
 * everything after it that changes something, as on a full disk or after kill -9. With `loses_power` as well, what was
 * not synced is gone afterwards: fault_vfs_cut puts every file back to what it was when it was last synced. Real
 * syncing is left out: it takes long, and nobody pulls the plug here. */
#ifndef POLDER_TESTS_SESSION_FAULT_VFS_H
#define POLDER_TESTS_SESSION_FAULT_VFS_H

#include <sqlite3.h>

#include "file_support.h"

typedef struct fault_plan {
  long at;          /* the operation that fails, from 0; −1: none */
  int code;         /* SQLITE_FULL, SQLITE_IOERR_WRITE, … */
  bool stays;       /* all after it fail as well, until the plan is taken away */
  bool loses_power; /* and what was not synced will be gone */
} fault_plan;

enum { FAULT_FILES = 16 };
typedef struct fault_durable { /* what is on the platter */
  char path[FILE_PATH];
  file_bytes bytes;
} fault_durable;

static struct {
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  fault_plan plan;
  long operations;
  bool failed;
  fault_durable durable[FAULT_FILES];
} fault_disk;

typedef struct fault_file {
  sqlite3_file base;
  sqlite3_file *real;
  char path[FILE_PATH];
} fault_file;

static inline sqlite3_file *fault_real(sqlite3_file *file) { return ((fault_file *)file)->real; }

/* Counts one operation; other than SQLITE_OK: it fails with that. */
static inline int fault_next(void) {
  const fault_plan *plan = &fault_disk.plan;
  if (plan->at < 0) return SQLITE_OK;
  const long number = fault_disk.operations++;
  if (number != plan->at && !(plan->stays && number > plan->at)) return SQLITE_OK;
  fault_disk.failed = true;
  return plan->code;
}

/* ---- what is durable ---- */
static inline fault_durable *fault_find(const char *path) {
  fault_durable *unused = NULL;
  for (int i = 0; i < FAULT_FILES; i++) {
    if (!strcmp(fault_disk.durable[i].path, path)) return &fault_disk.durable[i];
    if (!unused && !fault_disk.durable[i].path[0]) unused = &fault_disk.durable[i];
  }
  if (!unused) fail_msg("too many files");
  snprintf(unused->path, sizeof unused->path, "%s", path);
  return unused;
}

static inline void fault_remember(const char *path) {
  if (!fault_disk.plan.loses_power) return;
  fault_durable *durable = fault_find(path);
  free(durable->bytes.byte);
  durable->bytes = file_load(path);
}

static inline void fault_forget(void) {
  for (int i = 0; i < FAULT_FILES; i++) {
    free(fault_disk.durable[i].bytes.byte);
    fault_disk.durable[i] = (fault_durable){.path = ""};
  }
}

/* The power is gone: every file is what it was when it was last synced. */
static inline void fault_vfs_cut(void) {
  for (int i = 0; i < FAULT_FILES; i++) {
    const fault_durable *durable = &fault_disk.durable[i];
    if (!durable->path[0]) continue;
    if (durable->bytes.byte) file_store(durable->path, durable->bytes.byte, durable->bytes.length);
    else remove(durable->path);
  }
  fault_forget();
}

/* ---- files ---- */
static inline int fault_close(sqlite3_file *file) { return fault_real(file)->pMethods->xClose(fault_real(file)); }
static inline int fault_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at) {
  return fault_real(file)->pMethods->xRead(fault_real(file), bytes, count, at);
}
static inline int fault_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at) {
  const int failure = fault_next();
  const bool is_dead = failure && fault_disk.operations - 1 > fault_disk.plan.at;
  const int done = failure ? count / 2 : count;
  if (is_dead || !done) return failure;
  const int result = fault_real(file)->pMethods->xWrite(fault_real(file), bytes, done, at);
  return failure ? failure : result;
}
static inline int fault_truncate(sqlite3_file *file, sqlite3_int64 size) {
  const int failure = fault_next();
  return failure ? failure : fault_real(file)->pMethods->xTruncate(fault_real(file), size);
}
static inline int fault_sync(sqlite3_file *file, int flags) {
  (void)flags;
  const int failure = fault_next();
  if (!failure) fault_remember(((fault_file *)file)->path);
  return failure;
}
static inline int fault_size(sqlite3_file *file, sqlite3_int64 *size) {
  return fault_real(file)->pMethods->xFileSize(fault_real(file), size);
}
static inline int fault_lock(sqlite3_file *file, int lock) {
  return fault_real(file)->pMethods->xLock(fault_real(file), lock);
}
static inline int fault_unlock(sqlite3_file *file, int lock) {
  return fault_real(file)->pMethods->xUnlock(fault_real(file), lock);
}
static inline int fault_reserved(sqlite3_file *file, int *answer) {
  return fault_real(file)->pMethods->xCheckReservedLock(fault_real(file), answer);
}
static inline int fault_control(sqlite3_file *file, int what, void *argument) {
  return fault_real(file)->pMethods->xFileControl(fault_real(file), what, argument);
}
static inline int fault_sector(sqlite3_file *file) { return fault_real(file)->pMethods->xSectorSize(fault_real(file)); }
static inline int fault_device(sqlite3_file *file) {
  return fault_real(file)->pMethods->xDeviceCharacteristics(fault_real(file));
}

static const sqlite3_io_methods fault_methods = {
    .iVersion = 1, .xClose = fault_close, .xRead = fault_read, .xWrite = fault_write, .xTruncate = fault_truncate,
    .xSync = fault_sync, .xFileSize = fault_size, .xLock = fault_lock, .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_reserved, .xFileControl = fault_control, .xSectorSize = fault_sector,
    .xDeviceCharacteristics = fault_device};

static inline int fault_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *granted) {
  (void)vfs;
  fault_file *mine = (fault_file *)file;
  mine->base.pMethods = NULL;
  mine->real = (sqlite3_file *)(mine + 1);
  snprintf(mine->path, sizeof mine->path, "%s", path ? path : "");
  const int failure = flags & SQLITE_OPEN_CREATE ? fault_next() : SQLITE_OK;
  if (failure) return SQLITE_CANTOPEN;
  const int result = fault_disk.real->xOpen(fault_disk.real, path, mine->real, flags, granted);
  if (mine->real->pMethods) mine->base.pMethods = &fault_methods;
  if (result == SQLITE_OK && fault_disk.plan.loses_power) fault_find(mine->path);
  return result;
}

static inline int fault_delete(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs;
  const int failure = fault_next();
  if (failure) return SQLITE_IOERR_DELETE;
  const int result = fault_disk.real->xDelete(fault_disk.real, path, 0);
  if (sync) fault_remember(path);
  return result;
}

/* ---- use ---- */
/* From now on this is everybody's file system. */
static inline void fault_vfs_install(void) {
  fault_disk.real = sqlite3_vfs_find(NULL);
  fault_disk.vfs = *fault_disk.real;
  fault_disk.vfs.zName = "fault";
  fault_disk.vfs.szOsFile = (int)sizeof(fault_file) + fault_disk.real->szOsFile;
  fault_disk.vfs.xOpen = fault_open;
  fault_disk.vfs.xDelete = fault_delete;
  fault_disk.plan.at = -1;
  sqlite3_vfs_register(&fault_disk.vfs, 1);
}

static inline void fault_vfs_plan(fault_plan plan) {
  fault_disk.plan = plan;
  fault_disk.operations = 0;
  fault_disk.failed = false;
}

/* For a group of tests that need no more than a disk that does not wait for the platter. */
static inline int fault_vfs_set_up_group(void **state) {
  (void)state;
  fault_vfs_install();
  return 0;
}

/* Back to normal. Was the failing operation reached? */
static inline bool fault_vfs_stop(void) {
  fault_disk.plan.at = -1;
  return fault_disk.failed;
}

#endif
