/* Dialogs: what an action needs to know, and whether it is meant; the audience as a list; what was left open at the end
 * of a round; the whole outlook.
 *
 * There is one control for each kind of argument, and which of them are asked stands in the action table. What is put
 * together here is checked after each change like the draft is, with its price and what can be expected, so that the
 * button at the bottom is the confirmation. */
#include "audience_list.h"
#include "chip_grid.h"
#include "dialog_box.h"
#include "round.h"

static pl_dialog_box open_box(round_screen *r, pl_rect area, float width, float height, const char *title) {
  return pl_dialog_open(r->ui, area, width, height, title, &r->dialog_scroll);
}

static void close_dialog(round_screen *r) {
  r->dialog = ROUND_NO_DIALOG;
  r->dialog_scroll = (pl_scroll){0, 0};
  pl_round_touch(r);
}

/* Back and, unless NULL, what is to be done; true: that was pressed. */
static bool put_foot(round_screen *r, const pl_dialog_box *b, const char *label, bool is_enabled, const char *why) {
  const pl_dialog_press press = pl_dialog_foot(r->ui, b, label, is_enabled, why);
  if (press == PL_DIALOG_BACK) close_dialog(r);
  return press == PL_DIALOG_DONE;
}

static void put_question(const round_screen *r, pl_rect *at, const char *text) {
  pl_grid_question(r->ui, at, text);
}

/* ---- an audience ---- */

static void press_draft(round_screen *r, pl_audience_press press) {
  switch (press.part) {
  case PL_AUDIENCE_UNTOUCHED: break;
  case PL_AUDIENCE_WORD: pl_round_press_word(r, (uint8_t)press.which); break;
  case PL_AUDIENCE_FORUM: pl_round_press_forum(r, press.which); break;
  case PL_AUDIENCE_STATE: pl_round_press_state(r, press.which); break;
  }
}

static pl_audience_list list_of(const round_screen *r, const pl_audience *audience) {
  return (pl_audience_list){.ui = r->ui, .voice = r->voice, .seat = r->brief->seat, .audience = audience,
                            .chosen = audience->states};
}

/* The draft's, among those whom it can reach. */
static void put_audience_of_draft(round_screen *r, pl_rect *at) {
  pl_audience_list list = list_of(r, &r->draft.audience);
  list.chosen = pl_round_chosen(r);
  list.state_mark = r->state_mark;
  list.forum_mark = r->forum_mark;
  list.explain = pl_round_explain;
  list.context = r;
  press_draft(r, pl_audience_list_put(&list, at));
  if (r->is_low) at->y += pl_round_audience_rest(r, *at);
}

/* An action's. */
static void put_audience(round_screen *r, pl_rect *at) {
  const pl_audience_list list = list_of(r, &r->asked.audience);
  const pl_audience_press press = pl_audience_list_put(&list, at);
  if (press.part == PL_AUDIENCE_UNTOUCHED) return;
  pl_audience_take(&r->asked.audience, press);
  pl_round_touch(r);
}

/* ---- the other arguments ---- */

static void put_switch(round_screen *r, pl_rect *at, const char *question, const char *on, const char *off) {
  pl_grid g = pl_grid_of(*at, PL_GRID_COLUMN);
  if (question) put_question(r, at, question);
  g.area.y = at->y;
  if (pl_choice(r->ui, pl_grid_next(&g), on, r->asked.flag, true, NULL)) r->asked.flag = 1, pl_round_touch(r);
  if (pl_choice(r->ui, pl_grid_next(&g), off, !r->asked.flag, true, NULL)) r->asked.flag = 0, pl_round_touch(r);
  pl_grid_end(&g, at);
}

/* One of several things, each of which may be refused. */
static void put_targets(round_screen *r, pl_rect *at, const char *question, int count,
                        const char *(*name)(const pl_voice *, int), float column) {
  const bool has_own = name != pl_name_of_seat;
  put_question(r, at, question);
  pl_grid g = pl_grid_of(*at, column);
  pl_ui_push(r->ui, "target");
  for (int i = 0; i < count; i++) {
    pl_decision d = r->asked;
    pl_error why = {.status = PL_OK};
    if (!has_own && i == r->brief->seat) continue;
    d.target = (uint16_t)i;
    const bool is_possible = pl_round_check(r, &d, &why) == PL_OK;
    pl_ui_push_number(r->ui, i);
    if (pl_choice(r->ui, pl_grid_next(&g), name(r->voice, i), r->asked.target == i, is_possible || r->asked.target == i,
                  why.text)) {
      r->asked.target = (uint16_t)i;
      pl_round_touch(r);
    }
    pl_ui_pop(r->ui);
  }
  pl_ui_pop(r->ui);
  pl_grid_end(&g, at);
}

static void put_families(round_screen *r, pl_rect *at) {
  put_question(r, at, PL_TEXT("New items on these wait for a decision of yours"));
  pl_grid g = pl_grid_of(*at, PL_GRID_COLUMN);
  for (int f = 0; f < PL_FAMILIES; f++) {
    const bool is_on = r->asked.families >> f & 1;
    if (!pl_choice(r->ui, pl_grid_next(&g), pl_family_word((pl_family)f), is_on, true, NULL)) continue;
    r->asked.families = (uint8_t)(r->asked.families ^ 1 << f);
    pl_round_touch(r);
  }
  pl_grid_end(&g, at);
}

