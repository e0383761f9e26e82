/* Who knew what, when: for one incident, when each state knew of it and when it was first hit.
 *
 * A solid bar is warning in time, hatched vermilion is too late, hatched grey what its finder held back; the column at
 * the right says the same in words. What this seat cannot know is said to be unknown, and never guessed. All of it is
 * about time: whether knowing spared anything is compared elsewhere, by playing the week again. */
#include <math.h>
#include <stdio.h>

#include "after.h"

enum { ORDERED = 256, LEAST_ROW = 34, MOST_ROW = 44, WORDS = 250, AROUND_ROWS = 340, TABS = 3 };

typedef struct axis {
  pl_tick from, to;
  float x, w;
} axis;

static float place_of(const axis *a, pl_tick tick) {
  const float at = (float)(tick - a->from) / (float)(a->to - a->from);
  return a->x + a->w * (at < 0 ? 0 : at > 1 ? 1 : at);
}

/* From the day before anything was known or hit to the end, a week at least. */
static axis axis_for(const pl_knowing *rows, int count, pl_tick end, float names, pl_rect area) {
  pl_tick from = end;
  for (int s = 0; s < count; s++) {
    if (rows[s].knows >= 0 && rows[s].knows < from) from = rows[s].knows;
    if (rows[s].hit >= 0 && rows[s].hit < from) from = rows[s].hit;
  }
  if (from > end - PL_TICKS_PER_ROUND) from = end - PL_TICKS_PER_ROUND;
  from -= from % PL_TICKS_PER_DAY;
  if (from < 0) from = 0;
  if (end <= from) end = from + PL_TICKS_PER_ROUND;
  return (axis){from, end, area.x + names, area.w - names - WORDS};
}

/* ---- a row in words ---- */

static bool is_warned(const pl_knowing *k) { return k->knows >= 0 && (k->hit < 0 || k->knows < k->hit); }

static int days_between(pl_tick a, pl_tick b) { return (int)((b - a + PL_TICKS_PER_DAY / 2) / PL_TICKS_PER_DAY); }

/* How long its finder kept it, in days: until it first sent it, or until now. */
static int days_held(const pl_knowing *k, pl_tick end) {
  return k->knows >= 0 && k->is_finder ? days_between(k->knows, k->sent >= 0 ? k->sent : end) : 0;
}

/* Returns its colour. What was not found in one's own state may be there nevertheless. */
static pl_colour say(const pl_knowing *k, bool is_own, pl_tick end, char *out, size_t size) {
  const int held = days_held(k, end);
  if (!k->is_known) {
    snprintf(out, size, "%s", k->knows >= 0 ? PL_TEXT("knew of it") : PL_TEXT("unknown to you"));
    return k->knows >= 0 ? PL_COLOUR_MUTED : PL_COLOUR_DIM;
  }
  if (held > 0) {
    snprintf(out, size, PL_TEXTS("held %d day", "held %d days", held), held);
    return PL_COLOUR_MUTED;
  }
  if (k->knows < 0) {
    snprintf(out, size, "%s", k->hit >= 0 ? PL_TEXT("never told") : is_own ? PL_TEXT("not told, no hit found")
                                                                          : PL_TEXT("not told, not hit"));
    return k->hit < 0 ? PL_COLOUR_MUTED : PL_COLOUR_INCIDENT_TEXT;
  }
  if (k->hit < 0) {
    snprintf(out, size, "%s", is_own ? PL_TEXT("no hit found") : PL_TEXT("not hit"));
    return PL_COLOUR_SHARE;
  }
  if (k->hit == k->knows) {
    snprintf(out, size, "%s", PL_TEXT("by being hit"));
    return PL_COLOUR_INCIDENT_TEXT;
  }
  const bool is_ahead = is_warned(k);
  const int days = is_ahead ? days_between(k->knows, k->hit) : days_between(k->hit, k->knows);
  if (!days)
    snprintf(out, size, "%s", is_ahead ? PL_TEXT("knew hours ahead") : PL_TEXT("hours late"));
  else
    snprintf(out, size,
             is_ahead ? PL_TEXTS("knew %d day ahead", "knew %d days ahead", days)
                      : PL_TEXTS("%d day late", "%d days late", days),
             days);
  return is_ahead ? PL_COLOUR_SHARE : PL_COLOUR_INCIDENT_TEXT;
}

