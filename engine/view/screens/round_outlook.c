/* What the decision that is being put together costs and can be expected to bring: one sentence, ranges as bars, the
 * button that takes it. All of it is drawn from what the seat knows; where chance decides it is a range.
 *
 * A forecast takes a moment. Until it is there the last one stays, dimmed. */
#include "round.h"

enum { PADDING = PL_SPACE_5, BUTTONS = 270, BUTTON = 56, BAR_ROW = 38, FULL = 258, SMALL = 184, FOLDED = 76,
       LOW_ROOM = 640, LEAST_ROOM = 600 };

bool pl_round_is_low(float room) { return room < LEAST_ROOM; }

float pl_round_outlook_height(float room) {
  return pl_round_is_low(room) ? FOLDED : room < LOW_ROOM ? SMALL : FULL;
}

/* ---- the sentence ---- */

static const char *number_of(const round_screen *r, const char *style, int count, bool is_fewer) {
  pl_buffer text = {0};
  if (is_fewer)
    pl_buffer_add_format(&text, PL_TEXTS("%d fewer", "%d fewer", count), count);
  else
    pl_buffer_add_format(&text, PL_TEXTS("%d more", "%d more", count), count);
  const char *phrase = pl_phrase_of(r->voice, &text);
  return pl_round_styled(r, style, phrase);
}

static const char *range_of(const round_screen *r, const char *style, int low, int high, bool is_fewer) {
  pl_buffer text = {0};
  if (low == high) return number_of(r, style, low, is_fewer);
  pl_buffer_add_format(&text, is_fewer ? PL_TEXT("%d to %d fewer") : PL_TEXT("%d to %d more"), low, high);
  const char *phrase = pl_phrase_of(r->voice, &text);
  return pl_round_styled(r, style, phrase);
}

static void put_expected(const round_screen *r, pl_buffer *out, const pl_forecast *f) {
  if (!f->low && !f->high && !f->mean_tenths)
    pl_buffer_add_format(out, PL_TEXT("Expect no difference to the organisations hit by day %d."), f->until_day);
  else if (!f->low && !f->high)
    pl_buffer_add_format(out,
                         f->mean_tenths > 0
                             ? PL_TEXT("Expect little difference by day %d: on average %s fewer organisations hit.")
                             : PL_TEXT("Expect little difference by day %d: on average %s more organisations hit."),
                         f->until_day,
                         pl_phrase_tenths(r->voice, f->mean_tenths > 0 ? f->mean_tenths : -f->mean_tenths));
  else if (f->low >= 0)
    pl_buffer_add_format(
        out, PL_TEXTS("Expect %s organisation hit by day %d.", "Expect %s organisations hit by day %d.",
                      f->low == f->high ? f->high : 2),
        range_of(r, PL_GOOD, f->low, f->high, true), f->until_day);
  else if (f->high <= 0)
    pl_buffer_add_format(
        out, PL_TEXTS("Expect %s organisation hit by day %d.", "Expect %s organisations hit by day %d.",
                      f->low == f->high ? -f->low : 2),
        range_of(r, PL_BAD, -f->high, -f->low, false), f->until_day);
  else
    pl_buffer_add_format(out, PL_TEXT("Expect anything from %s to %s organisations hit by day %d."),
                         number_of(r, PL_BAD, -f->low, false), number_of(r, PL_GOOD, f->high, true), f->until_day);
}

static int reached(const pl_reach *reach) {
  int count = 0;
  for (size_t i = 0; i < reach->count; i++) count += reach->row[i].way != PL_WAY_NONE;
  return count;
}

static const char *states_phrase(const round_screen *r, int count) {
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXTS("%d state", "%d states", count), count);
  const char *phrase = pl_phrase_of(r->voice, &text);
  return pl_round_styled(r, PL_GOOD, phrase);
}

/* What sharing one item costs at once. */
static void put_sharing(const round_screen *r, pl_buffer *out) {
  const pl_reach *reach = &r->look.reach;
  const int count = reached(reach), percent = pl_percent(reach->burn);
  const char *who = states_phrase(r, count);
  const char *effort = pl_round_styled(r, PL_BOLD, pl_phrase_units(r->voice, reach->effort));
  if (!count)
    pl_buffer_add_text(out, PL_TEXT("Nobody new would hear of it."));
  else if (percent)
    pl_buffer_add_format(out,
                         PL_TEXT("Warning %s costs you %s of work and, with a chance of about %d\xC2\xA0%%, your "
                                 "source."),
                         who, effort, percent);
  else
    pl_buffer_add_format(out, PL_TEXT("Warning %s costs you %s of work and hardly any risk to your source."), who,
                         effort);
}

