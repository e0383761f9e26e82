/* Reading a scenario's files from disk: the only place in the script layer that opens anything.
 *
 * A folder gives scenario.lua first and then its other .lua and .ftl files by name, sub-folders included; a path to
 * scenario.lua means its folder, a path to another .lua file that file alone. The folder may come from a stranger:
 * names are plain (lower-case letters, digits, "_", "-"), links are refused, each step is opened relative to the folder
 * before it, so that nothing outside can be read, and sizes and counts are limited. What a file says, nobody looks at
 * here. */
#include <polder/script.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  MOST_FILES = 256,
  MOST_ENTRIES = 4096,       /* names in one folder, of whatever kind */
  MOST_BYTES = 1 << 20,      /* of one file */
  MOST_IN_ALL = 4 << 20,
  MOST_DEPTH = 4,            /* folders below the scenario's */
  LONGEST_NAME = 100         /* of one file, with its folders */
};

typedef struct reading {
  pl_arena *arena;
  pl_file file[MOST_FILES];
  size_t count, bytes;
  const char *path; /* as the caller wrote it, for errors */
  pl_error *error;
} reading;

static pl_status refuse(reading *r, const char *name, const char *why) {
  return pl_error_set(r->error, PL_BAD_INPUT, "%s: %s%s%s", r->path, name, *name ? " " : "", pl_translate(why));
}

static pl_status system_failed(reading *r, const char *name, const char *what) {
  return pl_error_set(r->error, PL_SYSTEM, "%s: %s: %s: %s", r->path, *name ? name : ".", pl_translate(what),
                      strerror(errno));
}

static pl_status no_memory(reading *r) {
  return pl_error_set(r->error, PL_NO_MEMORY, "%s: out of memory while reading the scenario", r->path);
}

/* ---- names ---- */

static bool ends_with(const char *name, const char *end) {
  size_t length = strlen(name), end_length = strlen(end);
  return length > end_length && strcmp(name + length - end_length, end) == 0;
}

static bool is_wanted(const char *name) {
  return ends_with(name, ".lua") || ends_with(name, ".ftl");
}

/* Letters, digits, "_", "-", and dots between them. */
static bool is_plain(const char *name) {
  for (const char *p = name; *p; p++) {
    bool is_letter = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '_' || *p == '-';
    if (!is_letter && (*p != '.' || p == name || p[1] == '.' || p[1] == '\0')) return false;
  }
  return *name != '\0';
}

/* ---- one file ---- */

/* Reads `size` bytes; a file that is shorter or longer by now is refused. */
static pl_status read_all(reading *r, int fd, const char *name, size_t size, char *bytes) {
  size_t done = 0;
  while (done < size) {
    ssize_t got = read(fd, bytes + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failed(r, name, PL_LATER("cannot read"));
    if (got == 0) return refuse(r, name, PL_LATER("changed while it was read: try again"));
    done += (size_t)got;
  }
  return PL_OK;
}

static pl_status check_file(reading *r, const struct stat *about, const char *name) {
  if (!S_ISREG(about->st_mode)) return refuse(r, name, PL_LATER("is not an ordinary file"));
  if (about->st_size > MOST_BYTES)
    return refuse(r, name, PL_LATER("is larger than 1048576 bytes (the limit): split it"));
  if (r->count == MOST_FILES)
    return refuse(r, "", PL_LATER("there are more than 256 .lua and .ftl files (the limit): join some"));
  if (r->bytes + (size_t)about->st_size > MOST_IN_ALL)
    return refuse(r, "", PL_LATER("the files are larger than 4194304 bytes together (the limit): shorten some"));
  return PL_OK;
}

/* Takes the open file into the bundle. */
static pl_status take_file(reading *r, int fd, const char *name) {
  struct stat about;
  if (fstat(fd, &about) != 0) return system_failed(r, name, PL_LATER("cannot look at"));
  pl_status status = check_file(r, &about, name);
  if (status != PL_OK) return status;
  size_t size = (size_t)about.st_size;
  char *bytes = pl_arena_take(r->arena, size + 1);
  char *copy = pl_arena_text(r->arena, name, strlen(name));
  if (!bytes || !copy) return no_memory(r);
  status = read_all(r, fd, name, size, bytes);
  if (status != PL_OK) return status;
  r->file[r->count++] = (pl_file){copy, bytes, size};
  r->bytes += size;
  return PL_OK;
}

/* Opens `name` in the folder `at` and takes it. `shown` is its name in the bundle. */
static pl_status read_file(reading *r, int at, const char *name, const char *shown) {
  int fd = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0 && errno == ELOOP) return refuse(r, shown, PL_LATER("is a link: put the file itself in the folder"));
  if (fd < 0) return system_failed(r, shown, PL_LATER("cannot open"));
  pl_status status = take_file(r, fd, shown);
  close(fd);
  return status;
}

/* ---- folders ---- */

static pl_status read_folder(reading *r, int fd, const char *prefix, int depth);

/* Opens the folder `name` in `at` and reads it. Links are passed over, like everything that is not wanted. */
static pl_status read_below(reading *r, int at, const char *name, const char *shown, int depth) {
  int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return system_failed(r, shown, PL_LATER("cannot open"));
  if (depth > MOST_DEPTH) {
    close(fd);
    return refuse(r, shown, PL_LATER("is more than 4 folders deep (the limit)"));
  }
  return read_folder(r, fd, shown, depth);
}

