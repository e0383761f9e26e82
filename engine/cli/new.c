/* polder new: a folder with a scenario to begin with.
 *
 * A template is a folder of assets/templates, a scenario like any other, whose id is the template's name; the new
 * folder's name takes its place. Beside it goes what an editor needs to help: stubs of everything a scenario can say,
 * and a .luarc.json that points to them. Nothing that is there is written over, and what could not be written whole is
 * taken away again. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <polder/script.h>
#include <polder/spelling.h>
#include <polder/translate.h>

#include "commands.h"
#include "language.h"
#include "scenarios.h"
#include "templates.h"

enum { MOST_WRITTEN = 16, LONGEST_ID = 32 };

static const char usual_template[] = "dilemma";
static const char stubs_folder[] = ".polder", stubs_name[] = ".polder/polder.lua";

typedef struct making {
  const char *folder;
  char id[LONGEST_ID + 1];
  const char *template;
  bool made_folder;
  const char *written[MOST_WRITTEN]; /* names, to be taken away after a failure */
  size_t count;
  pl_error *error;
} making;

/* ---- what is asked for ---- */

static bool is_id(const char *text, size_t length) {
  if (length == 0 || length > LONGEST_ID) return false;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-'))) return false;
  }
  return true;
}

/* The last name of the folder's path. */
static pl_status choose_id(making *m) {
  size_t end = strlen(m->folder);
  while (end > 1 && m->folder[end - 1] == '/') end--;
  size_t start = end;
  while (start > 0 && m->folder[start - 1] != '/') start--;
  if (!is_id(m->folder + start, end - start))
    return pl_error_set(m->error, PL_USAGE,
                        "\"%.*s\" cannot be the scenario's id: use a letter, then at most 31 "
                        "letters, digits or hyphens, as in polder new my-scenario",
                        (int)(end - start), m->folder + start);
  memcpy(m->id, m->folder + start, end - start);
  m->id[end - start] = '\0';
  return PL_OK;
}

static pl_status choose_template(making *m, const char *name) {
  pl_spelling spelling;
  const char *last = "";
  m->template = name ? name : usual_template;
  pl_spelling_init(&spelling, m->template);
  for (size_t i = 0; i < pl_template_file_count; i++) {
    const char *template = pl_template_files[i].template;
    if (!*template || !strcmp(template, last)) continue;
    last = template;
    if (!strcmp(template, m->template)) {
      pl_buffer_clear(&spelling.known);
      return PL_OK;
    }
    pl_spelling_offer(&spelling, template);
  }
  return pl_spelling_refuse(&spelling, PL_USAGE, "template", m->error);
}

/* ---- writing ---- */

static pl_status system_failed(making *m, const char *name) {
  return pl_error_set(m->error, PL_SYSTEM, "cannot write %.200s%s%s: %s", m->folder, *name ? "/" : "", name,
                      strerror(errno));
}

static bool is_empty(DIR *folder) {
  for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
    if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) return false;
  return true;
}

static pl_status make_folder(making *m) {
  m->made_folder = mkdir(m->folder, 0777) == 0;
  if (m->made_folder) return PL_OK;
  if (errno != EEXIST) return system_failed(m, "");
  DIR *folder = opendir(m->folder);
  if (!folder) return system_failed(m, "");
  bool is_free = is_empty(folder);
  closedir(folder);
  if (is_free) return PL_OK;
  return pl_error_set(m->error, PL_BAD_INPUT, "%.300s is there already and not empty: choose another name", m->folder);
}

static bool path_of(const making *m, const char *name, char path[PL_MAX_PATH]) {
  int length = snprintf(path, PL_MAX_PATH, "%s/%s", m->folder, name);
  if (length > 0 && length < PL_MAX_PATH) return true;
  errno = ENAMETOOLONG;
  return false;
}

static bool write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t done = write(fd, bytes, length);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return false;
    bytes += done;
    length -= (size_t)done;
  }
  return true;
}

