/* Text: lines as pictures.
 *
 * A line of text is cleaned (what is not UTF-8 becomes the replacement character, what is below a blank goes), cut into
 * runs of one face and one direction, and each run is shaped as a whole. Digits of one width are runs of their own,
 * each in the middle of a cell as wide as the widest digit. The runs are put in the order in which they are seen
 * (canvas_bidi.c) and composed into one picture in the text's own colour, over its halo, because a renderer in software
 * puts a picture faster where it need not multiply colours; pictures and widths are kept by what they show and as much
 * of them as is bounded below. Positions are whole pixels, so that letters stay sharp. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_bidi.h"
#include "canvas_text.h"

enum {
  MOST_BYTES = 4096, MOST_RUNS = 512, MOST_PIXELS_WIDE = 8192,
  MOST_PICTURES = 3000, MOST_PICTURE_BYTES = 64 << 20, MOST_WIDTHS = 8192, MOST_LAYOUTS = 400,
  MOST_LAYOUT_BYTES = 8 << 20, REPLACEMENT = 0xFFFD
};

typedef struct run {
  int from, length; /* in the bytes of the line */
  int face, x, width;
  bool is_digit;
  int8_t level;       /* odd: from right to left */
  const char *script; /* of the latter; NULL: any */
} run;

typedef struct line {
  char text[MOST_BYTES + 8];
  int length, count, width, quarters;
  run runs[MOST_RUNS];
} line;

typedef struct picture {
  SDL_Texture *texture; /* owned; NULL: nothing to see */
  int left, top;        /* of the picture, from the start of the baseline */
  int width;            /* of the text */
} picture;

/* What decides how a line looks; the text follows. */
typedef struct line_key {
  int quarters;
  uint16_t weight, is_tabular;
  pl_colour colour, halo;
  char text[MOST_BYTES];
} line_key;

/* ---- what is kept ---- */
static void release_picture(void *value) {
  picture *p = value;
  if (p->texture) SDL_DestroyTexture(p->texture);
}

bool pl_canvas_text_open(pl_canvas *canvas) {
  canvas->pictures = pl_cache_new(MOST_PICTURES, MOST_PICTURE_BYTES, sizeof(picture), release_picture);
  canvas->widths = pl_cache_new(MOST_WIDTHS, 0, sizeof(int), NULL);
  canvas->layouts = pl_cache_new(MOST_LAYOUTS, MOST_LAYOUT_BYTES, sizeof(pl_layout), pl_layout_release);
  return canvas->pictures && canvas->widths && canvas->layouts;
}

void pl_canvas_text_forget(pl_canvas *canvas) { pl_cache_clear(canvas->pictures); }

void pl_canvas_text_close(pl_canvas *canvas) {
  pl_cache_free(canvas->pictures);
  pl_cache_free(canvas->widths);
  pl_cache_free(canvas->layouts);
}

int pl_line_quarters(const pl_canvas *canvas, const pl_font *font) {
  const float size = font->size * canvas->unit * 4;
  return size > 8 ? (int)lrintf(fminf(size, 4000)) : 8; /* NaN: the least */
}

/* ---- characters ---- */
uint32_t pl_line_character(const char **at, const char *end) {
  static const uint32_t least[4] = {0, 0x80, 0x800, 0x10000};
  const unsigned char *bytes = (const unsigned char *)*at;
  const unsigned first = bytes[0];
  const int more = first < 0x80 ? 0 : first >> 5 == 6 ? 1 : first >> 4 == 14 ? 2 : first >> 3 == 30 ? 3 : -1;
  (*at)++;
  if (more < 0 || end - (const char *)bytes <= more) return REPLACEMENT;
  uint32_t character = more ? first & (0x3Fu >> more) : first;
  for (int i = 1; i <= more; i++) {
    if (bytes[i] >> 6 != 2) return REPLACEMENT;
    character = character << 6 | (bytes[i] & 0x3F);
  }
  if (character < least[more] || character > 0x10FFFF || character >> 11 == 0x1B) return REPLACEMENT;
  *at += more;
  return character;
}

static int put_character(char *out, uint32_t c) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  static const unsigned char first[4] = {0, 0xC0, 0xE0, 0xF0};
  for (int i = more; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)(first[more] | c);
  return more + 1;
}

