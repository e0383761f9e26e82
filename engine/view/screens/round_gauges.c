/* One's own gauges: how one stands, and what is different from the round before. */
#include "round.h"

#include "board_internal.h"

enum { BAR_HEIGHT = 14 };

/* Label, figure, bar, and a note under it (NULL: none). The figure may have a bold part. */
static void put_gauge(round_screen *r, pl_rect *at, const char *label, const char *figure, float part,
                      pl_colour colour, const char *note) {
  const pl_font left = pl_round_font(PL_FONT_SMALL, 500, PL_COLOUR_TEXT);
  const pl_font right = pl_round_font(PL_FONT_SMALL, 700, PL_COLOUR_TEXT);
  const float room = at->w - pl_font_width(r->canvas, &right, figure) - PL_SPACE_3;
  const pl_point base = {at->x, at->y + 20};
  pl_draw_text_fit(r->canvas, base, PL_ALIGN_LEFT, room, &left, label);
  pl_draw_text(r->canvas, (pl_point){at->x + at->w, base.y}, PL_ALIGN_RIGHT, &right, figure);
  at->y += 30;
  if (part >= 0) {
    pl_gauge(r->ui, (pl_rect){at->x, at->y, at->w, BAR_HEIGHT}, part, colour);
    at->y += BAR_HEIGHT + PL_SPACE_1;
  }
  if (note && *note) pl_round_text(r, at, PL_FONT_FLOOR, 400, PL_COLOUR_MUTED, note);
  at->y += PL_SPACE_3;
}

static float part_of(pl_q16 share) { return (float)share / PL_ONE; }

static void put_difference(pl_buffer *out, int now, int before) {
  const int points = now - before;
  if (points > 0)
    pl_buffer_add_format(out, PL_TEXTS("%d point higher than last round", "%d points higher than last round", points),
                         points);
  else if (points < 0)
    pl_buffer_add_format(out, PL_TEXTS("%d point lower than last round", "%d points lower than last round", -points),
                         -points);
}

/* Adds a part of a note, after a dot where there is something already. */
static void begin_part(pl_buffer *out) { pl_buffer_add_text(out, out->length ? " · " : ""); }

/* ---- organisations ---- */

static void put_hit_change(const round_screen *r, pl_buffer *note) {
  const pl_gauges *before = pl_game_before(r->game);
  const int change = before ? r->brief->contained - before->contained : 0;
  if (!change) return;
  begin_part(note);
  if (change > 0)
    pl_buffer_add_format(note, PL_TEXT("%s more than last round"), pl_phrase_count(r->voice, change));
  else
    pl_buffer_add_format(note, PL_TEXT("%s fewer than last round"), pl_phrase_count(r->voice, -change));
}

static void put_organisations(round_screen *r, pl_rect *at) {
  const pl_brief *b = r->brief;
  pl_buffer figure = {0}, note = {0};
  pl_buffer_add_format(&figure, PL_TEXT("%s of %s"), pl_phrase_count(r->voice, b->contained),
                       pl_phrase_count(r->voice, b->organisations));
  if (b->recovered)
    pl_buffer_add_format(&note, PL_TEXT("%s recovered"), pl_phrase_count(r->voice, b->recovered));
  put_hit_change(r, &note);
  if (!b->contained && !b->recovered) pl_buffer_add_text(&note, PL_TEXT("no sign of trouble in any"));
  const float part = b->organisations ? (float)b->contained / (float)b->organisations : 0;
  put_gauge(r, at, PL_TEXT("Organisations hit"), pl_buffer_text(&figure), part, PL_COLOUR_INCIDENT,
            pl_buffer_text(&note));
  pl_buffer_clear(&figure);
  pl_buffer_clear(&note);
}

/* ---- shares ---- */

