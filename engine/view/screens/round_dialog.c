/* Dialogs: what an action needs to know, and whether it is meant; the audience as a list; what was left open at the end
 * of a round; the whole outlook.
 *
 * There is one control for each kind of argument, and which of them are asked stands in the action table. What is put
 * together here is checked after each change like the draft is, with its price and what can be expected, so that the
 * button at the bottom is the confirmation. */
#include "round.h"

enum { WIDTH = 900, HEIGHT = 860, CHIP = 44, COLUMN = 230, LONG_NAMES = 380, END = 52 };
enum { AROUND = 2 * PL_SPACE_6 + 2 * END + PL_SPACE_5 }; /* what a dialog is higher than its content */

typedef struct box {
  pl_rect head, inside, foot;
} box;

/* As high as its content was in the last frame, `height` at most. */
static box open_box(round_screen *r, pl_rect area, float width, float height, const char *title) {
  const float content = r->dialog_scroll.height + AROUND;
  if (r->dialog_scroll.height > 0 && content < height) height = content;
  const float w = width < area.w - 32 ? width : area.w - 32, h = height < area.h - 32 ? height : area.h - 32;
  pl_rect rect = {area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h};
  const pl_font font = pl_round_font(PL_FONT_LEAD, 700, PL_COLOUR_TEXT);
  box b;
  pl_ui_modal_begin(r->ui);
  pl_draw_fill(r->canvas, area, pl_fade(PL_COLOUR_SEA, 0.72f));
  pl_draw_fill_round(r->canvas, rect, PL_RADIUS_CARD, PL_COLOUR_PANEL);
  pl_draw_outline(r->canvas, rect, PL_RADIUS_CARD, 2, PL_COLOUR_LINE);
  rect = pl_rect_inset(rect, area.h < 600 ? PL_SPACE_4 : PL_SPACE_6);
  b.head = pl_cut_top(&rect, END);
  b.foot = pl_cut_bottom(&rect, END);
  pl_cut_bottom(&rect, PL_SPACE_3);
  b.inside = rect;
  pl_draw_text_fit(r->canvas, (pl_point){b.head.x, b.head.y + 28}, PL_ALIGN_LEFT, b.head.w, &font, title);
  return b;
}

static void close_dialog(round_screen *r) {
  r->dialog = ROUND_NO_DIALOG;
  r->dialog_scroll = (pl_scroll){0, 0};
  pl_round_touch(r);
}

/* Back and, unless NULL, what is to be done; true: that was pressed. The first in the order of focus is Back where
 * something is lost by the other. */
static bool put_foot(round_screen *r, const box *b, const char *label, bool is_enabled, const char *why) {
  const char *back = label ? PL_TEXT("Back") : PL_TEXT("Close");
  const float back_width = pl_button_width(r->ui, back, "Esc");
  bool is_done = false;
  if (pl_button(r->ui, (pl_rect){b->foot.x, b->foot.y, back_width, END}, back, "Esc", PL_BUTTON_PLAIN, true, NULL) ||
      pl_ui_key(r->ui, SDLK_ESCAPE, 0)) {
    close_dialog(r);
    return false;
  }
  if (!label) return false;
  const float room = b->foot.w - back_width - PL_SPACE_4, needed = pl_button_width(r->ui, label, NULL);
  const float width = needed < room ? needed : room;
  const pl_rect at = {b->foot.x + b->foot.w - width, b->foot.y, width, END};
  is_done = pl_button(r->ui, at, label, NULL, PL_BUTTON_MAIN, is_enabled, why);
  return is_done;
}

/* ---- chips in rows ---- */

typedef struct grid {
  pl_rect area;
  int columns, at;
} grid;

static grid grid_of(pl_rect area, float least) {
  const int columns = area.w > least ? (int)(area.w / least) : 1;
  return (grid){area, columns, 0};
}

static pl_rect next_cell(grid *g) {
  const float width = (g->area.w - PL_SPACE_2 * (float)(g->columns - 1)) / (float)g->columns;
  const int row = g->at / g->columns, column = g->at % g->columns;
  g->at++;
  return (pl_rect){g->area.x + (width + PL_SPACE_2) * (float)column, g->area.y + (CHIP + PL_SPACE_2) * (float)row,
                   width, CHIP};
}

static void end_grid(grid *g, pl_rect *at) {
  const int rows = (g->at + g->columns - 1) / g->columns;
  at->y += (CHIP + PL_SPACE_2) * (float)rows + PL_SPACE_3;
}

