/* The pages, from within the program.
 *
 * A path is looked up among names that the build knows, character by character, and nowhere else: there is no file
 * system behind it, so no path leads out of it. A page is served under its path of PL_PAGE_TABLE; it names its files
 * under a folder that changes with them, so that a browser may keep them. They are there without the folder as well,
 * for whoever names them by hand.
 *
 * The words of the pages are English in their sources. Their translation is made once, at the start: the language of a
 * hosted exercise does not change. */
#include "pages.h"

#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <polder/protocol.h>

typedef struct page_row {
  const char *name, *path;
} page_row;
static const page_row pages[] = {
#define X(constant, name, path) {name ".html", path},
    PL_PAGE_TABLE(X)
#undef X
};
enum { PAGES = sizeof pages / sizeof pages[0] };

static const pl_page_file *find_file(const char *name) {
  for (size_t i = 0; i < pl_page_file_count; i++)
    if (!strcmp(pl_page_files[i].name, name)) return &pl_page_files[i];
  return NULL;
}

static bool ends_in(const char *name, const char *ending) {
  const size_t length = strlen(name), wanted = strlen(ending);
  return length > wanted && !strcmp(name + length - wanted, ending);
}

const pl_page_file *pl_page_find(const char *path, bool *is_page) {
  *is_page = true;
  for (size_t i = 0; i < PAGES; i++)
    if (!strcmp(pages[i].path, path)) return find_file(pages[i].name);
  *is_page = false;
  if (*path != '/' || ends_in(path, ".html")) return NULL;
  return find_file(pl_page_lasts(path) ? path + strlen(pl_page_build) + 2 : path + 1);
}

bool pl_page_lasts(const char *path) {
  const size_t length = strlen(pl_page_build);
  return *path == '/' && !strncmp(path + 1, pl_page_build, length) && path[1 + length] == '/';
}

/* ---- packed, for slow networks ---- */

enum { AS_GZIP = 15 + 16, MEMORY = 9 };

static pl_status no_memory(pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot make the pages");
}

pl_status pl_page_pack(const char *bytes, size_t length, pl_buffer *out, pl_error *error) {
  z_stream stream = {0};
  unsigned char piece[4096];
  if (length > UINT_MAX) return no_memory(error);
  int result = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, AS_GZIP, MEMORY, Z_DEFAULT_STRATEGY);
  if (result != Z_OK) return no_memory(error);
  stream.next_in = (z_const Bytef *)bytes;
  stream.avail_in = (uInt)length;
  do {
    stream.next_out = piece;
    stream.avail_out = sizeof piece;
    result = deflate(&stream, Z_FINISH);
    pl_buffer_add(out, piece, sizeof piece - stream.avail_out);
  } while (result == Z_OK || (result == Z_BUF_ERROR && !stream.avail_out));
  deflateEnd(&stream);
  return result == Z_STREAM_END && !out->failed ? PL_OK : no_memory(error);
}

const char *pl_page_type(const char *name) {
  static const struct { const char *ending, *type; } types[] = {
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".json", "application/json"},
  };
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
    if (ends_in(name, types[i].ending)) return types[i].type;
  return "application/octet-stream";
}

/* ---- their words ---- */

static const char *language_name(void) { return pl_translate_language() == PL_DUTCH ? "nl" : "en"; }

static json_t *make_words(void) {
  json_t *words = json_object();
  bool failed = !words;
  for (size_t i = 0; i < pl_page_word_count && !failed; i++) {
    const char *said = pl_translate(pl_page_words[i]);
    if (strcmp(said, pl_page_words[i])) failed = json_object_set_new(words, pl_page_words[i], json_string(said)) != 0;
  }
  if (!failed) return words;
  json_decref(words);
  return NULL;
}

pl_status pl_pages_put_words(pl_buffer *out, pl_error *error) {
  json_t *words = make_words();
  json_t *body = words ? json_pack("{s:s,s:o}", "language", language_name(), "words", words) : NULL;
  char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
  if (text) pl_buffer_add_text(out, text);
  free(text);
  json_decref(body);
  return text && !out->failed ? PL_OK : no_memory(error);
}
