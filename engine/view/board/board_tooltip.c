/* What the board says about what the pointer or the focus is on: in sentences, with units, and nothing that the viewer
 * does not know. While an audience is chosen, what choosing would do comes first. */
#include "board_matrix.h"

#include <string.h>

static bool is_wanted(const pl_touch *touch) { return touch->is_hovered || touch->is_focused; }

static void put_bold(pl_buffer *out, const char *text) {
  pl_buffer_add_text(out, PL_BOLD);
  pl_buffer_add_text(out, text);
  pl_buffer_add_text(out, PL_PLAIN);
}

static void put_line(pl_buffer *out) { pl_buffer_add_text(out, "\n"); }

static void put_choice(pl_board *board, int state, int forum) {
  if (!board->choice || !board->choice->explain) return;
  const size_t before = board->text.length;
  board->choice->explain(board->choice->context, state, forum, &board->text);
  if (board->text.length > before) put_line(&board->text);
}

/* ---- states ---- */

static void put_organisations(pl_board *board, int state) {
  pl_buffer *out = &board->text;
  const pl_state_moment *moment = &board->scene.moment->state[state];
  const int count = (int)(board->history->first[state + 1] - board->history->first[state]);
  if (!moment->is_known) {
    pl_buffer_add_format(out, PL_TEXTS("%d organisation; how many are hit is not known here.",
                                       "%d organisations; how many are hit is not known here.", count), count);
    put_line(out);
    return;
  }
  pl_buffer_add_format(out, PL_TEXTS("%d of %d organisation hit", "%d of %d organisations hit", count), moment->hit,
                       count);
  pl_buffer_add_format(out, PL_TEXT(", %d recovered"), moment->recovered);
  if (moment->latent > 0)
    pl_buffer_add_format(out, PL_TEXT(", %d infected and not found"), moment->latent);
  pl_buffer_add_text(out, ".");
  put_line(out);
}

static void put_forums(pl_board *board, int state) {
  pl_buffer *out = &board->text;
  int count = 0;
  for (int f = 0; f < board->forums; f++) {
    if (!pl_set_has(&board->scene.moment->members[f], (unsigned)state)) continue;
    pl_buffer_add_text(out, count++ ? ", " : PL_TEXT("Member of "));
    pl_buffer_add_text(out, pl_name_of_forum(board->voice, f));
  }
  pl_buffer_add_text(out, count ? "." : PL_TEXT("A member of no forum."));
  put_line(out);
  const uint64_t left = board->scene.moment->state[state].left;
  if (!left) return;
  count = pl_word_count(left);
  pl_buffer_add_format(out, PL_TEXTS("It left %d forum this round.", "It left %d forums this round.", count), count);
  put_line(out);
}

static int rounds_over(const pl_board *board) {
  const int rounds = (int)(board->tick / PL_TICKS_PER_ROUND);
  return rounds < board->history->rounds ? rounds : board->history->rounds;
}

static void put_trust(pl_board *board, int state) {
  const pl_sight *sight = &board->history->sight;
  pl_buffer *out = &board->text;
  if (sight->viewer != PL_VIEWER_SEAT || sight->seat >= board->states || sight->seat == state) return;
  const int mine = pl_matrix_trust(board, rounds_over(board), sight->seat, state);
  const int theirs = pl_matrix_trust(board, rounds_over(board), state, sight->seat);
  if (mine >= 0) {
    pl_buffer_add_format(out, PL_TEXT("You trust it %d of 100."), mine);
    pl_buffer_add_text(out, " ");
  }
  if (theirs >= 0) pl_buffer_add_format(out, PL_TEXT("It trusts you %d of 100."), theirs);
  if (theirs < -1)
    pl_buffer_add_format(out, PL_TEXT("Its trust in you: %s, %s."), pl_step_bar(-theirs - 2),
                         pl_step_word(-theirs - 2));
  if (mine >= 0 || theirs != -1) put_line(out);
}

static void put_on_the_way(pl_board *board, int state) {
  size_t count = 0;
  int to = 0, from = 0, incidents = 0;
  const pl_flow *flow = pl_timeline_flows(board->timeline, &count);
  for (size_t i = pl_timeline_first_flow(board->timeline, (pl_tick)board->tick); i < count; i++) {
    if ((double)flow[i].start > board->tick) continue;
    if ((double)flow[i].end < board->tick) continue;
    const bool is_incident = flow[i].kind == PL_FLOW_INCIDENT;
    const int items = flow[i].count > 0 ? flow[i].count : 1;
    if (is_incident && flow[i].to == state) incidents += items;
    if (!is_incident && flow[i].to == state) to += items;
    if (!is_incident && flow[i].from == state) from += items;
  }
  pl_buffer *out = &board->text;
  if (!to && !from && !incidents) return;
  pl_buffer_add_text(out, PL_TEXT("On the way now:"));
  if (to) pl_buffer_add_format(out, PL_TEXTS(" %d item to it", " %d items to it", to), to);
  if (from) {
    pl_buffer_add_text(out, to ? "," : "");
    pl_buffer_add_format(out, PL_TEXTS(" %d item from it", " %d items from it", from), from);
  }
  if (incidents) {
    pl_buffer_add_text(out, to || from ? "," : "");
    pl_buffer_add_format(
        out, PL_TEXTS(" an incident reaching %d organisation", " an incident reaching %d organisations", incidents),
        incidents);
  }
  pl_buffer_add_text(out, ".");
  put_line(out);
}

