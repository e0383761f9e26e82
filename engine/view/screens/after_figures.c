/* What changed, in three figures: organisations found hit, recovered, and trust. All are the seat's own. */
#include <stdio.h>
#include <stdlib.h>

#include "after.h"

typedef enum figure_sign { SIGN_DIAMOND, SIGN_RING, SIGN_WEDGE } figure_sign;

typedef struct figure {
  figure_sign sign;
  char change[24], below[96];
  const char *words;
} figure;

static void put_sign(pl_canvas *canvas, figure_sign sign, pl_point at) {
  const pl_point wedge[3] = {{at.x - 16, at.y - 12}, {at.x, at.y + 14}, {at.x + 16, at.y - 12}};
  switch (sign) {
  case SIGN_DIAMOND: pl_draw_diamond(canvas, at, 20, PL_COLOUR_INCIDENT, 3, PL_COLOUR_INCIDENT_EDGE); break;
  case SIGN_RING: pl_draw_ring(canvas, at, 15, 7, PL_COLOUR_RECOVERED); break;
  case SIGN_WEDGE: pl_draw_polyline(canvas, wedge, 3, false, 6, (pl_dash){0, 0, 0, 0}, PL_COLOUR_MUTED); break;
  }
}

/* Returns the height. */
static float put_figure(pl_app *app, pl_rect area, const figure *f) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const float size = area.w < 200 ? PL_FONT_NETWORK : PL_FONT_STAT;
  const pl_font stat = {.size = size, .weight = 700, .colour = PL_COLOUR_TEXT, .is_tabular = true};
  const pl_font words = {.size = PL_FONT_BODY, .weight = 500, .colour = PL_COLOUR_TEXT};
  const pl_font quiet = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED, .is_tabular = true};
  put_sign(canvas, f->sign, (pl_point){area.x + 22, area.y + 36});
  pl_draw_text(canvas, (pl_point){area.x + 58, area.y + 56}, PL_ALIGN_LEFT, &stat, f->change);
  pl_rect below = {area.x, area.y + 76, area.w - PL_SPACE_4, 0};
  below.y += pl_draw_text_wrap(canvas, below, &words, f->words, false);
  return below.y - area.y + pl_draw_text_wrap(canvas, below, &quiet, f->below, false);
}

/* "+3", "−2", "0" */
static void put_change(char *out, size_t size, int change) {
  if (change)
    snprintf(out, size, "%s%d", change > 0 ? "+" : "\xE2\x88\x92", abs(change));
  else
    snprintf(out, size, "0");
}

/* The mean of what the others think of this seat, in tenths of a step of five. */
static int mean_trust(const pl_brief *brief, const uint8_t *steps) {
  int sum = 0, count = 0;
  for (int t = 0; t < brief->scenario->state_count; t++)
    if (t != brief->seat && steps[t]) sum += steps[t], count++;
  return count ? (sum * 10 + count / 2) / count : 0;
}

float pl_after_figures(pl_app *app, pl_rect area) {
  const pl_brief *brief = pl_game_brief(app->game);
  const pl_gauges *before = pl_game_before(app->game);
  const pl_voice *voice = pl_game_voice(app->game);
  pl_gauges now;
  if (!brief->is_state || !before) return 0;
  pl_game_gauges(brief, &now);
  const int hit = now.contained + now.recovered, was_hit = before->contained + before->recovered;
  const int trust = mean_trust(brief, now.trust_in_me), was_trust = mean_trust(brief, before->trust_in_me);
  figure figures[3] = {{.sign = SIGN_DIAMOND, .words = PL_TEXT("organisations found hit")},
                       {.sign = SIGN_RING, .words = PL_TEXT("recovered")},
                       {.sign = SIGN_WEDGE, .words = PL_TEXT("trust placed in you")}};
  put_change(figures[0].change, sizeof figures[0].change, hit - was_hit);
  snprintf(figures[0].below, sizeof figures[0].below, PL_TEXT("%d → %d of %d"), was_hit, hit, brief->organisations);
  put_change(figures[1].change, sizeof figures[1].change, now.recovered - before->recovered);
  snprintf(figures[1].below, sizeof figures[1].below, PL_TEXT("%d → %d of %d"), (int)before->recovered,
           (int)now.recovered, hit);
  snprintf(figures[2].change, sizeof figures[2].change, "%s%s",
           trust > was_trust ? "+" : trust < was_trust ? "\xE2\x88\x92" : "",
           trust == was_trust ? "0" : pl_phrase_tenths(voice, abs(trust - was_trust)));
  snprintf(figures[2].below, sizeof figures[2].below, PL_TEXT("%s → %s of 5 steps, on average"),
           pl_phrase_tenths(voice, was_trust), pl_phrase_tenths(voice, trust));
  float height = 0;
  for (int i = 0; i < 3; i++) {
    const pl_rect column = {area.x + area.w / 3 * (float)i, area.y, area.w / 3, 0};
    const float one = put_figure(app, column, &figures[i]);
    if (one > height) height = one;
  }
  return height + PL_SPACE_5;
}