static void put_question(const round_screen *r, pl_rect *at, const char *text) {
  pl_round_text(r, at, PL_FONT_SMALL, 600, PL_COLOUR_MUTED, text);
  at->y += PL_SPACE_2;
}

/* ---- an audience ---- */

typedef struct audience_row {
  uint8_t word;
  const char *label;
} audience_row;

static void put_words(round_screen *r, pl_rect *at, pl_audience *audience, bool is_draft) {
  const audience_row rows[] = {{PL_AUDIENCE_ALL, PL_TEXT("All")},
                               {PL_AUDIENCE_ALLIES, PL_TEXT("Allies")},
                               {PL_AUDIENCE_FORUMS, PL_TEXT("My forums")},
                               {0, PL_TEXT("Nobody")}};
  grid g = grid_of(*at, COLUMN * 0.8f);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const bool is_on = rows[i].word ? audience->words & rows[i].word : pl_audience_is_empty(audience);
    if (!pl_choice(r->ui, next_cell(&g), rows[i].label, is_on, true, NULL)) continue;
    if (is_draft)
      pl_round_press_word(r, rows[i].word);
    else
      *audience = (pl_audience){.words = is_on ? 0 : rows[i].word};
    pl_round_touch(r);
  }
  end_grid(&g, at);
}

static void put_forum_chips(round_screen *r, pl_rect *at, pl_audience *audience, bool is_draft) {
  grid g = grid_of(*at, LONG_NAMES);
  if (!r->scenario->forum_count) return;
  put_question(r, at, PL_TEXT("Members of"));
  g.area.y = at->y;
  for (int f = 0; f < r->scenario->forum_count; f++) {
    const bool is_on = is_draft ? r->forum_mark[f] == PL_MARK_CHOSEN : audience->forums >> f & 1;
    const bool is_free = !is_draft || is_on || r->forum_mark[f] != PL_MARK_LOCKED;
    const char *name = pl_name_of_forum(r->voice, f);
    const pl_rect cell = next_cell(&g);
    pl_buffer why = {0};
    pl_ui_push_number(r->ui, f);
    if (is_draft && pl_round_is_looked_at(r, cell, name)) pl_round_explain(r, -1, f, &why);
    const bool is_pressed = pl_choice(r->ui, cell, name, is_on, is_free, pl_buffer_text(&why));
    pl_ui_pop(r->ui);
    pl_buffer_clear(&why);
    if (!is_pressed) continue;
    if (is_draft)
      pl_round_press_forum(r, f);
    else
      audience->forums ^= (uint64_t)1 << f;
    pl_round_touch(r);
  }
  end_grid(&g, at);
}

static void put_state_chip(round_screen *r, pl_rect cell, pl_audience *audience, bool is_draft,
                           const pl_state_set *chosen, int state) {
  const bool is_on = pl_set_has(chosen, (unsigned)state);
  const bool is_free = !is_draft || is_on || r->state_mark[state] == PL_MARK_ELIGIBLE;
  const char *name = pl_name_of_seat(r->voice, state);
  pl_buffer why = {0};
  pl_ui_push_number(r->ui, state);
  if (is_draft && pl_round_is_looked_at(r, cell, name)) pl_round_explain(r, state, -1, &why);
  const bool is_pressed = pl_choice(r->ui, cell, name, is_on, is_free, pl_buffer_text(&why));
  if (is_free) pl_tooltip_last(r->ui, pl_buffer_text(&why));
  pl_ui_pop(r->ui);
  pl_buffer_clear(&why);
  if (!is_pressed) return;
  if (is_draft) {
    pl_round_press_state(r, state);
    return;
  }
  if (pl_set_has(&audience->states, (unsigned)state))
    pl_set_remove(&audience->states, (unsigned)state);
  else
    pl_set_add(&audience->states, (unsigned)state);
  pl_round_touch(r);
}

static void put_audience(round_screen *r, pl_rect *at, pl_audience *audience, bool is_draft) {
  const pl_state_set chosen = is_draft ? pl_round_chosen(r) : audience->states;
  pl_ui_push(r->ui, "audience");
  put_question(r, at, PL_TEXT("Who"));
  put_words(r, at, audience, is_draft);
  put_forum_chips(r, at, audience, is_draft);
  put_question(r, at, PL_TEXT("States"));
  grid g = grid_of(*at, COLUMN);
  for (int t = 0; t < r->scenario->state_count; t++)
    if (t != r->brief->seat) put_state_chip(r, next_cell(&g), audience, is_draft, &chosen, t);
  end_grid(&g, at);
  if (is_draft && r->is_low) at->y += pl_round_audience_rest(r, *at);
  pl_ui_pop(r->ui);
}