static pl_status write_file(making *m, const char *name, const pl_buffer *text) {
  char path[PL_MAX_PATH];
  if (text->failed) return pl_error_set(m->error, PL_NO_MEMORY, "out of memory: cannot write %s", name);
  int fd = path_of(m, name, path) ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
  if (fd < 0) return system_failed(m, name);
  m->written[m->count++] = name;
  bool is_whole = write_all(fd, text->bytes, text->length);
  if (close(fd) != 0) is_whole = false;
  return is_whole ? PL_OK : system_failed(m, name);
}

/* The file with the template's id replaced by the new one. */
static void put_file(const making *m, const pl_template_file *file, pl_buffer *out) {
  char was[LONGEST_ID + 16];
  int length = snprintf(was, sizeof was, "id = \"%s\"", m->template);
  const char *at = strcmp(file->name, "scenario.lua") ? NULL : strstr(file->bytes, was);
  if (at) {
    pl_buffer_add(out, file->bytes, (size_t)(at - file->bytes));
    pl_buffer_add_format(out, "id = \"%s\"", m->id);
    pl_buffer_add_text(out, at + length);
  } else {
    pl_buffer_add(out, file->bytes, file->length);
  }
}

static pl_status write_template(making *m, const pl_template_file *file) {
  pl_buffer text = {0};
  put_file(m, file, &text);
  const char *name = strcmp(file->name, "luarc.json") ? file->name : ".luarc.json";
  pl_status status = write_file(m, name, &text);
  pl_buffer_clear(&text);
  return status;
}

static pl_status write_stubs(making *m) {
  const pl_language language = pl_translate_language();
  char path[PL_MAX_PATH];
  pl_buffer text = {0};
  if (!path_of(m, stubs_folder, path) || mkdir(path, 0777) != 0) return system_failed(m, stubs_folder);
  m->written[m->count++] = stubs_folder;
  pl_language_speak(PL_ENGLISH); /* as polder api does */
  pl_script_api_luacats(&text);
  pl_language_speak(language);
  pl_status status = write_file(m, stubs_name, &text);
  pl_buffer_clear(&text);
  return status;
}

static pl_status write_everything(making *m) {
  pl_status status = PL_OK;
  for (size_t i = 0; i < pl_template_file_count && status == PL_OK; i++) {
    const pl_template_file *file = &pl_template_files[i];
    if (!*file->template || !strcmp(file->template, m->template)) status = write_template(m, file);
  }
  return status == PL_OK ? write_stubs(m) : status;
}

/* In the reverse order, so that a folder is empty by then. */
static void take_away(making *m) {
  char path[PL_MAX_PATH];
  while (m->count > 0)
    if (path_of(m, m->written[--m->count], path)) (void)remove(path);
  if (m->made_folder) (void)rmdir(m->folder);
}

/* ---- the subcommand ---- */

static pl_status make(const pl_arguments *arguments, pl_error *error) {
  making m = {.folder = arguments->operand, .error = error};
  pl_status status = choose_id(&m);
  if (status == PL_OK) status = choose_template(&m, arguments->template);
  if (status == PL_OK) status = make_folder(&m);
  if (status != PL_OK) return status;
  status = write_everything(&m);
  if (status != PL_OK) {
    take_away(&m);
    return status;
  }
  if (arguments->quiet) return PL_OK;
  printf(PL_TEXT("%s is a scenario now, from the template %s. What to do with it:\n\n"
                 "  polder check %s   after each change: what is wrong, where, and what to do\n"
                 "  polder run %s     play it among bots\n"
                 "  polder play %s    take a seat\n"),
         m.folder, m.template, m.folder, m.folder, m.folder);
  return PL_OK;
}

static const pl_option_row options[] = {
    {"--template", "NAME", PL_LATER("minimal (as small as can be) or dilemma (one choice, in English and Dutch; default)"),
     PL_OPTION_TEXT, offsetof(pl_arguments, template), 0, 0},
    PL_OPTION_ROW_QUIET, PL_OPTION_ROW_LANG, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_new = {
    .name = "new",
    .operand = "DIR",
    .explain = PL_LATER("make a folder with a scenario to begin with"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = make,
    .more = PL_LATER("DIR must not exist yet, or be empty; its name becomes the scenario's id. An editor with "
                     "lua-language-server then completes and checks what you write.")};