/* For the tooltip, in full. */
static void explain(const pl_voice *voice, const pl_knowing *k, int state, pl_buffer *out) {
  const char *name = pl_name_of_seat(voice, state);
  if (k->is_known && k->hit >= 0 && is_warned(k))
    pl_buffer_add_format(out,
                         PL_TEXT("%s: knew of it %s before its first organisation was hit. That it knew does not say "
                                 "that anything was spared."),
                         name, pl_phrase_span(voice, k->hit - k->knows));
  else
    pl_buffer_add_text(out, name);
}

/* ---- a row as a picture ---- */

static void put_span(pl_canvas *canvas, const axis *a, pl_tick from, pl_tick to, float middle, pl_colour colour,
                     float angle) {
  const float x = place_of(a, from);
  const pl_rect bar = {x, middle - 8, place_of(a, to) - x, 16};
  if (bar.w <= 0) return;
  if (angle == 0) {
    pl_draw_fill(canvas, bar, pl_fade(colour, 0.5f));
    return;
  }
  pl_draw_fill(canvas, bar, pl_fade(colour, 0.22f));
  pl_draw_hatch(canvas, bar, angle, 9, 3.5f, colour);
}

static void put_knowledge_mark(pl_canvas *canvas, pl_point at) {
  pl_draw_disc(canvas, at, 11, PL_COLOUR_SHARE);
  pl_draw_disc(canvas, at, 4.5f, PL_COLOUR_WHITE);
}

static void put_hit_mark(pl_canvas *canvas, pl_point at) {
  pl_draw_diamond(canvas, at, 12, PL_COLOUR_INCIDENT, 2, PL_COLOUR_INCIDENT_EDGE);
}

static void put_row(pl_canvas *canvas, const axis *a, const pl_knowing *k, float middle) {
  const pl_tick end = a->to;
  if (!k->is_known) {
    if (k->knows >= 0) put_knowledge_mark(canvas, (pl_point){place_of(a, k->knows), middle});
    return;
  }
  if (k->knows >= 0 && k->is_finder && days_held(k, end) > 0)
    put_span(canvas, a, k->knows, k->sent >= 0 ? k->sent : end, middle, PL_COLOUR_MUTED, -40);
  else if (k->knows >= 0 && is_warned(k))
    put_span(canvas, a, k->knows, k->hit >= 0 ? k->hit : end, middle, PL_COLOUR_SHARE, 0);
  if (k->hit >= 0 && !is_warned(k))
    put_span(canvas, a, k->hit, k->knows >= 0 ? k->knows : end, middle, PL_COLOUR_INCIDENT, 35);
  if (k->knows >= 0) put_knowledge_mark(canvas, (pl_point){place_of(a, k->knows), middle});
  if (k->hit >= 0) put_hit_mark(canvas, (pl_point){place_of(a, k->hit), middle});
}

/* ---- the parts around the rows ---- */

static void put_axis(pl_app *app, const axis *a, pl_rect head, float bottom) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font font = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED, .is_tabular = true};
  const int days = (a->to - a->from) / PL_TICKS_PER_DAY;
  int step = 1;
  while (days / step > 8) step = step == 1 ? 2 : step == 2 ? 7 : step + 7;
  for (int day = 0; day <= days; day += step) {
    const float x = place_of(a, a->from + day * PL_TICKS_PER_DAY);
    char text[32];
    const int number = a->from / PL_TICKS_PER_DAY + day;
    snprintf(text, sizeof text, day ? "%d" : PL_TEXT("day %d"), number);
    pl_draw_text(canvas, (pl_point){x, head.y + 24}, PL_ALIGN_CENTRE, &font, text);
    pl_draw_line(canvas, (pl_point){x, head.y + 34}, (pl_point){x, bottom}, 1.5f, (pl_dash){0, 0, 0, 0},
                 pl_fade(PL_COLOUR_LINE, 0.7f));
  }
}

