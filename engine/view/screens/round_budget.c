/* Step 3: the money over three tracks, in tenths. Together they never have more than there is. */
#include "round.h"

enum { CELLS = 10, ROW = 44, LABEL = 122, FIGURE = 66 };

static const char *const names[PL_TRACKS] = {PL_LATER("Prevent"), PL_LATER("Defend"), PL_LATER("Strengthen")};
static const char *const explains[PL_TRACKS] = {
    PL_LATER("Prevent: fewer organisations can be broken into."),
    PL_LATER("Defend: break-ins are found and contained sooner, and what you find out is better."),
    PL_LATER("Strengthen: what is hit does less damage and recovers sooner."),
};

static int sum_of(const round_screen *r) {
  int sum = 0;
  for (int i = 0; i < PL_TRACKS; i++) sum += r->draft.tenths[i];
  return sum;
}

static bool is_in_tenths(const round_screen *r) {
  for (int i = 0; i < PL_TRACKS; i++)
    if (r->orders.split[i] % 100) return false;
  return true;
}

static bool is_changed(const round_screen *r) {
  for (int i = 0; i < PL_TRACKS; i++)
    if (r->draft.tenths[i] != r->orders.split[i] / 100) return true;
  return false;
}

/* What the row's share is worth; as long as nothing was changed, exactly as it stands. */
static int thousandths(const round_screen *r, int track) {
  return is_changed(r) ? r->draft.tenths[track] * 100 : r->orders.split[track];
}

/* `rows` are those of all tracks. */
static void put_row(round_screen *r, pl_rect *at, int track, pl_rect rows) {
  pl_rect row = {at->x, at->y, at->w, ROW};
  const pl_font font = pl_round_font(PL_FONT_SMALL, 500, PL_COLOUR_TEXT);
  const pl_font figure = pl_round_font(PL_FONT_SMALL, 700, PL_COLOUR_TEXT);
  const pl_rect label = pl_cut_left(&row, LABEL), end = pl_cut_right(&row, FIGURE);
  const float base = label.y + ROW / 2.0f + 7;
  char percent[16];
  int value = r->draft.tenths[track];
  pl_draw_text_fit(r->canvas, (pl_point){label.x, base}, PL_ALIGN_LEFT, LABEL - PL_SPACE_2, &font,
                   PL_TEXT(names[track]));
  SDL_snprintf(percent, sizeof percent, PL_TEXT("%d\xC2\xA0%%"), thousandths(r, track) / 10);
  pl_draw_text(r->canvas, (pl_point){end.x + end.w, base}, PL_ALIGN_RIGHT, &figure, percent);
  pl_round_step_here(r, 3, PL_TEXT(names[track]));
  const int most = CELLS - (sum_of(r) - value);
  if (pl_stepper(r->ui, row, PL_TEXT(names[track]), &value, CELLS, most,
                 PL_TEXT("All the money is given out. Take some from another track first."))) {
    r->draft.tenths[track] = value;
    pl_round_choose_split(r);
  }
  pl_tooltip_last(r->ui, PL_TEXT(explains[track]));
  pl_tooltip_keep(r->ui, rows);
  at->y += ROW;
}

static void put_levels(const round_screen *r, pl_rect *at) {
  pl_buffer line = {0};
  pl_buffer_add_format(&line, PL_TEXT("Where the tracks stand now: %d\xC2\xA0%%, %d\xC2\xA0%%, %d\xC2\xA0%%."),
                       pl_percent(r->brief->level[0]), pl_percent(r->brief->level[1]), pl_percent(r->brief->level[2]));
  const int left = CELLS - sum_of(r);
  if (left > 0 && (is_changed(r) || is_in_tenths(r)))
    pl_buffer_add_format(&line, " " PL_BOLD "%s" PL_PLAIN, PL_TEXT("Not all the money is given out."));
  pl_round_text(r, at, PL_FONT_FLOOR, 400, PL_COLOUR_MUTED, pl_buffer_text(&line));
  pl_buffer_clear(&line);
  at->y += PL_SPACE_2;
}

static void put_button(round_screen *r, pl_rect *at) {
  const char *label = PL_TEXT("Set the budget");
  const bool is_new = is_changed(r);
  if (pl_button(r->ui, (pl_rect){at->x, at->y, at->w, 44}, label, NULL, PL_BUTTON_PLAIN, is_new,
                PL_TEXT("The money is divided like this already."))) {
    pl_decision decision;
    pl_round_choose_split(r);
    if (pl_round_compose(r, &decision) && pl_round_decide(r, &decision))
      r->draft = (round_draft){.subject = ROUND_NOTHING};
  }
  at->y += 44;
}

float pl_round_budget(round_screen *r, pl_rect area) {
  pl_rect at = area;
  pl_buffer note = {0};
  if (!r->brief->is_state || !pl_game_offers(r->game, PL_ACTION_SPLIT)) return 0;
  pl_buffer_add_format(&note, PL_TEXT("%s to split"), pl_phrase_units(r->voice, r->money_left));
  pl_round_heading(r, &at, 3, PL_TEXT("Split the budget"), pl_buffer_text(&note));
  pl_buffer_clear(&note);
  pl_ui_push(r->ui, "budget");
  const pl_rect rows = {at.x, at.y, at.w, PL_TRACKS * ROW};
  for (int i = 0; i < PL_TRACKS; i++) put_row(r, &at, i, rows);
  at.y += PL_SPACE_1;
  put_levels(r, &at);
  put_button(r, &at);
  pl_ui_pop(r->ui);
  return at.y - area.y;
}
