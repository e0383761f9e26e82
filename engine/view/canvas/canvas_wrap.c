/* Wrapped text: the paragraphs of a tale, set in type.
 *
 * A text is read word by word; a word is what stands between blanks and may change its style inside, and a chip is a
 * word of its own or part of one. Words of one style that follow each other in a line are one run, shaped as a whole.
 * Blanks at the start of a line indent all that it is broken into; two blanks or more further on mean a column: what
 * follows starts at least 1 em further, and not before the place that the column would have in even type, so that
 * lists keep their columns. What was measured is kept (pl_layout), by text, font and width.
 *
 *     "  NLD   hit by a \001bworm\001. that…"     runs:  NLD | hit by a | worm | that…
 *      indent  column                             styles: .     .          b      .
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_text.h"

#include <polder/tale.h>

enum { MOST_TEXT = 1 << 16 };
static const float column_width = 0.52f; /* of the size: what a character takes in even type */

void pl_layout_release(void *value) {
  pl_layout *layout = value;
  free(layout->text);
  free(layout->runs);
}

/* ---- styles ---- */
static pl_font styled(const pl_font *font, char style) {
  pl_font out = *font;
  const bool is_secondary = (font->colour | 0xFF) == PL_COLOUR_MUTED;
  const float opacity = (float)pl_alpha(font->colour) / 255;
  switch (style) {
  case 'b': out.weight = 700; break;
  case 'd': out.colour = pl_fade(is_secondary ? PL_COLOUR_DIM : PL_COLOUR_MUTED, opacity); break;
  case 'g': out.colour = pl_fade(PL_COLOUR_SHARE, opacity); break;
  case 'r': out.colour = pl_fade(PL_COLOUR_INCIDENT_TEXT, opacity); break;
  }
  return out;
}

static bool is_chip(char style) { return style >= '0' && style < '0' + PL_LABELS; }

static float chip_size(const pl_font *font) { return font->size * 0.8f; }

/* ---- setting ---- */
typedef struct setter {
  pl_canvas *canvas;
  const pl_font *font;
  pl_layout *layout;
  int width, indent, x, line;
  int column;      /* characters since the start of the line, as in even type */
  int blanks;      /* before the next word */
  float size;      /* device pixels */
  char style;
  bool is_open;    /* the last run may grow */
} setter;

static int run_width(setter *s, char style, const char *text, size_t length) {
  if (is_chip(style))
    return (int)ceilf(pl_draw_label(s->canvas, (pl_point){0, 0}, chip_size(s->font), (pl_label)(style - '0'), true) *
                      pl_canvas_unit(s->canvas));
  const pl_font font = styled(s->font, style);
  return pl_line_width(s->canvas, &font, text, length);
}

/* Widths are whole pixels, cut; that of one blank would lose a large part of it. */
static int blank_width(setter *s) {
  static const char blanks[] = "                ";
  enum { MANY = sizeof blanks - 1 };
  return (run_width(s, '.', blanks, MANY) + MANY - 1) / MANY;
}

static void add_bytes(setter *s, const char *bytes, size_t length) {
  pl_layout *layout = s->layout;
  if (layout->failed) return;
  if (layout->length + length > layout->capacity) {
    const size_t capacity = (layout->length + length) * 2;
    char *larger = realloc(layout->text, capacity);
    layout->failed = !larger;
    if (!larger) return;
    layout->text = larger;
    layout->capacity = capacity;
  }
  memcpy(layout->text + layout->length, bytes, length);
  layout->length += length;
}

static pl_layout_run *add_run(setter *s, char style) {
  pl_layout *layout = s->layout;
  if (layout->count == layout->run_capacity) {
    const size_t capacity = layout->run_capacity ? layout->run_capacity * 2 : 16;
    pl_layout_run *larger = realloc(layout->runs, capacity * sizeof *larger);
    layout->failed = layout->failed || !larger;
    if (!larger) return NULL;
    layout->runs = larger;
    layout->run_capacity = capacity;
  }
  pl_layout_run *run = &layout->runs[layout->count++];
  *run = (pl_layout_run){.x = s->x, .line = s->line, .from = layout->length, .style = style};
  return run;
}

/* Puts a piece of a word, after a blank if there is to be one. */
static void put_piece(setter *s, char style, const char *text, size_t length, bool has_blank) {
  pl_layout *layout = s->layout;
  pl_layout_run *run = layout->count ? &layout->runs[layout->count - 1] : NULL;
  const bool grows = s->is_open && run && run->style == style && !is_chip(style) && !layout->failed;
  if (!grows) {
    if (has_blank) s->x += blank_width(s);
    run = add_run(s, style);
    if (!run) return;
  } else if (has_blank) {
    add_bytes(s, " ", 1);
    run->length++;
  }
  add_bytes(s, text, length);
  if (layout->failed) return;
  run->length += length;
  s->x = run->x + run_width(s, style, layout->text + run->from, run->length);
  s->is_open = true;
}