/* ---- the other arguments ---- */

static void put_switch(round_screen *r, pl_rect *at, const char *question, const char *on, const char *off) {
  grid g = grid_of(*at, COLUMN);
  if (question) put_question(r, at, question);
  g.area.y = at->y;
  if (pl_choice(r->ui, next_cell(&g), on, r->asked.flag, true, NULL)) r->asked.flag = 1, pl_round_touch(r);
  if (pl_choice(r->ui, next_cell(&g), off, !r->asked.flag, true, NULL)) r->asked.flag = 0, pl_round_touch(r);
  end_grid(&g, at);
}

/* One of several things, each of which may be refused. */
static void put_targets(round_screen *r, pl_rect *at, const char *question, int count,
                        const char *(*name)(const pl_voice *, int), float column) {
  const bool has_own = name != pl_name_of_seat;
  put_question(r, at, question);
  grid g = grid_of(*at, column);
  pl_ui_push(r->ui, "target");
  for (int i = 0; i < count; i++) {
    pl_decision d = r->asked;
    pl_error why = {.status = PL_OK};
    if (!has_own && i == r->brief->seat) continue;
    d.target = (uint16_t)i;
    const bool is_possible = pl_round_check(r, &d, &why) == PL_OK;
    pl_ui_push_number(r->ui, i);
    if (pl_choice(r->ui, next_cell(&g), name(r->voice, i), r->asked.target == i, is_possible || r->asked.target == i,
                  why.text)) {
      r->asked.target = (uint16_t)i;
      pl_round_touch(r);
    }
    pl_ui_pop(r->ui);
  }
  pl_ui_pop(r->ui);
  end_grid(&g, at);
}

static void put_families(round_screen *r, pl_rect *at) {
  put_question(r, at, PL_TEXT("New items on these wait for a decision of yours"));
  grid g = grid_of(*at, COLUMN);
  for (int f = 0; f < PL_FAMILIES; f++) {
    const bool is_on = r->asked.families >> f & 1;
    if (!pl_choice(r->ui, next_cell(&g), pl_family_word((pl_family)f), is_on, true, NULL)) continue;
    r->asked.families = (uint8_t)(r->asked.families ^ 1 << f);
    pl_round_touch(r);
  }
  end_grid(&g, at);
}

static void put_ballot(round_screen *r, pl_rect *at) {
  static const char *const labels[] = {[PL_BALLOT_NO] = PL_LATER("No"), [PL_BALLOT_YES] = PL_LATER("Yes"),
                                       [PL_BALLOT_ABSTAIN] = PL_LATER("Abstain")};
  static const pl_ballot order[] = {PL_BALLOT_YES, PL_BALLOT_NO, PL_BALLOT_ABSTAIN};
  put_targets(r, at, PL_TEXT("Which forum"), r->scenario->forum_count, pl_name_of_forum, LONG_NAMES);
  put_question(r, at, PL_TEXT("Your vote"));
  grid g = grid_of(*at, COLUMN);
  for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
    if (!pl_choice(r->ui, next_cell(&g), PL_TEXT(labels[order[i]]), r->asked.option == order[i], true, NULL)) continue;
    r->asked.option = (uint16_t)order[i];
    pl_round_touch(r);
  }
  end_grid(&g, at);
}

static void put_items(round_screen *r, pl_rect *at) {
  put_question(r, at, PL_TEXT("Which item"));
  grid g = grid_of(*at, COLUMN);
  for (size_t i = 0; i < r->brief->item_count; i++) {
    const pl_brief_item *item = &r->brief->items[i];
    if (!item->is_own || !item->is_open) continue;
    pl_ui_push_number(r->ui, (int)item->iid);
    if (pl_choice(r->ui, next_cell(&g), pl_phrase_incident(r->voice, item->iid), r->asked.iid == item->iid, true,
                  NULL)) {
      r->asked.iid = item->iid;
      pl_round_touch(r);
    }
    pl_ui_pop(r->ui);
  }
  end_grid(&g, at);
}