static void put_share(round_screen *r, pl_rect *at, const char *label, pl_q16 now, const pl_q16 *before) {
  pl_buffer figure = {0}, note = {0};
  pl_buffer_add_format(&figure, PL_TEXT("%d\xC2\xA0%%"), pl_percent(now));
  if (before) put_difference(&note, pl_percent(now), pl_percent(*before));
  put_gauge(r, at, label, pl_buffer_text(&figure), part_of(now), PL_COLOUR_BAR, pl_buffer_text(&note));
  pl_buffer_clear(&figure);
  pl_buffer_clear(&note);
}

/* ---- trust ---- */

enum { NAMED = 4, FEW_STATES = 8 };

/* Few states are told by their names. */
static const char *name_of(const round_screen *r, int state) {
  return r->scenario->state_count > FEW_STATES ? r->scenario->states[state].id : pl_name_of_seat(r->voice, state);
}

/* "most DEU, EST": those who trust as far as `step` says, the first few. */
static void put_trusting(const round_screen *r, pl_buffer *note, const char *format, int step) {
  pl_buffer ids = {0};
  int count = 0;
  for (int t = 0; t < r->scenario->state_count; t++) {
    if (t == r->brief->seat || r->brief->others[t].trust_in_me != step) continue;
    if (++count <= NAMED) pl_buffer_add_format(&ids, "%s%s", ids.length ? ", " : "", name_of(r, t));
  }
  if (count > NAMED) pl_buffer_add_format(&ids, " +%d", count - NAMED);
  begin_part(note);
  pl_buffer_add_format(note, format, pl_phrase_of(r->voice, &ids));
}

static void put_trust_changes(const round_screen *r, pl_buffer *note, bool is_up) {
  const pl_gauges *before = pl_game_before(r->game);
  int count = 0;
  for (int t = 0; before && t < r->scenario->state_count; t++) {
    const int now = r->brief->others[t].trust_in_me, was = before->trust_in_me[t];
    if (t == r->brief->seat || !was || (is_up ? now <= was : now >= was)) continue;
    if (++count > NAMED) continue;
    if (count == 1) begin_part(note);
    pl_buffer_add_format(note, "%s%s\xC2\xA0%s" PL_PLAIN, count > 1 ? " " : "", is_up ? PL_GOOD "↑" : PL_BAD "↓",
                         name_of(r, t));
  }
  if (count > NAMED) pl_buffer_add_format(note, " +%d", count - NAMED);
}

static void put_trust(round_screen *r, pl_rect *at) {
  int sum = 0, count = 0, least = 6, most = 0;
  pl_buffer figure = {0}, note = {0};
  for (int t = 0; t < r->scenario->state_count; t++) {
    const int step = t == r->brief->seat ? 0 : r->brief->others[t].trust_in_me;
    if (!step) continue;
    sum += step, count++;
    least = step < least ? step : least;
    most = step > most ? step : most;
  }
  if (!count) return;
  const int tenths = (sum * 10 + count / 2) / count;
  pl_buffer_add_format(&figure, PL_TEXT("%s of 5"), pl_phrase_tenths(r->voice, tenths));
  if (most > least) {
    put_trusting(r, &note, PL_TEXT("most: %s"), most);
    put_trusting(r, &note, PL_TEXT("least: %s"), least);
  } else {
    pl_buffer_add_format(&note, PL_TEXT("%s with everybody"), pl_step_word(most));
  }
  put_trust_changes(r, &note, true);
  put_trust_changes(r, &note, false);
  put_gauge(r, at, PL_TEXT("Trust placed in you"), pl_buffer_text(&figure), (float)tenths / 50, PL_COLOUR_SHARE,
            pl_buffer_text(&note));
  pl_buffer_clear(&figure);
  pl_buffer_clear(&note);
}

/* ---- two shares beside each other ---- */

typedef struct half {
  const char *label;
  pl_q16 now;
  const pl_q16 *before;
} half;

