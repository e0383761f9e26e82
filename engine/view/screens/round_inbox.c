/* The inbox: what came in, each with its sender, label and text, and the options it leaves.
 *
 * Choosing an option is a decision at once: it is listed with the others, can be taken back, and another option takes
 * its place. An option whose condition does not hold, or that costs more than there is, says so. */
#include "round.h"

enum { ANSWER = 4, /* beside the three steps: the first option of what waits for an answer */
       SIGN = 34, OPTION_INSET = PL_SPACE_3, BADGE = 52 };

static bool chosen_option(const round_screen *r, uint16_t inject, uint16_t *option) {
  bool is_answered = false;
  for (size_t i = 0; i < r->pending_count; i++) {
    if (r->pending[i].action != PL_ACTION_ANSWER || r->pending[i].target != inject) continue;
    *option = r->pending[i].option;
    is_answered = true;
  }
  return is_answered;
}

static void put_option_text(const round_screen *r, pl_buffer *out, const pl_option_spec *option, bool is_available) {
  pl_put_scenario_text(out, r->voice, &option->text);
  if (option->cost)
    pl_buffer_add_format(out, PL_BOLD " [%s]" PL_PLAIN, pl_phrase_units(r->voice, option->cost));
  if (option->is_default) pl_buffer_add_format(out, PL_DIM " %s" PL_PLAIN, PL_TEXT("(if you do not answer)"));
  if (!is_available) pl_buffer_add_format(out, PL_DIM " %s" PL_PLAIN, PL_TEXT("(not possible now)"));
}

static void put_option(round_screen *r, pl_rect *at, const pl_brief_inject *row, int index, bool is_chosen) {
  const pl_option_spec *option = &r->scenario->injects[row->inject].options[index];
  const pl_decision answer = {.seat = r->brief->seat, .action = PL_ACTION_ANSWER, .target = row->inject,
                              .option = (uint16_t)index};
  pl_error why = {.status = PL_OK};
  pl_buffer text = {0};
  const bool is_possible = is_chosen || pl_round_check(r, &answer, &why) == PL_OK;
  put_option_text(r, &text, option, row->available >> index & 1);
  const float width = at->w - OPTION_INSET - BADGE;
  const float height = pl_round_text_height(r, width, PL_FONT_SMALL, 400, pl_buffer_text(&text)) + 2 * PL_SPACE_2;
  const pl_rect rect = {at->x, at->y, at->w, height < 46 ? 46 : height};
  const pl_touch touch = pl_card(r->ui, rect, pl_text_in(&option->text, r->voice->language), is_chosen, is_possible,
                                 why.text);
  if (is_possible && !is_chosen) pl_round_open_ring(r, rect);
  pl_rect inside = {rect.x + OPTION_INSET, rect.y + (rect.h - height) / 2 + PL_SPACE_2, width, height};
  pl_round_text(r, &inside, PL_FONT_SMALL, 400, is_possible ? PL_COLOUR_TEXT : PL_COLOUR_DIM, pl_buffer_text(&text));
  pl_buffer_clear(&text);
  at->y += rect.h + PL_SPACE_2;
  if (touch.is_pressed && !is_chosen) pl_round_decide(r, &answer);
}

/* Open and unanswered: a diamond that asks; answered: a tick; to read only: a dot. */
static void put_sign(const round_screen *r, pl_point at, bool asks, bool is_answered) {
  if (!asks)
    pl_draw_ring(r->canvas, at, 7, 4, PL_COLOUR_MUTED);
  else if (is_answered)
    pl_round_tick(r, at, true, false);
  else
    pl_draw_polygon(r->canvas, (pl_point){at.x, at.y + 2}, 13, 3, pl_fade(PL_COLOUR_AMBER, 0), 3, PL_COLOUR_AMBER);
}