static void put_split(round_screen *r, pl_rect *at) {
  static const char *const names[PL_TRACKS] = {PL_LATER("Prevent"), PL_LATER("Defend"), PL_LATER("Strengthen")};
  const int sum = r->asked.split[0] + r->asked.split[1] + r->asked.split[2];
  for (int i = 0; i < PL_TRACKS; i++) {
    int value = r->asked.split[i] / 100;
    put_question(r, at, PL_TEXT(names[i]));
    const pl_rect row = {at->x, at->y, at->w, CHIP};
    if (pl_stepper(r->ui, row, PL_TEXT(names[i]), &value, 10, value + (1000 - sum) / 100,
                   PL_TEXT("All the money is given out. Take some from another track first."))) {
      r->asked.split[i] = (uint16_t)(value * 100);
      pl_round_touch(r);
    }
    at->y += CHIP + PL_SPACE_2;
  }
}

static void put_inject(round_screen *r, pl_rect *at) {
  for (size_t i = 0; i < r->brief->inject_count; i++) {
    const pl_brief_inject *row = &r->brief->injects[i];
    const pl_inject_spec *inject = &r->scenario->injects[row->inject];
    if (!row->is_open || !inject->option_count) continue;
    put_question(r, at, pl_phrase_scenario_text(r->voice, &inject->text));
    grid g = grid_of(*at, COLUMN);
    for (int k = 0; k < inject->option_count; k++) {
      const bool is_on = r->asked.target == row->inject && r->asked.option == k;
      pl_ui_push_number(r->ui, k);
      if (pl_choice(r->ui, next_cell(&g), pl_phrase_scenario_text(r->voice, &inject->options[k].text), is_on, true,
                    NULL)) {
        r->asked.target = row->inject;
        r->asked.option = (uint16_t)k;
        pl_round_touch(r);
      }
      pl_ui_pop(r->ui);
    }
    end_grid(&g, at);
  }
}

static void put_arguments(round_screen *r, pl_rect *at) {
  const unsigned arguments = pl_action_arguments(r->scenario, r->asked.action);
  if (arguments & PL_ARGUMENT_ITEM) put_items(r, at);
  if (arguments & PL_ARGUMENT_AUDIENCE) put_audience(r, at, &r->asked.audience, false);
  if (arguments & PL_ARGUMENT_SWITCH) put_switch(r, at, NULL, PL_TEXT("On"), PL_TEXT("Off"));
  if (arguments & PL_ARGUMENT_SPLIT) put_split(r, at);
  if (arguments & PL_ARGUMENT_ADVERSARY)
    put_targets(r, at, PL_TEXT("Which adversary"), r->scenario->adversary_count, pl_name_of_adversary, COLUMN);
  if (arguments & PL_ARGUMENT_FORUM)
    put_targets(r, at, PL_TEXT("Which forum"), r->scenario->forum_count, pl_name_of_forum, LONG_NAMES);
  if (arguments & PL_ARGUMENT_STATE)
    put_targets(r, at, PL_TEXT("Which state"), r->scenario->state_count, pl_name_of_seat, COLUMN);
  if (arguments & PL_ARGUMENT_FAMILIES) put_families(r, at);
  if (arguments & PL_ARGUMENT_INJECT) put_inject(r, at);
  if (arguments & PL_ARGUMENT_BALLOT) put_ballot(r, at);
  if (arguments & PL_ARGUMENT_TEAR)
    put_switch(r, at, PL_TEXT("How much of it"), PL_TEXT("As a tear-line"), PL_TEXT("The whole text"));
}

/* ---- what it would mean ---- */

static void put_forecast(round_screen *r, pl_rect *at) {
  pl_forecast forecast;
  bool has_last;
  pl_buffer line = {0};
  const round_answer answer = pl_forecasting_answer(r->forecasting, &forecast, &has_last);
  if (answer == ROUND_HAS_FORECAST)
    pl_put_forecast(&line, r->voice, &forecast);
  else if (answer == ROUND_COMPUTES)
    pl_buffer_add_format(&line, PL_DIM "%s" PL_PLAIN, PL_TEXT("Working out what to expect…"));
  if (line.length) {
    at->y += PL_SPACE_2;
    pl_round_text(r, at, PL_FONT_SMALL, 500, PL_COLOUR_TEXT, pl_buffer_text(&line));
  }
  pl_buffer_clear(&line);
}

