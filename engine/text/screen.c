/* The screen: text in, wrapped lines out.
 *
 * Everything that is shown is first a paragraph with a few style bytes in it (tale.h), and its lines are cut into words
 * at blanks; a word that does not fit goes to the next line, under the line's own indent or under the place marked with
 * PL_HANG. Style bytes take no room and become colours only where the terminal wants them (NO_COLOR and pipes do not);
 * the shape of the text is the same with and without. No style lasts beyond a line, so that a game that is cut short
 * leaves the terminal as it was.
 *
 * The four label colours are those of the FIRST standard on TLP 2.0, on black; AMBER+STRICT shares AMBER's. */
#include "screen.h"

#include <errno.h>
#include <string.h>

#define NO_BREAK "\xC2\xA0"

typedef struct style_row {
  char key;
  const char *truecolour, *colour; /* escape sequences: 24 bits, 256 colours */
} style_row;

static const style_row styles[] = {
    {'b', "\033[1m", "\033[1m"},
    {'d', "\033[2m", "\033[2m"},
    {'g', "\033[36m", "\033[36m"},
    {'r', "\033[33m", "\033[33m"},
    {'0', "\033[40;38;2;255;255;255m", "\033[40;38;5;231m"},
    {'1', "\033[40;38;2;51;255;0m", "\033[40;38;5;82m"},
    {'2', "\033[40;38;2;255;192;0m", "\033[40;38;5;214m"},
    {'3', "\033[40;38;2;255;192;0m", "\033[40;38;5;214m"},
    {'4', "\033[40;38;2;255;43;43m", "\033[40;38;5;203m"},
};

/* Where the writer is within one paragraph. */
typedef struct pl_pen {
  pl_screen *screen;
  int column, indent;
  char style; /* 0: plain */
} pl_pen;

static bool begins_character(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

/* A page leaves room for the line that asks, or for a prompt with an empty line before it. */
enum { ROWS_FOR_PROMPT = 2, LEAST_ROWS = 8 };

static void fail(pl_screen *screen, int reason) {
  if (!screen->failed) screen->reason = reason;
  screen->failed = true;
}

/* Asked for before the first byte of a line that does not fit any more, so that a text which just fits is not cut. */
static void turn_page(pl_screen *screen) {
  int rows = screen->rows < LEAST_ROWS ? LEAST_ROWS : screen->rows;
  if (!screen->rows || !screen->turn || screen->is_skipping || screen->shown < rows - ROWS_FOR_PROMPT) return;
  screen->is_skipping = !screen->turn(screen->context);
  screen->shown = 0;
}

static void write_bytes(pl_screen *screen, const char *bytes, size_t length) {
  if (screen->failed || !length) return;
  turn_page(screen);
  if (screen->failed || screen->is_skipping) return;
  errno = 0;
  bool is_written = fwrite(bytes, 1, length, screen->out) == length;
  if (!is_written || ferror(screen->out)) fail(screen, errno ? errno : EIO); /* a line's end may flush what is older */
}

static void write_text(pl_screen *screen, const char *text) { write_bytes(screen, text, strlen(text)); }

static void write_line_end(pl_screen *screen) {
  write_text(screen, "\n");
  screen->shown++;
}

static void write_style(pl_pen *pen, char key) {
  if (!pen->screen->has_colour) return;
  for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
    if (styles[i].key == key)
      write_text(pen->screen, pen->screen->has_truecolour ? styles[i].truecolour : styles[i].colour);
  if (key == '.') write_text(pen->screen, "\033[0m");
}

static void set_style(pl_pen *pen, char key) {
  write_style(pen, key);
  pen->style = key == '.' ? 0 : key;
}

static void write_blanks(pl_pen *pen, int count) {
  for (int i = 0; i < count; i++) write_bytes(pen->screen, " ", 1);
  pen->column += count;
}

static void end_line(pl_pen *pen) {
  if (pen->style) write_style(pen, '.');
  write_line_end(pen->screen);
  pen->column = 0;
}

static void next_line(pl_pen *pen) {
  char style = pen->style;
  end_line(pen);
  write_blanks(pen, pen->indent);
  if (style) write_style(pen, style);
}

static size_t word_length(const char *text) { return strcspn(text, " \n"); }

/* The columns that the first `length` bytes of `text` take. */
static int word_width(const char *text, size_t length) {
  int width = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '\001')
      i++;
    else if (text[i] != '\002' && begins_character(text[i]))
      width++;
  }
  return width;
}

static void write_word(pl_pen *pen, const char *word, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (word[i] == '\001') {
      if (++i < length) set_style(pen, word[i]);
    } else if (word[i] == '\002') {
      pen->indent = pen->column;
    } else if (i + 1 < length && !memcmp(word + i, NO_BREAK, 2)) {
      write_blanks(pen, 1);
      i++;
    } else {
      write_bytes(pen->screen, word + i, 1);
      pen->column += begins_character(word[i]);
    }
  }
}

/* Writes one line of the text, up to its line end, and returns what follows. */
static const char *put_line(pl_pen *pen, const char *text) {
  int blanks = (int)strspn(text, " ");
  pen->indent = blanks < pen->screen->columns / 2 ? blanks : 0;
  while (*text && *text != '\n') {
    blanks = (int)strspn(text, " ");
    text += blanks;
    size_t length = word_length(text);
    if (!length) break;
    int width = word_width(text, length);
    if (pen->column > pen->indent && pen->column + blanks + width > pen->screen->columns)
      next_line(pen);
    else
      write_blanks(pen, blanks);
    write_word(pen, text, length);
    text += length;
  }
  end_line(pen);
  if (pen->style) write_style(pen, pen->style);
  text += strspn(text, " ");
  return *text == '\n' ? text + 1 : text;
}

void pl_screen_put(pl_screen *screen, const char *text) {
  pl_pen pen = {.screen = screen};
  do text = put_line(&pen, text);
  while (*text);
  if (pen.style) write_style(&pen, '.');
}

/* A new part begins under a rule across the screen. */
static void put_title(pl_screen *screen, const char *text) {
  write_line_end(screen);
  for (int i = 0; i < screen->columns; i++) write_text(screen, "─");
  write_line_end(screen);
  pl_screen_put(screen, text);
}

static void put_heading(pl_screen *screen, const char *text) {
  pl_buffer line = {0};
  pl_buffer_add_format(&line, PL_BOLD "%s" PL_PLAIN, text);
  if (line.failed) fail(screen, 0);
  write_line_end(screen);
  pl_screen_put(screen, pl_buffer_text(&line));
  pl_buffer_clear(&line);
}

void pl_screen_tell(pl_screen *screen, const pl_tale *tale) {
  for (size_t i = 0; i < tale->count; i++) {
    const pl_paragraph *paragraph = &tale->paragraph[i];
    switch (paragraph->kind) {
    case PL_PARAGRAPH_TITLE: put_title(screen, paragraph->text); break;
    case PL_PARAGRAPH_HEADING: put_heading(screen, paragraph->text); break;
    case PL_PARAGRAPH_TEXT: pl_screen_put(screen, paragraph->text); break;
    case PL_PARAGRAPH_GAP: write_line_end(screen); break;
    }
  }
  if (tale->failed) fail(screen, 0);
}

void pl_screen_ask(pl_screen *screen, const char *prompt) {
  pl_pen pen = {.screen = screen};
  screen->shown = 0;
  screen->is_skipping = false;
  write_word(&pen, prompt, strlen(prompt));
  if (!screen->failed && fflush(screen->out)) fail(screen, errno);
}