static void put_standing(const round_screen *r, pl_buffer *out) {
  const int count = reached(&r->look.reach);
  if (count)
    pl_buffer_add_format(out, PL_TEXT("A new item would reach %s, each at a cost of %s of work."),
                         states_phrase(r, count),
                         pl_round_styled(r, PL_BOLD, pl_phrase_units(r->voice, r->look.reach.effort)));
  else
    pl_buffer_add_text(out, PL_TEXT("New items would stay with you alone: you keep every head start."));
}

static void put_decision_itself(const round_screen *r, pl_buffer *out) {
  pl_put_decision(out, r->game, &r->look.decision);
  pl_buffer_add_text(out, ".");
  if (r->look.cost)
    pl_buffer_add_format(out, PL_TEXT(" It costs %s."),
                         pl_round_styled(r, PL_BOLD, pl_phrase_units(r->voice, r->look.cost)));
}

static void put_cost(const round_screen *r, pl_buffer *out) {
  switch (r->look.decision.action) {
  case PL_ACTION_SHARE:
  case PL_ACTION_SHARE_FORUM:
  case PL_ACTION_SHARE_PUBLIC: put_sharing(r, out); break;
  case PL_ACTION_POSTURE: put_standing(r, out); break;
  case PL_ACTION_WITHHOLD:
    pl_buffer_add_text(out, PL_TEXT("You keep the head start; who finds out that you held back trusts you less."));
    break;
  case PL_ACTION_RELEASE: pl_buffer_add_text(out, PL_TEXT("Your standing order decides about it again.")); break;
  default: put_decision_itself(r, out); break;
  }
}

static bool has_everybody(const round_screen *r) {
  const pl_brief_item *item = pl_round_item(r, r->draft.iid);
  return item && pl_set_count(&item->sent) >= r->scenario->state_count - 1;
}

static const char *hint(const round_screen *r) {
  switch (r->draft.subject) {
  case ROUND_NOTHING:
    return r->brief->is_state ? PL_TEXT("Choose what you share, then who receives it. What it costs and what it can be "
                                        "expected to bring is said here before you decide.")
                              : PL_TEXT("Read your messages and answer those that ask.");
  case ROUND_ITEM:
    return has_everybody(r) ? PL_TEXT("All other states have it already.")
                            : PL_TEXT("Now choose who receives it: a state, a forum, or everybody.");
  case ROUND_ORDER: return PL_TEXT("This is the standing order that holds. Change who receives new items.");
  case ROUND_SPLIT: return PL_TEXT("The money is divided like this already.");
  }
  return "";
}

/* The largest size in which a text fits. */
static void put_fitting(const round_screen *r, pl_rect area, int weight, pl_colour colour, const char *text) {
  static const float sizes[] = {PL_FONT_LEAD, PL_FONT_NOTE, PL_FONT_BODY, PL_FONT_SMALL, PL_FONT_FLOOR};
  size_t i = 0;
  while (i + 1 < sizeof sizes / sizeof sizes[0] &&
         pl_round_text_height(r, area.w, sizes[i], weight, text) > area.h)
    i++;
  pl_ui_push_area(r->ui, area);
  pl_round_text(r, &area, sizes[i], weight, colour, text);
  pl_ui_pop_area(r->ui);
}

/* The decisions taken last, so that one sees them arrive. */
static void put_taken(const round_screen *r, pl_rect *area) {
  enum { SHOWN = 3 };
  const size_t from = r->pending_count > SHOWN ? r->pending_count - SHOWN : 0;
  for (size_t i = from; i < r->pending_count; i++) {
    pl_buffer line = {0};
    pl_rect text = {area->x + 36, area->y, area->w - 36, area->h};
    pl_round_tick(r, (pl_point){area->x + 14, area->y + 14}, true, false);
    pl_put_decision(&line, r->game, &r->pending[i]);
    pl_round_text(r, &text, PL_FONT_BODY, 500, PL_COLOUR_TEXT, pl_buffer_text(&line));
    pl_buffer_clear(&line);
    pl_cut_top(area, text.y - area->y + PL_SPACE_1);
  }
}

/* Nothing is being put together: what was decided, and what there is to do. */
static void put_to_do(round_screen *r, pl_rect area) {
  pl_tale open = {0};
  const bool is_idle = r->draft.subject == ROUND_NOTHING;
  pl_ui_push_area(r->ui, area);
  if (is_idle && r->pending_count)
    put_taken(r, &area);
  else
    put_fitting(r, pl_cut_top(&area, area.h * 0.52f), 500, PL_COLOUR_TEXT, hint(r));
  if (is_idle) pl_round_left_open(r, &open);
  for (size_t i = 0; i < open.count; i++)
    pl_round_text(r, &area, PL_FONT_SMALL, 400, PL_COLOUR_MUTED, open.paragraph[i].text);
  pl_ui_pop_area(r->ui);
  pl_tale_clear(&open);
}

