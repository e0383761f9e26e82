/* The first look at a file, and making a new one: through SQLite's own files, below its databases.
 *
 * A database that is opened may be changed by that alone (a rollback journal beside it is played back, a write-ahead
 * log is created). So the first hundred bytes are read as bytes, and only what says that it is a session file of this
 * format goes further. A new file is made with the exclusive flag: of two programs that try, one gets it.
 *
 *   0 "SQLite format 3"   16 page size   18, 19 journal kind   24 change counter   28 pages
 *   60 user_version       68 application_id   92 change counter that `pages` belongs to */
#include "store_internal.h"

#include <polder/translate.h>

enum { HEADER = 100 };

typedef struct first_look {
  unsigned char byte[HEADER];
  sqlite3_int64 size;
} first_look;

char *pl_store_full_path(const char *path) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  char *full = vfs ? sqlite3_malloc(vfs->mxPathname + 1) : NULL;
  if (!full) return NULL;
  int result = vfs->xFullPathname(vfs, path, vfs->mxPathname + 1, full);
  if ((result & 0xFF) == SQLITE_OK) return full;
  sqlite3_snprintf(vfs->mxPathname + 1, full, "%s", path); /* opening it will say why it is none */
  return full;
}

static bool exists(const char *path, const char *ending, int how) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  int answer = 0;
  char *name = sqlite3_mprintf("%s%s", path, ending);
  bool is_known = name && vfs->xAccess(vfs, name, how, &answer) == SQLITE_OK;
  sqlite3_free(name);
  return is_known && answer;
}

/* Opens the file below SQLite's databases, does `work` with it, and closes it. */
static int with_file(const pl_store *store, int flags, int (*work)(sqlite3_file *file, void *context),
                     void *context) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  sqlite3_file *file = sqlite3_malloc(vfs->szOsFile);
  if (!file) return SQLITE_NOMEM;
  int granted = 0;
  memset(file, 0, (size_t)vfs->szOsFile);
  int result = vfs->xOpen(vfs, store->full, file, flags | SQLITE_OPEN_MAIN_DB, &granted);
  if (result == SQLITE_OK && work) result = work(file, context);
  if (file->pMethods) file->pMethods->xClose(file);
  sqlite3_free(file);
  return result;
}

static int read_header(sqlite3_file *file, void *context) {
  first_look *look = context;
  int result = file->pMethods->xFileSize(file, &look->size);
  if (result != SQLITE_OK || !look->size) return result;
  result = file->pMethods->xRead(file, look->byte, HEADER, 0);
  return result == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : result; /* the rest is zero then */
}

static int64_t number(const first_look *look, int at, int bytes) {
  int64_t value = 0;
  for (int i = 0; i < bytes; i++) value = value << 8 | look->byte[at + i];
  return value;
}

/* Whether the file has all the pages that it says it has; not known while a rollback journal waits. */
static bool is_cut_short(const pl_store *store, const first_look *look) {
  int64_t page = number(look, 16, 2) == 1 ? 65536 : number(look, 16, 2), pages = number(look, 28, 4);
  bool is_sure = number(look, 24, 4) == number(look, 92, 4) && !exists(store->full, "-journal", SQLITE_ACCESS_EXISTS);
  return is_sure && look->size < page * pages;
}

static pl_status judge(const pl_store *store, const first_look *look, pl_error *error) {
  const char *path = store->path;
  if (!look->size)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s is empty: no exercise was kept in it; it can be deleted", path);
  if (memcmp(look->byte, "SQLite format 3", 16))
    return pl_error_set(error, PL_BAD_INPUT, "%.200s is no session file: give one that polder play --session made",
                        path);
  if (number(look, 68, 4) != PL_STORE_APPLICATION)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s is a database of another program: give a file that "
                        "polder play --session made", path);
  if (number(look, 60, 4) > PL_STORE_FORMAT)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s was made by a newer Polder (format %d, this one knows %d): use "
                        "that one", path, (int)number(look, 60, 4), (int)PL_STORE_FORMAT);
  if (look->size > PL_STORE_FILE_BYTES)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s is too large: session files have at most %d MiB", path,
                        (int)PL_STORE_FILE_BYTES >> 20);
  if (is_cut_short(store, look)) return pl_store_damaged(store, PL_LATER("its end is missing"), error);
  if (number(look, 18, 2) != 0x0101 || number(look, 60, 4) != PL_STORE_FORMAT)
    return pl_store_damaged(store, PL_LATER("its first page is not as Polder writes it"), error);
  if (exists(store->full, "-wal", SQLITE_ACCESS_EXISTS))
    return pl_error_set(error, PL_BAD_INPUT, "there is a file %.200s-wal beside the session file that Polder did not "
                        "make: another program has the session open, or it belongs elsewhere", path);
  return PL_OK;
}

pl_status pl_store_look(const pl_store *store, pl_error *error) {
  first_look look = {.size = 0};
  if (exists(store->full, "/.", SQLITE_ACCESS_EXISTS))
    return pl_error_set(error, PL_SYSTEM, "%.200s is a folder: give the session file in it", store->path);
  int result = with_file(store, SQLITE_OPEN_READONLY, read_header, &look);
  if (result == SQLITE_OK) return judge(store, &look, error);
  if (result == SQLITE_NOMEM || exists(store->full, "", SQLITE_ACCESS_EXISTS))
    return pl_store_failed(store, result, error);
  return pl_error_set(error, PL_SYSTEM, "there is no file %.200s", store->path);
}

/* Room is needed for the rollback journal's name too. Paths in most systems have components of at most 255 bytes. */
static bool is_too_long(const pl_store *store) {
  enum { LONGEST_NAME = 255, ENDING = sizeof "-journal" - 1 };
  const char *slash = strrchr(store->path, '/');
  size_t name = strlen(slash ? slash + 1 : store->path);
  size_t path = strlen(store->path) > strlen(store->full) ? strlen(store->path) : strlen(store->full);
  return name + ENDING > LONGEST_NAME || path + ENDING > (size_t)sqlite3_vfs_find(NULL)->mxPathname;
}

pl_status pl_store_make_file(const pl_store *store, pl_error *error) {
  if (is_too_long(store))
    return pl_error_set(error, PL_BAD_INPUT, "the name %.40s… is too long: choose a shorter one, or a folder "
                        "with a shorter path", store->path);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;
  bool is_there = exists(store->full, "", SQLITE_ACCESS_EXISTS) || exists(store->full, "", SQLITE_ACCESS_READ);
  int result = is_there ? SQLITE_CANTOPEN : with_file(store, flags, NULL, NULL);
  if (result == SQLITE_OK) return PL_OK;
  if (is_there || exists(store->full, "", SQLITE_ACCESS_READ))
    return pl_error_set(error, PL_BAD_INPUT, "there is a file %.200s already: choose another name", store->path);
  if (result == SQLITE_NOMEM) return pl_store_failed(store, result, error);
  return pl_error_set(error, PL_SYSTEM, "%.200s cannot be made: is there such a folder, is it yours, is there room on "
                      "the disk?", store->path);
}

void pl_store_delete_file(const pl_store *store) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  char *journal = sqlite3_mprintf("%s-journal", store->full);
  if (journal) vfs->xDelete(vfs, journal, 0);
  sqlite3_free(journal);
  vfs->xDelete(vfs, store->full, 0);
}