/* What the marks mean, and the bars. */
static float put_legend(pl_app *app, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font font = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_TEXT};
  const char *const words[] = {PL_TEXT("knows"), PL_TEXT("first hit"), PL_TEXT("warned in time"), PL_TEXT("too late"),
                               PL_TEXT("held back")};
  const axis sample = {0, 1, 0, 0};
  float x = area.x, y = area.y + 20;
  for (int i = 0; i < 5; i++) {
    const float sign = i < 2 ? 26 : 50, width = sign + pl_font_width(canvas, &font, words[i]);
    if (x + width > area.x + area.w && x > area.x) x = area.x, y += 34;
    axis a = sample;
    a.x = x;
    a.w = sign - 10;
    if (i == 0) put_knowledge_mark(canvas, (pl_point){x + 10, y});
    if (i == 1) put_hit_mark(canvas, (pl_point){x + 10, y});
    if (i == 2) put_span(canvas, &a, 0, 1, y, PL_COLOUR_SHARE, 0);
    if (i == 3) put_span(canvas, &a, 0, 1, y, PL_COLOUR_INCIDENT, 35);
    if (i == 4) put_span(canvas, &a, 0, 1, y, PL_COLOUR_MUTED, -40);
    pl_draw_text(canvas, (pl_point){x + sign, y + 7}, PL_ALIGN_LEFT, &font, words[i]);
    x += width + PL_SPACE_5;
  }
  return y - area.y + 28;
}

/* A tab for each incident, as far as there is room; [ and ] reach all of them. */
static void put_tabs(pl_app *app, pl_knowing_panel *panel, pl_rect row, const pl_iid *incidents, int count) {
  const pl_voice *voice = pl_game_voice(app->game);
  const int shown = count < TABS ? count : TABS;
  int first = panel->incident - shown / 2;
  if (first > count - shown) first = count - shown;
  if (first < 0) first = 0;
  pl_ui_push(app->ui, "incidents");
  for (int i = first; i < first + shown; i++) {
    pl_buffer name = {0};
    pl_put_incident(&name, voice, incidents[i]);
    float width = pl_button_width(app->ui, pl_buffer_text(&name), NULL) + 32;
    const float most = (row.w - 110) / (float)(first + shown - i);
    if (width > most) width = most;
    pl_ui_push_number(app->ui, i);
    if (pl_choice(app->ui, pl_cut_left(&row, width), pl_buffer_text(&name), i == panel->incident, true, NULL))
      panel->incident = i;
    pl_ui_pop(app->ui);
    pl_cut_left(&row, PL_SPACE_3);
    pl_buffer_clear(&name);
  }
  pl_ui_pop(app->ui);
  if (count > shown) {
    const pl_font font = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
    char more[48];
    snprintf(more, sizeof more, PL_TEXTS("%d more", "%d more", count - shown), count - shown);
    pl_draw_text(pl_ui_canvas(app->ui), (pl_point){row.x, row.y + 30}, PL_ALIGN_LEFT, &font, more);
  }
}

static void take_keys(pl_app *app, pl_knowing_panel *panel, int incidents, int states) {
  if (pl_ui_key(app->ui, SDLK_RIGHTBRACKET, 0) && panel->incident + 1 < incidents) panel->incident++;
  if (pl_ui_key(app->ui, SDLK_LEFTBRACKET, 0) && panel->incident > 0) panel->incident--;
  if (pl_ui_key(app->ui, SDLK_DOWN, 0) && panel->row + 1 < states) panel->row++;
  if (pl_ui_key(app->ui, SDLK_UP, 0) && panel->row > 0) panel->row--;
}

