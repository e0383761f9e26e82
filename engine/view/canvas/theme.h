/* The theme: every colour, size, width and duration of the view, once.
 *
 * Colours are 0xRRGGBBAA. Vermilion is for incidents, cyan for sharing, amber for attention; everything else stays
 * quiet. The hues are of Okabe and Ito's palette (2008) or told apart by lightness, and shape or pattern always repeats
 * what a colour says. Text has a contrast of 4.5 against what it stands on, large text and graphics 3 (WCAG 2.1);
 * tests/view/test_theme.c computes it. Lengths are logical pixels (geometry.h), times seconds. */
#ifndef POLDER_VIEW_THEME_H
#define POLDER_VIEW_THEME_H

#include <stdint.h>

typedef uint32_t pl_colour;

/* X(name, value): the palette */
#define PL_THEME_COLOURS(X)                                                                                    \
  X(SEA, 0x0B1730FF)            /* window, water, the outline of text over the map */                          \
  X(PANEL, 0x0F1F3DFF)          /* bars and side panels */                                                     \
  X(RAISED, 0x16294AFF)         /* cards, cluster discs */                                                     \
  X(SELECTED, 0x17345AFF)       /* the chosen card */                                                          \
  X(LAND, 0x172A4BFF)                                                                                          \
  X(BORDER, 0x2B4672FF)                                                                                        \
  X(GRATICULE, 0x11213FFF)                                                                                     \
  X(LINE, 0x2C4570FF)           /* dividers */                                                                 \
  X(RING, 0x2E466FFF)           /* the empty part of a cluster's ring */                                       \
  X(TEXT, 0xEDF3FBFF)                                                                                          \
  X(MUTED, 0xAFBFD6FF)          /* secondary text */                                                           \
  X(DIM, 0x7F93B2FF)            /* disabled text, outlines of controls, leader lines */                        \
  X(BAR, 0x8FA9CFFF)            /* neutral bars: budget, confidence */                                         \
  X(CLEAN, 0x647DA8FF)          /* a clean organisation */                                                     \
  X(SHARE, 0x35C9D9FF)          /* sharing: pulses, the chosen audience, spared, the main button */            \
  X(SHARE_DEEP, 0x1B7F92FF)     /* a switch that is on, fills below text */                                    \
  X(INCIDENT, 0xD55E00FF)       /* incidents: fills, rings, curves; not for text */                            \
  X(INCIDENT_TEXT, 0xFF8A55FF)                                                                                 \
  X(INCIDENT_EDGE, 0xFFAA80FF)  /* outline of a hit organisation; keeps it visible in grey */                  \
  X(RECOVERED, 0x8FDCBDFF)                                                                                     \
  X(AMBER, 0xFFC000FF)          /* attention only: cut ties, free riders */                                    \
  X(FORUM_1, 0x56B4E9FF)        /* solid, square hub */                                                        \
  X(FORUM_2, 0xCC79A7FF)        /* dashed, triangle hub; falling trust */                                      \
  X(FORUM_3, 0xC4CFE0FF)        /* dotted, hexagon hub */                                                      \
  X(ALLIANCE, 0x5C77A3FF)                                                                                      \
  X(WHITE, 0xFFFFFFFF)                                                                                         \
  X(BLACK, 0x000000FF)          /* chips of the Traffic Light Protocol, version 2.0 */                         \
  X(TLP_RED, 0xFF2B2BFF)                                                                                       \
  X(TLP_AMBER, 0xFFC000FF)                                                                                     \
  X(TLP_GREEN, 0x33FF00FF)                                                                                     \
  X(TLP_CLEAR, 0xFFFFFFFF)                                                                                     \
  X(TRUST_LOW, 0x2A1A2CFF)      /* heatmap of trust: below 30, hatched with FORUM_2 */                         \
  X(TRUST_1, 0x1B2A4AFF)        /* 30 – 44 */                                                                  \
  X(TRUST_2, 0x28446FFF)        /* 45 – 59 */                                                                  \
  X(TRUST_3, 0x39629AFF)        /* 60 – 71 */                                                                  \
  X(TRUST_4, 0x5A8BC8FF)        /* 72 and more; digits in SEA */                                               \
  X(GAVE_1, 0x14374FFF)         /* heatmap of sharing, five steps; digits in SEA from the fourth */            \
  X(GAVE_2, 0x1B5669FF)                                                                                        \
  X(GAVE_3, 0x25808FFF)                                                                                        \
  X(GAVE_4, 0x2FABB9FF)                                                                                        \
  X(GAVE_5, 0x7FE0EAFF)

#define X(name, value) static const pl_colour PL_COLOUR_##name __attribute__((unused)) = value;
PL_THEME_COLOURS(X)
#undef X

/* The same colour with another opacity, 0 … 1. */
static inline pl_colour pl_fade(pl_colour colour, float opacity) {
  const float part = opacity < 0 ? 0 : opacity > 1 ? 1 : opacity;
  return (colour & 0xFFFFFF00u) | (pl_colour)((float)(colour & 0xFF) * part + 0.5f);
}

/* Type: sizes; weights are 400, 500, 600, 700. */
enum {
  PL_FONT_HERO = 76,     /* 700: the one number of the board */
  PL_FONT_STAT = 60,     /* 700: figures after a round */
  PL_FONT_NETWORK = 40,  /* 700: labels on the network, headlines; readable from eight metres */
  PL_FONT_TITLE = 36,    /* 700: titles of bars, round, day, sections */
  PL_FONT_BOARD = 28,    /* 500 – 700: the smallest essential text on a projector */
  PL_FONT_NOTE = 24,     /* 400: on a projector what nobody needs from the back row */
  PL_FONT_LARGE = 30,    /* the play screens: */
  PL_FONT_LEAD = 26,
  PL_FONT_BODY = 22,
  PL_FONT_SMALL = 20,
  PL_FONT_FLOOR = 18,    /* nothing is smaller, but for */
  PL_FONT_KEYCAP = 16
};
#define PL_LINE_TITLE 1.2f /* line height of titles, and of running text */
#define PL_LINE_TEXT 1.35f

/* Space and shape. */
enum {
  PL_SPACE_1 = 4, PL_SPACE_2 = 8, PL_SPACE_3 = 12, PL_SPACE_4 = 16, PL_SPACE_5 = 24, PL_SPACE_6 = 32, PL_SPACE_7 = 48,
  PL_MARGIN_BOARD = 40, PL_MARGIN_PLAY = 24,
  PL_RADIUS_CHIP = 4, PL_RADIUS_CONTROL = 8, PL_RADIUS_CARD = 12,
  PL_TITLE_BAR = 104, PL_TIMELINE = 216, PL_PLAY_BAR = 76, PL_PLAY_LEFT = 430, PL_PLAY_RIGHT = 530,
  PL_TARGET = 36,        /* the smallest thing to click */
  PL_FOCUS_WIDTH = 3, PL_FOCUS_GAP = 3
};

/* Motion. */
#define PL_TIME_DAY 2.0f         /* a day of playback */
#define PL_TIME_SHARE 0.9f       /* intelligence along a thread; ease-out */
#define PL_TIME_INCIDENT 1.4f    /* an incident along a dependency; ease-in-out */
#define PL_TIME_DOT 0.25f        /* an organisation changes its state: grows to 1.4 and back */
#define PL_TIME_COUNTER 0.3f
#define PL_TIME_CUT 0.5f
#define PL_TIME_PASSAGE 0.9f     /* from map to network */
#define PL_TIME_PANEL 0.15f
#define PL_TIME_HOVER 0.1f
#define PL_TIME_REVEAL 0.4f

#endif
