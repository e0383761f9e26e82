/* The lists of an audience. What takes time to explain is explained only of the chip that is pointed at or has the
 * focus. */
#include "audience_list.h"

#include "chip_grid.h"

static bool is_looked_at(const pl_audience_list *list, pl_rect rect, const char *label) {
  return pl_rect_has(rect, pl_ui_input(list->ui)->pointer) ||
         pl_ui_is_focused(list->ui, pl_ui_id(list->ui, label));
}

static void explain(const pl_audience_list *list, int state, int forum, pl_buffer *out) {
  if (list->explain) list->explain(list->context, state, forum, out);
}

static pl_audience_press put_words(const pl_audience_list *list, pl_rect *at) {
  const char *forums = list->seat == list->voice->seat ? PL_TEXT("My forums") : PL_TEXT("Its forums");
  const struct {
    uint8_t word;
    const char *label;
  } rows[] = {{PL_AUDIENCE_ALL, PL_TEXT("All")},
              {PL_AUDIENCE_ALLIES, PL_TEXT("Allies")},
              {PL_AUDIENCE_FORUMS, forums},
              {0, PL_TEXT("Nobody")}};
  pl_audience_press press = {PL_AUDIENCE_UNTOUCHED, 0};
  pl_grid grid = pl_grid_of(*at, PL_GRID_COLUMN * 0.8f);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const uint8_t word = rows[i].word;
    const bool is_on = word ? list->audience->words & word : pl_audience_is_empty(list->audience);
    if (pl_choice(list->ui, pl_grid_next(&grid), rows[i].label, is_on, true, NULL))
      press = (pl_audience_press){PL_AUDIENCE_WORD, word};
  }
  pl_grid_end(&grid, at);
  return press;
}

/* One chip; true: pressed. */
static bool put_chip(const pl_audience_list *list, pl_rect cell, int state, int forum, const char *name, bool is_on,
                     pl_mark mark) {
  const bool is_free = is_on || mark == PL_MARK_ELIGIBLE || (forum >= 0 && mark != PL_MARK_LOCKED);
  pl_buffer why = {0};
  pl_ui_push_number(list->ui, state >= 0 ? state : forum);
  if (is_looked_at(list, cell, name)) explain(list, state, forum, &why);
  const bool is_pressed = pl_choice(list->ui, cell, name, is_on, is_free, pl_buffer_text(&why));
  if (is_free && state >= 0) pl_tooltip_last(list->ui, pl_buffer_text(&why));
  pl_ui_pop(list->ui);
  pl_buffer_clear(&why);
  return is_pressed;
}

static pl_audience_press put_forums(const pl_audience_list *list, pl_rect *at) {
  pl_audience_press press = {PL_AUDIENCE_UNTOUCHED, 0};
  const int count = list->voice->scenario->forum_count;
  if (!count) return press;
  pl_grid_question(list->ui, at, PL_TEXT("Members of"));
  pl_grid grid = pl_grid_of(*at, PL_GRID_LONG);
  for (int f = 0; f < count; f++) {
    const pl_mark mark = list->forum_mark ? list->forum_mark[f] : PL_MARK_ELIGIBLE;
    const bool is_on = list->forum_mark ? mark == PL_MARK_CHOSEN : list->audience->forums >> f & 1;
    if (put_chip(list, pl_grid_next(&grid), -1, f, pl_name_of_forum(list->voice, f), is_on, mark))
      press = (pl_audience_press){PL_AUDIENCE_FORUM, f};
  }
  pl_grid_end(&grid, at);
  return press;
}

static pl_audience_press put_states(const pl_audience_list *list, pl_rect *at) {
  pl_audience_press press = {PL_AUDIENCE_UNTOUCHED, 0};
  pl_grid_question(list->ui, at, PL_TEXT("States"));
  pl_grid grid = pl_grid_of(*at, PL_GRID_COLUMN);
  for (int s = 0; s < list->voice->scenario->state_count; s++) {
    const pl_mark mark = list->state_mark ? list->state_mark[s] : PL_MARK_ELIGIBLE;
    const bool is_on = pl_set_has(&list->chosen, (unsigned)s);
    if (s == list->seat) continue;
    if (put_chip(list, pl_grid_next(&grid), s, -1, pl_name_of_seat(list->voice, s), is_on, mark))
      press = (pl_audience_press){PL_AUDIENCE_STATE, s};
  }
  pl_grid_end(&grid, at);
  return press;
}

pl_audience_press pl_audience_list_put(const pl_audience_list *list, pl_rect *at) {
  pl_ui_push(list->ui, "audience");
  pl_grid_question(list->ui, at, PL_TEXT("Who"));
  const pl_audience_press word = put_words(list, at);
  const pl_audience_press forum = put_forums(list, at);
  const pl_audience_press state = put_states(list, at);
  pl_ui_pop(list->ui);
  return word.part ? word : forum.part ? forum : state;
}

void pl_audience_take(pl_audience *audience, pl_audience_press press) {
  const uint8_t word = (uint8_t)press.which;
  switch (press.part) {
  case PL_AUDIENCE_UNTOUCHED: return;
  case PL_AUDIENCE_WORD:
    *audience = (pl_audience){.words = audience->words & word ? 0 : word};
    return;
  case PL_AUDIENCE_FORUM: audience->forums ^= (uint64_t)1 << press.which; break;
  case PL_AUDIENCE_STATE:
    if (pl_set_has(&audience->states, (unsigned)press.which)) pl_set_remove(&audience->states, (unsigned)press.which);
    else pl_set_add(&audience->states, (unsigned)press.which);
    break;
  }
  audience->words = (uint8_t)(audience->words & ~PL_AUDIENCE_ALL); /* besides all there is nobody to be added */
}