/* Marks that belong to the character before them, whatever face that has. */
static bool is_joined(uint32_t c) {
  return (c >= 0x300 && c < 0x370) || c == 0x200D || (c >= 0x20D0 && c < 0x2100) || (c >= 0xFE00 && c < 0xFE10) ||
         (c >= 0x1F3FB && c < 0x1F400);
}

/* ---- lines ---- */
typedef struct letters { /* of a line, as they are read */
  uint32_t character[MOST_BYTES];
  int8_t level[MOST_BYTES];
  int count;
} letters;

static void read_letters(letters *read, const char *text, size_t length) {
  const char *at = text, *end = text + length;
  read->count = 0;
  while (at < end && read->count < MOST_BYTES) {
    const uint32_t c = pl_line_character(&at, end);
    if (c >= ' ' && c != 0x7F) read->character[read->count++] = c;
  }
  if (!pl_bidi_levels(read->character, read->count, read->level)) memset(read->level, 0, (size_t)read->count);
}

static void add_character(pl_canvas *canvas, line *l, const pl_font *font, uint32_t c, int8_t level) {
  run *last = l->count ? &l->runs[l->count - 1] : NULL;
  const bool is_digit = font->is_tabular && c >= '0' && c <= '9';
  const char *own = level & 1 ? pl_bidi_script(c) : NULL, *script = own || !last ? own : last->script;
  int face = last ? last->face : -1;
  if (!last || (c != ' ' && !is_joined(c))) face = pl_typeface_face_for(canvas->typeface, font->weight, c);
  if (!last || is_digit || last->is_digit || last->face != face || last->level != level || last->script != script)
    l->runs[l->count++] = (run){.from = l->length, .face = face, .is_digit = is_digit, .level = level,
                                .script = level & 1 ? script : NULL};
  const int length = put_character(l->text + l->length, c);
  l->length += length;
  l->runs[l->count - 1].length += length;
}

static TTF_Font *font_of(pl_canvas *canvas, int face, int quarters, int outline) {
  TTF_Font *font = pl_typeface_font(canvas->typeface, face, quarters, outline);
  if (!font) pl_canvas_fail(canvas, PL_SYSTEM, TTF_GetError());
  return font;
}

