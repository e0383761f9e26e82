/* One's own reckoning: which aims were met, and what the result is made of.
 *
 * An aim has a sign and a word: tick, half a disc, cross, and an open ring where nothing was judged. The parts of
 * the result are bars of which each begins where the one before it ended, so that the last one is what they add up to;
 * what takes away is hollow, as in every ledger here. */
#include <stdio.h>

#include "reckoning.h"

enum { SIGN = 44, WHAT = 220, AMOUNT = 130, PART = 60 };

/* ---- aims ---- */

typedef enum verdict { MET_NOT_JUDGED, MET_NOT, MET_PARTLY, MET_ALL } verdict;

static verdict verdict_of(const pl_reckoning_aim *aim) {
  return aim->met < 0 ? MET_NOT_JUDGED : aim->met >= PL_ONE ? MET_ALL : aim->met > 0 ? MET_PARTLY : MET_NOT;
}

static void put_sign(pl_canvas *canvas, verdict v, pl_point at) {
  const pl_dash solid = {0, 0, 0, 0}, dotted = {4, 4, 0, 0};
  const pl_point tick[] = {{at.x - 8, at.y + 1}, {at.x - 2, at.y + 7}, {at.x + 8, at.y - 6}};
  switch (v) {
  case MET_ALL:
    pl_draw_disc(canvas, at, 15, PL_COLOUR_SHARE);
    pl_draw_polyline(canvas, tick, 3, false, 4, solid, PL_COLOUR_SEA);
    break;
  case MET_PARTLY:
    pl_draw_ring(canvas, at, 13, 3, PL_COLOUR_TEXT);
    pl_draw_arc(canvas, at, 7, 13, 0.5f, 1, solid, PL_COLOUR_TEXT);
    break;
  case MET_NOT:
    pl_draw_line(canvas, (pl_point){at.x - 10, at.y - 10}, (pl_point){at.x + 10, at.y + 10}, 5, solid,
                 PL_COLOUR_INCIDENT_TEXT);
    pl_draw_line(canvas, (pl_point){at.x - 10, at.y + 10}, (pl_point){at.x + 10, at.y - 10}, 5, solid,
                 PL_COLOUR_INCIDENT_TEXT);
    break;
  case MET_NOT_JUDGED: pl_draw_arc(canvas, at, 13, 3, 0, 1, dotted, PL_COLOUR_DIM); break;
  }
}

static float put_aim(pl_app *app, pl_rect area, const pl_reckoning_aim *aim) {
  static const struct {
    const char *word;
    const pl_colour *colour;
  } said[] = {[MET_NOT_JUDGED] = {PL_LATER("not judged"), &PL_COLOUR_MUTED},
              [MET_NOT] = {PL_LATER("not met"), &PL_COLOUR_INCIDENT_TEXT},
              [MET_PARTLY] = {PL_LATER("partly met"), &PL_COLOUR_TEXT},
              [MET_ALL] = {PL_LATER("met"), &PL_COLOUR_SHARE}};
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_voice *voice = pl_game_voice(app->game);
  const verdict v = verdict_of(aim);
  const pl_font word = {.size = PL_FONT_BODY, .weight = 700, .colour = *said[v].colour};
  const pl_font text = {.size = PL_FONT_BODY, .weight = 400, .colour = PL_COLOUR_TEXT};
  const pl_font quiet = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED, .is_tabular = true};
  char points[64];
  snprintf(points, sizeof points, PL_TEXT("%d of %d points"), (int)aim->got, (int)aim->points);
  put_sign(canvas, v, (pl_point){area.x + 16, area.y + 18});
  const float used = pl_draw_text(canvas, (pl_point){area.x + area.w, area.y + 26}, PL_ALIGN_RIGHT, &quiet, points);
  pl_draw_text_fit(canvas, (pl_point){area.x + SIGN, area.y + 26}, PL_ALIGN_LEFT, area.w - SIGN - used - PL_SPACE_3,
                   &word, PL_TEXT(said[v].word));
  const pl_rect below = {area.x + SIGN, area.y + 36, area.w - SIGN, 0};
  const char *aim_text = pl_phrase_scenario_text(voice, &voice->scenario->objectives[aim->objective].text);
  return 36 + pl_draw_text_wrap(canvas, below, &text, aim_text, false) + PL_SPACE_4;
}

static float put_heading(pl_app *app, pl_rect area, const char *text) {
  const pl_font font = {.size = PL_FONT_LARGE, .weight = 700, .colour = PL_COLOUR_TEXT};
  return pl_draw_text_wrap(pl_ui_canvas(app->ui), area, &font, text, false) + PL_SPACE_3;
}

/* A figure and what it is of, beside it. */
typedef struct stat {
  char figure[32], words[96];
} stat;