/* ---- bars ---- */

typedef struct bar {
  const char *label;
  char figure[48];
  float from, low, middle, high, to; /* the axis from … to */
  pl_colour colour;
} bar;

static void put_bar(const round_screen *r, pl_rect row, const bar *b) {
  const pl_font font = pl_round_font(PL_FONT_FLOOR, 500, PL_COLOUR_TEXT);
  const pl_font figure = pl_round_font(PL_FONT_FLOOR, 700, PL_COLOUR_TEXT);
  const float base = row.y + row.h / 2 + 6, middle = row.y + row.h / 2;
  const pl_rect label = pl_cut_left(&row, row.w * 0.42f), end = pl_cut_right(&row, row.w * 0.5f);
  const float span = b->to > b->from ? b->to - b->from : 1;
  const float low = row.x + row.w * (b->low - b->from) / span, high = row.x + row.w * (b->high - b->from) / span;
  const float at = row.x + row.w * (b->middle - b->from) / span, wide = high - low < 6 ? 6 : high - low;
  pl_draw_text_fit(r->canvas, (pl_point){label.x, base}, PL_ALIGN_LEFT, label.w - PL_SPACE_3, &font, b->label);
  pl_draw_fill_round(r->canvas, (pl_rect){row.x, middle - 2, row.w, 4}, 2, PL_COLOUR_LINE);
  if (b->from < 0)
    pl_draw_fill(r->canvas, (pl_rect){row.x - row.w * b->from / span - 1, middle - 7, 2, 14}, PL_COLOUR_DIM);
  const float left = low + wide > row.x + row.w ? row.x + row.w - wide : low;
  pl_draw_fill_round(r->canvas, (pl_rect){left, middle - 8, wide, 16}, PL_RADIUS_CHIP, pl_fade(b->colour, 0.55f));
  pl_draw_fill(r->canvas, (pl_rect){at - 2, middle - 12, 4, 24}, b->colour);
  pl_draw_text_fit(r->canvas, (pl_point){end.x + PL_SPACE_4, base}, PL_ALIGN_LEFT, end.w - PL_SPACE_4, &figure,
                   b->figure);
}

static float between(float value, float low, float high) { return value < low ? low : value > high ? high : value; }

static bar spared_bar(const pl_forecast *f, char label[96]) {
  const bool is_worse = f->high <= 0;
  const int from = is_worse ? -f->high : f->low, to = is_worse ? -f->low : f->high;
  const float low = (float)from, high = (float)to, mean = (float)f->mean_tenths / (is_worse ? -10 : 10);
  bar b = {.label = label, .low = low, .high = high, .middle = between(mean, low, high),
           .colour = is_worse ? PL_COLOUR_INCIDENT_TEXT : PL_COLOUR_SHARE};
  b.from = low < 0 ? low * 1.3f - 1 : 0;
  b.to = high > 0 ? high * 1.3f + 2 : 2;
  SDL_snprintf(label, 96, is_worse ? PL_TEXT("More hit, by day %d")
                                   : PL_TEXT("Spared, by day %d"), (int)f->until_day);
  if (from == to)
    SDL_snprintf(b.figure, sizeof b.figure, PL_TEXTS("%d organisation", "%d organisations", from), from);
  else if (from < 0)
    SDL_snprintf(b.figure, sizeof b.figure, PL_TEXT("−%d to %d organisations"), -from, to);
  else
    SDL_snprintf(b.figure, sizeof b.figure, PL_TEXT("%d–%d organisations"), from, to);
  return b;
}

static bar burn_bar(const round_screen *r) {
  const int percent = pl_percent(r->look.reach.burn);
  bar b = {.label = PL_TEXT("Chance that your source is burnt"), .low = 0, .high = (float)percent,
           .middle = (float)percent, .from = 0, .to = percent > 45 ? 100 : 50, .colour = PL_COLOUR_INCIDENT_TEXT};
  if (percent)
    SDL_snprintf(b.figure, sizeof b.figure, PL_TEXT("about %d\xC2\xA0%%"), percent);
  else
    SDL_snprintf(b.figure, sizeof b.figure, PL_TEXT("less than 1\xC2\xA0%%"));
  return b;
}

static void put_bars(round_screen *r, pl_rect area, const pl_forecast *f) {
  char label[96];
  if (f && (f->low || f->high)) {
    const bar b = spared_bar(f, label);
    put_bar(r, pl_cut_top(&area, BAR_ROW), &b);
  }
  if (r->look.has_reach && r->look.reach.count && area.h >= BAR_ROW) {
    const bar b = burn_bar(r);
    put_bar(r, pl_cut_top(&area, BAR_ROW), &b);
  }
}