static void put_half_figure(pl_buffer *figure, const half *h) {
  const int points = h->before ? pl_percent(h->now) - pl_percent(*h->before) : 0;
  pl_buffer_add_format(figure, PL_TEXT("%d\xC2\xA0%%"), pl_percent(h->now));
  if (points) pl_buffer_add_format(figure, " %s%d", points > 0 ? "↑" : "↓", points < 0 ? -points : points);
}

static float half_width(const round_screen *r, const half *h) {
  const pl_font left = pl_round_font(PL_FONT_FLOOR, 500, PL_COLOUR_TEXT);
  const pl_font right = pl_round_font(PL_FONT_FLOOR, 700, PL_COLOUR_TEXT);
  pl_buffer figure = {0};
  put_half_figure(&figure, h);
  const float width = pl_font_width(r->canvas, &left, h->label) + PL_SPACE_2 +
                      pl_font_width(r->canvas, &right, pl_buffer_text(&figure));
  pl_buffer_clear(&figure);
  return width;
}

static void put_half(round_screen *r, pl_rect at, const half *h) {
  pl_buffer figure = {0};
  const pl_font left = pl_round_font(PL_FONT_FLOOR, 500, PL_COLOUR_TEXT);
  const pl_font right = pl_round_font(PL_FONT_FLOOR, 700, PL_COLOUR_TEXT);
  put_half_figure(&figure, h);
  const float wide = pl_font_width(r->canvas, &right, pl_buffer_text(&figure));
  pl_draw_text_fit(r->canvas, (pl_point){at.x, at.y + 18}, PL_ALIGN_LEFT, at.w - wide - PL_SPACE_2, &left, h->label);
  pl_draw_text(r->canvas, (pl_point){at.x + at.w, at.y + 18}, PL_ALIGN_RIGHT, &right, pl_buffer_text(&figure));
  pl_gauge(r->ui, (pl_rect){at.x, at.y + 26, at.w, 8}, part_of(h->now), PL_COLOUR_BAR);
  pl_buffer_clear(&figure);
}

/* Under each other where a label is too long. */
static void put_halves(round_screen *r, pl_rect *at, const half *left, const half *right) {
  enum { HIGH = 34 };
  const float width = (at->w - PL_SPACE_4) / 2;
  if (half_width(r, left) > width || half_width(r, right) > width) {
    put_half(r, (pl_rect){at->x, at->y, at->w, 0}, left);
    put_half(r, (pl_rect){at->x, at->y + HIGH + PL_SPACE_1, at->w, 0}, right);
    at->y += 2 * HIGH + PL_SPACE_1 + PL_SPACE_4;
    return;
  }
  put_half(r, (pl_rect){at->x, at->y, width, 0}, left);
  put_half(r, (pl_rect){at->x + width + PL_SPACE_4, at->y, width, 0}, right);
  at->y += HIGH + PL_SPACE_4;
}

/* ---- forums ---- */

static void put_forum_change(const round_screen *r, pl_rect *at, int forum) {
  const pl_brief_forum *f = &r->brief->forums[forum];
  const pl_gauges *before = pl_game_before(r->game);
  pl_buffer note = {0};
  if (before && before->latency[forum] != f->latency)
    pl_buffer_add_format(&note, PL_TEXT("it was %s last round"), pl_phrase_span(r->voice, before->latency[forum]));
  if (f->applicant != PL_NONE) {
    begin_part(&note);
    pl_buffer_add_format(&note, PL_BOLD);
    pl_buffer_add_format(&note, PL_TEXT("%s asks to join"), pl_phrase_state(r->voice, f->applicant));
    pl_buffer_add_format(&note, PL_PLAIN);
  }
  if (note.length) pl_round_text(r, at, PL_FONT_FLOOR, 400, PL_COLOUR_MUTED, pl_buffer_text(&note));
  pl_buffer_clear(&note);
}