/* One sentence about all of them. */
static void put_sum(pl_app *app, pl_rect foot, const pl_knowing *rows, int count) {
  const pl_font font = {.size = PL_FONT_LEAD, .weight = 600, .colour = PL_COLOUR_TEXT};
  char text[200];
  int known = 0, good = 0, knew = 0;
  for (int s = 0; s < count; s++) {
    knew += rows[s].knows >= 0;
    if (!rows[s].is_known) continue;
    known++;
    if (is_warned(&rows[s]) || rows[s].hit < 0) good++;
  }
  if (known == count)
    snprintf(text, sizeof text, PL_TEXT("%d of %d states were warned before their first hit, or stayed clean."), good,
             known);
  else
    snprintf(text, sizeof text, PL_TEXT("As far as you know, %d of %d states knew of it."), knew, count);
  pl_draw_text_wrap(pl_ui_canvas(app->ui), foot, &font, text, false);
}

/* How wide the column of names is: what the widest of them takes, as far as the days keep most of the room. */
static float width_of_names(const pl_app *app, const pl_font *font, float most) {
  const pl_scenario *scenario = pl_game_scenario(app->game);
  float widest = 80;
  for (int s = 0; s < scenario->state_count; s++) {
    const char *name = pl_mark_of_state(scenario, pl_game_voice(app->game)->language, s);
    const float width = pl_font_width(pl_ui_canvas(app->ui), font, name) + 44;
    if (width > widest) widest = width;
  }
  return widest < most ? widest : most;
}

static void put_rows(pl_app *app, pl_knowing_panel *panel, pl_rect area, const pl_knowing *rows) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_scenario *scenario = pl_game_scenario(app->game);
  const pl_voice *voice = pl_game_voice(app->game);
  const int count = scenario->state_count;
  const pl_tick end = pl_timeline_end(pl_board_timeline(app->board));
  const pl_rect head = pl_cut_top(&area, 40);
  const float each = area.h / (float)count;
  const float step = each < LEAST_ROW ? LEAST_ROW : each > MOST_ROW ? MOST_ROW : floorf(each);
  const float height = step * (float)count;
  const pl_font name = {.size = PL_FONT_BODY, .weight = 600, .colour = PL_COLOUR_TEXT};
  const float names = width_of_names(app, &name, area.w * 0.3f);
  const axis a = axis_for(rows, count, end, names, area);
  put_axis(app, &a, head, area.y + (height < area.h ? height : area.h));
  const pl_rect inside = pl_scroll_begin(app->ui, area, "states", &panel->scroll);
  pl_ui_push(app->ui, "rows");
  for (int s = 0; s < count; s++) {
    char words[64];
    const pl_rect row = {inside.x, inside.y + (float)s * step, area.w - 16, step - 3};
    const float base = row.y + row.h / 2 + 8;
    const pl_colour colour = say(&rows[s], s == pl_game_seat(app->game), end, words, sizeof words);
    const pl_font said = {.size = PL_FONT_BODY, .weight = 600, .colour = colour};
    pl_buffer why = {0};
    pl_ui_push_number(app->ui, s); /* names need not differ */
    const pl_touch touch =
        pl_ui_touch(app->ui, pl_name_of_seat(voice, s), PL_WIDGET_CARD, row, true, panel->row == s);
    if (touch.is_pressed) panel->row = s;
    if (touch.is_focused) panel->row = s;
    if (s % 2 == 0 || panel->row == s)
      pl_draw_fill(canvas, row, panel->row == s ? PL_COLOUR_SELECTED : pl_fade(PL_COLOUR_RAISED, 0.5f));
    pl_draw_text_fit(canvas, (pl_point){row.x + 12, base}, PL_ALIGN_LEFT, names - 32, &name,
                     pl_mark_of_state(scenario, voice->language, s));
    put_row(canvas, &a, &rows[s], row.y + row.h / 2);
    pl_draw_text_fit(canvas, (pl_point){row.x + row.w - 8, base}, PL_ALIGN_RIGHT, WORDS - 30, &said, words);
    pl_ui_pop(app->ui);
    if (touch.is_hovered || touch.is_focused) explain(voice, &rows[s], s, &why);
    pl_tooltip(app->ui, &touch, pl_buffer_text(&why));
    pl_buffer_clear(&why);
  }
  pl_ui_pop(app->ui);
  pl_scroll_end(app->ui, height);
}

