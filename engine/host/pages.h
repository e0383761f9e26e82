/* What the host serves from within the program: the pages of assets/web and the words on them. */
#ifndef POLDER_HOST_PAGES_H
#define POLDER_HOST_PAGES_H

#include <polder/memory.h>
#include <polder/status.h>

/* A file of assets/web, as the build put it into the program. */
typedef struct pl_page_file {
  const char *name;   /* "join.html" */
  const char *tag;    /* a hash of its bytes, quoted as HTTP wants an entity tag */
  const char *bytes;  /* followed by a NUL that is not counted */
  size_t length;
} pl_page_file;
extern const pl_page_file pl_page_files[]; /* by name */
extern const size_t pl_page_file_count;
/* A hash of all of them: the folder under which a page names its files, which never change there. */
extern const char pl_page_build[];

/* The English sentences of the pages. */
extern const char *const pl_page_words[];
extern const size_t pl_page_word_count;

/* What a path means: a page of PL_PAGE_TABLE, or a file of theirs, as /BUILD/NAME or /NAME; NULL: nothing. `is_page`
 * says which of the two. */
const pl_page_file *pl_page_find(const char *path, bool *is_page);
/* Whether what is at this path is the same for ever: /BUILD/… */
bool pl_page_lasts(const char *path);
/* The same bytes as gzip packs them. */
pl_status pl_page_pack(const char *bytes, size_t length, pl_buffer *out, pl_error *error);
/* The media type of a file by its name's ending. Never NULL. */
const char *pl_page_type(const char *name);
/* Adds the catalogue of the language that is spoken: {"language": "nl", "words": {"English": "Dutch", …}}; what is the
 * same in both is left out. */
pl_status pl_pages_put_words(pl_buffer *out, pl_error *error);

#endif