/* A font goes from run to run, so each one says how it is to be shaped. */
static void set_direction(TTF_Font *font, const run *r) {
  TTF_SetFontDirection(font, r->level & 1 ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
  TTF_SetFontScriptName(font, r->script ? r->script : "Zzzz");
}

static int digit_width(TTF_Font *font) {
  int widest = 0;
  for (char digit[2] = "0"; digit[0] <= '9'; digit[0]++) {
    int width = 0;
    if (TTF_SizeUTF8(font, digit, &width, NULL) == 0 && width > widest) widest = width;
  }
  return widest;
}

/* Measures a run, and shortens it where it would be wider than `most`. */
static void measure_run(pl_canvas *canvas, line *l, run *r, int most) {
  TTF_Font *font = font_of(canvas, r->face, l->quarters, 0);
  if (!font) return;
  set_direction(font, r);
  char *end = l->text + r->from + r->length;
  const char kept = *end;
  *end = 0;
  int extent = 0, count = 0;
  if (TTF_SizeUTF8(font, l->text + r->from, &r->width, NULL) < 0) r->width = 0;
  if (r->width > most && TTF_MeasureUTF8(font, l->text + r->from, most, &extent, &count) == 0) {
    const char *at = l->text + r->from;
    for (int i = 0; i < count && at < end; i++) pl_line_character(&at, end);
    r->length = (int)(at - l->text) - r->from;
    r->width = extent;
  }
  *end = kept;
  if (r->is_digit) r->width = digit_width(font);
}

/* From left to right, as they are seen. */
static void arrange(line *l) {
  int8_t level[MOST_RUNS];
  int order[MOST_RUNS], x = 0;
  for (int i = 0; i < l->count; i++) level[i] = l->runs[i].level;
  pl_bidi_order(level, l->count, order);
  for (int i = 0; i < l->count; i++) {
    l->runs[order[i]].x = x;
    x += l->runs[order[i]].width;
  }
}

/* Lays a line out: `length` bytes of text at most. */
static void set_line(pl_canvas *canvas, line *l, const pl_font *font, const char *text, size_t length) {
  letters read;
  read_letters(&read, text, length);
  l->length = l->count = l->width = 0;
  l->quarters = pl_line_quarters(canvas, font);
  for (int i = 0; i < read.count && l->length < MOST_BYTES - 4 && l->count < MOST_RUNS; i++)
    if (!pl_bidi_is_mark(read.character[i])) add_character(canvas, l, font, read.character[i], read.level[i]);
  l->text[l->length] = 0;
  for (int i = 0; i < l->count; i++) {
    if (l->width >= MOST_PIXELS_WIDE) {
      l->count = i;
      break;
    }
    measure_run(canvas, l, &l->runs[i], MOST_PIXELS_WIDE - l->width);
    l->width += l->runs[i].width;
  }
  arrange(l);
}

/* Fills a key; returns its length. */
static size_t set_key(const pl_canvas *canvas, line_key *key, const pl_font *font, const char *text, size_t length) {
  if (length > MOST_BYTES) length = MOST_BYTES;
  key->quarters = pl_line_quarters(canvas, font);
  key->weight = (uint16_t)pl_typeface_face(canvas->typeface, font->weight);
  key->is_tabular = font->is_tabular;
  key->colour = key->halo = 0;
  memcpy(key->text, text, length);
  return offsetof(line_key, text) + length;
}

int pl_line_width(pl_canvas *canvas, const pl_font *font, const char *text, size_t length) {
  line_key key;
  line l;
  if (!length) return 0;
  const size_t key_length = set_key(canvas, &key, font, text, length);
  int *kept = pl_cache_find(canvas->widths, &key, key_length);
  if (kept) return *kept;
  const unsigned failures = canvas->failures;
  set_line(canvas, &l, font, key.text, key_length - offsetof(line_key, text));
  if (canvas->failures == failures) kept = pl_cache_add(canvas->widths, &key, key_length, 0);
  if (kept) *kept = l.width;
  return l.width;
}

/* ---- pictures ---- */
typedef struct sheet {
  uint32_t *pixels;
  int width, height, left, baseline; /* where the text starts on it */
} sheet;

static void put_surface(sheet *on, SDL_Surface *surface, int x, int y, uint32_t opacity) {
  for (int row = 0; row < surface->h; row++) {
    if (y + row < 0 || y + row >= on->height) continue;
    const uint32_t *from = (const uint32_t *)((const char *)surface->pixels + (size_t)row * (size_t)surface->pitch);
    uint32_t *to = on->pixels + (size_t)(y + row) * (size_t)on->width;
    for (int column = 0; column < surface->w; column++)
      if (from[column] >> 24 && x + column >= 0 && x + column < on->width) {
        const uint32_t alpha = (from[column] >> 24) * opacity / 255;
        to[x + column] = pl_pixel_over((from[column] & 0xFFFFFF) | alpha << 24, to[x + column]);
      }
  }
}

static void put_run(pl_canvas *canvas, sheet *on, line *l, const run *r, int outline, pl_colour colour) {
  const SDL_Color shade = {pl_red(colour), pl_green(colour), pl_blue(colour), 255};
  TTF_Font *font = font_of(canvas, r->face, l->quarters, 0);
  const int ascent = font ? TTF_FontAscent(font) : 0; /* that of a font with an outline is another */
  if (outline) font = font_of(canvas, r->face, l->quarters, outline);
  if (font) set_direction(font, r);
  char *end = l->text + r->from + r->length;
  const char kept = *end;
  if (!font || !r->length) return;
  *end = 0;
  int own = r->width;
  SDL_Surface *surface = TTF_RenderUTF8_Blended(font, l->text + r->from, shade);
  *end = kept;
  if (!surface) return; /* no width: nothing to see */
  if (r->is_digit) own = surface->w - 2 * outline;
  if (surface->format->format == SDL_PIXELFORMAT_ARGB8888)
    put_surface(on, surface, on->left + r->x + (r->width - own) / 2 - outline,
                on->baseline - ascent - outline, pl_alpha(colour));
  SDL_FreeSurface(surface);
}

/* A tenth of the size all round, in whole pixels. */
static int outline_of(const line *l, const pl_font *font) {
  return pl_alpha(font->halo) ? (l->quarters + 20) / 40 : 0;
}

/* How far the faces of the line reach above and below the baseline. */
static void reach_of(pl_canvas *canvas, const line *l, int *above, int *below) {
  *above = *below = 1;
  for (int i = 0; i < l->count; i++) {
    TTF_Font *font = font_of(canvas, l->runs[i].face, l->quarters, 0);
    if (!font) continue;
    const int up = TTF_FontAscent(font), height = TTF_FontHeight(font), down = -TTF_FontDescent(font);
    if (up > *above) *above = up;
    if (down > *below) *below = down;
    if (height - up > *below) *below = height - up;
  }
}

/* The part of a sheet on which there is something: what a renderer in software puts is paid by the pixel. */
static SDL_Rect seen_part(const sheet *on) {
  int left = on->width, right = -1, top = on->height, bottom = -1;
  for (int y = 0; y < on->height; y++) {
    const uint32_t *row = on->pixels + (size_t)y * (size_t)on->width;
    int first = 0, last = on->width - 1;
    while (first < on->width && !(row[first] >> 24)) first++;
    if (first == on->width) continue;
    while (!(row[last] >> 24)) last--;
    if (first < left) left = first;
    if (last > right) right = last;
    if (y < top) top = y;
    bottom = y;
  }
  return (SDL_Rect){left, top, right - left + 1, bottom - top + 1};
}

static void make_picture(pl_canvas *canvas, const pl_font *font, line *l, picture *out) {
  int above, below;
  reach_of(canvas, l, &above, &below);
  const int outline = outline_of(l, font), margin = outline + 2;
  sheet on = {.width = l->width + 2 * margin, .height = above + below + 2 * margin, .left = margin,
              .baseline = margin + above};
  on.pixels = calloc((size_t)on.width * (size_t)on.height, sizeof *on.pixels);
  if (!on.pixels) {
    pl_canvas_fail(canvas, PL_NO_MEMORY, "");
    return;
  }
  for (int i = 0; i < l->count && outline; i++) put_run(canvas, &on, l, &l->runs[i], outline, font->halo);
  for (int i = 0; i < l->count; i++) put_run(canvas, &on, l, &l->runs[i], 0, font->colour | 0xFF);
  const SDL_Rect seen = seen_part(&on);
  if (seen.h > 0) {
    const uint32_t *corner = on.pixels + (size_t)seen.y * (size_t)on.width + seen.x;
    out->texture = pl_canvas_texture(canvas, corner, seen.w, seen.h, on.width);
  }
  out->left = seen.x - margin;
  out->top = seen.y - margin - above;
  free(on.pixels);
}

static const picture *picture_of(pl_canvas *canvas, const pl_font *font, const char *text, size_t length) {
  line_key key;
  line l;
  const size_t key_length = set_key(canvas, &key, font, text, length);
  key.colour = font->colour | 0xFF;
  key.halo = font->halo;
  picture *kept = pl_cache_find(canvas->pictures, &key, key_length);
  if (kept) return kept;
  const unsigned failures = canvas->failures;
  set_line(canvas, &l, font, key.text, key_length - offsetof(line_key, text));
  const size_t cost = (size_t)l.width * (size_t)l.quarters / 4 * 6 + 256;
  kept = pl_cache_add(canvas->pictures, &key, key_length, cost);
  if (!kept) {
    pl_canvas_fail(canvas, PL_NO_MEMORY, "");
    return NULL;
  }
  kept->width = l.width;
  if (l.width > 0) make_picture(canvas, font, &l, kept);
  if (canvas->failures == failures) return kept;
  pl_cache_drop(canvas->pictures, kept); /* not for good: the next frame may have more luck */
  return NULL;
}

void pl_line_put(pl_canvas *canvas, int x, int baseline, const pl_font *font, const char *text, size_t length) {
  if (!length || !pl_canvas_is_ready(canvas) || !pl_alpha(font->colour)) return;
  const picture *p = picture_of(canvas, font, text, length);
  if (p && p->texture)
    pl_paint_picture(canvas, p->texture, NULL, x + p->left, baseline + p->top, (float)pl_alpha(font->colour) / 255);
}

/* ---- for the callers ---- */
static size_t length_of(const char *text) { return text ? strnlen(text, MOST_BYTES) : 0; }

float pl_font_width(pl_canvas *canvas, const pl_font *font, const char *text) {
  return (float)pl_line_width(canvas, font, text, length_of(text)) / canvas->unit;
}

static float draw_part(pl_canvas *canvas, pl_point at, pl_align align, const pl_font *font, const char *text,
                       size_t length) {
  const int width = pl_line_width(canvas, font, text, length);
  const pl_point device = pl_canvas_device(canvas, at);
  if (fabsf(device.x) < 1e6f && fabsf(device.y) < 1e6f) {
    const float part = align == PL_ALIGN_LEFT ? 0 : align == PL_ALIGN_CENTRE ? 0.5f : 1;
    pl_line_put(canvas, (int)lrintf(device.x - part * (float)width), (int)lrintf(device.y), font, text, length);
  }
  return (float)width / canvas->unit;
}

float pl_draw_text(pl_canvas *canvas, pl_point at, pl_align align, const pl_font *font, const char *text) {
  return draw_part(canvas, at, align, font, text, length_of(text));
}

/* Writes the first `length` bytes and dots behind them to `out`; behind what runs from right to left they stand at its
 * left, for which a mark is needed. Returns the length of it. */
static size_t put_dots(const char *text, size_t length, char *out) {
  size_t last = length;
  while (last > 0 && ((unsigned char)text[last - 1] >> 6) == 2) last--;
  const char *at = text + (last > 0 ? last - 1 : 0);
  const char *dots = length > 0 && pl_bidi_script(pl_line_character(&at, text + length)) ? "…\xE2\x80\x8F" : "…";
  memcpy(out, text, length);
  memcpy(out + length, dots, strlen(dots) + 1);
  return length + strlen(dots);
}

/* The longest part of the text, at whole characters, that with "…" is not wider than `most` pixels; it is written to
 * `out` with the dots. */
static size_t shortened(pl_canvas *canvas, const pl_font *font, const char *text, size_t length, int most, char *out) {
  size_t low = 0, high = length;
  while (low < high) {
    size_t middle = (low + high + 1) / 2;
    while (middle < high && ((unsigned char)text[middle] >> 6) == 2) middle++;
    if (pl_line_width(canvas, font, out, put_dots(text, middle, out)) <= most) {
      low = middle;
    } else {
      high = (low + high + 1) / 2 - 1;
      while (high > low && ((unsigned char)text[high] >> 6) == 2) high--;
    }
  }
  while (low > 0 && text[low - 1] == ' ') low--;
  return put_dots(text, low, out);
}

float pl_draw_text_fit(pl_canvas *canvas, pl_point at, pl_align align, float width, const pl_font *font,
                       const char *text) {
  char cut[MOST_BYTES + 8];
  const size_t length = length_of(text);
  const float most = fminf(width * canvas->unit, 1e6f);
  if (!(most > 0)) return 0;
  if ((float)pl_line_width(canvas, font, text, length) <= most + 0.5f)
    return draw_part(canvas, at, align, font, text, length);
  const size_t fits = shortened(canvas, font, text, length, (int)most, cut);
  return draw_part(canvas, at, align, font, cut, fits);
}

void pl_line_extent(pl_canvas *canvas, const pl_font *font, int *ascent, int *descent) {
  const int face = pl_typeface_face(canvas->typeface, font->weight);
  TTF_Font *opened = font_of(canvas, face, pl_line_quarters(canvas, font), 0);
  *ascent = opened ? TTF_FontAscent(opened) : 0;
  *descent = opened ? -TTF_FontDescent(opened) : 0;
}

void pl_font_extent(pl_canvas *canvas, const pl_font *font, float *ascent, float *descent) {
  int above, below;
  pl_line_extent(canvas, font, &above, &below);
  *ascent = (float)above / canvas->unit;
  *descent = (float)below / canvas->unit;
}

/* ---- labels ---- */
float pl_draw_label(pl_canvas *canvas, pl_point at, float size, pl_label label, bool is_measured_only) {
  static const pl_colour colours[PL_LABELS] = {0xFFFFFFFF, 0x33FF00FF, 0xFFC000FF, 0xFFC000FF, 0xFF2B2BFF};
  if ((unsigned)label >= PL_LABELS || !(size > 0)) return 0;
  const pl_font font = {.size = size, .weight = 700, .colour = colours[label]};
  const char *name = pl_label_name(label);
  const float side = size * 0.42f, height = size * 1.35f, width = pl_font_width(canvas, &font, name) + 2 * side;
  if (is_measured_only) return width;
  pl_draw_fill_round(canvas, (pl_rect){at.x, at.y, width, height}, PL_RADIUS_CHIP, PL_COLOUR_BLACK);
  /* Capitals, which are 0.73 of the size high, in the middle. */
  pl_draw_text(canvas, (pl_point){at.x + side, at.y + height / 2 + size * 0.365f}, PL_ALIGN_LEFT, &font, name);
  return width;
}