/* What it is about, where there is room for that besides all rows. */
static void put_note(pl_app *app, pl_rect *area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font font = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
  const char *note = PL_TEXT("When each heard of it and was first hit. What that spared is another question.");
  const int states = pl_game_scenario(app->game)->state_count;
  if (area->h < (float)(AROUND_ROWS + states * LEAST_ROW) || pl_font_width(canvas, &font, note) > area->w) return;
  const pl_rect line = pl_cut_top(area, 40);
  pl_draw_text(canvas, (pl_point){line.x, line.y + 16}, PL_ALIGN_LEFT, &font, note);
}

/* 0: it came up in the round just played; 1: something new came of it then; 2: neither. */
static int age_of(const pl_timeline *timeline, pl_iid iid, int states, pl_tick opening) {
  pl_knowing rows[PL_MAX_STATES];
  bool is_older = false, has_news = false;
  pl_timeline_knowing(timeline, iid, rows);
  for (int s = 0; s < states; s++) {
    const pl_tick news[] = {rows[s].knows, rows[s].hit};
    for (int i = 0; i < 2; i++) {
      is_older = is_older || (news[i] >= 0 && news[i] < opening);
      has_news = has_news || news[i] >= opening;
    }
  }
  return !is_older ? 0 : has_news ? 1 : 2;
}

/* Those of the round just played first; each kind as wide as it became. Returns how many. */
static int order_incidents(pl_app *app, pl_iid *ordered) {
  const pl_timeline *timeline = pl_board_timeline(app->board);
  const pl_tick opening = (pl_game_rounds_done(app->game) - 1) * PL_TICKS_PER_ROUND;
  size_t count;
  int placed = 0;
  const pl_iid *incidents = pl_timeline_incidents(timeline, &count);
  if (count > ORDERED) count = ORDERED;
  for (int age = 0; age < 3; age++)
    for (size_t i = 0; i < count; i++)
      if (age_of(timeline, incidents[i], pl_game_scenario(app->game)->state_count, opening) == age)
        ordered[placed++] = incidents[i];
  return placed;
}

void pl_knowing_panel_frame(pl_app *app, pl_knowing_panel *panel, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font title = {.size = PL_FONT_TITLE, .weight = 700, .colour = PL_COLOUR_TEXT};
  const pl_font words = {.size = PL_FONT_BODY, .weight = 400, .colour = PL_COLOUR_MUTED};
  pl_knowing rows[PL_MAX_STATES];
  pl_iid incidents[ORDERED];
  const int count = order_incidents(app, incidents);
  const pl_rect head = pl_cut_top(&area, 60);
  pl_draw_text_fit(canvas, (pl_point){head.x, head.y + 40}, PL_ALIGN_LEFT, head.w, &title,
                   PL_TEXT("Who knew what, when"));
  if (!count) {
    pl_draw_text_wrap(canvas, area, &words, PL_TEXT("You have not heard of any incident yet."), false);
    return;
  }
  put_note(app, &area);
  take_keys(app, panel, count, pl_game_scenario(app->game)->state_count);
  if (panel->incident >= count) panel->incident = count - 1;
  put_tabs(app, panel, pl_cut_top(&area, 52), incidents, count);
  pl_cut_top(&area, PL_SPACE_2);
  pl_timeline_knowing(pl_board_timeline(app->board), incidents[panel->incident], rows);
  pl_cut_top(&area, put_legend(app, area));
  const pl_rect foot = pl_cut_bottom(&area, 76);
  put_rows(app, panel, area, rows);
  put_sum(app, (pl_rect){foot.x, foot.y + 12, foot.w, foot.h}, rows, pl_game_scenario(app->game)->state_count);
}