static void put_meaning(round_screen *r, pl_rect *at) {
  const round_look *look = &r->look;
  if (!look->is_there) return;
  pl_draw_fill(r->canvas, (pl_rect){at->x, at->y, at->w, 2}, PL_COLOUR_LINE);
  at->y += PL_SPACE_4;
  if (look->refusal.status != PL_OK) {
    pl_round_text(r, at, PL_FONT_SMALL, 600, PL_COLOUR_INCIDENT_TEXT, look->refusal.text);
    return;
  }
  at->y += pl_ui_tale(r->ui, *at, PL_FONT_SMALL, &look->tale, false);
  if (!look->tale.count)
    pl_round_text(r, at, PL_FONT_SMALL, 400, PL_COLOUR_TEXT,
                  look->cost ? PL_TEXT("What it brings shows when the days have passed.")
                             : PL_TEXT("It costs no money. What it brings shows when the days have passed."));
  put_forecast(r, at);
}

/* ---- the dialogs ---- */

static void ask_action(round_screen *r, pl_rect area) {
  pl_buffer title = {0}, help = {0};
  pl_put_action_title(&title, r->game, r->asked.action);
  pl_put_action_help(&help, r->game, r->asked.action);
  const box b = open_box(r, area, WIDTH, HEIGHT, pl_buffer_text(&title));
  pl_rect at = pl_scroll_begin(r->ui, b.inside, "asked", &r->dialog_scroll);
  const float top = at.y;
  if (SDL_strcasecmp(pl_buffer_text(&title), pl_buffer_text(&help))) { /* it says more than the title */
    pl_round_text(r, &at, PL_FONT_SMALL, 400, PL_COLOUR_MUTED, pl_buffer_text(&help));
    at.y += PL_SPACE_4;
  }
  put_arguments(r, &at);
  put_meaning(r, &at);
  pl_scroll_end(r->ui, at.y - top + PL_SPACE_2);
  const bool is_possible = r->look.is_there && r->look.refusal.status == PL_OK;
  if (put_foot(r, &b, pl_buffer_text(&title), is_possible && !r->is_stale, r->look.refusal.text) &&
      pl_round_decide(r, &r->asked))
    close_dialog(r);
  pl_ui_modal_end(r->ui);
  pl_buffer_clear(&title);
  pl_buffer_clear(&help);
}

static void ask_audience(round_screen *r, pl_rect area) {
  const box b = open_box(r, area, WIDTH, HEIGHT, PL_TEXT("Who receives it"));
  pl_rect at = pl_scroll_begin(r->ui, b.inside, "asked", &r->dialog_scroll);
  const float top = at.y;
  put_audience(r, &at, &r->draft.audience, true);
  pl_scroll_end(r->ui, at.y - top);
  put_foot(r, &b, NULL, true, NULL);
  pl_ui_modal_end(r->ui);
}

static void ask_commit(round_screen *r, pl_rect area) {
  pl_tale open = {0};
  pl_buffer label = {0};
  pl_round_left_open(r, &open);
  const box b = open_box(r, area, 720, 420, PL_TEXT("Is this how you leave it?"));
  pl_rect at = pl_scroll_begin(r->ui, b.inside, "open", &r->dialog_scroll);
  const float height = pl_ui_tale(r->ui, at, PL_FONT_BODY, &open, false);
  pl_scroll_end(r->ui, height);
  pl_buffer_add_format(&label, PL_TEXT("Commit round %d"), (int)r->brief->round + 1);
  if (put_foot(r, &b, pl_buffer_text(&label), true, NULL)) {
    close_dialog(r);
    r->is_committed = true;
  }
  pl_ui_modal_end(r->ui);
  pl_buffer_clear(&label);
  pl_tale_clear(&open);
}

static void tell(round_screen *r, pl_rect area) {
  const box b = open_box(r, area, WIDTH, 680, PL_TEXT("What to expect"));
  pl_rect at = pl_scroll_begin(r->ui, b.inside, "told", &r->dialog_scroll);
  const float top = at.y;
  put_meaning(r, &at);
  pl_scroll_end(r->ui, at.y - top);
  put_foot(r, &b, NULL, true, NULL);
  pl_ui_modal_end(r->ui);
}

void pl_round_ask(round_screen *r, const pl_decision *decision) {
  r->asked = *decision;
  r->dialog = ROUND_ASKS_ACTION;
  r->dialog_scroll = (pl_scroll){0, 0};
  pl_round_touch(r);
}

void pl_round_dialogs(round_screen *r, pl_rect area) {
  switch (r->dialog) {
  case ROUND_NO_DIALOG: break;
  case ROUND_ASKS_ACTION: ask_action(r, area); break;
  case ROUND_ASKS_AUDIENCE: ask_audience(r, area); break;
  case ROUND_ASKS_COMMIT: ask_commit(r, area); break;
  case ROUND_TELLS: tell(r, area); break;
  }
}