/* Where there is no room to draw each by itself. */
static void put_together(pl_board *board, int state) {
  const int place = board->place_of[state];
  pl_buffer ids = {0};
  pl_state_set all;
  if (place < 0 || board->scene.state[place].stands_for == 1) return;
  pl_scene_together(&board->scene, state, &all);
  pl_put_ids(&ids, board->voice, &all);
  pl_buffer_add_format(&board->text, PL_TEXT("Drawn as one here: %s. Zoom in to see them apart."),
                       pl_buffer_text(&ids));
  put_line(&board->text);
  pl_buffer_clear(&ids);
}

/* The last line's end is not wanted. */
static void show(pl_board *board, pl_ui *ui, const pl_touch *touch) {
  pl_buffer *out = &board->text;
  if (out->length && out->bytes[out->length - 1] == '\n') out->bytes[--out->length] = 0;
  pl_tooltip(ui, touch, pl_buffer_text(out));
}

void pl_board_explain_state(pl_board *board, pl_ui *ui, int state, const pl_touch *touch) {
  if (!is_wanted(touch) || board->is_dragging || !board->scene.moment) return;
  pl_buffer_clear(&board->text);
  put_bold(&board->text, pl_name_of_seat(board->voice, state));
  put_line(&board->text);
  put_choice(board, state, -1);
  put_together(board, state);
  put_organisations(board, state);
  put_forums(board, state);
  put_trust(board, state);
  put_on_the_way(board, state);
  show(board, ui, touch);
}

/* ---- forums ---- */

void pl_board_explain_forum(pl_board *board, pl_ui *ui, int forum, const pl_touch *touch) {
  if (!is_wanted(touch) || board->is_dragging || !board->scene.moment) return;
  const pl_forum_spec *spec = &board->history->scenario->forums[forum];
  const pl_state_set *members = &board->scene.moment->members[forum];
  const int count = pl_set_count(members);
  pl_buffer *out = &board->text;
  pl_buffer_clear(out);
  put_bold(out, pl_name_of_forum(board->voice, forum));
  put_line(out);
  put_choice(board, -1, forum);
  pl_buffer_add_format(out, PL_TEXTS("%d member", "%d members", count), count);
  if (count) {
    pl_buffer_add_text(out, ": ");
    pl_put_ids(out, board->voice, members);
  }
  pl_buffer_add_text(out, ".");
  put_line(out);
  pl_buffer_add_format(out, PL_TEXT("What goes through it is at most %s."), pl_chip(spec->ceiling));
  show(board, ui, touch);
}

/* ---- pairs ---- */

static void put_course_of_trust(pl_board *board, int from, int to) {
  enum { MOST = 8 };
  pl_buffer *out = &board->text;
  const int rounds = board->matrix.rounds, first = rounds > MOST ? rounds - MOST : 0;
  if (pl_matrix_trust(board, rounds, from, to) < 0) {
    const int step = -pl_matrix_trust(board, rounds, from, to) - 2;
    if (step < 1) return;
    pl_buffer_add_format(out, PL_TEXT("The trust of %s in %s: %s, %s."), pl_board_id(board, from),
                         pl_board_id(board, to), pl_step_bar(step), pl_step_word(step));
    put_line(out);
    return;
  }
  pl_buffer_add_format(out, PL_TEXT("The trust of %s in %s, points of 100, round by round: "), pl_board_id(board, from),
                       pl_board_id(board, to));
  for (int r = first; r <= rounds; r++) {
    const int points = pl_matrix_trust(board, r, from, to);
    if (points >= 0) pl_buffer_add_format(out, r > first ? " → %d" : "%d", points);
  }
  pl_buffer_add_text(out, ".");
  put_line(out);
}

static void put_items(pl_board *board, int from, int to) {
  const int32_t items = board->matrix.given[from * board->states + to];
  pl_buffer_add_format(&board->text, PL_TEXTS("%s gave %d item to %s.", "%s gave %d items to %s.", items),
                       pl_board_id(board, from), (int)items, pl_board_id(board, to));
  put_line(&board->text);
}

void pl_board_explain_pair(pl_board *board, pl_ui *ui, int from, int to, const pl_touch *touch) {
  const pl_sight *sight = &board->history->sight;
  char title[64];
  if (!is_wanted(touch)) return;
  pl_buffer_clear(&board->text);
  SDL_snprintf(title, sizeof title, "%s → %s", pl_board_id(board, from), pl_board_id(board, to));
  put_bold(&board->text, title);
  put_line(&board->text);
  if (sight->viewer != PL_VIEWER_PUBLIC || (sight->reveals & PL_REVEAL_SHARING)) {
    put_items(board, from, to);
    put_items(board, to, from);
  }
  if (!board->is_public && sight->viewer != PL_VIEWER_PUBLIC) put_course_of_trust(board, from, to);
  show(board, ui, touch);
}