static void next_line(setter *s) {
  s->line++;
  s->x = s->indent;
  s->is_open = false;
}

/* ---- words ---- */
/* The next piece of a word: text of one style, a chip, or the mark of a hang. Returns what follows. */
typedef struct piece {
  char style; /* 0: the hang */
  const char *text;
  size_t length;
} piece;

static size_t plain_length(const char *text, const char *end) {
  size_t length = 0;
  while (text + length < end && (unsigned char)text[length] > ' ') length++;
  return length;
}

/* Takes a style byte or chip at `text`; false: the word ends here. Sets the style, or fills the piece. */
static bool next_piece(const char **at, const char *end, char *style, piece *out) {
  while (*at < end && **at != ' ' && **at != '\n') {
    const char *text = *at;
    if (*text == '\002') {
      *at = text + 1;
      *out = (piece){0, text, 0};
      return true;
    }
    if (*text == '\001' && end - text > 1 && is_chip(text[1])) {
      const size_t name = plain_length(text + 2, end);
      *at = text + 2 + name;
      if (end - *at > 1 && (*at)[0] == '\001' && (*at)[1] == '.') *at += 2;
      *out = (piece){text[1], text + 2, name};
      return true;
    }
    if (*text == '\001') {
      if (end - text > 1) *style = text[1];
      *at = text + (end - text > 1 ? 2 : 1);
    } else if ((unsigned char)*text < ' ') {
      *at = text + 1; /* no other byte below a blank has a meaning */
    } else {
      *out = (piece){*style, text, plain_length(text, end)};
      *at = text + out->length;
      return true;
    }
  }
  return false;
}

/* How wide a word is and how many characters it has. */
static int word_width(setter *s, const char *at, const char *end) {
  char style = s->style;
  int width = 0;
  piece p;
  while (next_piece(&at, end, &style, &p))
    if (p.style) width += run_width(s, p.style, p.text, p.length);
  return width;
}

static int characters(const char *text, size_t length) {
  int count = 0;
  for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] >> 6) != 2;
  return count;
}

/* Puts text that is wider than a line, cut where it has to be. */
static void put_cut(setter *s, char style, const char *text, size_t length, bool has_blank) {
  while (length) {
    const char *at = text, *end = text + length;
    size_t fits = 0;
    const int blank = has_blank ? blank_width(s) : 0;
    for (; at < end;) {
      const char *next = at;
      pl_line_character(&next, end);
      const int wide = s->x + blank + run_width(s, style, text, (size_t)(next - text));
      if (wide > s->width && (fits || s->x > s->indent)) break;
      fits = (size_t)(next - text);
      at = next;
    }
    if (fits) put_piece(s, style, text, fits, has_blank);
    has_blank = false;
    text += fits;
    length -= fits;
    if (length) next_line(s);
    if (s->layout->failed) return;
  }
}

/* Room before a word: a blank, or a column. True: a blank is to be put. */
static bool make_room(setter *s) {
  if (s->x == s->indent && !s->is_open) return false;
  if (s->blanks < 2) return s->blanks == 1;
  const int column = (int)(s->size * column_width * (float)s->column), least = s->x + (int)s->size;
  s->x = column > least ? column : least;
  s->is_open = false;
  return false;
}

/* A hang, or an indent, that would take too much of a narrow line is a short one, and what hangs begins a line. */
static int indent_within(const setter *s, int wanted) {
  const int least = 2 * (int)s->size;
  return wanted * 5 < s->width * 2 ? wanted : least < s->width / 4 ? least : 0;
}

static void hang(setter *s, int blank) {
  const int wanted = s->x += blank;
  s->is_open = s->is_open && !blank;
  s->indent = indent_within(s, wanted);
  if (s->indent < wanted) next_line(s);
}

static const char *put_word(setter *s, const char *at, const char *end) {
  const int width = word_width(s, at, end);
  const int blank = s->blanks ? blank_width(s) : 0;
  s->column += s->blanks;
  bool has_blank = make_room(s);
  if (s->x > s->indent && s->x + (has_blank ? blank : 0) + width > s->width) {
    next_line(s);
    has_blank = false;
  }
  piece p;
  while (next_piece(&at, end, &s->style, &p)) {
    s->column += characters(p.text, p.length);
    if (!p.style)
      hang(s, has_blank ? blank : 0);
    else if (is_chip(p.style) || s->x + (has_blank ? blank : 0) + run_width(s, p.style, p.text, p.length) <= s->width)
      put_piece(s, p.style, p.text, p.length, has_blank);
    else
      put_cut(s, p.style, p.text, p.length, has_blank);
    has_blank = false;
  }
  return at;
}

