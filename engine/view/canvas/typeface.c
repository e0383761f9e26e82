/* Typefaces: Inter in four weights, DejaVu Sans where it is missing or lacks a character, and for the rest what
 * fontconfig proposes.
 *
 * fontconfig says which file has a family and a weight, and which characters are in it; a face is one such answer. A
 * configuration of fontconfig's own is loaded, so that nothing outlives the typeface. Fonts are kept open, at most so
 * many, by face, size and outline; sizes are quarters of a pixel, so that widths grow evenly with the scale. */
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

#include "cache.h"
#include "typeface.h"

enum { WEIGHTS = 4, MOST_FACES = 24, MOST_FONTS = 48, MOST_MISSING = 256, TRIAL_SIZE = 64 };

typedef struct face {
  char *file;          /* owned */
  int index;           /* in the file */
  int weight;
  FcCharSet *has;      /* owned */
} face;

struct pl_typeface {
  FcConfig *config;
  face faces[MOST_FACES]; /* the weights first, then DejaVu Sans in two, then what was looked for */
  int count;
  uint32_t missing[MOST_MISSING]; /* characters that no font has */
  int missing_count;
  pl_cache *fonts;        /* of TTF_Font * */
  bool has_library;
};

static const int weights[WEIGHTS] = {400, 500, 600, 700};

/* ---- finding files ---- */
static FcPattern *wanted(const char *family, int weight) {
  FcPattern *pattern = FcPatternCreate();
  if (!pattern) return NULL;
  if (family) FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
  FcPatternAddInteger(pattern, FC_WEIGHT, FcWeightFromOpenType(weight));
  FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
  FcPatternAddBool(pattern, FC_COLOR, FcFalse);
  return pattern;
}

