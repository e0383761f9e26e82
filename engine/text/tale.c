/* The tale: what is told, before anybody lays it out.
 *
 * Whoever has something to tell adds paragraphs; a terminal or a window shows them. A paragraph is one line of text
 * with a few style bytes in it, which take no room, and never an escape sequence of a terminal. Texts are composed in
 * buffers; one that failed for want of memory makes the tale fail, so that a single check at the end is enough. */
#include <polder/tale.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- paragraphs ---- */

static bool has_room(pl_tale *tale) {
  if (tale->count < tale->capacity) return true;
  size_t capacity = tale->capacity ? 2 * tale->capacity : 16;
  if (capacity > SIZE_MAX / sizeof *tale->paragraph) return false;
  pl_paragraph *larger = realloc(tale->paragraph, capacity * sizeof *larger);
  if (!larger) return false;
  tale->paragraph = larger;
  tale->capacity = capacity;
  return true;
}

void pl_tale_add(pl_tale *tale, pl_paragraph_kind kind, const char *text, size_t length) {
  char *copy = has_room(tale) ? malloc(length + 1) : NULL;
  if (!copy) {
    tale->failed = true;
    return;
  }
  for (size_t i = 0; i < length; i++) copy[i] = (char)(text[i] == '\n' ? ' ' : text[i]);
  copy[length] = 0;
  tale->paragraph[tale->count++] = (pl_paragraph){.kind = kind, .text = copy};
}

void pl_tale_clear(pl_tale *tale) {
  for (size_t i = 0; i < tale->count; i++) free(tale->paragraph[i].text);
  free(tale->paragraph);
  *tale = (pl_tale){.count = 0};
}

void pl_tale_put(pl_tale *tale, const char *text) {
  do {
    size_t length = strcspn(text, "\n");
    pl_tale_add(tale, length ? PL_PARAGRAPH_TEXT : PL_PARAGRAPH_GAP, text, length);
    text += length + (text[length] == '\n');
  } while (*text);
}

void pl_tale_take(pl_tale *tale, pl_buffer *text) {
  pl_tale_put(tale, pl_buffer_text(text));
  if (text->failed) tale->failed = true;
  pl_buffer_clear(text);
}

void pl_tale_print(pl_tale *tale, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *text = length < 0 ? NULL : malloc((size_t)length + 1);
  if (text) {
    vsnprintf(text, (size_t)length + 1, format, again);
    pl_tale_put(tale, text);
  } else {
    tale->failed = true;
  }
  va_end(again);
  free(text);
}

void pl_tale_title(pl_tale *tale, const char *text) { pl_tale_add(tale, PL_PARAGRAPH_TITLE, text, strlen(text)); }

void pl_tale_heading(pl_tale *tale, const char *text) { pl_tale_add(tale, PL_PARAGRAPH_HEADING, text, strlen(text)); }

void pl_tale_gap(pl_tale *tale) { pl_tale_add(tale, PL_PARAGRAPH_GAP, "", 0); }

/* ---- composing ---- */

static const char *const chips[PL_LABELS] = {
    [PL_CLEAR] = PL_CHIP "0TLP:CLEAR" PL_PLAIN, [PL_GREEN] = PL_CHIP "1TLP:GREEN" PL_PLAIN,
    [PL_AMBER] = PL_CHIP "2TLP:AMBER" PL_PLAIN, [PL_AMBER_STRICT] = PL_CHIP "3TLP:AMBER+STRICT" PL_PLAIN,
    [PL_RED] = PL_CHIP "4TLP:RED" PL_PLAIN,
};

const char *pl_chip(pl_label label) { return (unsigned)label < PL_LABELS ? chips[label] : ""; }

static bool begins_character(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

int pl_text_width(const char *text) {
  int width = 0;
  for (; *text; text++) {
    if (*text == '\001' && text[1])
      text++;
    else if (*text != '\002' && begins_character(*text))
      width++;
  }
  return width;
}

void pl_put_padded(pl_buffer *out, const char *text, int width) {
  int blanks = (width < 0 ? -width : width) - pl_text_width(text);
  if (width < 0)
    for (int i = 0; i < blanks; i++) pl_buffer_add(out, " ", 1);
  pl_buffer_add_text(out, text);
  if (width <= 0) return;
  do pl_buffer_add(out, " ", 1);
  while (--blanks > 0);
}

/* The length of the UTF-8 character at `text`, or 0 when there is none that may be shown. */
static int printable_length(const unsigned char *text) {
  int length = *text < 0x20 || *text == 0x7F   ? 0
               : *text < 0x80                  ? 1
               : *text >= 0xC2 && *text < 0xE0 ? 2
               : *text >= 0xE0 && *text < 0xF0 ? 3
               : *text >= 0xF0 && *text < 0xF5 ? 4
                                               : 0;
  for (int i = 1; i < length; i++)
    if ((text[i] & 0xC0) != 0x80) return 0;
  if (length == 2 && text[0] == 0xC2 && text[1] < 0xA0) return 0; /* C1 controls */
  return length;
}

void pl_put_tame(pl_buffer *out, const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at) {
    int length = printable_length(at);
    if (length)
      pl_buffer_add(out, at, (size_t)length);
    else
      pl_buffer_add_text(out, "?");
    at += length ? length : 1;
  }
}