static void put_head(const round_screen *r, pl_rect *at, const pl_inject_spec *inject, bool asks, bool is_answered) {
  pl_buffer head = {0};
  pl_put_scenario_text(&head, r->voice, &inject->from);
  if (asks)
    pl_buffer_add_format(&head, "%s%s" PL_PLAIN, head.length ? " · " : "",
                         is_answered ? PL_TEXT("answered") : PL_BOLD);
  if (asks && !is_answered) pl_buffer_add_format(&head, PL_BOLD "%s" PL_PLAIN, PL_TEXT("asks for an answer"));
  if (inject->is_public) pl_buffer_add_format(&head, " · %s", PL_TEXT("public"));
  if (inject->label >= 0) pl_buffer_add_format(&head, "  %s", pl_chip((pl_label)inject->label));
  pl_round_text(r, at, PL_FONT_FLOOR, 400, PL_COLOUR_MUTED, pl_buffer_text(&head));
  pl_buffer_clear(&head);
}

static void put_message(round_screen *r, pl_rect *at, const pl_brief_inject *row) {
  const pl_inject_spec *inject = &r->scenario->injects[row->inject];
  const bool asks = row->is_open && inject->option_count;
  uint16_t option = 0;
  const bool is_answered = asks && chosen_option(r, row->inject, &option);
  pl_rect inside = {at->x + SIGN, at->y, at->w - SIGN, at->h};
  pl_buffer text = {0};
  put_sign(r, (pl_point){at->x + 14, at->y + 14}, asks, is_answered);
  put_head(r, &inside, inject, asks, is_answered);
  inside.y += 2;
  pl_put_scenario_text(&text, r->voice, &row->text);
  pl_round_text(r, &inside, PL_FONT_SMALL, 400, PL_COLOUR_TEXT, pl_buffer_text(&text));
  pl_buffer_clear(&text);
  inside.y += PL_SPACE_2;
  pl_ui_push_number(r->ui, row->inject);
  for (int i = 0; asks && i < inject->option_count; i++) {
    pl_ui_push_number(r->ui, i);
    if (!is_answered) pl_round_step_here(r, ANSWER, pl_text_in(&inject->options[i].text, r->voice->language));
    put_option(r, &inside, row, i, is_answered && option == i);
    pl_ui_pop(r->ui);
  }
  pl_ui_pop(r->ui);
  at->y = inside.y;
}

static void put_note(const round_screen *r, pl_buffer *note) {
  const size_t unanswered = pl_game_unanswered(r->game);
  const int count = (int)r->brief->inject_count;
  if (!count) return;
  if (unanswered)
    pl_buffer_add_format(note, PL_TEXTS("%zu waits for your answer", "%zu wait for your answer", unanswered),
                         unanswered);
  else
    pl_buffer_add_format(note, PL_TEXTS("%d message", "%d messages", count), count);
}

/* What waits may be far below: its count leads there. */
static void lead_to_waiting(round_screen *r, pl_rect heading) {
  if (!pl_game_unanswered(r->game)) return;
  const char *label = PL_TEXT("To the message that waits for your answer");
  const pl_touch touch = pl_ui_touch(r->ui, label, PL_WIDGET_BUTTON, heading, true, false);
  pl_tooltip(r->ui, &touch, label);
  if (touch.is_pressed) r->wants_step = ANSWER;
}

float pl_round_inbox(round_screen *r, pl_rect area) {
  pl_rect at = area;
  pl_buffer note = {0};
  put_note(r, &note);
  pl_round_heading(r, &at, 0, PL_TEXT("Inbox"), pl_buffer_text(&note));
  pl_buffer_clear(&note);
  pl_ui_push(r->ui, "inbox");
  lead_to_waiting(r, (pl_rect){area.x, area.y, area.w, at.y - area.y - PL_SPACE_1});
  if (!r->brief->inject_count)
    pl_round_text(r, &at, PL_FONT_FLOOR, 400, PL_COLOUR_MUTED, PL_TEXT("No messages this round."));
  for (size_t i = 0; i < r->brief->inject_count; i++) {
    if (i) pl_round_line(r, &at);
    put_message(r, &at, &r->brief->injects[i]);
  }
  pl_ui_pop(r->ui);
  if (r->beginning.count) {
    at.y += PL_SPACE_4;
    pl_round_heading(r, &at, 0, PL_TEXT("When the round opened"), "");
    at.y += pl_ui_tale(r->ui, at, PL_FONT_SMALL, &r->beginning, false);
  }
  return at.y - area.y;
}