static int count_blanks(const char **at, const char *end) {
  const char *start = *at;
  while (*at < end && **at == ' ') (*at)++;
  return (int)(*at - start);
}

/* Sets one line of the text, up to its line end; returns what follows. */
static const char *set_paragraph(setter *s, const char *at, const char *end) {
  const int leading = count_blanks(&at, end), indent = (int)(s->size * column_width * (float)leading);
  s->indent = s->x = indent_within(s, indent);
  s->column = leading;
  s->blanks = 0;
  s->is_open = false;
  while (at < end && *at != '\n' && !s->layout->failed) {
    at = put_word(s, at, end);
    s->blanks = count_blanks(&at, end);
  }
  s->line++;
  return at < end ? at + 1 : at;
}

static void set_layout(pl_canvas *canvas, pl_layout *layout, const pl_font *font, int width, const char *text,
                       size_t length) {
  setter s = {.canvas = canvas, .font = font, .layout = layout, .width = width,
              .size = (float)pl_line_quarters(canvas, font) / 4, .style = '.'};
  const char *at = text, *end = text + length;
  do at = set_paragraph(&s, at, end);
  while (at < end && !layout->failed);
  layout->lines = s.line;
}

/* ---- keeping ---- */
typedef struct layout_key {
  int quarters, width;
  uint16_t face, is_tabular;
  float unit; /* chips are as wide as their own size makes them */
} layout_key;

static const pl_layout *layout_of(pl_canvas *canvas, const pl_font *font, int width, const char *text) {
  const size_t length = strnlen(text, MOST_TEXT);
  const layout_key head = {pl_line_quarters(canvas, font), width,
                           (uint16_t)pl_typeface_face(canvas->typeface, font->weight), font->is_tabular,
                           canvas->unit};
  char *key = pl_canvas_batch(canvas, sizeof head + length);
  if (!key) return NULL;
  memcpy(key, &head, sizeof head);
  memcpy(key + sizeof head, text, length);
  pl_layout *layout = pl_cache_find(canvas->layouts, key, sizeof head + length);
  if (layout) return layout;
  layout = pl_cache_add(canvas->layouts, key, sizeof head + length, length * 3 + 512);
  const unsigned failures = canvas->failures;
  if (layout) set_layout(canvas, layout, font, width, text, length);
  if (!layout || layout->failed) pl_canvas_fail(canvas, PL_NO_MEMORY, "");
  if (canvas->failures == failures) return layout;
  if (layout) pl_cache_drop(canvas->layouts, layout);
  return NULL;
}

/* ---- drawing ---- */
static void draw_run(pl_canvas *canvas, const pl_font *font, const pl_layout *layout, const pl_layout_run *run, int x,
                     float top, float height, int baseline) {
  if (is_chip(run->style)) {
    const float size = chip_size(font), unit = pl_canvas_unit(canvas);
    const pl_point at = {(float)(x + run->x) / unit, (top + (height - size * 1.35f * unit) / 2) / unit};
    pl_draw_label(canvas, at, size, (pl_label)(run->style - '0'), false);
    return;
  }
  const pl_font own = styled(font, run->style);
  pl_line_put(canvas, x + run->x, baseline, &own, layout->text + run->from, run->length);
}

float pl_draw_text_wrap(pl_canvas *canvas, pl_rect area, const pl_font *font, const char *text,
                        bool is_measured_only) {
  const float line = font->size * (font->size < PL_FONT_LARGE ? PL_LINE_TEXT : PL_LINE_TITLE) * canvas->unit;
  const pl_point corner = pl_canvas_device(canvas, (pl_point){area.x, area.y});
  const float wide = area.w * canvas->unit;
  if (!text || !*text || !(wide > 0) || !(line > 0)) return 0;
  const pl_layout *layout = layout_of(canvas, font, (int)fminf(wide + 0.01f, 1e6f), text);
  if (!layout) return 0;
  int ascent, descent;
  pl_line_extent(canvas, font, &ascent, &descent);
  const SDL_Rect clip = pl_canvas_clip(canvas);
  const bool is_drawn = !is_measured_only && fabsf(corner.x) < 1e6f && fabsf(corner.y) < 1e6f;
  for (size_t i = 0; i < layout->count && is_drawn; i++) {
    const pl_layout_run *run = &layout->runs[i];
    const float top = corner.y + (float)run->line * line;
    if (top + 2 * line < (float)clip.y || top - line > (float)(clip.y + clip.h)) continue;
    const int baseline = (int)lrintf(top + (line - (float)(ascent + descent)) / 2 + (float)ascent);
    draw_run(canvas, font, layout, run, (int)lrintf(corner.x), top, line, baseline);
  }
  return (float)layout->lines * line / canvas->unit;
}