/* ---- the panel ---- */

/* Whoever looks at an action in a dialog reads about it there. */
static bool is_about_draft(const round_screen *r) { return r->look.is_there && r->dialog != ROUND_ASKS_ACTION; }

void pl_round_put_decide(round_screen *r, pl_rect area) {
  const bool is_possible = is_about_draft(r) && !r->is_stale && r->look.refusal.status == PL_OK;
  const char *label = is_about_draft(r) ? pl_round_verb(r) : PL_TEXT("Decide");
  const char *why = is_about_draft(r) ? r->look.refusal.text : hint(r);
  if (pl_button(r->ui, area, label, NULL, PL_BUTTON_MAIN, is_possible, why)) pl_round_decide_draft(r);
}

static void put_whole_outlook(round_screen *r, pl_rect at) {
  const bool is_possible = r->look.refusal.status == PL_OK;
  if (!pl_button(r->ui, at, PL_TEXT("What to expect…"), NULL, PL_BUTTON_PLAIN, is_possible, NULL)) return;
  r->dialog = ROUND_TELLS;
  pl_round_touch(r);
}

static void put_buttons(round_screen *r, pl_rect area) {
  pl_round_put_decide(r, pl_cut_top(&area, BUTTON));
  pl_cut_top(&area, PL_SPACE_2);
  if (is_about_draft(r) && area.h >= 40) put_whole_outlook(r, pl_cut_top(&area, 44));
}

static void put_answer(round_screen *r, pl_rect area, pl_rect lower) {
  pl_forecast forecast;
  bool has_last;
  pl_buffer text = {0};
  const round_answer answer = pl_forecasting_answer(r->forecasting, &forecast, &has_last);
  const bool is_computing = answer == ROUND_COMPUTES;
  const bool has_forecast = answer == ROUND_HAS_FORECAST || (is_computing && has_last);
  put_cost(r, &text);
  if (has_forecast) {
    pl_buffer_add_text(&text, is_computing ? " " PL_DIM : " ");
    put_expected(r, &text, &forecast);
  }
  if (is_computing) pl_buffer_add_text(&text, " …" PL_PLAIN);
  put_fitting(r, area, 500, PL_COLOUR_TEXT, pl_buffer_text(&text));
  pl_buffer_clear(&text);
  if (is_computing) pl_canvas_push_fade(r->canvas, 0.5f);
  put_bars(r, lower, has_forecast ? &forecast : NULL);
  if (is_computing) pl_canvas_pop_fade(r->canvas);
}

/* One row: what can be said in two lines, and the buttons beside each other. */
static void put_folded(round_screen *r, pl_rect area) {
  const float button = area.w * 0.22f;
  area = pl_rect_inset(area, PL_SPACE_3);
  pl_round_put_decide(r, pl_cut_right(&area, button));
  if (is_about_draft(r) && r->look.refusal.status == PL_OK) {
    pl_cut_right(&area, PL_SPACE_2);
    put_whole_outlook(r, pl_cut_right(&area, button));
  }
  pl_cut_right(&area, PL_SPACE_4);
  if (!is_about_draft(r))
    put_fitting(r, area, 500, PL_COLOUR_TEXT, hint(r));
  else if (r->look.refusal.status != PL_OK)
    put_fitting(r, area, 500, PL_COLOUR_INCIDENT_TEXT, r->look.refusal.text);
  else
    put_answer(r, area, (pl_rect){0});
}

void pl_round_outlook(round_screen *r, pl_rect area) {
  const bool is_small = area.h < FULL;
  pl_draw_fill(r->canvas, area, PL_COLOUR_RAISED);
  pl_draw_fill(r->canvas, (pl_rect){area.x, area.y, area.w, 2}, PL_COLOUR_LINE);
  pl_ui_push(r->ui, "outlook");
  if (area.h <= FOLDED) {
    put_folded(r, area);
    pl_ui_pop(r->ui);
    return;
  }
  area = pl_rect_inset(area, is_small ? PL_SPACE_4 : PADDING - 4);
  const float buttons = area.w < 2 * BUTTONS ? area.w / 2 : BUTTONS;
  pl_rect whole = area;
  const pl_rect lower = is_small ? (pl_rect){0} : pl_cut_bottom(&area, 2 * BAR_ROW);
  put_buttons(r, pl_cut_right(&area, buttons));
  pl_cut_right(&area, PL_SPACE_5);
  whole.w = area.w;
  if (!is_about_draft(r))
    put_to_do(r, whole);
  else if (r->look.refusal.status != PL_OK)
    put_fitting(r, area, 500, PL_COLOUR_INCIDENT_TEXT, r->look.refusal.text);
  else
    put_answer(r, area, lower);
  pl_ui_pop(r->ui);
}