/* Takes the pattern. Owned, or NULL. */
static FcPattern *matched(pl_typeface *typeface, FcPattern *pattern) {
  FcResult result;
  if (!pattern) return NULL;
  FcConfigSubstitute(typeface->config, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcPattern *found = FcFontMatch(typeface->config, pattern, &result);
  FcPatternDestroy(pattern);
  return found;
}

static bool is_family(const FcPattern *found, const char *family) {
  FcChar8 *name;
  return !family || (FcPatternGetString(found, FC_FAMILY, 0, &name) == FcResultMatch && !strcmp((char *)name, family));
}

static void forget_last(pl_typeface *typeface) {
  const face *last = &typeface->faces[--typeface->count];
  free(last->file);
  FcCharSetDestroy(last->has);
}

/* Whether its glyphs are outlines; pictures, as of emoji, have one size and their own colours. */
static bool is_drawn(const FcPattern *found) {
  FcBool is_scalable = FcTrue, has_colour = FcFalse;
  FcPatternGetBool(found, FC_SCALABLE, 0, &is_scalable);
  FcPatternGetBool(found, FC_COLOR, 0, &has_colour);
  return is_scalable && !has_colour;
}

/* Keeps a face for what was found; −1 if it is no file that can be opened, or there is no room. */
static int keep_face(pl_typeface *typeface, const FcPattern *found, int weight) {
  FcChar8 *file;
  FcCharSet *has;
  int index = 0;
  if (typeface->count == MOST_FACES || !is_drawn(found) ||
      FcPatternGetString(found, FC_FILE, 0, &file) != FcResultMatch ||
      FcPatternGetCharSet(found, FC_CHARSET, 0, &has) != FcResultMatch)
    return -1;
  FcPatternGetInteger(found, FC_INDEX, 0, &index);
  for (int i = WEIGHTS; i < typeface->count; i++)
    if (!strcmp(typeface->faces[i].file, (char *)file)) return i;
  char *copy = malloc(strlen((char *)file) + 1);
  if (!copy) return -1;
  strcpy(copy, (char *)file);
  typeface->faces[typeface->count++] = (face){copy, index & 0xFFFF, weight, FcCharSetCopy(has)};
  if (pl_typeface_font(typeface, typeface->count - 1, TRIAL_SIZE, 0)) return typeface->count - 1;
  forget_last(typeface);
  return -1;
}

static int find_face(pl_typeface *typeface, const char *family, int weight) {
  FcPattern *found = matched(typeface, wanted(family, weight));
  if (!found) return -1;
  const int at = is_family(found, family) ? keep_face(typeface, found, weight) : -1;
  FcPatternDestroy(found);
  return at;
}

static bool find_weight(pl_typeface *typeface, int weight) {
  static const char *const families[] = {"Inter", "DejaVu Sans", NULL};
  for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
    if (find_face(typeface, families[i], weight) >= 0) return true;
  return false;
}

/* ---- life ---- */
static void close_font(void *value) {
  if (*(TTF_Font **)value) TTF_CloseFont(*(TTF_Font **)value);
}

pl_typeface *pl_typeface_new(pl_error *error) {
  pl_typeface *typeface = calloc(1, sizeof *typeface);
  if (!typeface || !(typeface->fonts = pl_cache_new(MOST_FONTS, 0, sizeof(TTF_Font *), close_font))) {
    free(typeface);
    pl_error_set(error, PL_NO_MEMORY, PL_TEXT("out of memory"));
    return NULL;
  }
  typeface->has_library = TTF_Init() == 0;
  if (!typeface->has_library) {
    pl_error_set(error, PL_SYSTEM, PL_TEXT("fonts can't be drawn: %s"), SDL_GetError());
    pl_typeface_free(typeface);
    return NULL;
  }
  typeface->config = FcInitLoadConfigAndFonts();
  bool is_complete = typeface->config != NULL;
  for (int i = 0; i < WEIGHTS && is_complete; i++) is_complete = find_weight(typeface, weights[i]);
  if (!is_complete) {
    pl_error_set(error, PL_SYSTEM,
                 PL_TEXT("there is no font to write with; install one, on Debian with: apt-get install fonts-inter"));
    pl_typeface_free(typeface);
    return NULL;
  }
  find_face(typeface, "DejaVu Sans", 400);
  find_face(typeface, "DejaVu Sans", 700);
  return typeface;
}

void pl_typeface_free(pl_typeface *typeface) {
  if (!typeface) return;
  pl_cache_free(typeface->fonts);
  while (typeface->count) forget_last(typeface);
  if (typeface->config) FcConfigDestroy(typeface->config);
  if (typeface->has_library) TTF_Quit();
  free(typeface);
}

/* ---- asking ---- */
int pl_typeface_face(const pl_typeface *typeface, int weight) {
  (void)typeface;
  return weight < 450 ? 0 : weight < 550 ? 1 : weight < 650 ? 2 : 3;
}

static bool has(const pl_typeface *typeface, int at, uint32_t character) {
  return FcCharSetHasChar(typeface->faces[at].has, character);
}

static bool is_missing(const pl_typeface *typeface, uint32_t character) {
  for (int i = 0; i < typeface->missing_count; i++)
    if (typeface->missing[i] == character) return true;
  return false;
}

/* Asks fontconfig for any font with this character. */
static int look_for(pl_typeface *typeface, int weight, uint32_t character) {
  FcPattern *pattern = wanted("sans-serif", weight);
  FcCharSet *set = FcCharSetCreate();
  if (pattern && set) {
    FcCharSetAddChar(set, character);
    FcPatternAddCharSet(pattern, FC_CHARSET, set);
  }
  if (set) FcCharSetDestroy(set);
  FcPattern *found = matched(typeface, pattern);
  int at = found ? keep_face(typeface, found, weight) : -1;
  if (found) FcPatternDestroy(found);
  if (at >= 0 && has(typeface, at, character)) return at;
  if (typeface->missing_count < MOST_MISSING) typeface->missing[typeface->missing_count++] = character;
  return -1;
}

int pl_typeface_face_for(pl_typeface *typeface, int weight, uint32_t character) {
  const int first = pl_typeface_face(typeface, weight);
  if (has(typeface, first, character) || is_missing(typeface, character)) return first;
  int best = -1;
  for (int i = WEIGHTS; i < typeface->count; i++)
    if (has(typeface, i, character) &&
        (best < 0 || abs(typeface->faces[i].weight - weight) < abs(typeface->faces[best].weight - weight)))
      best = i;
  if (best < 0 && typeface->missing_count < MOST_MISSING) best = look_for(typeface, weight, character);
  return best < 0 ? first : best;
}

TTF_Font *pl_typeface_font(pl_typeface *typeface, int at, int quarters, int outline) {
  const int key[3] = {at, quarters, outline};
  TTF_Font **kept = pl_cache_find(typeface->fonts, key, sizeof key);
  if (kept) return *kept;
  if (at < 0 || at >= typeface->count) return NULL;
  const face *from = &typeface->faces[at];
  /* Points at 18 to the inch: a quarter of a pixel each. */
  TTF_Font *font = TTF_OpenFontIndexDPI(from->file, quarters, from->index, 18, 18);
  if (!font) return NULL;
  TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
  if (outline > 0) TTF_SetFontOutline(font, outline);
  kept = pl_cache_add(typeface->fonts, key, sizeof key, 0);
  if (!kept) {
    TTF_CloseFont(font);
    return NULL;
  }
  *kept = font;
  return font;
}