enum { STAT = 80, LEAST_WORDS = 150, MOST_HIGH = 66 /* two lines */ };

static pl_font stat_font(void) {
  return (pl_font){.size = PL_FONT_STAT, .weight = 700, .colour = PL_COLOUR_TEXT, .is_tabular = true};
}

static void put_stat(pl_canvas *canvas, pl_rect area, const stat *s) {
  const pl_font large = stat_font(), quiet = {.size = PL_FONT_BODY, .weight = 400, .colour = PL_COLOUR_MUTED};
  const float used = pl_draw_text(canvas, (pl_point){area.x, area.y + 52}, PL_ALIGN_LEFT, &large, s->figure);
  const pl_rect beside = {area.x + used + PL_SPACE_3, area.y + 2, area.w - used - PL_SPACE_4, 0};
  pl_draw_text_wrap(canvas, beside, &quiet, s->words, false);
}

/* The two figures of which all else is the explanation: points, and result. */
static int find_stats(pl_app *app, const pl_reckoning *reckoning, stat *stats) {
  const int seat = pl_game_seat(app->game);
  int count = 0;
  if (reckoning->points) {
    snprintf(stats[count].figure, sizeof stats->figure, "%d", (int)reckoning->got);
    snprintf(stats[count++].words, sizeof stats->words, PL_TEXT("of %d points for your aims"), (int)reckoning->points);
  }
  if (seat >= 0 && seat < reckoning->state_count) {
    const pl_reckoning_state *mine = &reckoning->state[seat];
    const char *tenths = pl_phrase_tenths(pl_game_voice(app->game), pl_tenths_of_budget(mine, mine->payoff));
    snprintf(stats[count].figure, sizeof stats->figure, "%s", tenths);
    snprintf(stats[count++].words, sizeof stats->words, "%s", PL_TEXT("result, per cent of budget"));
  }
  return count;
}

static bool fits(pl_canvas *canvas, float width, const stat *s) {
  const pl_font large = stat_font(), quiet = {.size = PL_FONT_BODY, .weight = 400};
  const pl_rect words = {0, 0, width - pl_font_width(canvas, &large, s->figure) - PL_SPACE_4, 0};
  return words.w >= LEAST_WORDS && pl_draw_text_wrap(canvas, words, &quiet, s->words, true) <= MOST_HIGH;
}

/* Beside each other where there is room for their words. */
static float put_stats(pl_app *app, pl_rect area, const pl_reckoning *reckoning) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  stat stats[2];
  const int count = find_stats(app, reckoning, stats);
  bool is_beside = true;
  for (int i = 0; i < count; i++) is_beside = is_beside && fits(canvas, area.w / 2, &stats[i]);
  for (int i = 0; i < count; i++) {
    const float n = (float)i, half = area.w / 2;
    const pl_rect beside = {area.x + half * n, area.y, half, 0}, below = {area.x, area.y + STAT * n, area.w, 0};
    put_stat(canvas, is_beside ? beside : below, &stats[i]);
  }
  return (float)(!count ? 0 : is_beside ? STAT : STAT * count);
}

static float put_aims(pl_app *app, pl_rect area, const pl_reckoning *reckoning) {
  const float top = area.y;
  if (!reckoning->aim_count) return 0;
  if (!reckoning->points) area.y += put_heading(app, area, PL_TEXT("Your aims"));
  for (size_t i = 0; i < reckoning->aim_count; i++) area.y += put_aim(app, area, &reckoning->aim[i]);
  return area.y - top + PL_SPACE_4;
}

/* ---- the result ---- */

typedef struct part {
  const char *what, *why;
  pl_mu amount, begins; /* its bar goes from `begins` to `begins` + `amount` */
  bool is_sum;
} part;

/* The money that lies at both ends of the axis; zero is always on it. */
typedef struct span {
  pl_mu least, most;
} span;

static span span_of(const part *parts, int count) {
  span s = {0, 0};
  for (int i = 0; i < count; i++) {
    const pl_mu end = parts[i].begins + parts[i].amount;
    if (end < s.least) s.least = end;
    if (end > s.most) s.most = end;
  }
  return s;
}

static float place_of(span s, pl_rect track, pl_mu money) {
  if (s.most == s.least) return track.x;
  return track.x + track.w * (float)((double)(money - s.least) / (double)(s.most - s.least));
}

static void put_bar(pl_canvas *canvas, span s, pl_rect track, const part *p) {
  if (!p->amount) return;
  const float a = place_of(s, track, p->begins), b = place_of(s, track, p->begins + p->amount);
  const pl_rect bar = {a < b ? a : b, track.y, (a < b ? b - a : a - b) < 2 ? 2 : (a < b ? b - a : a - b), track.h};
  const pl_colour colour = p->is_sum ? PL_COLOUR_TEXT : PL_COLOUR_BAR;
  if (p->amount < 0)
    pl_draw_outline(canvas, bar, 2, bar.w < 6 ? bar.w / 2 : 3, colour);
  else
    pl_draw_fill(canvas, bar, colour);
}