static void put_ballot(round_screen *r, pl_rect *at) {
  static const char *const labels[] = {[PL_BALLOT_NO] = PL_LATER("No"), [PL_BALLOT_YES] = PL_LATER("Yes"),
                                       [PL_BALLOT_ABSTAIN] = PL_LATER("Abstain")};
  static const pl_ballot order[] = {PL_BALLOT_YES, PL_BALLOT_NO, PL_BALLOT_ABSTAIN};
  put_targets(r, at, PL_TEXT("Which forum"), r->scenario->forum_count, pl_name_of_forum, PL_GRID_LONG);
  put_question(r, at, PL_TEXT("Your vote"));
  pl_grid g = pl_grid_of(*at, PL_GRID_COLUMN);
  for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
    const bool is_on = r->asked.option == order[i];
    if (!pl_choice(r->ui, pl_grid_next(&g), PL_TEXT(labels[order[i]]), is_on, true, NULL)) continue;
    r->asked.option = (uint16_t)order[i];
    pl_round_touch(r);
  }
  pl_grid_end(&g, at);
}

static void put_items(round_screen *r, pl_rect *at) {
  put_question(r, at, PL_TEXT("Which item"));
  pl_grid g = pl_grid_of(*at, PL_GRID_COLUMN);
  for (size_t i = 0; i < r->brief->item_count; i++) {
    const pl_brief_item *item = &r->brief->items[i];
    if (!item->is_own || !item->is_open) continue;
    pl_ui_push_number(r->ui, (int)item->iid);
    if (pl_choice(r->ui, pl_grid_next(&g), pl_phrase_incident(r->voice, item->iid), r->asked.iid == item->iid, true,
                  NULL)) {
      r->asked.iid = item->iid;
      pl_round_touch(r);
    }
    pl_ui_pop(r->ui);
  }
  pl_grid_end(&g, at);
}

static void put_split(round_screen *r, pl_rect *at) {
  static const char *const names[PL_TRACKS] = {PL_LATER("Prevent"), PL_LATER("Defend"), PL_LATER("Strengthen")};
  const int sum = r->asked.split[0] + r->asked.split[1] + r->asked.split[2];
  for (int i = 0; i < PL_TRACKS; i++) {
    int value = r->asked.split[i] / 100;
    put_question(r, at, PL_TEXT(names[i]));
    const pl_rect row = {at->x, at->y, at->w, PL_GRID_CHIP};
    if (pl_stepper(r->ui, row, PL_TEXT(names[i]), &value, 10, value + (1000 - sum) / 100,
                   PL_TEXT("All the money is given out. Take some from another track first."))) {
      r->asked.split[i] = (uint16_t)(value * 100);
      pl_round_touch(r);
    }
    at->y += PL_GRID_CHIP + PL_SPACE_2;
  }
}

static void put_inject(round_screen *r, pl_rect *at) {
  for (size_t i = 0; i < r->brief->inject_count; i++) {
    const pl_brief_inject *row = &r->brief->injects[i];
    const pl_inject_spec *inject = &r->scenario->injects[row->inject];
    if (!row->is_open || !inject->option_count) continue;
    put_question(r, at, pl_phrase_scenario_text(r->voice, &row->text));
    pl_grid g = pl_grid_of(*at, PL_GRID_COLUMN);
    for (int k = 0; k < inject->option_count; k++) {
      const bool is_on = r->asked.target == row->inject && r->asked.option == k;
      pl_ui_push_number(r->ui, k);
      if (pl_choice(r->ui, pl_grid_next(&g), pl_phrase_scenario_text(r->voice, &inject->options[k].text), is_on, true,
                    NULL)) {
        r->asked.target = row->inject;
        r->asked.option = (uint16_t)k;
        pl_round_touch(r);
      }
      pl_ui_pop(r->ui);
    }
    pl_grid_end(&g, at);
  }
}

static void put_arguments(round_screen *r, pl_rect *at) {
  const unsigned arguments = pl_action_arguments(r->scenario, r->asked.action);
  if (arguments & PL_ARGUMENT_ITEM) put_items(r, at);
  if (arguments & PL_ARGUMENT_AUDIENCE) put_audience(r, at);
  if (arguments & PL_ARGUMENT_SWITCH) put_switch(r, at, NULL, PL_TEXT("On"), PL_TEXT("Off"));
  if (arguments & PL_ARGUMENT_SPLIT) put_split(r, at);
  if (arguments & PL_ARGUMENT_ADVERSARY)
    put_targets(r, at, PL_TEXT("Which adversary"), r->scenario->adversary_count, pl_name_of_adversary, PL_GRID_COLUMN);
  if (arguments & PL_ARGUMENT_FORUM)
    put_targets(r, at, PL_TEXT("Which forum"), r->scenario->forum_count, pl_name_of_forum, PL_GRID_LONG);
  if (arguments & PL_ARGUMENT_STATE)
    put_targets(r, at, PL_TEXT("Which state"), r->scenario->state_count, pl_name_of_seat, PL_GRID_COLUMN);
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
  const pl_dialog_box b = open_box(r, area, PL_DIALOG_WIDTH, PL_DIALOG_HEIGHT, pl_buffer_text(&title));
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
  const pl_dialog_box b = open_box(r, area, PL_DIALOG_WIDTH, PL_DIALOG_HEIGHT, PL_TEXT("Who receives it"));
  pl_rect at = pl_scroll_begin(r->ui, b.inside, "asked", &r->dialog_scroll);
  const float top = at.y;
  put_audience_of_draft(r, &at);
  pl_scroll_end(r->ui, at.y - top);
  put_foot(r, &b, NULL, true, NULL);
  pl_ui_modal_end(r->ui);
}

static void ask_commit(round_screen *r, pl_rect area) {
  pl_tale open = {0};
  pl_buffer label = {0};
  pl_round_left_open(r, &open);
  const pl_dialog_box b = open_box(r, area, 720, 420, PL_TEXT("Is this how you leave it?"));
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
  const pl_dialog_box b = open_box(r, area, PL_DIALOG_WIDTH, 680, PL_TEXT("What to expect"));
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