/* Its hub, its name, how soon and how well it warns. */
static void put_forum(round_screen *r, pl_rect *at, int forum) {
  enum { HUB = 34 };
  const pl_brief_forum *f = &r->brief->forums[forum];
  const pl_font name = pl_round_font(PL_FONT_FLOOR, 500, PL_COLOUR_TEXT);
  const pl_font strong = pl_round_font(PL_FONT_FLOOR, 700, PL_COLOUR_TEXT);
  pl_buffer figure = {0};
  pl_rect row = {at->x + HUB, at->y, at->w - HUB, 30};
  pl_buffer_add_format(&figure, PL_TEXT("after %s · %d\xC2\xA0%%"), pl_phrase_span(r->voice, f->latency),
                       pl_percent(f->quality));
  const float wide = pl_font_width(r->canvas, &strong, pl_buffer_text(&figure));
  pl_board_draw_hub(r->canvas, r->app->board, forum, (pl_point){at->x + 12, row.y + 15}, 11);
  pl_draw_text_fit(r->canvas, (pl_point){row.x, row.y + 21}, PL_ALIGN_LEFT, row.w - wide - PL_SPACE_2, &name,
                   pl_short_name_of_forum(r->voice, forum));
  pl_draw_text(r->canvas, (pl_point){row.x + row.w, row.y + 21}, PL_ALIGN_RIGHT, &strong, pl_buffer_text(&figure));
  pl_buffer_clear(&figure);
  row.y += 30;
  put_forum_change(r, &row, forum);
  at->y = row.y;
}

static void put_forums(round_screen *r, pl_rect *at) {
  if (!r->scenario->forum_count || !r->brief->forums) return;
  pl_round_text(r, at, PL_FONT_SMALL, 500, PL_COLOUR_TEXT, PL_TEXT("Your forums warn, and how well"));
  at->y += 2;
  for (int f = 0; f < r->scenario->forum_count; f++)
    if (r->brief->forums[f].is_member) put_forum(r, at, f);
  if (!r->brief->forums_joined)
    pl_round_text(r, at, PL_FONT_FLOOR, 400, PL_COLOUR_MUTED, PL_TEXT("You are in no forum."));
  at->y += PL_SPACE_3;
}

/* ---- money ---- */

static void put_money(round_screen *r, pl_rect *at) {
  const pl_gauges *before = pl_game_before(r->game);
  pl_buffer figure = {0}, note = {0};
  pl_put_units(&figure, r->brief->money);
  pl_buffer_add_text(&note, PL_TEXT("for this round, after dues"));
  if (r->brief->loss)
    pl_buffer_add_format(&note, PL_TEXT(" · damage so far %s"), pl_phrase_units(r->voice, r->brief->loss));
  if (before && r->brief->loss > before->loss)
    pl_buffer_add_format(&note, PL_TEXT(", %s of it last round"),
                         pl_phrase_units(r->voice, r->brief->loss - before->loss));
  put_gauge(r, at, PL_TEXT("Money"), pl_buffer_text(&figure), -1, PL_COLOUR_BAR, pl_buffer_text(&note));
  pl_buffer_clear(&figure);
  pl_buffer_clear(&note);
}

float pl_round_gauges(round_screen *r, pl_rect area) {
  pl_rect at = area;
  const pl_gauges *before = pl_game_before(r->game);
  pl_round_heading(r, &at, 0, pl_name_of_seat(r->voice, r->brief->seat),
                   r->brief->is_state ? PL_TEXT("your state") : PL_TEXT("your seat"));
  at.y += PL_SPACE_1;
  if (!r->brief->is_state) return at.y - area.y;
  put_organisations(r, &at);
  put_share(r, &at, PL_TEXT("Public confidence"), r->brief->confidence, before ? &before->confidence : NULL);
  put_trust(r, &at);
  const half standing = {PL_TEXT("Standing"), r->brief->standing, before ? &before->standing : NULL};
  const half rights = {PL_TEXT("Rights"), r->brief->rights, before ? &before->rights : NULL};
  put_halves(r, &at, &standing, &rights);
  put_forums(r, &at);
  put_money(r, &at);
  return at.y - area.y;
}
