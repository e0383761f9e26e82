/* The files in assets/templates, as the build put them into the program. */
#ifndef POLDER_CLI_TEMPLATES_H
#define POLDER_CLI_TEMPLATES_H

#include <stddef.h>

typedef struct pl_template_file {
  const char *template; /* "" : belongs to all */
  const char *name;
  const char *bytes;    /* followed by a NUL that is not counted */
  size_t length;
} pl_template_file;

/* By template, then by name. */
extern const pl_template_file pl_template_files[];
extern const size_t pl_template_file_count;

#endif