static void put_part(pl_app *app, pl_rect row, span s, const part *p) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const int weight = p->is_sum ? 700 : 500;
  const pl_font what = {.size = PL_FONT_BODY, .weight = weight, .colour = PL_COLOUR_TEXT};
  const pl_font amount = {.size = PL_FONT_BODY, .weight = weight, .colour = PL_COLOUR_TEXT, .is_tabular = true};
  const pl_font why = {.size = PL_FONT_FLOOR, .weight = 400, .colour = PL_COLOUR_MUTED};
  pl_buffer number = {0};
  pl_put_amount(&number, p->amount, true);
  const pl_rect track = {row.x + WHAT, row.y + 8, row.w - WHAT - AMOUNT, 18};
  const float zero = place_of(s, track, 0);
  pl_draw_text_fit(canvas, (pl_point){row.x, row.y + 25}, PL_ALIGN_LEFT, WHAT - PL_SPACE_3, &what, p->what);
  if (track.w > 40) {
    pl_draw_fill(canvas, (pl_rect){zero - 1, row.y, 2, 34}, PL_COLOUR_DIM);
    put_bar(canvas, s, track, p);
  }
  pl_draw_text(canvas, (pl_point){row.x + row.w, row.y + 25}, PL_ALIGN_RIGHT, &amount, pl_buffer_text(&number));
  pl_draw_text_fit(canvas, (pl_point){row.x, row.y + 50}, PL_ALIGN_LEFT, row.w, &why, p->why);
  pl_buffer_clear(&number);
}

/* Public confidence, standing and rights are no money, and are never made into any. */
static float put_beside(pl_app *app, pl_rect area, const pl_reckoning_state *mine) {
  const pl_font words = {.size = PL_FONT_BODY, .weight = 400, .colour = PL_COLOUR_TEXT};
  const pl_voice *voice = pl_game_voice(app->game);
  char text[400];
  snprintf(text, sizeof text,
           PL_TEXT("Beside it, and not in it: public confidence %s\xC2\xA0%%, standing %s\xC2\xA0%%, rights "
                   "%s\xC2\xA0%%. What those are worth is for you to say."),
           pl_phrase_tenths(voice, (int64_t)mine->confidence * 1000 / PL_ONE),
           pl_phrase_tenths(voice, (int64_t)mine->standing * 1000 / PL_ONE),
           pl_phrase_tenths(voice, (int64_t)mine->rights * 1000 / PL_ONE));
  return pl_draw_text_wrap(pl_ui_canvas(app->ui), area, &words, text, false);
}

static float put_result(pl_app *app, pl_rect area, const pl_reckoning_state *mine) {
  const pl_voice *voice = pl_game_voice(app->game);
  const float top = area.y;
  char sum[160];
  snprintf(sum, sizeof sum, PL_TEXT("together, %s\xC2\xA0%% of your budget"),
           pl_phrase_tenths(voice, pl_tenths_of_budget(mine, mine->payoff)));
  part parts[] = {
      {PL_TEXT("Head start"), PL_TEXT("what it was worth to know things first, and alone"), mine->edge, 0, false},
      {PL_TEXT("Damage"), PL_TEXT("what the attacks did to your organisations"), -mine->loss, 0, false},
      {PL_TEXT("Burnt sources"), PL_TEXT("what was lost because a finding travelled"), -mine->burn, 0, false},
      {PL_TEXT("Work of sharing"), PL_TEXT("calls and papers"), -mine->effort, 0, false},
      {PL_TEXT("Result"), sum, mine->payoff, 0, true},
  };
  enum { PARTS = sizeof parts / sizeof parts[0] };
  for (int i = 1; i < PARTS - 1; i++) parts[i].begins = parts[i - 1].begins + parts[i - 1].amount;
  const span s = span_of(parts, PARTS);
  area.y += put_heading(app, area, PL_TEXT("What it cost and brought, in units"));
  for (int i = 0; i < PARTS; i++, area.y += PART)
    put_part(app, (pl_rect){area.x, area.y, area.w, PART}, s, &parts[i]);
  area.y += put_beside(app, area, mine);
  return area.y - top;
}

float pl_reckoning_own(pl_app *app, pl_rect area, const pl_reckoning *reckoning) {
  const int seat = pl_game_seat(app->game);
  const float top = area.y;
  area.y += put_stats(app, area, reckoning);
  area.y += put_aims(app, area, reckoning);
  if (seat >= 0 && seat < reckoning->state_count) area.y += put_result(app, area, &reckoning->state[seat]);
  return area.y - top;
}