/* Reads one name of a folder, whatever it is. */
static pl_status read_entry(reading *r, int at, const char *name, const char *prefix, int depth) {
  char shown[LONGEST_NAME + 1];
  struct stat about;
  if (name[0] == '.') return PL_OK;
  if (fstatat(at, name, &about, AT_SYMLINK_NOFOLLOW) != 0) return system_failed(r, name, PL_LATER("cannot look at"));
  bool is_folder = S_ISDIR(about.st_mode);
  if (!is_folder && !is_wanted(name)) return PL_OK;
  if (!is_plain(name)) {
    if (is_folder) return PL_OK; /* not ours */
    return refuse(r, name, PL_LATER("has a name with other characters than a-z, 0-9, _ and -: rename it"));
  }
  if (strlen(prefix) + strlen(name) + 2 > sizeof shown)
    return refuse(r, name, PL_LATER("has a path longer than 100 bytes (the limit)"));
  strcpy(shown, prefix);
  if (*prefix) strcat(shown, "/");
  strcat(shown, name);
  return is_folder ? read_below(r, at, name, shown, depth + 1) : read_file(r, at, name, shown);
}

static int compare_names(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The names in a folder, sorted, each owned like the array itself. */
static pl_status list_folder(reading *r, DIR *folder, char **names, size_t *count) {
  struct dirent *entry;
  for (errno = 0; (entry = readdir(folder)); errno = 0) {
    if (*count == MOST_ENTRIES) return refuse(r, "", PL_LATER("a folder holds more than 4096 names (the limit)"));
    names[*count] = strdup(entry->d_name);
    if (!names[*count]) return no_memory(r);
    ++*count;
  }
  if (errno != 0) return system_failed(r, "", PL_LATER("cannot list"));
  if (*count > 0) qsort(names, *count, sizeof *names, compare_names);
  return PL_OK;
}

/* Reads every wanted file in the open folder `fd`, which it takes. */
static pl_status read_folder(reading *r, int fd, const char *prefix, int depth) {
  pl_status status = PL_OK;
  size_t count = 0;
  char **names = calloc(MOST_ENTRIES, sizeof *names);
  DIR *folder = names ? fdopendir(fd) : NULL;
  if (!folder) {
    status = names ? system_failed(r, prefix, PL_LATER("cannot list")) : no_memory(r);
    close(fd);
    goto done;
  }
  status = list_folder(r, folder, names, &count);
  for (size_t i = 0; i < count && status == PL_OK; i++) status = read_entry(r, dirfd(folder), names[i], prefix, depth);
done:
  for (size_t i = 0; i < count; i++) free(names[i]);
  free(names);
  if (folder) closedir(folder); /* closes fd */
  return status;
}

/* ---- the whole ---- */

static bool is_main(const char *name) {
  return strcmp(name, "scenario.lua") == 0;
}

/* scenario.lua first, the others by name. */
static int compare_files(const void *left, const void *right) {
  const pl_file *a = left, *b = right;
  if (is_main(a->name) != is_main(b->name)) return is_main(a->name) ? -1 : 1;
  return strcmp(a->name, b->name);
}

static pl_status read_scenario_folder(reading *r, int fd) {
  pl_status status = read_folder(r, fd, "", 0);
  if (status != PL_OK) return status;
  if (r->count > 0) qsort(r->file, r->count, sizeof *r->file, compare_files);
  if (r->count == 0 || !is_main(r->file[0].name))
    return refuse(r, "",
                  PL_LATER("there is no scenario.lua in this folder: name the folder that holds it, or a .lua file"));
  return PL_OK;
}

/* The path up to its last name ("." where there is none), in `folder`. Returns the last name, or NULL: too long. */
static const char *split_path(const char *path, char *folder, size_t size) {
  const char *slash = strrchr(path, '/');
  size_t length = slash ? (size_t)(slash - path) + 1 : 0;
  if (length + 2 > size) return NULL;
  memcpy(folder, path, length);
  strcpy(folder + length, length == 0 ? "." : "");
  return slash ? slash + 1 : path;
}

static pl_status read_path(reading *r, const char *path) {
  char folder[PATH_MAX];
  const char *name = split_path(path, folder, sizeof folder);
  if (!name) return refuse(r, "", PL_LATER("the path is too long"));
  int fd = open(is_main(name) ? folder : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) return read_scenario_folder(r, fd);
  if (errno != ENOTDIR) return system_failed(r, "", PL_LATER("cannot open"));
  if (!ends_with(name, ".lua")) return refuse(r, "", PL_LATER("is neither a folder nor a .lua file"));
  fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* the caller's own choice: may be a link */
  if (fd < 0) return system_failed(r, "", PL_LATER("cannot open"));
  pl_status status = take_file(r, fd, name);
  close(fd);
  return status;
}

pl_status pl_bundle_read(const char *path, pl_bundle_room *room, pl_error *error) {
  pl_status status = PL_NO_MEMORY;
  *room = (pl_bundle_room){0};
  reading *r = calloc(1, sizeof *r);
  pl_arena *arena = pl_arena_new(0);
  if (!r || !arena) {
    pl_error_set(error, PL_NO_MEMORY, "%s: out of memory while reading the scenario", path);
    goto done;
  }
  *r = (reading){.arena = arena, .path = path, .error = error};
  status = read_path(r, path);
  if (status != PL_OK) goto done;
  pl_file *files = pl_arena_array(arena, r->count, sizeof *files);
  if (!files) {
    status = no_memory(r);
    goto done;
  }
  memcpy(files, r->file, r->count * sizeof *files);
  *room = (pl_bundle_room){.bundle = {files, r->count}, .arena = arena};
  arena = NULL;
done:
  pl_arena_free(arena);
  free(r);
  return status;
}

void pl_bundle_clear(pl_bundle_room *room) {
  pl_arena_free(room->arena);
  *room = (pl_bundle_room){0};
}
